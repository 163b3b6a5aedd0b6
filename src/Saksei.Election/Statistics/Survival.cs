using System.Collections.Immutable;
using Saksei.Election.Counts;

namespace Saksei.Election.Statistics;

/// <summary>How long something took: until it happened, by which cause, or as long as it was watched.</summary>
/// <param name="Time">How long, in whole units.</param>
/// <param name="Cause">0: it hadn't happened when watching ended; 1 and on: what happened.</param>
public readonly record struct Duration(long Time, int Cause);

/// <summary>One time at which something happened or watching ended.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtRisk">Those still watched just before.</param>
/// <param name="Events">How many each cause took, by cause less one.</param>
/// <param name="Censored">Those whose watching ended here.</param>
/// <param name="Free">The share to which nothing had happened by then (Kaplan and Meier 1958).</param>
/// <param name="Incidence">The share that each cause had taken by then (Aalen and Johansen 1978).</param>
/// <param name="Greenwood">Greenwood's sum; null where nobody is left.</param>
public sealed record SurvivalStep(
    long Time, long AtRisk, ImmutableArray<long> Events, long Censored, Fraction Free, ImmutableArray<Fraction> Incidence, Fraction? Greenwood)
{
    /// <summary>Greenwood's variance of <see cref="Free"/>, found when read; null where nobody is left.</summary>
    public Fraction? Variance => Greenwood is { } sum ? Free * Free * sum : null;

    /// <summary>The root of the variance; null where nobody is left.</summary>
    public Real? StandardError => Variance is { } variance ? Real.Of(variance).Sqrt() : null;
}

/// <summary>Time to decision, with what isn't decided yet counted as such: never the mean of the decided ones.</summary>
public static class Survival
{
    /// <summary>The steps, by time. Causes compete: a withdrawal isn't a decision, and isn't the end of watching either.</summary>
    public static ImmutableArray<SurvivalStep> Of(IEnumerable<Duration> durations, int causes)
    {
        var all = durations.ToList();
        var steps = ImmutableArray.CreateBuilder<SurvivalStep>();
        var (free, greenwood, incidence, atRisk) = (Fraction.One, (Fraction?)Fraction.Zero, Enumerable.Repeat(Fraction.Zero, causes).ToArray(), (long)all.Count);
        foreach (var group in all.GroupBy(duration => duration.Time).OrderBy(group => group.Key))
        {
            ImmutableArray<long> events = [.. Enumerable.Range(1, causes).Select(cause => (long)group.Count(duration => duration.Cause == cause))];
            var happened = events.Sum();
            for (var cause = 0; cause < causes; cause++) incidence[cause] += free * new Fraction(events[cause], atRisk);
            free *= new Fraction(atRisk - happened, atRisk);
            greenwood = happened == atRisk ? null : greenwood + new Fraction(happened, atRisk * (atRisk - happened));
            steps.Add(new SurvivalStep(group.Key, atRisk, events, group.Count() - happened, free, [.. incidence], greenwood));
            atRisk -= group.Count();
        }

        return steps.ToImmutable();
    }
}

/// <summary>
/// The log-rank test of whether groups wait equally long, also within strata: observed and expected, the chi-squared and its p.
/// </summary>
public sealed record LogRank(ImmutableArray<long> Observed, ImmutableArray<Fraction> Expected, Fraction ChiSquared, int Degrees, Fraction P)
{
    /// <summary>Computes it.</summary>
    /// <param name="durations">Each with its group and stratum; cause 1 is what is waited for, all else ends the watching.</param>
    /// <param name="groups">How many groups.</param>
    public static LogRank Of(IEnumerable<(Duration Duration, int Group, int Stratum)> durations, int groups)
    {
        var observed = new long[groups];
        var expected = new Real[groups];
        var covariance = new Real[groups, groups];
        foreach (var stratum in durations.GroupBy(entry => entry.Stratum)) Add(stratum.Select(entry => (entry.Duration, entry.Group)).ToList(), observed, expected, covariance);
        var taking = Enumerable.Range(0, groups).Where(group => expected[group] > Real.Zero).ToList();
        var degrees = Math.Max(0, taking.Count - 1);
        var statistic = degrees == 0 ? Real.Zero : Quadratic(taking.GetRange(0, degrees), observed, expected, covariance);
        return new LogRank([.. observed], [.. expected.Select(value => value.ToFraction())], statistic.ToFraction(), degrees,
            degrees == 0 ? Fraction.One : ChiSquare.Tail(statistic, degrees).ToFraction());
    }

    private static void Add(List<(Duration Duration, int Group)> entries, long[] observed, Real[] expected, Real[,] covariance)
    {
        var atRisk = new long[observed.Length];
        foreach (var (_, group) in entries) atRisk[group]++;
        foreach (var time in entries.GroupBy(entry => entry.Duration.Time).OrderBy(time => time.Key))
        {
            var (risk, events) = (atRisk.Sum(), (long)time.Count(entry => entry.Duration.Cause == 1));
            foreach (var (duration, group) in time) observed[group] += duration.Cause == 1 ? 1 : 0;
            if (events > 0) Expect(atRisk, risk, events, expected, covariance);
            foreach (var (_, group) in time) atRisk[group]--;
        }
    }

