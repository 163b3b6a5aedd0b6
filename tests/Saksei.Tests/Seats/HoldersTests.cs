using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

public sealed class HoldersTests
{
    private static readonly ImmutableArray<CandidateList> Lists =
    [
        new("A", [new("a1") { Preferences = 5 }, new("a2") { Unavailable = true }, new("a3") { Preferences = 30 }, new("a4") { Preferences = 30 }]),
        new("B", [new("b1")]),
    ];

    private static readonly ImmutableArray<ListSeats> Won = [new("A", 100, 2), new("B", 50, 2)];

    [Fact]
    public void Closed_lists_are_taken_in_order_and_a_seat_without_a_candidate_is_vacant() =>
        Assert.Equal([("A", 1, "a1"), ("A", 2, "a3"), ("B", 1, "b1"), ("B", 2, null)], People(Holders.Fill(new HolderRule(), Won, Lists, [])));

    [Fact]
    public void Preferences_over_the_share_come_first_and_equal_ones_are_a_lot()
    {
        var rule = new HolderRule { PreferenceShare = new Fraction(1, 4) };
        Assert.Equal(["a3", "a4"], Holders.Fill(rule, Won, Lists, []).Seats.Take(2).Select(seat => seat.Holder));
        var one = Holders.Fill(rule, [new("A", 100, 1)], Lists, []);
        var tie = Assert.Single(one.Ties);
        Assert.Equal(("A", "a3,a4", 1), (tie.Within, string.Join(',', tie.Lists), tie.Seats));
        var drawn = Holders.Fill(rule, [new("A", 100, 1)], Lists, [new Lot(tie.Step, tie.Lists, ["a4"]) { Within = "A" }]);
        Assert.Equal(("a4", HeldBy.Lot), (drawn.Seats[0].Holder, drawn.Seats[0].By));
        Assert.Equal("lot-not-needed", Holders.Fill(rule, Won, Lists, [new Lot(1, ["a3", "a4"], ["a4"]) { Within = "A" }]).Refusal?.Code);
    }

    [Fact]
    public void A_vacancy_is_filled_by_the_next_and_nobody_comes_back()
    {
        var holders = Holders.Fill(new HolderRule(), [new("A", 100, 1)], Lists, []);
        Assert.Equal("seat-not-vacant", Holders.Apply(holders, new SeatChange.Replaced("A", 1, "act"), Lists).Refusal?.Code);
        foreach (var next in new[] { "a3", "a4" })
        {
            holders = Holders.Apply(holders, new SeatChange.Vacated("A", 1, "resigned"), Lists);
            holders = Holders.Apply(holders, new SeatChange.Replaced("A", 1, "act 7"), Lists);
            Assert.Equal((next, HeldBy.Replacement, "act 7"), (holders.Seats[0].Holder, holders.Seats[0].By, holders.Seats[0].Act));
        }
        holders = Holders.Apply(holders, new SeatChange.Vacated("A", 1, "died"), Lists);
        Assert.Equal("list-exhausted", Holders.Apply(holders, new SeatChange.Replaced("A", 1, "act"), Lists).Refusal?.Code);
        Assert.Equal("seat-unknown", Holders.Apply(holders, new SeatChange.Vacated("A", 9, "act"), Lists).Refusal?.Code);
    }

    [Fact]
    public void A_seat_given_to_another_list_by_decision_remembers_who_won_it()
    {
        var holders = Holders.Fill(new HolderRule(), [new("A", 100, 2)], Lists, []);
        var given = Holders.Apply(holders, new SeatChange.Reassigned("A", 2, "decision of 2017", "B"), Lists);
        Assert.Equal(new SeatHolder("B", 1, "b1", HeldBy.Reassignment) { Act = "decision of 2017", WonBy = "A" }, given.Seats[1]);
        Assert.Equal("list-unknown", Holders.Apply(holders, new SeatChange.Reassigned("A", 2, "act", "C"), Lists).Refusal?.Code);
        Assert.Equal("seat-already-there", Holders.Apply(holders, new SeatChange.Reassigned("A", 2, "act", "A"), Lists).Refusal?.Code);
    }

    [Fact]
    public void Commune_posts_go_to_the_lists_as_the_definition_says()
    {
        ImmutableArray<PostRule> rules = [new("chief", PostChoice.MostVotes), new("first deputy", PostChoice.SecondMostVotes), new("second deputy", PostChoice.ThirdMostVotes)];
        var holders = Holders.Fill(new HolderRule(), Won, Lists, []);
        Assert.Equal([("chief", "a1"), ("first deputy", "b1"), ("second deputy", null)], Posts.Fill(rules, Won, holders).Select(post => (post.Post, post.Holder)));
        var tied = Posts.Fill(rules, [new("A", 50, 2), new("B", 50, 2)], holders);
        Assert.Equal(["A", "B"], tied[0].Tied);
        Assert.Null(tied[0].Holder);
    }

    private static IEnumerable<(string, int, string?)> People(SeatHolders holders) => holders.Seats.Select(seat => (seat.List, seat.Ordinal, seat.Holder));
}
