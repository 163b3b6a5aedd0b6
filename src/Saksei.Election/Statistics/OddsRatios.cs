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
    private const int ExcessBits = 64;
    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Negligible = BigInteger.One << (Bits - 130);

    /// <summary>The maximum-likelihood odds ratio.</summary>
    public static Ratio Estimate(ConditionalDistribution distribution, long observed)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.First == distribution.Last) return Ratio.Undefined;
        if (observed == distribution.First) return Ratio.Of(Fraction.Zero);
        if (observed == distribution.Last) return Ratio.Infinite;
        return Ratio.Of(Solve(ratio => Sums(distribution, ratio, observed), sums => sums.Weighted - sums.Whole * observed));
    }

    /// <summary>The central interval of a level, such as 95/100: it never contradicts the doubled p.</summary>
    public static Interval Interval(ConditionalDistribution distribution, long observed, Fraction level)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.First == distribution.Last) return new Interval(Ratio.Of(Fraction.Zero), Ratio.Infinite);
        var half = (Fraction.One - level) / new Fraction(2);
        BigInteger Over(BigInteger part, BigInteger whole) => part * half.Denominator - whole * half.Numerator;
        var low = observed == distribution.First ? Ratio.Of(Fraction.Zero)
            : Ratio.Of(Solve(ratio => Sums(distribution, ratio, observed), sums => Over(sums.AtLeast, sums.Whole)));
        var high = observed == distribution.Last ? Ratio.Infinite
            : Ratio.Of(Solve(ratio => Sums(distribution, ratio, observed), sums => -Over(sums.AtMost, sums.Whole) - 1));
        return new Interval(low, high);
    }

    // The least ratio of the grid whose excess isn't negative; the excess never falls. Each step is at the place where a straight line
    // between the bounds is 0 (the Illinois method), every fourth in the middle, so that it ends however the excess bends.
    private static Fraction Solve(Func<BigInteger, TermSums> sumsAt, Func<TermSums, BigInteger> excess)
    {
        BigInteger ExcessAt(BigInteger ratio) => Shared(sumsAt(ratio), excess);
        var (first, last, under, over) = Bracket(ExcessAt);
        var step = BigInteger.Max(1, (last - first) >> Halvings);
        var (low, high) = (0L, (long)((last - first) / step));
        for (var (taken, wasUnder) = (1, false); high - low > 1; taken++)
        {
            var middle = taken % 4 == 0 || over == under ? low + (high - low) / 2 : low + (long)((high - low) * -under / (over - under));
            middle = Math.Clamp(middle, low + 1, high - 1);
            var found = ExcessAt(first + step * middle);
            var isUnder = found.Sign < 0;
            if (isUnder) (low, under, over) = (middle, found, wasUnder ? over / 2 : over);
            else (high, over, under) = (middle, found, wasUnder ? under : under / 2);
            wasUnder = isUnder;
        }

        return new Fraction(first + step * high, One);
    }

    // As a share of the whole, so that those of two ratios compare; negative where it was.
    private static BigInteger Shared(TermSums sums, Func<TermSums, BigInteger> excess)
    {
        var own = excess(sums);
        var shared = (own << ExcessBits) / sums.Whole;
        return own.Sign < 0 && shared.IsZero ? BigInteger.MinusOne : shared;
    }

    // Two ratios, one four times the other, and their excess: of the first it is negative, of the second not.
    private static (BigInteger Low, BigInteger High, BigInteger Under, BigInteger Over) Bracket(Func<BigInteger, BigInteger> excessOf)
    {
        var (low, high) = (One, One << 2);
        var (under, over) = (excessOf(low), excessOf(high));
        while (under.Sign >= 0) (low, high, under, over) = (low >> 2, low, excessOf(low >> 2), under);
        while (over.Sign < 0) (low, high, under, over) = (high, high << 2, over, excessOf(high << 2));
        return (low, high, under, over);
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
