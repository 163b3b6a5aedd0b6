using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Statistics;

/// <summary>
/// Cochran's Q: whether several are treated alike within blocks (agents of several parties at one station), by permuting within
/// blocks. The p is exact: all permutations are counted.
/// </summary>
/// <param name="Statistic">Q; null where nothing varies.</param>
/// <param name="P">The share of permutations with as great a Q; null where there are too many to count.</param>
public readonly record struct CochranQ(Fraction? Statistic, Fraction? P)
{
    private const int MostWork = 500_000, MostTreatments = 12;

    /// <summary>Computes it.</summary>
    /// <param name="blocks">One row a block, one cell a treatment.</param>
    public static CochranQ Of(ImmutableArray<ImmutableArray<bool>> blocks)
    {
        var treatments = blocks.IsEmpty ? 0 : blocks[0].Length;
        var successes = blocks.Select(block => block.Count(cell => cell)).ToList();
        BigInteger rows = successes.Sum(), squares = successes.Sum(success => (long)success * success);
        var below = treatments * rows - squares;
        if (below.IsZero) return new CochranQ(null, Fraction.One);
        var observed = SumOfSquares(Enumerable.Range(0, treatments).Select(column => (long)blocks.Count(block => block[column])));
        return new CochranQ(Value(treatments, observed, rows, below), ShareOfPermutations(successes, treatments, observed));

        static Fraction Value(int treatments, BigInteger columns, BigInteger rows, BigInteger below) =>
            new((treatments - 1) * (treatments * columns - rows * rows), below);
    }

    // Q grows with the sum of squares of the columns, the rows being given; columns that are the same but for their order are one.
    private static Fraction? ShareOfPermutations(List<int> successes, int treatments, BigInteger observed)
    {
        if (treatments > MostTreatments) return null;
        var reached = new Dictionary<string, (long[] Columns, BigInteger Ways)> { [""] = (new long[treatments], BigInteger.One) };
        long work = 0;
        foreach (var success in successes.Where(success => success > 0 && success < treatments))
        {
            var next = new Dictionary<string, (long[], BigInteger)>();
            var choices = Choices(treatments, success).ToList();
            if ((work += (long)reached.Count * choices.Count) > MostWork) return null;
            foreach (var (columns, ways) in reached.Values)
                foreach (var chosen in choices)
                {
                    var sums = columns.Select((sum, column) => sum + (chosen >> column & 1)).Order().ToArray();
                    var key = string.Join(',', sums);
                    next[key] = (sums, next.GetValueOrDefault(key).Item2 + ways);
                }

            reached = next;
        }

        var constant = successes.Count(success => success == treatments);
        BigInteger part = 0, whole = 0;
        foreach (var (columns, ways) in reached.Values)
        {
            whole += ways;
            if (SumOfSquares(columns.Select(sum => sum + constant)) >= observed) part += ways;
        }

        return new Fraction(part, whole);
    }

    private static IEnumerable<long> Choices(int treatments, int chosen)
    {
        for (var choice = 0L; choice < 1L << treatments; choice++)
            if (BitOperations.PopCount((ulong)choice) == chosen) yield return choice;
    }

    private static BigInteger SumOfSquares(IEnumerable<long> columns) => columns.Aggregate(BigInteger.Zero, (sum, column) => sum + (BigInteger)column * column);
}

/// <summary>Clopper and Pearson's interval of a share: it never holds less than its level.</summary>
public static class Shares
{
    /// <summary>The interval of <paramref name="successes"/> among <paramref name="trials"/>.</summary>
    public static (Fraction Low, Fraction High) Interval(long successes, long trials, Fraction level)
    {
        if (trials == 0) return (Fraction.Zero, Fraction.One);
        var odds = OddsRatios.Interval(ConditionalDistribution.Binomial(trials), successes, level);
        return (ShareOf(odds.Low), ShareOf(odds.High));
    }

    private static Fraction ShareOf(Ratio odds) => odds.Value is { } value ? value / (Fraction.One + value) : Fraction.One;
}
