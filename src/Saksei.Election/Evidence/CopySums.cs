using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Seats;

namespace Saksei.Election.Evidence;

/// <summary>Adds up what copies can make of a condition: the check's own sums, one station after the other.</summary>
internal sealed class CopySums(CopyContest contest, int list, int ordinal)
{
    private readonly DivisorSequence _divisors = contest.Fixed.Rule.Method.Divisors;
    private readonly BigInteger _pool = contest.Pool ?? throw new ArgumentException("the pool has no bound", nameof(contest));

    /// <summary>Whether the caps hold, and every sharing of the needed seats within them is refuted.</summary>
    internal bool Refutes(CapsCertificate caps, ImmutableArray<RefutedSharing> refuted)
    {
        if (caps.Needed != contest.Fixed.Seats - ordinal + 1 || !KeepsPlace()) return false;
        var most = new int[contest.Fixed.Votes.Length];
        foreach (var (rival, seats) in caps.Caps) most[rival] = seats;
        for (var rival = 0; rival < most.Length; rival++)
            if (rival != list && most[rival] < caps.Needed && !IsBeyond(rival, most[rival] + 1)) return false;
        return most.Sum() < caps.Needed || Sharings(most, 0, caps.Needed).All(sharing => refuted.Any(one => Matches(one, sharing) && IsRefuted(one)));
    }

    // The list keeps votes and its place in every choice, or no bound on rivals says anything.
    private bool KeepsPlace()
    {
        if (Most(votes => -votes[list], 0) >= 0) return false;
        if (Share() is not { } share) return true;
        var pool = PoolRecount.CanDilute(contest.Fixed) ? share.Numerator * _pool : 0;
        return -Most(votes => -share.Denominator * votes[list], -share.Numerator) - pool >= Strict;
    }

    private int Strict => contest.Fixed.Rule.Threshold is { MoreThan: true } ? 1 : 0;

    private Fraction? Share() => contest.Fixed.Rule.Threshold is { } threshold && threshold.For("single") is { Sign: > 0 } share
        ? share / new Fraction(threshold.Of == ThresholdBase.Quota ? contest.Fixed.Seats : 1) : null;

    private bool IsBeyond(int rival, int seats)
    {
        var weights = ImmutableArray.Create(new RowWeight(rival, false, 1));
        var place = ImmutableArray.Create(new RowWeight(rival, true, 1));
        return Worth([(rival, seats)], weights) < 0 || (Share() is not null && Worth([(rival, seats)], place) < 0);
    }

    private bool IsRefuted(RefutedSharing sharing) => sharing.Weights.All(weight => weight.Weight.Sign >= 0) && Worth(sharing.Seats, sharing.Weights) < 0;

    /// <summary>The most that the weighted conditions can come to, over all choices and any use of the pool.</summary>
    private BigInteger Worth(ImmutableArray<(int List, int Seats)> seats, ImmutableArray<RowWeight> weights)
    {
        var share = Share() ?? Fraction.Zero;
        var (byList, byTotal, slack) = (new BigInteger[contest.Fixed.Votes.Length], BigInteger.Zero, BigInteger.Zero);
        foreach (var weight in weights)
        {
            if (weight.IsThreshold)
            {
                byList[weight.List] += weight.Weight * share.Denominator;
                byTotal += weight.Weight * share.Numerator;
                slack += weight.Weight * Strict;
                continue;
            }

            byList[weight.List] += weight.Weight * _divisors.At(ordinal);
            byList[list] -= weight.Weight * _divisors.At(seats.First(own => own.List == weight.List).Seats);
        }

        BigInteger Of(ImmutableArray<long> votes) => votes.Select((own, place) => own * byList[place]).Aggregate(BigInteger.Zero, BigInteger.Add);
        var best = BigInteger.Max(0, byList.Where((_, place) => place != list).DefaultIfEmpty().Max() - byTotal);
        return Most(Of, byTotal) + best * _pool - slack;
    }

    private BigInteger Most(Func<ImmutableArray<long>, BigInteger> of, BigInteger byTotal)
    {
        var most = of(contest.Fixed.Votes) - byTotal * contest.Fixed.Base;
        foreach (var station in contest.Stations) most += station.Options.Max(option => of(option.Votes) - byTotal * option.Total);
        return most;
    }

    private static bool Matches(RefutedSharing refuted, int[] sharing) =>
        refuted.Seats.Sum(own => own.Seats) == sharing.Sum() && refuted.Seats.All(own => sharing[own.List] == own.Seats);

    private static IEnumerable<int[]> Sharings(int[] most, int from, int left)
    {
        if (from == most.Length)
        {
            if (left == 0) yield return new int[most.Length];
            yield break;
        }

        for (var own = 0; own <= Math.Min(left, most[from]); own++)
            foreach (var tail in Sharings(most, from + 1, left - own))
            {
                tail[from] = own;
                yield return tail;
            }
    }
}
