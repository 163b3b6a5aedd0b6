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
/// tail has half of what the level leaves. Found by halving, to forty bits and more behind the first.
/// </summary>
public static class OddsRatios
{
    private const int Halvings = 48;
    private const int Negligible = 130;

    /// <summary>The maximum-likelihood odds ratio.</summary>
    public static Ratio Estimate(ConditionalDistribution distribution, long observed)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.First == distribution.Last) return Ratio.Undefined;
        if (observed == distribution.First) return Ratio.Of(Fraction.Zero);
        if (observed == distribution.Last) return Ratio.Infinite;
        return Ratio.Of(Solve(ratio => Mean(distribution, ratio) < Real.Of(observed)));
    }

    /// <summary>The central interval of a level, such as 95/100: it never contradicts the doubled p.</summary>
    public static Interval Interval(ConditionalDistribution distribution, long observed, Fraction level)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.First == distribution.Last) return new Interval(Ratio.Of(Fraction.Zero), Ratio.Infinite);
        var half = Real.Of((Fraction.One - level) / new Fraction(2));
        var low = observed == distribution.First ? Ratio.Of(Fraction.Zero)
            : Ratio.Of(Solve(ratio => Tail(distribution, ratio, observed, distribution.Last) < half));
        var high = observed == distribution.Last ? Ratio.Infinite
            : Ratio.Of(Solve(ratio => Tail(distribution, ratio, distribution.First, observed) > half));
        return new Interval(low, high);
    }

    // The least ratio that isn't too low; what is asked is true below it and false above.
    private static Fraction Solve(Func<Real, bool> isTooLow)
    {
        var low = Real.One;
        while (!isTooLow(low)) low /= Real.Of(4);
        var high = low * Real.Of(4);
        while (isTooLow(high)) (low, high) = (high, high * Real.Of(4));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / Real.Of(2);
            if (isTooLow(middle)) low = middle;
            else high = middle;
        }

        return high.ToFraction();
    }

    private static Real Mean(ConditionalDistribution distribution, Real ratio)
    {
        var (sum, weighted) = (Real.Zero, Real.Zero);
        foreach (var (value, term) in Terms(distribution, ratio))
        {
            sum += term;
            weighted += term * Real.Of(value);
        }

        return weighted / sum;
    }

    private static Real Tail(ConditionalDistribution distribution, Real ratio, long from, long until)
    {
        var (sum, tail) = (Real.Zero, Real.Zero);
        foreach (var (value, term) in Terms(distribution, ratio))
        {
            sum += term;
            if (value >= from && value <= until) tail += term;
        }

        return tail / sum;
    }

    // Terms from the greatest outwards, until they no longer count.
    private static IEnumerable<(long Value, Real Term)> Terms(ConditionalDistribution distribution, Real ratio)
    {
        var mode = Mode(distribution, ratio);
        yield return (mode, Real.One);
        var term = Real.One;
        for (var value = mode; value < distribution.Last; value++)
        {
            term = term * distribution.Ratio(value) * ratio;
            if (term.IsBelow(Negligible)) break;
            yield return (value + 1, term);
        }

        (term, var inverse) = (Real.One, Real.One / ratio);
        for (var value = mode; value > distribution.First; value--)
        {
            term = term * inverse / distribution.Ratio(value - 1);
            if (term.IsBelow(Negligible)) break;
            yield return (value - 1, term);
        }
    }

    private static long Mode(ConditionalDistribution distribution, Real ratio)
    {
        var (low, high) = (distribution.First, distribution.Last);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (distribution.Ratio(middle) * ratio > Real.One) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
