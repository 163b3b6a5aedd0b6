using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>
/// How many votes it takes for a list to gain a further seat, the other figures staying as they are. Two different numbers:
/// votes <em>added</em> to the list, and ballots <em>moved</em> to it from one other list. Each in two readings:
/// <em>level</em> (from there on it may come to a lot) and <em>outright</em> (from there on the list has won the seat).
/// </summary>
/// <param name="List">The list (or joint list) that would gain.</param>
/// <param name="Ordinal">Which of its seats that would be.</param>
/// <param name="LosesByAdding">The list that loses its last seat to votes added.</param>
/// <param name="MovedFrom">The list from which the fewest ballots need to move to win outright; null where no list has enough.</param>
public sealed record SeatMargin(
    string List, int Ordinal, string LosesByAdding, BigInteger AddedLevel, BigInteger AddedOutright,
    string? MovedFrom, BigInteger? MovedLevel, BigInteger? MovedOutright);

/// <summary>
/// What the last seat was won by and the next missed by. Only for methods whose last seat is decided by quotients of votes alone
/// (not by remainders, squares or first seats without a quotient), and only while every list stays on its side of the threshold.
/// </summary>
public sealed record Margins
{
    /// <summary>The list that holds the seat with the lowest quotient, and which of its seats it is.</summary>
    public required string LastSeat { get; init; }

    public required int LastSeatOrdinal { get; init; }

    /// <summary>By what the last seat was won: the figures with which the runner-up would have it. Null where nobody could.</summary>
    public required SeatMargin? RunnerUp { get; init; }

    /// <summary>By what each list that took part missed its next seat.</summary>
    public required ImmutableArray<SeatMargin> NextSeats { get; init; }

    internal static Margins? Of(Allocation allocation)
    {
        if (allocation.Steps.IsEmpty || !allocation.Complete || allocation.Unfilled > 0) return null;
        var working = allocation.Steps[0].Working;
        // Where a list ran out of candidates the next seat isn't a question of votes.
        if (!HasBound(working.Method) || allocation.Steps.Any(step => step.Kind == StepKind.Exhausted)) return null;
        var lists = Lists(allocation, working);
        var holders = lists.FindAll(list => list.Seats > 0);
        return holders.Count == 0 ? null : Of(lists, holders, working.Method.Divisors);
    }

    private static bool HasBound(Method method) => method.IsDecidedByQuotients && method.Divisors.First > 0;

    private static Margins Of(List<Contender> lists, List<Contender> holders, DivisorSequence divisors)
    {
        var last = holders.Aggregate((lowest, list) => Compare(list, list.Seats, lowest, lowest.Seats, divisors) < 0 ? list : lowest);
        var rivals = lists.FindAll(list => list != last);
        var runner = rivals.Count == 0 ? null : rivals.Aggregate((best, list) =>
            Compare(list, list.Seats + 1, best, best.Seats + 1, divisors) > 0 ? list : best);
        var missed = lists.FindAll(list => holders.Exists(holder => holder != list)).ConvertAll(list => Missed(list, lists, divisors));
        return new Margins
        {
            LastSeat = last.List,
            LastSeatOrdinal = last.Seats,
            RunnerUp = runner is null ? null : Pair(runner, last, divisors),
            NextSeats = [.. missed],
        };
    }

    private sealed record Contender(string List, BigInteger Votes, int Seats);

    private static List<Contender> Lists(Allocation allocation, Working working)
    {
        var seats = new int[working.Units.Length];
        foreach (var step in allocation.Steps)
            if (step.Working == working && step.Unit >= 0) seats[step.Unit] += step.Seats;
        List<Contender> lists = [];
        for (var unit = 0; unit < seats.Length; unit++)
            if (working.TakesPart(unit)) lists.Add(new Contender(working.Units[unit].List, working.Units[unit].Votes, seats[unit]));
        return lists;
    }

    private static int Compare(Contender a, int aSeat, Contender b, int bSeat, DivisorSequence divisors) =>
        (a.Votes * divisors.At(bSeat)).CompareTo(b.Votes * divisors.At(aSeat));

    /// <summary>The runner-up against the last seat: (n·T_A − i·T_q) / (i + n) ballots moved bring the two quotients level.</summary>
    private static SeatMargin Pair(Contender gains, Contender holder, DivisorSequence divisors)
    {
        var (n, i) = (divisors.At(gains.Seats + 1), divisors.At(holder.Seats));
        var (added, moved) = (Lead(gains, holder, divisors) / new Fraction(i), Lead(gains, holder, divisors) / new Fraction(i + n));
        return new SeatMargin(
            gains.List, gains.Seats + 1, holder.List, added.Ceiling(), added.Floor() + 1, holder.List, moved.Ceiling(), moved.Floor() + 1);
    }

    private static SeatMargin Missed(Contender gains, List<Contender> lists, DivisorSequence divisors)
    {
        var others = lists.FindAll(list => list != gains);
        var holder = others.FindAll(list => list.Seats > 0).MinBy(list => Added(gains, list, divisors)).Given();
        var added = Added(gains, holder, divisors);
        var level = new Moving(gains, others, divisors, Outright: false).Fewest();
        var outright = new Moving(gains, others, divisors, Outright: true).Fewest();
        return new SeatMargin(
            gains.List, gains.Seats + 1, holder.List, added.Ceiling(), added.Floor() + 1, outright?.From, level?.Ballots, outright?.Ballots);
    }

    /// <summary>n·T_A / i − T_q: with so many votes added the quotients are level.</summary>
    private static Fraction Added(Contender gains, Contender holder, DivisorSequence divisors) =>
        Lead(gains, holder, divisors) / new Fraction(divisors.At(holder.Seats));

    private static Fraction Lead(Contender gains, Contender holder, DivisorSequence divisors) =>
        new(divisors.At(gains.Seats + 1) * holder.Votes - divisors.At(holder.Seats) * gains.Votes);

    /// <summary>
    /// The fewest ballots that must move from one list to another. Taking a seat from a list isn't enough where a third list is nearer
    /// to it, so every quotient of the others is counted.
    /// </summary>
    private sealed record Moving(Contender Gains, List<Contender> Others, DivisorSequence Divisors, bool Outright)
    {
        private readonly long divisor = Divisors.At(Gains.Seats + 1);
        private readonly int place = Others.Sum(list => list.Seats) - 1;

        public (string From, BigInteger Ballots)? Fewest()
        {
            (string From, BigInteger Ballots)? fewest = null;
            foreach (var from in Others)
            {
                var most = fewest is { } best ? BigInteger.Min(best.Ballots - 1, from.Votes) : from.Votes;
                if (most >= 0 && IsEnough(from, most)) fewest = (from.List, Least(from, most));
            }
            return fewest;
        }

        private BigInteger Least(Contender from, BigInteger enough)
        {
            var tooFew = BigInteger.MinusOne;
            while (enough - tooFew > 1)
            {
                var middle = (enough + tooFew) >> 1;
                if (IsEnough(from, middle)) enough = middle;
                else tooFew = middle;
            }
            return enough;
        }

        /// <summary>With the ballots moved, few enough quotients of the others come before (or, outright, level with) the next one of the list.</summary>
        private bool IsEnough(Contender from, BigInteger ballots)
        {
            var votes = Gains.Votes + ballots;
            if (votes.IsZero) return false;
            var before = BigInteger.Zero;
            foreach (var other in Others)
            {
                var scaled = (other == from ? other.Votes - ballots : other.Votes) * divisor;
                before += Divisors.CountUpTo(Outright ? scaled / votes : (scaled + votes - 1) / votes - 1);
            }
            return before <= place;
        }
    }
}
