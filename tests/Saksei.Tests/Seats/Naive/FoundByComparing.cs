using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats.Naive;

/// <summary>What the fast implementation had otherwise than the specification until it was held against the naive one.</summary>
public sealed class FoundByComparing
{
    private static readonly SeatRule Joint = Bridge.Rule("""{"method":"dhondt","coalitions":{"method":"dhondt"}}""");

    // 1 : 1/2 = 2; 8 : 3 = 2 2/3.
    [Fact]
    public void A_first_divisor_that_replaces_a_broken_one_leaves_the_others_as_they_are() =>
        Assert.Equal([0, 2], Seats(Bridge.Rule("""{"method":"sainte-lague-1.4","firstDivisor":"1/2"}"""), new AllocationInput { Seats = 2, Lists = [new("A", 1), new("B", 8)] }));

    [Fact]
    public void A_list_with_all_votes_gives_up_its_last_quota_without_a_lot()
    {
        var rule = Bridge.Rule("""{"method":"hagenbach-bischoff-largest-remainder"}""");
        foreach (var candidates in (int?[])[null, 5])
        {
            var result = rule.Allocate(new AllocationInput { Seats = 2, Lists = [new("A", 9) { Candidates = candidates }] });
            Assert.True(result.Complete);
            Assert.Equal(2, result.Lists[0].Seats);
        }
    }

    [Fact]
    public void Imperialis_quota_is_raised_also_where_one_list_alone_has_too_many()
    {
        var result = Bridge.Rule("""{"method":"imperiali-largest-remainder"}""").Allocate(new AllocationInput { Seats = 2, Lists = [new("A", 90), new("B", 10)] });
        Assert.Equal(StepKind.QuotaRaised, result.Steps[0].Kind);
        Assert.Equal(new Fraction(100, 3), result.Quota);
    }

    [Fact]
    public void Dropped_votes_leave_the_ballots_cast_as_well()
    {
        var rule = Bridge.Rule("""{"method":"dhondt","struck":{"votes":"dropped"},"threshold":{"percent":"20","of":"cast"}}""");
        var input = new AllocationInput { Seats = 2, Lists = [new("A", 40), new("B", 10), new("C", 50) { Struck = true }], CastVotes = 100 };
        Assert.Equal(ListStatus.TookPart, rule.Allocate(input).Lists[1].Status);
    }

    [Fact]
    public void A_struck_member_does_not_lift_its_joint_list_over_a_national_threshold()
    {
        var rule = Bridge.Rule("""{"method":"dhondt","struck":{"votes":"kept"},"coalitions":{"method":"dhondt"},"threshold":{"percent":"30","level":"national"}}""");
        ImmutableArray<ListVotes> lists = [new("A", 60), new("B", 20) { Coalition = "X" }, new("C", 20) { Coalition = "X", Struck = true }];
        Assert.Equal(ListStatus.BelowThreshold, rule.Allocate(new AllocationInput { Seats = 2, Lists = lists, National = new(lists) }).Lists[1].Status);
    }

    [Fact]
    public void A_seat_that_no_member_with_votes_can_fill_goes_to_the_next_list()
    {
        var lists = new ListVotes[] { new("A", 0) { Coalition = "X" }, new("B", 8) { Coalition = "X", Candidates = 1 }, new("C", 3) };
        var result = Joint.Allocate(new AllocationInput { Seats = 3, Lists = [.. lists] });
        Assert.Equal((0, 1, 2), (result.Lists[0].Seats, result.Lists[1].Seats, result.Lists[2].Seats));
    }

    [Fact]
    public void No_lot_is_required_that_another_lot_may_make_needless()
    {
        var input = new AllocationInput { Seats = 2, Lists = [new("A", 2) { Coalition = "X" }, new("B", 2) { Coalition = "X" }, new("C", 2)] };
        var tie = Assert.Single(Joint.Allocate(input).Ties);
        Assert.Null(tie.Within);
        Assert.True(Joint.Allocate(input with { Lots = [new Lot(tie.Step, tie.Lists, ["X"])] }).Complete);
    }

    [Fact]
    public void Each_round_of_levelling_can_have_its_own_lot()
    {
        var rule = Bridge.Rule("""{"method":"hagenbach-bischoff-largest-remainder","levelling":{"method":"imperiali","threshold":{"percent":"0","level":"national"},"perConstituency":1}}""");
        var input = new NationalInput([new("c", 5, [new("A", 3), new("B", 6), new("C", 4), new("D", 6)])]);
        foreach (var drawn in (string[][])[["B", "D"], ["B"]])
        {
            var tie = Assert.Single(NationalSeats.Allocate(rule, input).Ties);
            input = input with { Lots = [.. input.Lots, new Lot(tie.Step, tie.Lists, [.. drawn]) { Within = tie.Within }] };
        }

        Assert.Equal([1, 2, 1, 1], NationalSeats.Allocate(rule, input).Constituencies[0].Lists.Select(list => list.Seats));
    }

    [Fact]
    public void Direct_seats_before_levelling_can_have_a_national_threshold()
    {
        var rule = Bridge.Rule("""{"method":"dhondt","threshold":{"percent":"20","level":"national"},"levelling":{"method":"dhondt","threshold":{"percent":"0","level":"national"},"perConstituency":1}}""");
        Assert.Null(NationalSeats.Allocate(rule, new NationalInput([new("c", 3, [new("A", 3), new("B", 6)])])).Refusal);
    }

    private static IEnumerable<int> Seats(SeatRule rule, AllocationInput input) => rule.Allocate(input).Lists.Select(list => list.Seats);
}
