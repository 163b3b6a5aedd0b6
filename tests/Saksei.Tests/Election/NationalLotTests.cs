using System.Text.Json;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Ties beyond one constituency stand open, with their working, until a lot is declared for their level.</summary>
public sealed class NationalLotTests
{
    private const string Levelling = """{"method":"sainte-lague","levelling":{"method":"sainte-lague","threshold":{"percent":"0"},"perConstituency":1}}""";
    private const string Matrix = """{"method":"sainte-lague","biproportional":{"count":"votes"}}""";

    [Fact]
    public void First_a_constituency_s_own_tie_then_the_country_s_then_the_levelling_seat_s()
    {
        using var election = With(Levelling);
        election.Copy("S01", "A=60 B=60");
        election.Copy("S06", "A=60 B=60");
        Assert.Equal(" P2:1:A,B:1", Ties(election));
        Assert.Equal("lot-not-needed", Lot(election, "R", 5, "country", ["A", "B"], ["B"]).Outcome.VoidCode);
        Assert.True(Lot(election, "P2", 1, "", ["A", "B"], ["A"]).Outcome.IsApplied);
        Assert.Equal(" country:5:A,B:1", Ties(election));
        Assert.Equal("P1 A 1, P1 B 1, P2 A 1", Seats(election));
        Assert.True(Lot(election, "R", 5, "country", ["A", "B"], ["B"]).Outcome.IsApplied);
        Assert.Equal("", Ties(election));
        Assert.Equal("P1 A 1, P1 B 2, P2 A 1, P2 B 1", Seats(election));
        Assert.Equal("lot-not-needed", Lot(election, "R", 5, "country", ["A", "B"], ["A"]).Outcome.VoidCode);
    }

    [Fact]
    public void The_place_of_a_levelling_seat_is_drawn_between_cells()
    {
        using var election = With(Levelling);
        election.Copy("S01", "A=90 B=20 C=20");
        election.Copy("S06", "A=90 B=20 C=20");
        Assert.Equal(" levelling:1:P1/B,P1/C:1", Ties(election));
        Assert.Equal("P1 A 2, P2 A 1", Seats(election));
        foreach (var (step, lists, drawn, code) in new (int, string[], string[], string)[]
        {
            (2, ["P1/B", "P1/C"], ["P1/C"], "lot-wrong-step"), (1, ["P1/B", "P2/C"], ["P1/B"], "lot-wrong-lists"), (1, ["P1/B", "P1/C"], ["P1/A"], "lot-wrong-drawn"),
        })
            Assert.Equal(code, Lot(election, "R", step, "levelling", lists, drawn).Outcome.VoidCode);
        Assert.Equal("constituency-unknown", Lot(election, "P1", 1, "levelling", ["P1/B", "P1/C"], ["P1/C"]).Outcome.VoidCode);
        Assert.True(Lot(election, "R", 1, "levelling", ["P1/B", "P1/C"], ["P1/C"]).Outcome.IsApplied);
        Assert.Equal("P1 A 2, P1 C 1, P2 A 1, P2 B 1", Seats(election));
    }

    [Fact]
    public void What_later_figures_overtake_gives_no_seat_and_another_lot_takes_its_place()
    {
        using var election = With(Levelling);
        election.Copy("S01", "A=90 B=20 C=20");
        election.Copy("S06", "A=90 B=20 C=20");
        Lot(election, "R", 1, "levelling", ["P1/B", "P1/C"], ["P1/C"]);
        election.Copy("S07", "A=1 B=0 C=0");
        election.Copy("S02", "B=1");
        Assert.Equal("", Ties(election));
        Assert.Equal("P1 A 2, P1 B 1, P2 A 1, P2 C 1", Seats(election));
        election.Copy("S03", "C=1");
        Assert.Equal("", Ties(election));
        Assert.Equal("P1 A 2, P1 C 1, P2 A 1, P2 B 1", Seats(election));
    }

