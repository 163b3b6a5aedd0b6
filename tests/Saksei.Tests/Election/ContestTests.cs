using System.Text;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Several contests in one register: what is of one touches no other, and each act is about one.</summary>
public sealed class ContestTests : IDisposable
{
    private readonly SmallElection _election = new(TwoContests.Edit);

    public void Dispose() => _election.Dispose();

    private ElectionDefinition Definition => _election.Host.Definition;

    private ContestAsOf Council => _election.Fold.Snapshot().Of(TwoContests.CouncilOf(Definition));

    private ContestAsOf Mayor => _election.Fold.Snapshot().Of(TwoContests.MayorOf(Definition));

    [Fact]
    public void A_copy_counts_in_the_contest_of_its_form_and_is_read_by_that_form()
    {
        Copy(TwoContests.Council, "S01", "registered=500 cast=60 invalid=3 A=30 B=20 C=7");
        Copy(TwoContests.Mayor, "S01", "cast=55 blank=2 invalid=3 C=10 D=25 A=15");
        Assert.Equal("500 60 3 30 20 7", Figures(Council));
        Assert.Equal("55 2 3 10 25 15", Figures(Mayor));
        Assert.Equal(("A:2 B:1 C:0", "C:0 D:1 A:0"), (Seats(Council), Seats(Mayor)));
    }

    [Fact]
    public void Copies_of_one_contest_corroborate_and_contradict_no_other()
    {
        Copy(TwoContests.Council, "S01", "cast=60 A=30 B=20 C=7");
        Copy(TwoContests.Mayor, "S01", "cast=55 C=10 D=25 A=15");
        Copy(TwoContests.Mayor, "S01", "cast=55 C=10 D=15 A=25", "observers/desk", CopySource.Posted);
        Assert.Equal((Corroboration.Uncorroborated, Corroboration.Contradicted), (Council.Results.Standings[0].State, Mayor.Results.Standings[0].State));
        Assert.Equal((10, 5), (Council.Results.Summary.Stations, Mayor.Results.Summary.Stations));
        Assert.Equal((9, 4), (Council.Results.Summary.Missing, Mayor.Results.Summary.Missing));
        Assert.Equal((0, 1), (Council.Results.CopyingOrganisations.Count, Mayor.Results.CopyingOrganisations.Count));
    }

    [Fact]
    public void Two_people_enter_each_contest_s_sheet_on_its_own()
    {
        var clerks = new[] { "commission/clerk-1", "commission/clerk-2" };
        _election.Submit(header => new OrganisationEnrol(header, "commission", [.. clerks.Select(name =>
            new EnrolledKey(SmallElection.Key(name).Verifier, KeyRole.Clerk, Hash.OfBytes(Encoding.UTF8.GetBytes(name))))]), "commission/desk");
        foreach (var (contest, figures) in new[] { (Council.Contest, "cast=9 A=4 B=3 C=2"), (Mayor.Contest, "cast=9 C=4 D=3 A=2") })
        {
            var entry = TwoContests.Entry(contest, figures);
            var commits = clerks.Select(clerk => Applied(_election.Submit(header =>
                new FormCommit(header, contest.Form.Code, "S01", "original", 1, entry.Commit(SmallElection.Key(clerk).Verifier.Name, 7)), clerk))).ToList();
            foreach (var (clerk, commit) in clerks.Zip(commits)) Applied(_election.Submit(header => new FormReveal(header, contest.Form.Code, "S01", commit, 7, entry), clerk));
        }

        Assert.All(new[] { Council, Mayor }, books => Assert.Equal(EntryState.EnteredTwice, books.Forms.Stations[0].Official!.Entry));
        Assert.Equal(("0 9 0 4 3 2", "9 0 0 4 3 2"), (Figures(Council), Figures(Mayor)));
    }

    [Fact]
    public void A_form_of_no_contest_and_a_station_outside_the_contest_are_void()
    {
        Assert.Equal("form-unknown", Void(header => Sheet(header, "1104", "S01", TwoContests.CouncilOf(Definition), "A=1")));
        Assert.Equal("station-not-in-contest", Void(header => Sheet(header, "1103", "S06", TwoContests.MayorOf(Definition), "C=1")));
        Assert.Equal("field-not-on-form", _election.Submit(header => Sheet(header, "1103", "S01", TwoContests.CouncilOf(Definition), "registered=1 A=1"), "commission/desk").Outcome.VoidCode);
        Assert.Equal("station-not-in-contest", Void(header => new StationsDelivered(header, [new Delivery("S06", 10, [], null)]) { Contest = TwoContests.Mayor }));
    }

    [Theory]
    [InlineData("", "contest-missing")]
    [InlineData("senate", "contest-unknown")]
    public void An_act_about_one_contest_says_which(string contest, string code)
    {
        foreach (var act in Acts(contest)) Assert.Equal(code, Void(act));
    }

    [Fact]
    public void Where_there_is_one_contest_no_act_names_it()
    {
        using var one = new SmallElection();
        foreach (var act in Acts(TwoContests.Council))
            Assert.Equal("contest-unknown", one.Fold.Preview(act(one.Header(SmallElection.Key("commission/desk"))), default).VoidCode);
    }