    private static void Expect(long[] atRisk, long risk, long events, Real[] expected, Real[,] covariance)
    {
        var factor = risk == 1 ? Real.Zero : Real.Of((System.Numerics.BigInteger)events * (risk - events), risk - 1);
        for (var i = 0; i < atRisk.Length; i++)
        {
            expected[i] += Real.Of((System.Numerics.BigInteger)events * atRisk[i], risk);
            for (var j = 0; j < atRisk.Length; j++)
                covariance[i, j] += factor * (Real.Of(i == j ? (System.Numerics.BigInteger)atRisk[i] * (risk - atRisk[i]) : -(System.Numerics.BigInteger)atRisk[i] * atRisk[j], (System.Numerics.BigInteger)risk * risk));
        }
    }

    // (O − E)ᵀ V⁻¹ (O − E) over all groups but the last, by elimination.
    private static Real Quadratic(List<int> groups, long[] observed, Real[] expected, Real[,] covariance)
    {
        var size = groups.Count;
        var rows = groups.Select(i => groups.Select(j => covariance[i, j]).Append(Real.Of(observed[i]) - expected[i]).ToArray()).ToArray();
        var sum = Real.Zero;
        for (var pivot = 0; pivot < size; pivot++)
        {
            if (rows[pivot][pivot].IsBelow(600)) continue;
            sum += rows[pivot][size] * rows[pivot][size] / rows[pivot][pivot];
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = rows[row][pivot] / rows[pivot][pivot];
                for (var column = pivot; column <= size; column++) rows[row][column] -= factor * rows[pivot][column];
            }
        }

        return sum;
    }
}

/// <summary>The upper tail of the chi-squared distribution.</summary>
public static class ChiSquare
{
    private static readonly Real Far = Real.Of(60);

    /// <summary>P(X ≥ x) with so many degrees of freedom.</summary>
    public static Real Tail(Real x, int degrees)
    {
        var half = x / Real.Of(2);
        if (half <= Real.Zero) return Real.One;
        var exponential = half.ExpOfMinus();
        var (tail, term, at) = degrees % 2 == 0
            ? (exponential, exponential, Real.One)
            : (Complement(half), exponential / (half * Real.Pi).Sqrt(), Real.Of(1, 2));
        // Q(a + 1, x) = Q(a, x) + xᵃ e⁻ˣ / Γ(a + 1)
        for (var k = 0; k < (degrees - 1) / 2; k++)
        {
            term = term * half / at;
            tail += term;
            at += Real.One;
        }

        return tail;
    }

    // The complementary error function of √x: by its series, or far out by its continued fraction.
    private static Real Complement(Real x)
    {
        if (x > Far) return (x / Real.Pi).Sqrt() * x.ExpOfMinus() / Continued(x);
        var (sum, term) = (Real.Zero, Real.One);
        for (var n = 0; !term.Raw.IsZero; n++)
        {
            sum += term / Real.Of(2 * n + 1);
            term = Real.Zero - term * x / Real.Of(n + 1);
        }

        return Real.One - sum * Real.Of(2) * (x / Real.Pi).Sqrt();
    }

    // erfc(√x)·√π·eˣ/√x = 1/(x + (1/2)/(1 + 1/(x + (3/2)/(1 + 2/(x + …)))))
    private static Real Continued(Real x)
    {
        var value = x;
        for (var k = 150; k > 0; k--) value = x + Real.Of(2 * k - 1, 2) / (Real.One + Real.Of(k) / value);
        return value;
    }
}

/// <summary>Corrections for looking at several comparisons at once.</summary>
public static class Adjustments
{
    /// <summary>Holm 1979: p values adjusted for a family.</summary>
    public static ImmutableArray<Fraction> Holm(ImmutableArray<Fraction> p)
    {
        var adjusted = new Fraction[p.Length];
        var (running, left) = (Fraction.Zero, p.Length);
        foreach (var i in InOrder(p))
        {
            running = Most(running, AtMostOne(p[i] * new Fraction(left--)));
            adjusted[i] = running;
        }

        return [.. adjusted];
    }

    /// <summary>Benjamini and Hochberg 1995: the share of false ones among those called unequal.</summary>
    public static ImmutableArray<Fraction> BenjaminiHochberg(ImmutableArray<Fraction> p)
    {
        var adjusted = new Fraction[p.Length];
        var (running, rank) = (Fraction.One, p.Length);
        foreach (var i in Enumerable.Reverse(InOrder(p)))
        {
            running = Tails.Least(running, AtMostOne(p[i] * new Fraction(p.Length, rank--)));
            adjusted[i] = running;
        }

        return [.. adjusted];
    }

    /// <summary>
    /// Tarone 1990 with Holm's steps: comparisons that could not have been called unequal at all (by the smallest p that their margins
    /// allow) aren't counted against the others.
    /// </summary>
    /// <param name="p">The p values.</param>
    /// <param name="smallest">The smallest that each could have been.</param>
    public static ImmutableArray<Fraction> TaroneHolm(ImmutableArray<Fraction> p, ImmutableArray<Fraction> smallest)
    {
        var adjusted = new Fraction[p.Length];
        var running = Fraction.Zero;
        var order = InOrder(p);
        for (var rank = 0; rank < order.Count; rank++)
        {
            var i = order[rank];
            var counted = order.Skip(rank).Count(other => smallest[other] <= p[i]);
            running = Most(running, AtMostOne(p[i] * new Fraction(counted)));
            adjusted[i] = running;
        }

        return [.. adjusted];
    }

    private static List<int> InOrder(ImmutableArray<Fraction> p) => [.. Enumerable.Range(0, p.Length).OrderBy(i => p[i])];

    private static Fraction AtMostOne(Fraction value) => Tails.Least(value, Fraction.One);

    private static Fraction Most(Fraction a, Fraction b) => a > b ? a : b;
}
