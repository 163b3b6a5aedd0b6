using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Stations;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Evidence;

/// <summary>Which stations are open, by what they are bounded, and what that says of seats: province P1 with 3 seats and 5 stations.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    private ConstituencyEvidence P1(EvidenceReading? reading = null) => Checked(_election.Fold.Evidence(reading ?? EvidenceReading.Contradicted)).Constituencies[0];

    private static ElectionEvidence Checked(ElectionEvidence evidence)
    {
        foreach (var constituency in evidence.Constituencies)
            foreach (var seat in constituency.Seats)
                Assert.True(EvidenceCheck.Holds(constituency, seat), $"{constituency.Constituency.Code} {seat.List.Code} {seat.Ordinal}");
        return evidence;
    }

    private Hash Official(string station, string votes) => _election.Copy(station, $"registered=500 cast=300 invalid=0 {votes}").Identity;

    private Hash Observed(string station, string votes, Hash? previous = null) =>
        _election.Copy(station, votes, "observers/desk", CopySource.Posted, "posted", previous).Identity;

    private void OfficialEverywhere(string votes)
    {
        for (var station = 1; station <= 5; station++) Official($"S{station:00}", votes);
    }

    [Fact]
    public void A_station_of_a_constituency_within_another_is_open_in_its_own_alone()
    {
        using var election = new SmallElection((file, text) => file == "units" ? text.Replace("[\"P2\",\"R\"", "[\"P2\",\"P1\"", StringComparison.Ordinal) : text);
        var evidence = election.Fold.Evidence(EvidenceReading.Contradicted);
        Assert.Equal(["S01", "S02", "S03", "S04", "S05"], evidence.Constituencies[0].Open.Select(open => open.Station.Code));
        Assert.Equal(["S06", "S07", "S08", "S09", "S10"], evidence.Constituencies[1].Open.Select(open => open.Station.Code));
    }

    [Fact]
    public void A_station_without_official_figures_is_open_up_to_its_bound()
    {
        for (var station = 1; station <= 4; station++) Official($"S{station:00}", "A=200 B=90 C=10");
        var evidence = P1();
        var open = Assert.Single(evidence.Open);
        Assert.Equal(("S05", OpenReason.Missing, new BallotBound(500, BoundBase.Register)), (open.Station.Code, open.Reason, open.Bound));
        Assert.Equal(500, evidence.Pool);
        // A has 800, B 360, C 40: 40 more for B and 360 for C come level with A's second quotient, 400; 280 for A's third with B's first.
        Assert.Equal([("A", 1, Verdict.Settled), ("A", 2, Verdict.Open), ("B", 1, Verdict.Open)], Seats(evidence));
        Assert.Equal(["S05"], evidence.Seats[1].Stations.Select(station => station.Code));
    }

    [Fact]
    public void A_sheet_with_more_votes_than_the_ballots_that_a_threshold_is_a_share_of_is_incomplete()
    {
        using var election = new SmallElection((file, text) => file == "definition"
            ? text.Replace("\"article\":\"art. 135\"", "\"article\":\"art. 135\",\"threshold\":{\"percent\":\"5\",\"of\":\"cast\"}", StringComparison.Ordinal) : text);
        for (var station = 1; station <= 4; station++) election.Copy($"S{station:00}", "registered=500 cast=300 invalid=0 A=200 B=90 C=10");
        election.Copy("S05", "registered=500 cast=299 invalid=0 A=200 B=90 C=10");
        var evidence = Checked(election.Fold.Evidence(EvidenceReading.Contradicted)).Constituencies[0];
        Assert.Equal(("S05", OpenReason.Incomplete), (Assert.Single(evidence.Open).Station.Code, evidence.Open[0].Reason));
        Assert.Null(evidence.NoBound);
    }

    [Fact]
    public void A_copy_above_its_bound_is_no_case_of_any_figures_also_where_it_is_the_only_one()
    {
        for (var station = 1; station <= 4; station++) Official($"S{station:00}", "A=300 B=0 C=0");
        _election.Copy("S05", "registered=500 cast=600 invalid=0 A=0 B=300 C=300");
        var evidence = P1();
        var seat = evidence.Seats[0];
        Assert.Equal((OpenReason.AboveBound, Verdict.Settled), (Assert.Single(evidence.Open, open => open.Station.Code == "S05").Reason, seat.Level1));
        Assert.False(EvidenceCheck.Holds(evidence, seat with { Level2 = Verdict.Settled, Certificate2 = new AnyFiguresCertificate() }));
    }

    [Fact]
    public void Ballots_delivered_bound_a_station_better_than_the_register_does()
    {
        for (var station = 1; station <= 4; station++) Official($"S{station:00}", "A=200 B=90 C=10");
        _election.Submit(header => new StationsDelivered(header, [new Delivery("S05", 30, [], null)]), "commission/desk");
        var evidence = P1();
        Assert.Equal((BoundBase.Delivered, 30L), (evidence.Weakest!.Value, evidence.Pool));
        Assert.All(evidence.Seats, seat => Assert.Equal(Verdict.Settled, seat.Level1));
    }

    [Fact]
    public void More_votes_than_ballots_open_a_station()
    {
        OfficialEverywhere("A=200 B=90 C=10");
        _election.Submit(header => new StationsDelivered(header, [new Delivery("S02", 299, [], null)]), "commission/desk");
        var open = Assert.Single(P1().Open);
        Assert.Equal(("S02", OpenReason.AboveBound), (open.Station.Code, open.Reason));
        Assert.Equal(Verdict.Settled, P1().Seats[0].Level1);
    }

    [Fact]
    public void Figures_that_lack_a_list_open_a_station()
    {
        OfficialEverywhere("A=200 B=90 C=10");
        Assert.Empty(P1().Open);
        _election.Copy("S06", "registered=500 cast=300 invalid=0 A=200 B=90");
        Assert.Equal(OpenReason.Incomplete, _election.Fold.Evidence(EvidenceReading.Contradicted).Constituencies[1].Open.First(open => open.Station.Code == "S06").Reason);
    }

    [Fact]
    public void Uncorroborated_stations_are_open_in_the_second_reading_only()
    {
        OfficialEverywhere("A=200 B=90 C=10");
        Observed("S01", "A=200 B=90 C=10");
        var evidence = P1();
        Assert.Empty(evidence.Open);
        Assert.All(evidence.Seats, seat => Assert.Equal((Verdict.Settled, Verdict.Open), (seat.Level1, seat.UncorroboratedOpen)));
        Assert.Equal((4, 2000L), evidence.Uncorroborated);
        Assert.Equal(["S02", "S03", "S04", "S05"], P1(EvidenceReading.Uncorroborated).Open.Select(open => open.Station.Code));
    }

    [Fact]
    public void A_contradiction_opens_its_station_and_the_seat_hangs_on_whose_copy_is_worse_for_it()
    {
        OfficialEverywhere("A=200 B=90 C=10");
        Observed("S03", "A=0 B=290 C=10");
        var seat = P1().Seats.Single(seat => seat is { List.Code: "A", Ordinal: 2 });
        // A 800 / 2 against B 650 / 1 and 325 / 2: nothing moves among the copies; with 500 for B it would.
        Assert.Equal((Verdict.Open, Verdict.Settled), (seat.Level1, seat.Level2));
        Observed("S04", "A=0 B=290 C=10");
        seat = P1().Seats.Single(seat => seat is { List.Code: "A", Ordinal: 2 });
        Assert.Equal(Verdict.Open, seat.Level2);
        Assert.Equal(["observers"], seat.CopiesOf);
        Assert.Equal(["S03", "S04"], seat.Stations.Select(station => station.Code));
        Assert.IsType<ChoiceCertificate>(seat.Certificate2);
    }

    [Fact]
    public void A_reader_who_counts_no_observers_sees_no_contradiction_and_may_open_what_she_likes()
    {
        OfficialEverywhere("A=200 B=90 C=10");
        Observed("S03", "A=0 B=290 C=10");
        Assert.Empty(P1(EvidenceReading.Own([], ["party"])).Open);
        Assert.Equal(["S03"], P1(EvidenceReading.Own([], ["observers"])).Open.Select(open => open.Station.Code));
        Assert.Equal([OpenReason.Contradicted, OpenReason.Chosen], P1(EvidenceReading.Own(["S05"])).Open.Select(open => open.Reason));
    }

    [Fact]
    public void A_replaced_copy_stays_an_option()
    {
        OfficialEverywhere("A=200 B=90 C=10");
        var first = Observed("S03", "A=0 B=290 C=10");
        Observed("S03", "A=199 B=91 C=10", first);
        var station = Assert.Single(P1().Copies!.Stations);
        Assert.Equal(3, station.Options.Length);
        Assert.Equal(["commission", "observers", "observers"], station.Options.SelectMany(option => option.Origins).Select(origin => origin.Organisation));
    }

    [Fact]
    public void A_margin_distinguishes_votes_added_from_ballots_moved()
    {
        OfficialEverywhere("A=200 B=90 C=10");
        var seat = P1().Seats.Single(seat => seat is { List.Code: "A", Ordinal: 2 });
        // A's second quotient is 500. Added: B 51 and C 451, cheaper than 551 for B's second. Moved: (2·1,000 − 2·450) / 4 = 275, and one more.
        Assert.Equal((502, 276), (seat.Hold!.Added!.Votes, seat.Hold.Moved!.Votes));
    }

    [Fact]
    public void The_document_is_a_function_of_the_books()
    {
        OfficialEverywhere("A=200 B=90 C=10");
        Observed("S03", "A=0 B=290 C=10");
        var once = EvidenceDocument.Write(_election.Host.Definition.Only, _election.Fold.Evidence(EvidenceReading.Contradicted));
        Assert.Equal(once, EvidenceDocument.Write(_election.Host.Definition.Only, _election.Fold.Evidence(EvidenceReading.Contradicted)));
        using var json = System.Text.Json.JsonDocument.Parse(once);
        Assert.Equal(5, json.RootElement.GetProperty("sentence").GetProperty("seats").GetInt32());
    }

    private static IEnumerable<(string, int, Verdict)> Seats(ConstituencyEvidence evidence) =>
        evidence.Seats.Select(seat => (seat.List.Code, seat.Ordinal, seat.Level1));
}
