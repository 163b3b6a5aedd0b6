using System.Collections.Immutable;

namespace Saksei.Election.Evidence;

/// <summary>What one rival must get: so many seats before the seat in question, for so many more votes.</summary>
public readonly record struct TakenSeats(int List, int Seats, long Votes);

/// <summary>
/// The fewest votes that take a seat from a list, and who gets them. <see cref="By"/> is empty where the list falls below
/// the threshold, no matter who gets the votes.
/// </summary>
public sealed record Taking(long Votes, ImmutableArray<TakenSeats> By)
{
    /// <summary>Whether there are votes enough in the world to do it.</summary>
    public bool IsPossible => Votes < CheapestTaking.Never;
}

/// <summary>
/// A list loses its i-th seat just if rivals together have S − i + 1 quotients that come before its i-th, or are level with it
/// (reference, part A). The fewest votes for that are a knapsack over the lists. Giving all of them to one rival would be unsound,
/// and a greedy choice isn't sure to be cheapest, because whole votes break convexity.
/// </summary>
public static class CheapestTaking
{
    /// <summary>More votes than there can be.</summary>
    public const long Never = long.MaxValue / 4;

    private const int MostRounds = 200;

    /// <summary>
    /// The fewest votes that, added to rivals, take a list's seat. Every rival's need for the threshold rises with all votes added,
    /// so the least fixpoint is approached from below; beyond <paramref name="limit"/> only a lower bound is found.
    /// </summary>
    public static Taking Added(SeatContest contest, int list, int ordinal, bool outright, long limit)
    {
        ArgumentNullException.ThrowIfNull(contest);
        if (contest.Votes[list] == 0) return new Taking(0, []);
        var dilution = contest.Dilution(list) ?? Never;
        var ceiling = Math.Min(limit, dilution);
        var (total, need) = (0L, contest.Need(contest.Base));
        for (var round = 0; ; round++)
        {
            var taking = new SeatChallenge(contest, list, ordinal, contest.Votes[list], need, outright).Solve();
            if (taking.Votes > ceiling) return dilution < taking.Votes ? new Taking(dilution, []) : taking;
            total = taking.Votes;
            var needed = contest.Need(contest.Base + total);
            if (needed == need) return taking;
            if (round == MostRounds && limit == Never) return new Taking(Never, []);
            need = needed;
        }
    }

    /// <summary>The fewest ballots that, moved from a list to rivals, take its seat outright; null where there is no rival.</summary>
    public static Taking? Moved(SeatContest contest, int list, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(contest);
        if (contest.Votes.Length < 2 || contest.Votes[list] == 0) return null;
        var votes = contest.Votes[list];
        // The votes stay as many as they are, and with them what is needed to take part.
        var need = contest.Need(contest.Base);
        var best = need > 0 && need <= votes ? new Taking(votes - need + 1, []) : new Taking(votes, []);
        while (best.Votes > 0)
        {
            var taking = new SeatChallenge(contest, list, ordinal, votes - (best.Votes - 1), need, true).Solve();
            if (taking.Votes > best.Votes - 1) break;
            best = LeastMoved(contest, list, ordinal, need, taking.By, best.Votes - 1);
        }

        return best;
    }

    // For given seats the votes needed fall as the list loses its own, so the least number is found by halving.
    private static Taking LeastMoved(SeatContest contest, int list, int ordinal, long need, ImmutableArray<TakenSeats> seats, long enough)
    {
        long tooFew = -1;
        while (enough - tooFew > 1)
        {
            var middle = tooFew + (enough - tooFew) / 2;
            if (Challenge(middle).CostOf(seats) <= middle) enough = middle;
            else tooFew = middle;
        }

        var found = Challenge(enough);
        return new Taking(enough, [.. seats.Select(taken => taken with { Votes = found.CostOf(taken.List, taken.Seats) })]);

        SeatChallenge Challenge(long moved) => new(contest, list, ordinal, contest.Votes[list] - moved, need, true);
    }
}

/// <summary>One list's i-th seat, challenged by all others, with what takes part held fixed.</summary>
internal readonly record struct SeatChallenge(SeatContest Contest, int List, int Ordinal, long Held, long Need, bool Outright)
{
    /// <summary>How many of the rivals' quotients must come before the seat.</summary>
    internal int Needed => Contest.Seats - Ordinal + 1;

    /// <summary>The votes that a rival lacks for its n-th quotient to come before the seat.</summary>
    internal long CostOf(int rival, int seats)
    {
        if (seats == 0) return 0;
        var least = Math.Max(Contest.LeastVotes(Held, Ordinal, seats, Outright), Need);
        return least >= CheapestTaking.Never ? CheapestTaking.Never : Math.Max(0, least - Contest.Votes[rival]);
    }

    internal long CostOf(ImmutableArray<TakenSeats> seats)
    {
        long sum = 0;
        foreach (var taken in seats) sum = Math.Min(CheapestTaking.Never, sum + CostOf(taken.List, taken.Seats));
        return sum;
    }

    /// <summary>The cheapest seats that add up to <see cref="Needed"/>: lists × seats².</summary>
    internal Taking Solve()
    {
        var lists = Contest.Votes.Length;
        var free = new int[lists];
        var missing = Needed;
        for (var rival = 0; rival < lists && missing > 0; rival++)
        {
            if (rival == List) continue;
            while (free[rival] < missing && CostOf(rival, free[rival] + 1) == 0) free[rival]++;
            missing -= free[rival];
        }

        return missing <= 0 ? Plan(free, [], 0, 0) : SolveMissing(free, missing);
    }

    private Taking SolveMissing(int[] free, int missing)
    {
        var lists = free.Length;
        var width = missing + 1;
        var chosen = new int[lists * width];
        var best = new long[width];
        var costs = new long[width];
        Array.Fill(best, CheapestTaking.Never, 1, missing);
        for (var rival = 0; rival < lists; rival++)
        {
            if (rival == List) continue;
            for (var extra = 1; extra <= missing; extra++) costs[extra] = CostOf(rival, free[rival] + extra);
            Improve(best, costs, chosen.AsSpan(rival * width, width));
        }

        return Plan(free, chosen, width, best[missing]);
    }

    // From the most seats down, so that each rival is counted once.
    private static void Improve(long[] best, long[] costs, Span<int> chosen)
    {
        for (var seats = best.Length - 1; seats > 0; seats--)
            for (var extra = 1; extra <= seats; extra++)
                if (best[seats - extra] + costs[extra] is var cost && cost < best[seats])
                {
                    best[seats] = cost;
                    chosen[seats] = extra;
                }
    }

    private Taking Plan(int[] free, int[] chosen, int width, long votes)
    {
        var left = width - 1;
        var taken = ImmutableArray.CreateBuilder<TakenSeats>();
        for (var rival = free.Length - 1; rival >= 0; rival--)
        {
            if (rival == List) continue;
            var extra = width == 0 ? 0 : chosen[rival * width + left];
            left -= extra;
            if (free[rival] + extra > 0) taken.Add(new TakenSeats(rival, free[rival] + extra, CostOf(rival, free[rival] + extra)));
        }

        taken.Reverse();
        return new Taking(votes, taken.DrainToImmutable());
    }
}
