using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>What laws leave out: no votes, one list, lists that run out or are struck out, quotas that promise too much.</summary>
public sealed class SpecialCases
{
    private static readonly SeatRule DHondt = SeatRule.Named("dhondt")!;

    [Fact]
    public void Without_votes_no_seat_is_given()
    {
        foreach (var name in Elections.Sharing)
        {
            var result = SeatRule.Named(name)!.Allocate(new AllocationInput { Seats = 3, Lists = [new("A", 0), new("B", 0)] });
            Assert.Equal((true, 3, 0), (result.Complete, result.Unfilled, result.Lists.Sum(list => list.Seats)));
        }
    }

    [Fact]
    public void One_list_gets_all_also_with_more_seats_than_votes()
    {
        foreach (var name in Elections.Sharing)
            Assert.Equal([7], SeatRule.Named(name)!.Allocate(new AllocationInput { Seats = 7, Lists = [new("A", 3)] }).Lists.Select(list => list.Seats));
    }

    [Fact]
    public void A_list_out_of_candidates_leaves_its_seat_to_the_next_or_vacant()
    {
        var input = new AllocationInput { Seats = 4, Lists = [new ListVotes("A", 90) { Candidates = 2 }, new("B", 10)] };
        var next = DHondt.Allocate(input);
        Assert.Equal([2, 2], next.Lists.Select(list => list.Seats));
        Assert.Contains(next.Steps, step => step is { Kind: StepKind.Exhausted, List: "A", Seats: 0 });
        var vacant = (DHondt with { Exhausted = new ExhaustedRule(ExhaustedSeats.Vacant) }).Allocate(input);
        Assert.Equal([(4, 2), (0, 0)], vacant.Lists.Select(list => (list.Seats, list.Vacant)));
        Assert.Equal(2, DHondt.Allocate(input with { Lists = [input.Lists[0]] }).Unfilled);
    }

    [Fact]
    public void The_votes_of_a_struck_list_are_kept_or_dropped()
    {
        var input = new AllocationInput { Seats = 2, Lists = [new("A", 60), new("B", 9), new ListVotes("C", 40) { Struck = true }] };
        var rule = DHondt with { Threshold = new Threshold(new Fraction(1, 10), ThresholdBase.Valid, ThresholdLevel.Constituency) };
        var kept = (rule with { Struck = new StruckRule(StruckVotes.Kept) }).Allocate(input);
        Assert.Equal([ListStatus.TookPart, ListStatus.BelowThreshold, ListStatus.Struck], kept.Lists.Select(list => list.Status));
        var dropped = (rule with { Struck = new StruckRule(StruckVotes.Dropped) }).Allocate(input);
        Assert.Equal([ListStatus.TookPart, ListStatus.TookPart, ListStatus.Struck], dropped.Lists.Select(list => list.Status));
        Assert.Equal(new Fraction(9, 109), kept.Steps.Single(step => step.List == "B").Decided);
    }

    [Fact]
    public void A_quota_promised_once_too_often_is_a_lot_and_Imperialis_is_raised()
    {
        var even = new AllocationInput { Seats = 1, Lists = [new("A", 50), new("B", 50)] };
        Assert.Equal(1, Assert.Single(SeatRule.Named("hagenbach-bischoff-largest-remainder")!.Allocate(even).Ties).Seats);
        var raised = SeatRule.Named("imperiali-largest-remainder")!.Allocate(new AllocationInput { Seats = 3, Lists = [new("A", 60), new("B", 21), new("C", 19)] });
        Assert.Contains(raised.Steps, step => step.Kind == StepKind.QuotaRaised);
        Assert.Equal(3, raised.Lists.Sum(list => list.Seats));
    }

    [Fact]
    public void Huntington_Hill_compares_squares_exactly()
    {
        // 1² / (1·2) against 3² / (3·4) … : quotients that differ only in the square root's far decimals.
        var rule = SeatRule.Named("huntington-hill")!;
        Assert.Equal([1, 2], rule.Allocate(new AllocationInput { Seats = 3, Lists = [new("A", 4_611_686_018_427_387_903), new("B", 4_611_686_018_427_387_904)] }).Lists.Select(list => list.Seats));
        Assert.Equal([1, 1], rule.Allocate(new AllocationInput { Seats = 2, Lists = [new("A", 1), new("B", 1_000_000)] }).Lists.Select(list => list.Seats));
    }

    [Fact]
    public void Five_methods_give_five_answers_in_the_textbook_example_of_Balinski_and_Young()
    {
        var states = new AllocationInput { Seats = 36, Lists = [new("A", 27_744), new("B", 25_178), new("C", 19_947), new("D", 14_614), new("E", 9_225), new("F", 3_292)] };
        Assert.Equal([10, 9, 7, 5, 3, 2], Seats("adams"));
        Assert.Equal([10, 9, 7, 6, 3, 1], Seats("huntington-hill"));
        Assert.Equal([10, 9, 8, 5, 3, 1], Seats("sainte-lague"));
        Assert.Equal([11, 9, 7, 5, 3, 1], Seats("dhondt"));
        Assert.Equal([10, 9, 7, 5, 4, 1], Seats("hare-largest-remainder"));

        int[] Seats(string rule) => [.. SeatRule.Named(rule)!.Allocate(states).Lists.Select(list => list.Seats)];
    }

    [Fact]
    public void Thresholds_differ_by_kind_and_by_the_word_of_the_law()
    {
        var threshold = new Threshold(new Fraction(1, 10), ThresholdBase.Valid, ThresholdLevel.Constituency) { Exempt = ["minority"] };
        var input = new AllocationInput { Seats = 10, Lists = [new("A", 85), new("B", 10), new ListVotes("C", 5) { Kind = "minority" }] };
        Assert.Equal([ListStatus.TookPart, ListStatus.TookPart, ListStatus.TookPart], (DHondt with { Threshold = threshold }).Allocate(input).Lists.Select(list => list.Status));
        Assert.Equal(ListStatus.BelowThreshold, (DHondt with { Threshold = threshold with { MoreThan = true } }).Allocate(input).Lists[1].Status);
        var national = (DHondt with { Threshold = threshold with { Level = ThresholdLevel.National } }).Allocate(input with { National = new([new("A", 950), new("B", 50), new("C", 1)]) });
        Assert.Equal([ListStatus.TookPart, ListStatus.BelowThreshold, ListStatus.TookPart], national.Lists.Select(list => list.Status));
    }

    [Fact]
    public void The_standings_before_a_step_are_what_was_given_so_far()
    {
        var result = DHondt.Allocate(new AllocationInput { Seats = 3, Lists = [new("A", 10), new("B", 6)] });
        Assert.Equal([new Standing("A", 10, 1, new Fraction(5)), new Standing("B", 6, 1, new Fraction(3))], result.Standings(2));
        Assert.Equal(("B", 2, "4", "5", "2", "3"), Runner(result.Margins!));

        static (string, int, string, string, string, string) Runner(Margins margins) => (
            margins.RunnerUp!.List, margins.RunnerUp.Ordinal, $"{margins.RunnerUp.AddedLevel}", $"{margins.RunnerUp.AddedOutright}",
            $"{margins.RunnerUp.MovedLevel}", $"{margins.RunnerUp.MovedOutright}");
    }
}
