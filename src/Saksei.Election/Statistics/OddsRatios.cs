using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Statistics;

/// <summary>A ratio that may be infinite, or undefined where nothing varies.</summary>
/// <param name="Value">The ratio; null where it is infinite or undefined.</param>
/// <param name="IsInfinite">Whether it is infinite.</param>
public readonly record struct Ratio(Fraction? Value, bool IsInfinite)
{
    /// <summary>Without bound.</summary>
    public static Ratio Infinite => new(null, true);

    /// <summary>Nothing can be said.</summary>
    public static Ratio Undefined => new(null, false);

    /// <summary>A finite one.</summary>
    public static Ratio Of(Fraction value) => new(value, false);
}

/// <summary>The bounds of a central interval.</summary>
public readonly record struct Interval(Ratio Low, Ratio High);

/// <summary>
/// Odds ratios of a conditional distribution: the one that makes the observed value the expected one, and the bounds at which each
/// tail has half of what the level leaves. Found by halving, in fixed point: to fourteen digits, the same on every machine.
/// </summary>
public static class OddsRatios
{
    private const int Bits = 192;
    private const int Halvings = 48;
    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Negligible = BigInteger.One << (Bits - 130);

    /// <summary>The maximum-likelihood odds ratio.</summary>
    public static Ratio Estimate(ConditionalDistribution distribution, long observed)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.First == distribution.Last) return Ratio.Undefined;
        if (observed == distribution.First) return Ratio.Of(Fraction.Zero);
        if (observed == distribution.Last) return Ratio.Infinite;
        return Ratio.Of(Solve(ratio => Sums(distribution, ratio, observed) is var sums && sums.Weighted < sums.Whole * observed));
    }

    /// <summary>The central interval of a level, such as 95/100: it never contradicts the doubled p.</summary>
    public static Interval Interval(ConditionalDistribution distribution, long observed, Fraction level)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.First == distribution.Last) return new Interval(Ratio.Of(Fraction.Zero), Ratio.Infinite);
        var half = (Fraction.One - level) / new Fraction(2);
        bool IsLess(BigInteger part, BigInteger whole) => part * half.Denominator < whole * half.Numerator;
        var low = observed == distribution.First ? Ratio.Of(Fraction.Zero)
            : Ratio.Of(Solve(ratio => Sums(distribution, ratio, observed) is var sums && IsLess(sums.AtLeast, sums.Whole)));
        var high = observed == distribution.Last ? Ratio.Infinite
            : Ratio.Of(Solve(ratio => Sums(distribution, ratio, observed) is var sums && !IsLess(sums.AtMost, sums.Whole)));
        return new Interval(low, high);
    }

    // The least ratio that isn't too low; what is asked is true below it and false above.
    private static Fraction Solve(Func<BigInteger, bool> isTooLow)
    {
        var low = One;
        while (!isTooLow(low)) low >>= 2;
        var high = low << 2;
        while (isTooLow(high)) (low, high) = (high, high << 2);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) >> 1;
            if (isTooLow(middle)) low = middle;
            else high = middle;
        }

        return new Fraction(high, One);
    }

    private readonly record struct TermSums(BigInteger Whole, BigInteger AtLeast, BigInteger AtMost, BigInteger Weighted)
    {
        internal TermSums Add(long value, BigInteger term, long observed) => new(
            Whole + term, value >= observed ? AtLeast + term : AtLeast, value <= observed ? AtMost + term : AtMost, Weighted + term * value);
    }

    // Terms from the greatest outwards, until they no longer count.
    private static TermSums Sums(ConditionalDistribution distribution, BigInteger ratio, long observed)
    {
        var mode = Mode(distribution, ratio);
        var sums = default(TermSums).Add(mode, One, observed);
        var term = One;
        for (var value = mode; value < distribution.Last && term > Negligible; value++)
        {
            var (above, below) = distribution.Ratio(value);
            term = (term * ratio * above / below) >> Bits;
            sums = sums.Add(value + 1, term, observed);
        }

        term = One;
        for (var value = mode; value > distribution.First && term > Negligible; value--)
        {
            var (above, below) = distribution.Ratio(value - 1);
            term = (term * below << Bits) / (ratio * above);
            sums = sums.Add(value - 1, term, observed);
        }

        return sums;
    }

    private static long Mode(ConditionalDistribution distribution, BigInteger ratio)
    {
        var (low, high) = (distribution.First, distribution.Last);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var (above, below) = distribution.Ratio(middle);
            if (above * ratio > below << Bits) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
