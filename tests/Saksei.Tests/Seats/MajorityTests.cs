using System.Text;
using CsCheck;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Results;
using Saksei.Election.Seats;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>One seat to the most votes that reach a share, or a second round between the first two.</summary>
public sealed class MajorityTests
{
    // Georgia 2012, districts: more than 30 % in the first round.
    private static readonly SeatRule Georgia = Rule("""{"method":"majority","threshold":{"percent":"30","moreThan":true,"article":"art. 110"}}""");

    [Theory]
    [InlineData("A:31 B:30 C:39", "C", "")]
    [InlineData("A:30 B:30 C:20 D:20", "", "A B")]
    [InlineData("A:30 B:25 C:25 D:20", "", "A B C")]
    [InlineData("A:301 B:300 C:299 D:100", "A", "")]
    [InlineData("A:300 B:299 C:201 D:200", "", "A B")]
    [InlineData("A:9", "A", "")]
    [InlineData("A:0 B:0", "", "")]
    public void The_seat_goes_to_the_most_votes_over_the_share_or_the_first_two_go_on(string votes, string winner, string second)
    {
        var allocation = Georgia.Allocate(Input(votes));
        Assert.Equal((null, true), (allocation.Refusal, allocation.Ties.IsEmpty));
        Assert.Equal(winner, string.Concat(allocation.Lists.Where(list => list.Seats == 1).Select(list => list.List)));
        Assert.Equal((winner.Length == 0 ? 1 : 0, second), (allocation.Unfilled, string.Join(' ', allocation.SecondRound)));
        Assert.All(allocation.Lists, list => Assert.Equal(ListStatus.TookPart, list.Status));
    }

    [Fact]
    public void Without_a_threshold_it_is_more_than_half_of_the_valid_votes()
    {
        var rule = Rule("""{"method":"majority"}""");
        Assert.Equal("A B", string.Join(' ', rule.Allocate(Input("A:50 B:30 C:20")).SecondRound));
        Assert.Equal(1, rule.Allocate(Input("A:51 B:30 C:19")).Lists[0].Seats);
    }

    [Fact]
    public void Level_at_the_top_and_over_the_share_is_a_tie_for_a_lot()
    {
        var input = Input("A:40 B:40 C:20");
        var tie = Assert.Single(Georgia.Allocate(input).Ties);
        Assert.Equal((1, "A B", 1), (tie.Step, string.Join(' ', tie.Lists), tie.Seats));
        Assert.Equal(1, Georgia.Allocate(input with { Lots = [new Lot(1, ["A", "B"], ["B"])] }).Lists[1].Seats);
        Assert.Equal("lot-not-needed", Georgia.Allocate(Input("A:10 B:10 C:10 D:10") with { Lots = [new Lot(1, ["A", "B"], ["B"])] }).Refusal!.Code);
    }

    [Fact]
    public void The_winner_is_that_of_highest_averages_with_the_same_threshold_and_lists_go_on_just_where_nobody_wins()
    {
        var share = Gen.Select(Gen.Int[0, 20], Gen.Bool, (part, more) => new Threshold(new Fraction(part, 20), ThresholdBase.Valid, ThresholdLevel.Constituency) { MoreThan = more });
        Gen.Select(Elections.Tied, share).Sample((input, threshold) =>
        {
            input = input with { Seats = 1 };
            var own = (SeatRule.Named("majority")! with { Threshold = threshold }).Allocate(input);
            var other = (SeatRule.Named("dhondt")! with { Threshold = threshold }).Allocate(input);
            Assert.Equal(other.Lists.Select(list => list.Seats), own.Lists.Select(list => list.Seats));
            Assert.Equal((other.Unfilled, Tied(other)), (own.Unfilled, Tied(own)));
            Assert.Equal(own.Unfilled == 1 && input.Lists.Count(list => list.Votes > 0) > 1, own.SecondRound.Length > 1);
        });
    }

    [Theory]
    [InlineData("\"threshold\":{\"percent\":\"30\",\"level\":\"national\"}")]
    [InlineData("\"threshold\":{\"percent\":\"30\",\"kinds\":{\"minority\":\"5\"}}")]
    [InlineData("\"firstDivisor\":\"7/5\"")]
    [InlineData("\"coalitions\":{\"method\":\"dhondt\"}")]
    [InlineData("\"biproportional\":{\"count\":\"votes\"}")]
    public void What_does_not_go_with_one_seat_contradicts_it(string part) =>
        Assert.Equal("parts-contradict", SeatRule.Parse(Encoding.UTF8.GetBytes($$"""{"method":"majority",{{part}}}""")).Refusal?.Code);

