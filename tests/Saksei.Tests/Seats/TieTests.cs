using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>Level lists as the laws of two countries tell them apart, and what remains for a declaration.</summary>
public sealed class TieTests
{
    private static readonly SeatRule Spain = Rule("""
        {"method":"dhondt","article":"LOREG art. 163.1","ties":[{"by":"more-votes","article":"LOREG art. 163.1.d"},
         {"by":"lot","then":"alternately","article":"LOREG art. 163.1.d"}]}
        """);

    // In 2025 all nine last seats of parishes that were tied went to the list with fewer votes.
    private static readonly SeatRule Portugal = Rule("""
        {"method":"dhondt","article":"LEOAL art. 13","ties":[{"by":"fewer-votes","article":"LEOAL art. 13 d)"}]}
        """);

    [Fact]
    public void An_equal_quotient_is_of_the_list_with_more_votes_in_Spain_and_of_that_with_fewer_in_Portugal()
    {
        Assert.Equal("A 2, B 0", Seats(Spain, 2, ("A", 6), ("B", 3)));
        Assert.Equal("A 1, B 1", Seats(Portugal, 2, ("A", 6), ("B", 3)));
        var step = Allocate(Spain, 2, [("A", 6), ("B", 3)]).Steps[^1];
        Assert.Equal((StepKind.MoreVotes, "A", "B", "LOREG art. 163.1.d"), (step.Kind, step.List, step.Next, step.Article));
        Assert.Equal(step.Decided, step.NextDecided);
    }

    [Fact]
    public void What_votes_leave_is_a_smaller_tie()
    {
        var tie = Assert.Single(Allocate(Spain, 3, [("A", 8), ("B", 4), ("C", 4), ("D", 2)]).Ties);
        Assert.Equal((3, "B,C", 1, TieCriterion.Lot, 0), (tie.Step, string.Join(',', tie.Lists), tie.Seats, tie.By, tie.Turn));
        Assert.Equal("A 2, B 0, C 1, D 0", Seats(Spain, 3, [new Lot(3, ["B", "C"], ["C"])], ("A", 8), ("B", 4), ("C", 4), ("D", 2)));
    }

    // The first tie by lot, the following ones in turn: with equal votes every level of quotients is a tie.
    [Theory]
    [InlineData(1, "A 1, B 0")]
    [InlineData(3, "A 1, B 2")]
    [InlineData(5, "A 3, B 2")]
    [InlineData(7, "A 3, B 4")]
    public void After_the_lot_equal_lists_take_turns(int seats, string expected)
    {
        var tie = Assert.Single(Allocate(Spain, seats, [("A", 100), ("B", 100)]).Ties);
        Assert.Equal((seats - 1) / 2, tie.Turn);
        Assert.Equal(expected, Seats(Spain, seats, [new Lot(tie.Step, tie.Lists, ["A"])], ("A", 100), ("B", 100)));
        var kind = Allocate(Spain, seats, [("A", 100), ("B", 100)], [new Lot(tie.Step, tie.Lists, ["A"])]).Steps[^1].Kind;
        Assert.Equal(tie.Turn == 0 ? StepKind.Lot : StepKind.LotAlternate, kind);
    }

    [Fact]
    public void Of_three_that_take_turns_the_whole_order_must_be_known()
    {
        (string, long)[] lists = [("A", 9), ("B", 9), ("C", 9)];
        var tie = Assert.Single(Allocate(Spain, 4, lists).Ties);
        Assert.Equal("lot-wrong-drawn", Allocate(Spain, 4, lists, [new Lot(tie.Step, tie.Lists, ["B"])]).Refusal?.Code);
        Assert.Equal("A 2, B 1, C 1", Seats(Spain, 4, [new Lot(tie.Step, tie.Lists, ["B", "A"])], lists));
    }

    [Fact]
    public void An_older_candidate_is_declared_like_a_lot()
    {
        var rule = Rule("""{"method":"hare-largest-remainder","ties":[{"by":"more-seats"},{"by":"older-candidate","article":"art. 1"}]}""");
        (string, long)[] lists = [("A", 5), ("B", 5)];
        var tie = Assert.Single(Allocate(rule, 1, lists).Ties);
        Assert.Equal(TieCriterion.OlderCandidate, tie.By);
        var last = Allocate(rule, 1, lists, [new Lot(tie.Step, tie.Lists, ["B"])]).Steps[^1];
        Assert.Equal((StepKind.OlderCandidate, "B", "art. 1"), (last.Kind, last.List, last.Article));
    }

    [Fact]
    public void A_levelling_seat_knows_the_chain_too()
    {
        const string levelling = """{"method":"sainte-lague","levelling":{"method":"sainte-lague","threshold":{"percent":"0"},"perConstituency":1}TIES}""";
        var input = new NationalInput([new("c", 2, [new("A", 30), new("B", 10), new("C", 10)]), new("d", 2, [new("A", 60), new("B", 20), new("C", 20)])]);
        var open = NationalSeats.Allocate(Rule(levelling.Replace("TIES", "", StringComparison.Ordinal)), input);
        var tie = Assert.Single(open.Ties);
        Assert.Equal(("levelling", "c/B,c/C,d/B,d/C"), (tie.Within, string.Join(',', tie.Lists)));
        var closed = NationalSeats.Allocate(Rule(levelling.Replace("TIES", ""","ties":[{"by":"more-votes"}]""", StringComparison.Ordinal)), input);
        Assert.Equal("d/B,d/C", string.Join(',', Assert.Single(closed.Ties).Lists));
    }

    [Theory]
    [InlineData("""[]""", "value-wrong-type")]
    [InlineData("""[{"by":"votes"}]""", "value-unknown")]
    [InlineData("""[{"then":"alternately"}]""", "field-missing")]
    [InlineData("""[{"by":"lot","then":"again"}]""", "value-unknown")]
    [InlineData("""[{"by":"lot"},{"by":"more-votes"}]""", "parts-contradict")]
    [InlineData("""[{"by":"more-votes"},{"by":"fewer-votes"}]""", "parts-contradict")]
    [InlineData("""[{"by":"lot"},{"by":"lot"}]""", "parts-contradict")]
    [InlineData("""[{"by":"lot","then":"alternately"}]""", "parts-contradict")]
    [InlineData("""[{"by":"more-votes","then":"alternately"}]""", "parts-contradict")]
    public void A_chain_without_sense_is_refused(string ties, string code) =>
        Assert.Equal(code, SeatRule.Parse(Encoding.UTF8.GetBytes($$"""{"method":"dhondt","ties":{{ties}}}""")).Refusal?.Code);

    private static SeatRule Rule(string json) => SeatRule.Parse(Encoding.UTF8.GetBytes(json)).Rule!;

    private static Allocation Allocate(SeatRule rule, int seats, (string List, long Votes)[] lists, ImmutableArray<Lot> lots = default) =>
        rule.Allocate(new AllocationInput { Seats = seats, Lists = [.. lists.Select(list => new ListVotes(list.List, list.Votes))], Lots = lots.IsDefault ? [] : lots });

    private static string Seats(SeatRule rule, int seats, params (string, long)[] lists) => Seats(rule, seats, [], lists);

    private static string Seats(SeatRule rule, int seats, ImmutableArray<Lot> lots, params (string, long)[] lists) =>
        string.Join(", ", Allocate(rule, seats, lists, lots).Lists.Select(list => $"{list.List} {list.Seats}"));
}
