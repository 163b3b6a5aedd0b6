using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Saksei.Election.Counts;

namespace Saksei.Election.Statistics;

/// <summary>The tails of an exact conditional test.</summary>
/// <param name="Less">The probability of the observed value or less.</param>
/// <param name="Greater">The probability of the observed value or more.</param>
public readonly record struct Tails(Fraction Less, Fraction Greater)
{
    /// <summary>The central p: the smaller tail, doubled, at most one. It goes with the central interval of the odds ratio.</summary>
    public Fraction Central => Least(Fraction.One, new Fraction(2) * Least(Less, Greater));

    internal static Fraction Least(Fraction a, Fraction b) => a < b ? a : b;
}

/// <summary>
/// Exact tests of whether groups are treated alike, given all margins: p values are exact fractions.
/// Fisher 1935; the conditional test of strata (Cox 1970); Zelen 1971; Freeman and Halton 1951; McNemar 1947; Cochran 1950.
/// </summary>
public static class ExactTests
{
    /// <summary>Fisher's test of one table, by A.</summary>
    public static Tails Fisher(TwoByTwo table) => TailsOf(ConditionalDistribution.Of(table), table.A);

    /// <summary>The exact conditional test of a common odds ratio of one in all strata.</summary>
    public static Tails Stratified(ImmutableArray<TwoByTwo> strata) => TailsOf(ConditionalDistribution.Of(strata), strata.Sum(stratum => stratum.A));

    /// <summary>The smallest central p that these margins allow at all: a test that can't go lower can't show anything.</summary>
    public static Fraction SmallestCentral(ConditionalDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return Tails.Least(new Tails(distribution.At(distribution.First), Fraction.One).Central, new Tails(Fraction.One, distribution.At(distribution.Last)).Central);
    }

    /// <summary>McNemar's exact test of pairs: those where only the first, and only the second was treated so.</summary>
    public static Tails McNemar(long onlyFirst, long onlySecond) => TailsOf(ConditionalDistribution.Binomial(onlyFirst + onlySecond), onlyFirst);

    /// <summary>Zelen's exact test of whether the odds ratio is the same in all strata: the tables that are no likelier than those observed.
    /// Null where there are too many of them to count.</summary>
    public static Fraction? Zelen(ImmutableArray<TwoByTwo> strata)
    {
        if (strata.Any(stratum => (stratum.Most - stratum.Least + 1) * stratum.Column1 > MostFactors)) return null;
        var observed = strata.Aggregate(BigInteger.One, (product, stratum) => product * Weight(stratum, stratum.A));
        var left = strata.Sum(stratum => stratum.A);
        var (least, most) = (strata.Sum(stratum => stratum.Least), strata.Sum(stratum => stratum.Most));
        var reached = new Dictionary<(long Left, BigInteger Weight), BigInteger> { [(left, BigInteger.One)] = BigInteger.One };
        foreach (var stratum in strata)
        {
            if ((stratum.Most - stratum.Least + 1) * reached.Count > MostWork) return null;
            (least, most) = (least - stratum.Least, most - stratum.Most);
            reached = Extend(reached, stratum, least, most);
        }

        return ShareOf(reached.Select(pair => (pair.Key.Weight, pair.Value)), observed);
    }

    /// <summary>Tables that share rows and weight are counted together; beyond so many different ones, or so much work, nothing is computed.</summary>
    private const int MostTables = 50_000, MostWork = 250_000, MostFactors = 4_000_000;

    /// <summary>
    /// Freeman and Halton's test of a table of any size: the tables that are no likelier than the one observed. Null where there are
    /// too many of them to count.
    /// </summary>
    /// <param name="rows">Rows of the same length.</param>
    public static Fraction? FreemanHalton(ImmutableArray<ImmutableArray<long>> rows)
    {
        if (rows.IsEmpty) return Fraction.One;
        // The largest column comes last and follows from the others.
        var columns = Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToImmutableArray()).OrderBy(column => column.Sum()).ToList();
        var observed = Observed(rows, columns);
        var start = new RowSums([.. rows.Select(row => row.Sum())]);
        var reached = new Dictionary<(RowSums Left, BigInteger Weight), BigInteger> { [(start, BigInteger.One)] = BigInteger.One };
        foreach (var column in columns)
        {
            if (Fill(reached, column.Sum()) is not { } next) return null;
            reached = next;
        }

