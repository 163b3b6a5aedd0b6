using CsCheck;
using Saksei.Election.Evidence;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Evidence;

/// <summary>Votes added and ballots moved, against every way of adding or moving so many.</summary>
public sealed class MarginTests
{
    private const int MostTried = 11;

    private static readonly Gen<SeatContest> AnyContest = SmallElections.Pooled.Select(election => election.Contest).Where(contest => !HasTie(contest));

    [Fact]
    public void Votes_added_win_the_seat_outright_and_one_fewer_does_not() => AnyContest.Sample(contest =>
    {
        foreach (var (list, ordinal) in Held(contest))
            Check(contest, ordinal, list, CheapestTaking.Added(contest, list, ordinal, true, CheapestTaking.Never).Votes, added => Added(contest, list, added));
    }, iter: 3_000);

    [Fact]
    public void Ballots_moved_win_the_seat_outright_and_one_fewer_does_not() => AnyContest.Where(contest => contest.Votes.Length > 1).Sample(contest =>
    {
        foreach (var (list, ordinal) in Held(contest))
            Check(contest, ordinal, list, CheapestTaking.Moved(contest, list, ordinal)!.Votes, moved => Moved(contest, list, moved));
    }, iter: 3_000);

    private static void Check(SeatContest contest, int ordinal, int list, long margin, Func<long, IEnumerable<(long[] Votes, long Others)>> ways)
    {
        Assert.True(margin > 0);
        if (margin > MostTried) return;
        Assert.Contains(ways(margin), way => Most(contest, way.Votes, way.Others, list) < ordinal);
        Assert.DoesNotContain(ways(margin - 1), way => Most(contest, way.Votes, way.Others, list) < ordinal);
    }

    private static IEnumerable<(long[], long)> Added(SeatContest contest, int list, long votes)
    {
        var others = contest.Base - contest.Votes.Sum();
        foreach (var spread in Spreads(contest.Votes.Length, votes))
            if (spread[list] == 0)
                for (long beside = 0; beside <= (SmallElections.CountsOthers(contest.Rule) ? votes - spread.Sum() : 0); beside++)
                    yield return ([.. contest.Votes.Zip(spread, (own, more) => own + more)], others + beside);
    }

    private static IEnumerable<(long[], long)> Moved(SeatContest contest, int list, long ballots)
    {
        var others = contest.Base - contest.Votes.Sum();
        foreach (var spread in Spreads(contest.Votes.Length, ballots))
        {
            if (spread[list] > 0 || spread.Sum() > contest.Votes[list]) continue;
            var votes = contest.Votes.Zip(spread, (own, more) => own + more).ToArray();
            votes[list] -= spread.Sum();
            yield return (votes, others);
        }
    }

    /// <summary>The most seats that a list can have, whatever the lots.</summary>
    private static int Most(SeatContest contest, long[] votes, long others, int list)
    {
        var result = Allocate(contest, votes, others);
        return result.Lists[list].Seats + (result.Ties.Any(tie => tie.Lists.Contains(result.Lists[list].List)) ? 1 : 0);
    }

    private static Allocation Allocate(SeatContest contest, long[] votes, long others) => SeatAllocation.Allocate(contest.Rule, new AllocationInput
    {
        Seats = contest.Seats,
        Lists = [.. votes.Select((own, place) => new ListVotes($"list {place}", own))],
        BlankVotes = contest.Rule.Threshold?.Of == ThresholdBase.Cast ? 0 : others,
        CastVotes = votes.Sum() + others,
    });

    private static bool HasTie(SeatContest contest) => !Allocate(contest, [.. contest.Votes], contest.Base - contest.Votes.Sum()).Ties.IsEmpty;

    private static IEnumerable<(int List, int Ordinal)> Held(SeatContest contest)
    {
        var seats = SmallElections.Sure(contest, [], 0);
        for (var list = 0; list < seats.Length; list++)
            for (var ordinal = 1; ordinal <= seats[list]; ordinal++)
                yield return (list, ordinal);
    }

    private static IEnumerable<long[]> Spreads(int lists, long most)
    {
        if (lists == 0)
        {
            yield return [];
            yield break;
        }

        for (long own = 0; own <= most; own++)
            foreach (var rest in Spreads(lists - 1, most - own))
                yield return [.. rest, own];
    }
}
