using System.Collections.Immutable;
using System.Numerics;

namespace Saksei.Election.Evidence;

/// <summary>
/// Conditions that must hold together for one sharing of the needed seats, over all choices of copies. Either weights are found
/// under which no choice reaches zero, or choices whose mixture meets all conditions: the linear programme over the stations'
/// convex hulls, solved by adding the best choice for the present weights until one of the two is proven.
/// </summary>
internal sealed class CopyGame(CopyContest contest, ImmutableArray<CopyRow> rows)
{
    private const int MostColumns = 60;
    private static readonly int[] Scales = [1, 10, 100, 1000, 10_000];

    private readonly List<BigInteger[]> _columns = [];

    /// <summary>The choices met on the way, each a candidate for a witness.</summary>
    internal List<int[]> Choices { get; } = [];

    /// <summary>Integer weights that refute the conditions; null where the programme is feasible or wasn't solved in bounds.</summary>
    internal BigInteger[]? Refute()
    {
        for (var row = 0; row < rows.Length; row++)
            if (Respond([.. Enumerable.Range(0, rows.Length).Select(other => other == row ? BigInteger.One : BigInteger.Zero)]) is { } alone) return alone;
        while (_columns.Count < MostColumns)
        {
            var (weights, value) = MatrixGame.Solve(_columns);
            if (value.Sign >= 0) return null;
            var exact = Whole(weights);
            if (Respond(exact) is { } found) return Simplest(weights) ?? found;
        }

        return null;
    }

    /// <summary>The weights themselves if their best choice stays below zero; otherwise that choice becomes a column.</summary>
    private BigInteger[]? Respond(BigInteger[] weights)
    {
        var (choice, values) = Best(weights);
        if (Sum(weights, values) < 0) return weights;
        _columns.Add(values);
        Choices.Add(choice);
        return null;
    }

    private static BigInteger Sum(BigInteger[] weights, BigInteger[] values)
    {
        var sum = BigInteger.Zero;
        for (var row = 0; row < values.Length; row++) sum += weights[row] * values[row];
        return sum;
    }

    private (int[] Choice, BigInteger[] Values) Best(BigInteger[] weights)
    {
        var values = new BigInteger[rows.Length];
        for (var row = 0; row < values.Length; row++) values[row] = (BigInteger)(rows[row].Of(contest.Fixed.Votes, contest.Fixed.Base) - rows[row].Slack);
        var choice = new int[contest.Stations.Length];
        for (var station = 0; station < choice.Length; station++)
        {
            var best = BestOf(contest.Stations[station].Options, weights);
            choice[station] = best;
            for (var row = 0; row < values.Length; row++) values[row] += Value(row, contest.Stations[station].Options[best]);
        }

        AddPool(weights, values);
        return (choice, values);
    }

    private BigInteger Value(int row, CopyOption option) => (BigInteger)rows[row].Of(option.Votes, option.Total);

    private int BestOf(ImmutableArray<CopyOption> options, BigInteger[] weights)
    {
        var (best, most) = (0, BigInteger.Zero);
        for (var option = 0; option < options.Length; option++)
        {
            var worth = BigInteger.Zero;
            for (var row = 0; row < weights.Length; row++) worth += weights[row] * Value(row, options[option]);
            if (option == 0 || worth > most) (best, most) = (option, worth);
        }

        return best;
    }

    // The pool is one more station, whose corners are: all to one rival, or not cast.
    private void AddPool(BigInteger[] weights, BigInteger[] values)
    {
        if (contest.Pool is not > 0) return;
        var (best, most) = (-1, BigInteger.Zero);
        foreach (var row in rows)
        {
            var worth = BigInteger.Zero;
            for (var other = 0; other < rows.Length; other++) worth += weights[other] * PoolValue(other, row.Rival);
            if (worth > most) (best, most) = (row.Rival, worth);
        }

        for (var row = 0; row < values.Length && best >= 0; row++) values[row] += PoolValue(row, best);
    }

    private BigInteger PoolValue(int row, int rival) =>
        ((rows[row].Rival == rival ? rows[row].Gain : 0) - rows[row].Share) * (BigInteger)(contest.Pool ?? 0);

    private static BigInteger[] Whole(Counts.Fraction[] weights)
    {
        var scale = weights.Aggregate(BigInteger.One, (all, weight) => all * weight.Denominator / BigInteger.GreatestCommonDivisor(all, weight.Denominator));
        return [.. weights.Select(weight => weight.Numerator * (scale / weight.Denominator))];
    }

    // Small weights are easier to check by hand, if they do.
    private BigInteger[]? Simplest(Counts.Fraction[] weights)
    {
        foreach (var scale in Scales)
        {
            BigInteger[] rounded = [.. weights.Select(weight => (2 * weight.Numerator * scale + weight.Denominator) / (2 * weight.Denominator))];
            if (Sum(rounded, Best(rounded).Values) < 0) return rounded;
        }

        return null;
    }
}