    [Fact]
    public void A_stage_is_of_one_contest_s_tally_and_deadlines_wait_for_the_last()
    {
        Copy(TwoContests.Council, "S01", "cast=60 A=30 B=20 C=7");
        Assert.Equal("tally-differs", Void(header => new ResultsStage(header, Stage.Provisional, Council.Results.TallyHash, []) { Contest = TwoContests.Mayor }));
        Declare(Stage.Provisional, Council);
        Assert.Equal((1, 0), (Council.Declared.Stages.Length, Mayor.Declared.Stages.Length));
        Assert.Null(Declarations.ProvisionalOf([Council.Declared, Mayor.Declared]));
        Declare(Stage.Provisional, Mayor);
        Assert.Equal(Mayor.Declared.ProvisionalAt, Declarations.ProvisionalOf([Council.Declared, Mayor.Declared]));
        Assert.Equal(2, _election.Fold.Snapshot().Stages.Length);
    }

    [Fact]
    public void Ballots_delivered_bound_the_contest_that_they_are_of()
    {
        Applied(_election.Submit(header => new StationsDelivered(header, [new Delivery("S01", 40, [], null)]) { Contest = TwoContests.Mayor }, "commission/desk"));
        var (station, stations) = (Definition.FindStation("S01")!, _election.Fold.Snapshot().Stations);
        Assert.Equal(40, stations.DeliveryOf(station, Mayor.Contest)!.Delivery.Ballots);
        Assert.Null(stations.DeliveryOf(station, Council.Contest));
        Assert.Equal(BoundBase.Delivered, Bound(Mayor));
        Assert.Equal(BoundBase.Register, Bound(Council));
    }

    [Fact]
    public void Lots_candidates_and_changes_are_of_their_contest()
    {
        foreach (var station in Enumerable.Range(1, 5)) Copy(TwoContests.Mayor, $"S{station:00}", "C=10 D=10 A=5");
        var tie = Assert.Single(Mayor.Results.Allocations[0].Ties);
        Applied(_election.Submit(header => new ResultsLot(header, "P1", tie.Step, tie.Lists, ["D"], "", []) { Contest = TwoContests.Mayor }, "commission/desk"));
        Assert.Equal("C:0 D:1 A:0", Seats(Mayor));
        Applied(_election.Submit(header => new HoldersCandidates(header, "P1", "D", ["d-1"], [], null) { Contest = TwoContests.Mayor }, "commission/desk"));
        Assert.Equal("list-not-standing", Void(header => new HoldersCandidates(header, "P1", "D", ["d-1"], [], null) { Contest = TwoContests.Council }));
        Assert.Equal("d-1", Assert.Single(Assert.Single(Mayor.Holders).Holders.Seats).Holder);
        Assert.Empty(Council.Holders);
    }

    [Fact]
    public void An_entry_before_the_form_that_says_how_it_is_read_is_refused()
    {
        var contest = TwoContests.MayorOf(Definition);
        var act = Sheet(_election.Header(SmallElection.Key("commission/desk")), "1103", "S01", contest, "C=1");
        var body = Encoding.UTF8.GetString(act.ToBody());
        var moved = body.Replace("\"form\":\"1103\",", "", StringComparison.Ordinal)[..^1] + ",\"form\":\"1103\"}";
        Assert.Null(Read(body));
        Assert.Equal("form-behind-entry", Read(moved));
        using var one = new SmallElection();
        Assert.Null(Read(moved.Replace("1103", "1102", StringComparison.Ordinal), one));
    }

    private string? Read(string body, SmallElection? election = null)
    {
        var (own, key) = (election ?? _election, SmallElection.Key("commission/desk"));
        var text = SignedAct.TextOf(SmallElection.Origin, Encoding.UTF8.GetBytes(body));
        var signed = SignedAct.Parse(SignedNote.Sign(text, key), out _)!;
        return own.Fold.Reader.Read(signed).Problem?.Code;
    }

    private static Func<ActHeader, Act>[] Acts(string contest) =>
    [
        header => new StationsDelivered(header, [new Delivery("S01", 10, [], null)]) { Contest = contest },
        header => new ResultsStage(header, Stage.Preliminary, default, []) { Contest = contest },
        header => new ResultsLot(header, "P1", 1, ["A", "B"], ["A"], "", []) { Contest = contest },
        header => new HoldersCandidates(header, "P1", "A", ["a-1"], [], null) { Contest = contest },
        header => new HoldersChange(header, "P1", "A", 1, SeatChangeKind.Vacated, "", "recount", "a", []) { Contest = contest },
    ];

    private static FormCopy Sheet(ActHeader header, string form, string station, Contest contest, string figures) =>
        new(header, form, station, CopySource.Official, "original", CopyMethod.Transcribed, TwoContests.Entry(contest, figures), [], null);

    private void Copy(string contest, string station, string figures, string key = "commission/desk", CopySource source = CopySource.Official) =>
        Applied(TwoContests.Copy(_election, contest, station, figures, key, source));

    private void Declare(Stage stage, ContestAsOf books) =>
        Applied(_election.Submit(header => new ResultsStage(header, stage, books.Results.TallyHash, []) { Contest = books.Contest.Code }, "commission/desk"));

    private BoundBase Bound(ContestAsOf books) => books.Evidence.Constituencies[0].Open.First(open => open.Station.Code == "S01").Bound.Base;

    private string Void(Func<ActHeader, Act> act) => _election.Fold.Preview(act(_election.Header(SmallElection.Key("commission/desk"))), default).VoidCode;

    private static Hash Applied(Submitted submitted)
    {
        Assert.Equal("", submitted.Outcome.VoidCode);
        return submitted.Identity;
    }

    private static string Figures(ContestAsOf books) => string.Join(' ', books.Results.Total.Sums);

    private static string Seats(ContestAsOf books) => string.Join(' ', books.Results.Allocations[0].Lists.Select(list => $"{list.List}:{list.Seats}"));
}
