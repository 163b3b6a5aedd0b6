using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>Every error is a code, never a wrong number and never an exception; the codes are those of docs/spec/seat-rule.md.</summary>
public sealed class Refusals
{
    private static readonly SeatRule DHondt = SeatRule.Named("dhondt")!;

    [Theory]
    [InlineData("""{"method":"dhont"}""", "method-unknown", 10)]
    [InlineData("""{"metod":"dhondt"}""", "field-unknown", 1)]
    [InlineData("""{"method":"dhondt","method":"dhondt"}""", "field-duplicate", 19)]
    [InlineData("""{}""", "field-missing", 0)]
    [InlineData("""{"method":"dhondt",}""", "rule-not-json", null)]
    [InlineData("""{"method":"dhondt"} x""", "rule-not-json", null)]
    [InlineData("", "rule-not-json", null)]
    [InlineData("[]", "value-wrong-type", 0)]
    [InlineData("""{"method":null}""", "value-wrong-type", 10)]
    [InlineData("""{"method":7}""", "value-wrong-type", 10)]
    [InlineData("""{"method":"dhondt","threshold":{"percent":"101"}}""", "share-over-100-percent", 42)]
    [InlineData("""{"method":"dhondt","threshold":{"share":"3/2"}}""", "share-over-100-percent", 40)]
    [InlineData("""{"method":"dhondt","threshold":{"percent":"-3"}}""", "share-invalid", 42)]
    [InlineData("""{"method":"dhondt","threshold":{"share":"1/0"}}""", "share-invalid", 40)]
    [InlineData("""{"method":"dhondt","threshold":{"share":"1/99999999999"}}""", "share-too-fine", 40)]
    [InlineData("""{"method":"dhondt","threshold":{"percent":3}}""", "value-wrong-type", 42)]
    [InlineData("""{"method":"dhondt","threshold":{}}""", "field-missing", 31)]
    [InlineData("""{"method":"dhondt","threshold":{"percent":"3","share":"3/100"}}""", "parts-contradict", 54)]
    [InlineData("""{"method":"dhondt","threshold":{"percent":"3","of":"quota","level":"national"}}""", "parts-contradict", null)]
    [InlineData("""{"method":"dhondt","levelling":{"method":"dhondt","threshold":{"percent":"4","of":"quota"},"perConstituency":1}}""", "parts-contradict", null)]
    [InlineData("""{"method":"dhondt","threshold":{"percent":"3","of":"voters"}}""", "value-unknown", 51)]
    [InlineData("""{"method":"dhondt","threshold":{"kinds":{"coalition":"200"}}}""", "share-over-100-percent", 53)]
    [InlineData("""{"method":"dhondt","firstDivisor":"3"}""", "first-divisor-invalid", 34)]
    [InlineData("""{"method":"cambodia","firstDivisor":"1"}""", "first-divisor-invalid", 36)]
    [InlineData("""{"method":"dhondt","levelling":{"method":"hare-largest-remainder"}}""", "method-not-divisor", 41)]
    [InlineData("""{"method":"dhondt","levelling":{"method":"dhondt","threshold":{"percent":"4"},"perConstituency":0}}""", "seats-not-positive", 96)]
    [InlineData("""{"method":"dhondt","biproportional":{"count":"votes"},"coalitions":{"method":"dhondt"}}""", "parts-contradict", 67)]
    public void Of_a_rule(string json, string code, int? offset)
    {
        var refusal = SeatRule.Parse(Encoding.UTF8.GetBytes(json)).Refusal;
        Assert.Equal(code, refusal?.Code);
        if (offset is { } at) Assert.Equal(at, refusal!.Offset);
    }

    [Theory]
    [InlineData("""{"minority":0}""", "value-wrong-type", "kinds.minority: percent as text, \"5\" or \"3.5\"")]
    [InlineData("""{"minority":"few"}""", "share-invalid", "few, kinds.minority: percent as text, \"5\" or \"3.5\"")]
    [InlineData("""{"exempt":"minority"}""", "value-wrong-type", "kinds.exempt: kinds of lists, as [\"minority\"]")]
    [InlineData("[]", "value-wrong-type", "kinds: an object, as {\"minority\":\"0\"}")]
    public void Of_a_kind_name_it_and_what_is_expected(string kinds, string code, string subject)
    {
        var refusal = SeatRule.Parse(Encoding.UTF8.GetBytes($$$"""{"method":"dhondt","threshold":{"percent":"5","kinds":{{{kinds}}}}}""")).Refusal!;
        Assert.Equal((code, subject), (refusal.Code, refusal.Subject));
    }

    [Fact]
    public void Of_bytes_that_are_no_text() => Assert.Equal("rule-not-utf8", SeatRule.Parse([0x22, 0xFF, 0x22]).Refusal?.Code);

    [Fact]
    public void Reading_never_throws_whatever_the_bytes()
    {
        var whole = Encoding.UTF8.GetBytes("""{"method":"dhondt","firstDivisor":"7/5","threshold":{"percent":"3","kinds":{"a":"1","exempt":["b"]}},"struck":{"votes":"kept"}}""");
        Assert.NotNull(SeatRule.Parse(whole).Rule);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample((at, value, length) =>
        {
            var bytes = whole.ToArray();
            bytes[at] = value;
            var reading = SeatRule.Parse(bytes.AsSpan(0, length));
            Assert.True(reading.Rule is null != reading.Refusal is null);
        }, iter: 20_000);
    }