    [Fact]
    public void Nothing_is_shared_out_by_a_majority()
    {
        Assert.Equal("parts-contradict", SeatRule.Parse("""{"method":"dhondt","coalitions":{"method":"majority"}}"""u8).Refusal?.Code);
        Assert.Equal("majority-of-several", Georgia.Allocate(Input("A:60 B:40") with { Seats = 2 }).Refusal?.Code);
        var problem = Assert.Throws<Saksei.Node.RegisterFolderException>(() => new SmallElection((role, text) => WithMajority(role, text, "\"seats\":1}", "\"seats\":2}")));
        Assert.Contains("majority-of-several", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_round_stands_in_the_published_seats_and_on_pages_and_its_seat_is_open()
    {
        using var election = new SmallElection((role, text) => WithMajority(role, text));
        foreach (var station in Enumerable.Range(1, 5)) TwoContests.Copy(election, TwoContests.Mayor, $"S{station:00}", "cast=100 C=40 D=35 A=25");
        var mayor = election.Fold.Snapshot().Of(TwoContests.MayorOf(election.Host.Definition));
        Assert.Equal("""[{"constituency":"P1","list":"C","votes":200,"seats":0,"secondRound":true},{"constituency":"P1","list":"D","votes":175,"seats":0,"secondRound":true},{"constituency":"P1","list":"A","votes":125,"seats":0}]""",
            Encoding.UTF8.GetString(ResultsDocuments.Seats(mayor.Results)).TrimEnd());
        Assert.Equal((1, 0, 1), (mayor.Evidence.Sentence.Seats, mayor.Evidence.Sentence.Settled, mayor.Evidence.Sentence.Open));
        await using var server = await RunningServer.Start(election.Host);
        Assert.Contains("a second round between C and D.", await server.Page("/en/seats/P1?contest=mayor"), StringComparison.Ordinal);
        var seats = await server.Page("/en/seats?contest=mayor");
        Assert.Contains("second round", seats, StringComparison.Ordinal);
        Assert.Contains("1 seat in one constituency, by the votes so far", seats, StringComparison.Ordinal);
        Assert.Contains("One seat waits for a second round, a lot or a candidate; no station can give it.", await server.Page("/en/open?contest=mayor"), StringComparison.Ordinal);
        foreach (var page in new[] { seats, await server.Page("/en/seats/P1?contest=mayor"), await server.Page("/en/open?contest=mayor") })
            Assert.All(["can change", "0 stations"], words => Assert.DoesNotContain(words, page, StringComparison.Ordinal));
        Assert.Contains("ជុំទីពីររវាង", System.Net.WebUtility.HtmlDecode(await server.Page("/km/seats/P1?contest=mayor")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_explained_definition_says_that_the_share_wins_the_seat()
    {
        using var election = new SmallElection((role, text) => WithMajority(role, text));
        var said = Cli.Command.Run("definition", "explain", election.DefinitionFolder).Output;
        Assert.Contains("The most votes win the seat with more than 50 % of", said, StringComparison.Ordinal);
        Assert.Contains("otherwise there is a second round", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_majority_that_every_open_ballot_leaves_standing_is_settled_with_a_certificate_that_holds()
    {
        using var election = new SmallElection((role, text) => WithMajority(role, text).Replace(",500]", ",100]", StringComparison.Ordinal));
        foreach (var station in Enumerable.Range(1, 4)) TwoContests.Copy(election, TwoContests.Mayor, $"S{station:00}", "cast=100 C=80 D=15 A=5");
        var evidence = election.Fold.Snapshot().Of(TwoContests.MayorOf(election.Host.Definition)).Evidence.Constituencies[0];
        var seat = Assert.Single(evidence.Seats);
        Assert.Equal(("C", Verdict.Settled, true), (seat.List.Code, seat.Level1, EvidenceCheck.Holds(evidence, seat)));
    }

    private static string WithMajority(string role, string text, string before = "", string after = "")
    {
        var own = TwoContests.Edit(role, text);
        if (role != "definition") return own;
        own = own.Replace("""{"method":"dhondt","article":"art. 9"}""", """{"method":"majority","article":"art. 9","threshold":{"percent":"50","moreThan":true}}""", StringComparison.Ordinal);
        return before.Length == 0 ? own : own.Replace(before, after, StringComparison.Ordinal);
    }

    private static string Tied(Allocation allocation) => string.Join(';', allocation.Ties.Select(tie => string.Join(' ', tie.Lists)));

    private static SeatRule Rule(string json) => SeatRule.Parse(Encoding.UTF8.GetBytes(json)).Rule!;

    private static AllocationInput Input(string votes) => new()
    {
        Seats = 1,
        Lists = [.. votes.Split(' ').Select(list => new ListVotes(list.Split(':')[0], long.Parse(list.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)))],
    };
}