        return ShareOf(reached.Select(pair => (pair.Key.Weight, pair.Value)), observed);
    }

    internal static Tails TailsOf(ConditionalDistribution distribution, long observed) => new(distribution.AtMost(observed), distribution.AtLeast(observed));

    private static BigInteger Weight(TwoByTwo table, long value) =>
        ConditionalDistribution.Choose(table.Row1, value) * ConditionalDistribution.Choose(table.Row2, table.Column1 - value);

    // Only what the strata behind this one can still make up: between the least and the most that they hold.
    private static Dictionary<(long, BigInteger), BigInteger> Extend(
        Dictionary<(long Left, BigInteger Weight), BigInteger> reached, TwoByTwo stratum, long least, long most)
    {
        var next = new Dictionary<(long, BigInteger), BigInteger>();
        for (var value = stratum.Least; value <= stratum.Most; value++)
        {
            var weight = Weight(stratum, value);
            foreach (var ((left, before), ways) in reached)
            {
                if (left - value < least || left - value > most) continue;
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(next, (left - value, before * weight), out _);
                sum += ways;
            }
        }

        return next;
    }

    // Each table weighs its product, and counts as often as it was reached.
    private static Fraction ShareOf(IEnumerable<(BigInteger Weight, BigInteger Ways)> tables, BigInteger observed)
    {
        BigInteger part = 0, whole = 0;
        foreach (var (weight, ways) in tables)
        {
            whole += weight * ways;
            if (weight <= observed) part += weight * ways;
        }

        return new Fraction(part, whole);
    }

    private static Dictionary<(RowSums, BigInteger), BigInteger>? Fill(Dictionary<(RowSums Left, BigInteger Weight), BigInteger> reached, long column)
    {
        var next = new Dictionary<(RowSums, BigInteger), BigInteger>();
        var columns = new Dictionary<RowSums, List<(RowSums Left, BigInteger Weight)>>();
        long work = 0;
        foreach (var ((left, before), ways) in reached)
        {
            if (!columns.TryGetValue(left, out var fillings)) columns[left] = fillings = [.. Fillings(left, column).Take(MostTables)];
            if (fillings.Count == MostTables || (work += fillings.Count) > MostWork) return null;
            foreach (var (rest, weight) in fillings)
            {
                var key = (rest, before * weight);
                next[key] = next.GetValueOrDefault(key) + ways;
            }

            if (next.Count > MostTables) return null;
        }

        return next;
    }

    // All ways to take a column out of what the rows have left.
    private static IEnumerable<(RowSums Left, BigInteger Weight)> Fillings(RowSums left, long column)
    {
        var taken = new long[left.Values.Length];
        return Take(0, column);

        IEnumerable<(RowSums, BigInteger)> Take(int row, long rest)
        {
            if (row == taken.Length - 1)
            {
                if (rest > left.Values[row]) yield break;
                taken[row] = rest;
                yield return (new RowSums([.. left.Values.Select((value, i) => value - taken[i])]), Ways(left.Values, taken));
                yield break;
            }

            // What the rows below can't hold must be taken here.
            var room = left.Values.Skip(row + 1).Sum();
            for (var value = Math.Max(0, rest - room); value <= Math.Min(rest, left.Values[row]); value++)
            {
                taken[row] = value;
                foreach (var filling in Take(row + 1, rest - value)) yield return filling;
            }
        }
    }

    private static BigInteger Observed(ImmutableArray<ImmutableArray<long>> rows, List<ImmutableArray<long>> columns)
    {
        var (product, left) = (BigInteger.One, rows.Select(row => row.Sum()).ToImmutableArray());
        foreach (var column in columns)
        {
            product *= Ways(left, [.. column]);
            left = [.. left.Zip(column, (rest, taken) => rest - taken)];
        }

        return product;
    }

    // In how many ways so many can be taken out of each row.
    private static BigInteger Ways(ImmutableArray<long> left, long[] taken)
    {
        var product = BigInteger.One;
        for (var row = 0; row < taken.Length; row++) product *= ConditionalDistribution.Choose(left[row], taken[row]);
        return product;
    }

    private readonly struct RowSums(ImmutableArray<long> values) : IEquatable<RowSums>
    {
        public ImmutableArray<long> Values { get; } = values;

        public bool Equals(RowSums other) => Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        public override bool Equals(object? obj) => obj is RowSums other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var value in Values) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