    [Fact]
    public void Every_part_is_read()
    {
        var rule = SeatRule.Parse("""
            {"name":"all","method":"sainte-lague","firstDivisor":"1.2","quotaVotes":"valid","article":"1",
             "threshold":{"share":"1/20","of":"cast","level":"national","moreThan":true,"kinds":{"coalition":"1/10","exempt":["minority"]},"article":"2"},
             "coalitions":{"method":"dhondt","threshold":"member","article":"3"},"struck":{"votes":"dropped","article":"4"},
             "exhausted":{"then":"vacant","article":"5"}}
            """u8).Rule!;
        Assert.Equal(("all", "1", QuotaVotes.Valid), (rule.Name, rule.Article, rule.QuotaVotes));
        Assert.Equal(new Fraction(6, 5), new Fraction(rule.Method.Divisors.First, rule.Method.Divisors.Scale));
        Assert.Equal((ThresholdBase.Cast, ThresholdLevel.National, true), (rule.Threshold!.Of, rule.Threshold.Level, rule.Threshold.MoreThan));
        Assert.Equal([new Fraction(1, 20), new Fraction(1, 10), Fraction.Zero], [rule.Threshold.For("single"), rule.Threshold.For("coalition"), rule.Threshold.For("minority")]);
        Assert.Equal((CoalitionThreshold.Member, StruckVotes.Dropped, ExhaustedSeats.Vacant), (rule.Coalitions!.Threshold, rule.Struck!.Votes, rule.Exhausted.Then));
    }

    [Fact]
    public void Every_name_is_a_rule_and_no_other() =>
        Assert.Equal((true, null), (SeatRule.Names.All(name => SeatRule.Named(name)?.Name == name), SeatRule.Named("DHONDT")));

    [Fact]
    public void Of_an_input()
    {
        Assert.Equal("seats-not-positive", Code(0, new ListVotes("A", 1)));
        Assert.Equal("seats-not-positive", Code(-1, new ListVotes("A", 1)));
        Assert.Equal("seats-too-many", Code(1_000_001, new ListVotes("A", 1)));
        Assert.Equal("no-lists", Code(1));
        Assert.Equal("list-unnamed", Code(1, new ListVotes("", 1)));
        Assert.Equal("votes-negative", Code(1, new ListVotes("A", -1)));
        Assert.Equal("votes-too-large", Code(1, new("A", long.MaxValue), new("B", 1)));
        Assert.Equal("duplicate-list", Code(1, new("A", 1), new("B", 2), new("A", 3)));
        Assert.Equal("duplicate-list", Code(1, [.. Enumerable.Range(0, 100).Select(i => new ListVotes($"{i % 99}", 1))]));
        Assert.Equal("coalitions-unstated", Code(1, new ListVotes("A", 1) { Coalition = "AB" }));
        Assert.Equal("struck-unstated", Code(1, new ListVotes("A", 1) { Struck = true }));
        Assert.Equal("candidates-negative", Code(1, new ListVotes("A", 1) { Candidates = -1 }));
    }

    [Fact]
    public void Of_a_threshold_whose_votes_are_missing()
    {
        var input = new AllocationInput { Seats = 1, Lists = [new("A", 1)] };
        Assert.Equal("cast-votes-missing", With(ThresholdBase.Cast, ThresholdLevel.Constituency).Allocate(input).Refusal?.Code);
        Assert.Equal("national-totals-missing", With(ThresholdBase.Valid, ThresholdLevel.National).Allocate(input).Refusal?.Code);
        Assert.Equal("national-list-missing", With(ThresholdBase.Valid, ThresholdLevel.National).Allocate(input with { National = new([new("B", 1)]) }).Refusal?.Code);
        Assert.Equal("cast-below-votes", With(ThresholdBase.Cast, ThresholdLevel.Constituency).Allocate(input with { CastVotes = 0 }).Refusal?.Code);

        static SeatRule With(ThresholdBase of, ThresholdLevel level) => DHondt with { Threshold = new Threshold(new Fraction(1, 20), of, level) };
    }

    [Fact]
    public void Of_a_lot_that_does_not_fit()
    {
        var input = new AllocationInput { Seats = 2, Lists = [new("A", 10), new("B", 5), new("C", 5)] };
        var tie = Assert.Single(DHondt.Allocate(input).Ties);
        Assert.Equal((2, "A,B,C", 1), (tie.Step, string.Join(',', tie.Lists), tie.Seats));
        Assert.Equal("lot-wrong-step", Lot(1, ["A", "B", "C"], ["B"]));
        Assert.Equal("lot-wrong-lists", Lot(2, ["B", "C"], ["B"]));
        Assert.Equal("lot-wrong-drawn", Lot(2, ["A", "B", "C"], ["D"]));
        Assert.Equal("lot-wrong-drawn", Lot(2, ["A", "B", "C"], []));
        Assert.Equal("lot-wrong-drawn", Lot(2, ["A", "B", "C"], ["B", "B"]));
        Assert.Equal("lot-not-needed", DHondt.Allocate(input with { Seats = 3, Lots = [new Lot(2, ["A", "B", "C"], ["B"])], Lists = [new("A", 10), new("B", 6), new("C", 1)] }).Refusal?.Code);
        var drawn = DHondt.Allocate(input with { Lots = [new Lot(2, ["A", "B", "C"], ["C", "A"])] });
        Assert.Equal([1, 0, 1], drawn.Lists.Select(list => list.Seats));
        Assert.Equal((StepKind.Lot, "C", "A"), (drawn.Steps[^1].Kind, drawn.Steps[^1].List, drawn.Steps[^1].Next));

        string? Lot(int step, ImmutableArray<string> lists, ImmutableArray<string> won) =>
            DHondt.Allocate(input with { Lots = [new Lot(step, lists, won)] }).Refusal?.Code;
    }

    private static string? Code(int seats, params ListVotes[] lists) =>
        DHondt.Allocate(new AllocationInput { Seats = seats, Lists = [.. lists] }).Refusal?.Code;
}