    [Fact]
    public void Seats_that_may_lie_in_either_of_two_cells_are_nobody_s_until_the_lot_is_drawn()
    {
        using var election = With(Matrix, text => text.Replace("\"seats\":3", "\"seats\":1", StringComparison.Ordinal).Replace("\"seats\":2", "\"seats\":1", StringComparison.Ordinal));
        Assert.Equal("lot-not-needed", Lot(election, "P1", 1, "", ["A", "B"], ["A"]).Outcome.VoidCode);
        election.Copy("S01", "A=10 B=10");
        election.Copy("S06", "A=10 B=10");
        Assert.Equal(" matrix:3:P1/A,P2/A,P1/B,P2/B:2", Ties(election));
        Assert.Equal("", Seats(election));
        Assert.Equal("lot-wrong-drawn", Lot(election, "R", 3, "matrix", ["P1/A", "P1/B", "P2/A", "P2/B"], ["P1/B", "P1/A"]).Outcome.VoidCode);
        Assert.True(Lot(election, "R", 3, "matrix", ["P1/A", "P1/B", "P2/A", "P2/B"], ["P1/B", "P1/A", "P2/A"]).Outcome.IsApplied);
        Assert.Equal("P1 B 1, P2 A 1", Seats(election));
    }

    [Fact]
    public async Task The_pages_say_which_lot_is_required_and_then_what_was_drawn()
    {
        using var election = With(Levelling);
        election.Copy("S01", "A=90 B=20 C=20");
        election.Copy("S06", "A=90 B=20 C=20");
        await using var server = await RunningServer.Start(election.Host);
        foreach (var page in new[] { "/en/seats", "/en/seats/P1", "/en/seats/P2" })
            Assert.Contains("Levelling seats: B in One and C in One are equal, and 1 is left between them. The rule names no winner: a lot is required", await server.Page(page), StringComparison.Ordinal);
        Lot(election, "R", 1, "levelling", ["P1/B", "P1/C"], ["P1/C"]);
        var drawn = await server.Page("/en/seats/P1");
        Assert.Contains("A lot was drawn between B in One and C in One: C in One.", drawn, StringComparison.Ordinal);
        Assert.Contains("Levelling seat no. 1: C, by the highest quotient, 0.31; next best: B in One, 0.31.", drawn, StringComparison.Ordinal);
        foreach (var other in new[] { "a lot is required", "The last seat went to", "by this rule.." }) Assert.DoesNotContain(other, drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_s_working_says_the_level_too()
    {
        using var election = With(Levelling);
        election.Copy("S01", "A=90 B=20 C=20");
        election.Copy("S06", "A=90 B=20 C=20");
        Assert.Contains("Levelling seats, step 1: P1/B and P1/C are equal and 1 seat is left between them.", Cli.Command.Run("seats", election.RegisterFolder, "--explain").Output, StringComparison.Ordinal);
    }

    private static SmallElection With(string rule, Func<string, string>? edit = null) => new((role, text) => role != "definition" ? text
        : (edit ?? (same => same))(text).Replace("""{"method":"cambodia","article":"art. 135"}""", rule, StringComparison.Ordinal));

    private static Submitted Lot(SmallElection election, string constituency, int step, string within, string[] lists, string[] drawn) =>
        election.Submit(header => new ResultsLot(header, constituency, step, [.. lists], [.. drawn], within, []), "commission/desk");

    private static string Ties(SmallElection election)
    {
        var results = election.Fold.Results();
        var own = results.Allocations.Select((allocation, at) => (Place: results.Contest.Constituencies[at].Code, allocation.Ties)).SelectMany(one => one.Ties.Select(tie => (Place: tie.Within ?? one.Place, tie)));
        return string.Concat(own.Select(one => $" {one.Place}:{one.tie.Step}:{string.Join(',', one.tie.Lists)}:{one.tie.Seats}").Distinct());
    }

    private static string Seats(SmallElection election)
    {
        using var seats = JsonDocument.Parse(election.Host.Read(fold => ResultsDocuments.Seats(fold.Results())));
        return string.Join(", ", seats.RootElement.EnumerateArray().Where(row => row.GetProperty("seats").GetInt32() > 0)
            .Select(row => $"{row.GetProperty("constituency")} {row.GetProperty("list")} {row.GetProperty("seats")}"));
    }
}
