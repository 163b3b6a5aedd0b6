using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Saksei.Election.Counts;

namespace Saksei.Election.Statistics;

/// <summary>How often it happened to one group within one stratum.</summary>
/// <param name="Counted">To how many.</param>
/// <param name="All">Of how many.</param>
public readonly record struct GroupCell(long Counted, long All);

/// <summary>
/// Freeman and Halton's test of several groups over strata: the sums over all strata that are no likelier than the one observed, given
/// every margin. In one stratum it is their test of the table, for two groups the two-sided exact test of the common odds ratio.
/// </summary>
public sealed class ManyGroups
{
    // Sums that are reached, times fillings of a stratum, times words of their weights: a second or so in all.
    private const long MostWork = 4_000_000;
    private const int MostFillings = 100_000, BitsOfWord = 64;

    private readonly Dictionary<GroupSums, BigInteger> _weights;
    private readonly BigInteger _observed, _whole;

    private ManyGroups(Dictionary<GroupSums, BigInteger> weights, GroupSums observed) =>
        (_weights, _observed, _whole) = (weights, weights[observed], weights.Values.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight));

    /// <summary>The share of all tables that are no likelier than those observed.</summary>
    public Fraction P => NoLikelierThan(_observed);

    /// <summary>The smallest that these margins allow.</summary>
    public Fraction Smallest => NoLikelierThan(_weights.Values.Min());

    /// <summary>Counts all sums over strata; null where there are too many.</summary>
    /// <param name="strata">One cell a group, all of the same length.</param>
    public static ManyGroups? Of(ImmutableArray<ImmutableArray<GroupCell>> strata)
    {
        if (strata.IsEmpty) return new ManyGroups(new() { [new GroupSums([])] = BigInteger.One }, new GroupSums([]));
        var groups = strata[0].Length;
        var reached = new Dictionary<GroupSums, BigInteger> { [new GroupSums(new long[groups])] = BigInteger.One };
        long work = 0;
        foreach (var stratum in strata)
        {
            var fillings = Fillings(stratum).Take(MostFillings + 1).ToList();
            var words = 1 + (reached.Values.Max().GetBitLength() + stratum.Sum(cell => cell.All)) / BitsOfWord;
            if (fillings.Count > MostFillings || (work += fillings.Count * words * reached.Count) > MostWork) return null;
            reached = Extend(reached, fillings);
        }

        return new ManyGroups(reached, new GroupSums([.. Enumerable.Range(0, groups).Select(group => strata.Sum(stratum => stratum[group].Counted))]));
    }

    private Fraction NoLikelierThan(BigInteger most) =>
        new(_weights.Values.Where(weight => weight <= most).Aggregate(BigInteger.Zero, (sum, weight) => sum + weight), _whole);

    private static Dictionary<GroupSums, BigInteger> Extend(Dictionary<GroupSums, BigInteger> reached, List<(long[] Counted, BigInteger Weight)> fillings)
    {
        var next = new Dictionary<GroupSums, BigInteger>();
        foreach (var (sums, before) in reached)
            foreach (var (counted, weight) in fillings)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(next, sums.Plus(counted), out _);
                sum += before * weight;
            }

        return next;
    }

    // All ways in which as many as were counted can be shared out among the groups, with how many choices of cases give each.
    private static IEnumerable<(long[] Counted, BigInteger Weight)> Fillings(ImmutableArray<GroupCell> stratum)
    {
        var taken = new long[stratum.Length];
        var counted = stratum.Sum(cell => cell.Counted);
        var ways = stratum.Select(cell => Choices(cell.All, Math.Min(counted, cell.All))).ToList();
        return Take(0, counted, BigInteger.One);

        IEnumerable<(long[], BigInteger)> Take(int group, long rest, BigInteger weight)
        {
            if (group == stratum.Length)
            {
                yield return ([.. taken], weight);
                yield break;
            }

            // What the groups after it can't hold must be taken here.
            var room = stratum.Skip(group + 1).Sum(cell => cell.All);
            for (taken[group] = Math.Max(0, rest - room); taken[group] <= Math.Min(rest, stratum[group].All); taken[group]++)
                foreach (var filling in Take(group + 1, rest - taken[group], weight * ways[group][(int)taken[group]])) yield return filling;
        }
    }

    // In how many ways 0, 1, 2 … can be chosen.
    private static BigInteger[] Choices(long of, long most)
    {
        var ways = new BigInteger[most + 1];
        ways[0] = BigInteger.One;
        for (var chosen = 1L; chosen <= most; chosen++) ways[chosen] = ways[chosen - 1] * (of - chosen + 1) / chosen;
        return ways;
    }

    private readonly struct GroupSums(long[] sums) : IEquatable<GroupSums>
    {
        private readonly long[] _sums = sums;

        internal GroupSums Plus(long[] more)
        {
            var plus = new long[more.Length];
            for (var group = 0; group < more.Length; group++) plus[group] = _sums[group] + more[group];
            return new GroupSums(plus);
        }

        public bool Equals(GroupSums other) => _sums.AsSpan().SequenceEqual(other._sums);

        public override bool Equals(object? obj) => obj is GroupSums other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(_sums.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
