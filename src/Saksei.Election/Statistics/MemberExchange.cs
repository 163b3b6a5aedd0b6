using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Statistics;

/// <summary>What one member (a party, an organisation) met: by how much more often than its like cases did on the whole.</summary>
/// <param name="Score">Counted cases less those expected, summed over strata.</param>
/// <param name="Cases">How many cases it has.</param>
/// <param name="IsFirst">Whether it is of the first of two groups.</param>
public readonly record struct MemberScore(Fraction Score, long Cases, bool IsFirst);

/// <summary>
/// Exchanges whole members between two groups instead of single cases, so that it may be that one member's cases hang together. Members
/// with many cases vary more than those with few and can't stand for each other: it is exact where all have as many, and isn't computed
/// where one has more than twice as many as another. Every choice of as many members as the first group has is counted, in two halves that are then matched (Horowitz and Sahni 1974).
/// </summary>
public static class MemberExchange
{
    /// <summary>More members than these aren't counted.</summary>
    public const int MostMembers = 32;

    /// <summary>The tails of the first group's sum among all choices of members; null where there are too many, or they are too unlike.</summary>
    public static Tails? Of(ImmutableArray<MemberScore> members)
    {
        if (members.IsEmpty || members.Length > MostMembers || members.Max(member => member.Cases) > 2 * members.Min(member => member.Cases)) return null;
        var unit = members.Aggregate(BigInteger.One, (least, member) => least * member.Score.Denominator / BigInteger.GreatestCommonDivisor(least, member.Score.Denominator));
        var scores = members.Select(member => member.Score.Numerator * (unit / member.Score.Denominator)).ToList();
        var observed = members.Zip(scores).Where(pair => pair.First.IsFirst).Aggregate(BigInteger.Zero, (sum, pair) => sum + pair.Second);
        var chosen = members.Count(member => member.IsFirst);
        var (left, right) = (SumsBySize(scores[..(scores.Count / 2)]), SumsBySize(scores[(scores.Count / 2)..]));
        BigInteger below = 0, above = 0, whole = 0;
        for (var size = 0; size < left.Length; size++)
        {
            if (chosen - size < 0 || chosen - size >= right.Length) continue;
            var (first, second) = (left[size], right[chosen - size]);
            whole += (BigInteger)first.Count * second.Count;
            below += PairsAtMost(first, second, observed);
            above += (BigInteger)first.Count * second.Count - PairsAtMost(first, second, observed - 1);
        }

        return new Tails(new Fraction(below, whole), new Fraction(above, whole));
    }

    /// <summary>The sums of all choices of so many scores, by how many were chosen, each list in order.</summary>
    private static List<BigInteger>[] SumsBySize(List<BigInteger> scores)
    {
        var sums = Enumerable.Range(0, scores.Count + 1).Select(_ => new List<BigInteger>()).ToArray();
        for (var choice = 0; choice < 1 << scores.Count; choice++)
        {
            var sum = BigInteger.Zero;
            for (var i = 0; i < scores.Count; i++)
                if ((choice >> i & 1) != 0) sum += scores[i];
            sums[BitOperations.PopCount((uint)choice)].Add(sum);
        }

        foreach (var ofSize in sums) ofSize.Sort();
        return sums;
    }

    // Both in order: as the first grows, the last of the second that still fits moves down.
    private static BigInteger PairsAtMost(List<BigInteger> first, List<BigInteger> second, BigInteger most)
    {
        var (pairs, fits) = (BigInteger.Zero, second.Count);
        foreach (var sum in first)
        {
            while (fits > 0 && sum + second[fits - 1] > most) fits--;
            pairs += fits;
        }

        return pairs;
    }
}
