using Saksei.Election.Acts;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Given a small election, when an act comes, then it takes effect or is void by just this rule.</summary>
public sealed class RuleTests : IDisposable
{
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public void A_void_act_is_in_the_register_with_its_rule_and_changes_no_figure()
    {
        _election.Copy("S01", "registered=500 cast=95 invalid=5 A=50 B=30 C=10");
        var before = Tally();
        var void_ = _election.Copy("S01", "registered=500 cast=95 invalid=5 A=60 B=20 C=10");
        Assert.Equal("copy-exists", void_.Outcome.VoidCode);
        Assert.Equal(void_.Index + 1, _election.Host.Store.ReadHead().Size);
        Assert.Equal(before, Tally());
    }

    [Theory]
    [InlineData("S99", "A=1", "commission/desk", CopySource.Official, "original", "station-unknown")]
    [InlineData("S01", "A=1", "commission/desk", CopySource.Official, "napkin", "sheet-unknown")]
    [InlineData("S01", "A=1", "observers/desk", CopySource.Official, "original", "office-not-held")]
    [InlineData("S01", "", "commission/desk", CopySource.Official, "original", "figures-missing")]
    public void A_copy_that_breaks_a_rule_is_void(string station, string figures, string key, CopySource source, string sheet, string code) =>
        Assert.Equal(code, _election.Copy(station, figures, key, source, sheet).Outcome.VoidCode);

    [Fact]
    public void An_edit_names_its_predecessor_and_a_stale_one_is_void()
    {
        var first = _election.Copy("S01", "A=1");
        var second = _election.Copy("S01", "A=2", previous: first.Identity);
        Assert.True(second.Outcome.IsApplied);
        Assert.Equal("stale-edit", _election.Copy("S01", "A=3", previous: first.Identity).Outcome.VoidCode);
        Assert.Equal("stale-edit", _election.Copy("S02", "A=3", previous: first.Identity).Outcome.VoidCode);
        Assert.Equal(2, _election.Fold.Forms.OfficialCopyOf(Station("S01"))!.Figures[3]);
    }

    [Fact]
    public void Two_clerks_who_agree_make_the_copy()
    {
        Enrol("commission/clerk-1", "commission/clerk-2");
        var one = Seal("commission/clerk-1", "A=40 B=7", 11);
        var two = Seal("commission/clerk-2", "A=40 B=7", 22);
        Assert.Equal("commit-unknown", Reveal("commission/clerk-1", default, "A=40 B=7", 11, "S02").Outcome.VoidCode);
        Assert.True(Reveal("commission/clerk-1", one, "A=40 B=7", 11).Outcome.IsApplied);
        Assert.Null(_election.Fold.Forms.OfficialCopyOf(Station("S01")));
        Assert.True(Reveal("commission/clerk-2", two, "A=40 B=7", 22).Outcome.IsApplied);
        var copy = _election.Fold.Forms.OfficialCopyOf(Station("S01"))!;
        Assert.Equal((EntryState.EnteredTwice, 40), (copy.Entry, copy.Figures[3]));
    }

    [Fact]
    public void Where_two_clerks_differ_only_the_differing_fields_are_asked_again()
    {
        Enrol("commission/clerk-1", "commission/clerk-2");
        var one = Seal("commission/clerk-1", "A=40 B=7 C=1", 11);
        var two = Seal("commission/clerk-2", "A=48 B=7", 22);
        Reveal("commission/clerk-1", one, "A=40 B=7 C=1", 11);
        Reveal("commission/clerk-2", two, "A=48 B=7", 22);
        var open = Assert.Single(_election.Fold.Forms.OpenEntriesOf(Station("S01")));
        Assert.Equal((2, 0), (open.Round, open.Sealed));
        Assert.Equal([3, 5], open.Asked);
        one = Seal("commission/clerk-1", "A=48 C=1", 33, 2);
        two = Seal("commission/clerk-2", "A=48 C=1", 44, 2);
        Reveal("commission/clerk-1", one, "A=48 C=1", 33);
        Reveal("commission/clerk-2", two, "A=48 C=1", 44);
        var figures = _election.Fold.Forms.OfficialCopyOf(Station("S01"))!.Figures;
        Assert.Equal((48, 7, 1), (figures[3], figures[4], figures[5]));
    }

    [Fact]
    public void Further_rounds_may_not_bring_figures_that_were_not_asked()
    {
        Enrol("commission/clerk-1", "commission/clerk-2");
        var (one, two) = (Seal("commission/clerk-1", "A=40 B=7", 11), Seal("commission/clerk-2", "A=48 B=7", 22));
        Reveal("commission/clerk-1", one, "A=40 B=7", 11);
        Reveal("commission/clerk-2", two, "A=48 B=7", 22);
        (one, _) = (Seal("commission/clerk-1", "A=48 B=9", 33, 2), Seal("commission/clerk-2", "A=48", 44, 2));
        Assert.Equal("fields-not-asked", Reveal("commission/clerk-1", one, "A=48 B=9", 33).Outcome.VoidCode);
    }

    [Fact]
    public void One_person_with_two_keys_is_one_person_and_nobody_opens_anothers_entry_or_another_figure()
    {
        _election.Submit(header => new OrganisationEnrol(header, "commission",
            [Clerk("commission/clerk-1", "ann"), Clerk("commission/clerk-1b", "ann"), Clerk("commission/clerk-2", "bo")]), "commission/desk");
        var one = Seal("commission/clerk-1", "A=40", 11);
        Assert.Equal("entry-same-person", SealOutcome("commission/clerk-1b", "A=40", 22).VoidCode);
        Assert.Equal("second-entry-missing", Reveal("commission/clerk-1", one, "A=40", 11).Outcome.VoidCode);
        var two = Seal("commission/clerk-2", "A=40", 22);
        Assert.Equal("entry-of-another", Reveal("commission/clerk-2", one, "A=40", 11).Outcome.VoidCode);
        Assert.Equal("commitment-differs", Reveal("commission/clerk-2", two, "A=41", 22).Outcome.VoidCode);
        Assert.Equal("commitment-differs", Reveal("commission/clerk-2", two, "A=40", 23).Outcome.VoidCode);
        Assert.Equal("entries-sealed", SealOutcome("commission/desk", "A=40", 5).VoidCode);
        Assert.Equal("entries-sealed", _election.Copy("S01", "A=40").Outcome.VoidCode);
    }

    [Fact]
    public void A_commitment_copied_from_another_clerk_cant_be_opened_with_what_she_revealed()
    {
        Enrol("commission/clerk-1", "commission/clerk-2");
        var one = Seal("commission/clerk-1", "A=40", 11);
        var copied = _election.Submit(header => new FormCommit(header, "1102", "S01", "original", 1,
            DoubleEntry.Commit(SmallElection.Key("commission/clerk-1").Verifier.Name, 11, _election.Entry("A=40").Json.Span)), "commission/clerk-2");
        Reveal("commission/clerk-1", one, "A=40", 11);
        Assert.Equal("commitment-differs", Reveal("commission/clerk-2", copied.Identity, "A=40", 11).Outcome.VoidCode);
        Assert.Null(_election.Fold.Forms.OfficialCopyOf(Station("S01")));
    }

    [Fact]
    public void A_sealed_entry_of_a_revoked_key_lapses_and_blocks_no_station()
    {
        Enrol("commission/clerk-1", "commission/clerk-2", "commission/clerk-3");
        Seal("commission/clerk-1", "A=40", 11);
        var two = Seal("commission/clerk-2", "A=40", 12);
        Assert.Equal("entries-sealed", SealOutcome("commission/clerk-3", "A=40", 13).VoidCode);
        _election.Submit(header => new OrganisationRevoke(header, "commission", [SmallElection.Key("commission/clerk-1").Verifier.Name], RevokeReason.Lost), "commission/desk");
        var three = Seal("commission/clerk-3", "A=40", 13);
        Assert.Equal("second-entry-missing", Reveal("commission/clerk-2", two, "A=40", 12).Outcome.VoidCode);
        var again = Seal("commission/clerk-2", "A=40", 14);
        Reveal("commission/clerk-3", three, "A=40", 13);
        Reveal("commission/clerk-2", again, "A=40", 14);
        Assert.Equal(EntryState.EnteredTwice, _election.Fold.Forms.OfficialCopyOf(Station("S01"))!.Entry);
    }

    [Fact]
    public void An_organisation_confirms_its_own_copy_by_its_own_tally_as_the_same_sheet_only()
    {
        _election.Copy("S01", "registered=500 cast=90 invalid=5 A=40 B=30 C=15");
        _election.Copy("S01", "registered=500 cast=90 invalid=5 A=40 B=30 C=15", source: CopySource.Tally, sheet: "tally");
        Assert.Equal(Grade.SameSheet, Standing("S01").Grade);
        _election.Copy("S01", "registered=500 cast=90 invalid=5 A=40 B=30 C=15", "observers/desk", CopySource.Tally, "tally");
        Assert.Equal(Grade.OwnTally, Standing("S01").Grade);
    }

    [Theory]
    [InlineData(0, SheetState.Complete)]
    [InlineData(1, SheetState.Complete)]
    [InlineData(2, SheetState.Illegible)]
    [InlineData(5, SheetState.Complete)]
    public void Clerks_who_differ_on_the_state_of_the_sheet_are_asked_until_they_agree(int differing, SheetState agreed)
    {
        Enrol("commission/clerk-1", "commission/clerk-2");
        for (var round = 1; round <= differing; round++)
        {
            EnterRound(round, SheetState.Complete, SheetState.Illegible);
            Assert.Null(_election.Fold.Forms.OfficialCopyOf(Station("S01")));
            var open = Assert.Single(_election.Fold.Forms.OpenEntriesOf(Station("S01")));
            Assert.Equal((round + 1, 0), (open.Round, open.Sealed));
            Assert.Empty(open.Asked);
        }

        EnterRound(differing + 1, agreed, agreed);
        var copy = _election.Fold.Forms.OfficialCopyOf(Station("S01"))!;
        Assert.Equal((EntryState.EnteredTwice, agreed, 40), (copy.Entry, copy.Content.State, copy.Figures[3]));
        Assert.Empty(_election.Fold.Forms.OpenEntriesOf(Station("S01")));
    }

    private void EnterRound(int round, SheetState first, SheetState second)
    {
        var (one, two) = (SealAs(first, "commission/clerk-1", "A=40", 11, round), SealAs(second, "commission/clerk-2", "A=40", 22, round));
        RevealAs(first, "commission/clerk-1", one, "A=40", 11);
        RevealAs(second, "commission/clerk-2", two, "A=40", 22);
    }

    [Fact]
    public void One_person_alone_neither_makes_an_official_copy_nor_changes_what_two_entered()
    {
        Enrol("commission/clerk-1", "commission/clerk-2");
        Assert.Equal("role-not-allowed", _election.Copy("S01", "A=40", "commission/clerk-1").Outcome.VoidCode);
        var (one, two) = (Seal("commission/clerk-1", "A=40", 11), Seal("commission/clerk-2", "A=40", 22));
        Reveal("commission/clerk-1", one, "A=40", 11);
        var made = Reveal("commission/clerk-2", two, "A=40", 22);
        Assert.Equal("entered-twice", _election.Copy("S01", "A=99", previous: made.Identity).Outcome.VoidCode);
    }

    [Fact]
    public void A_revoked_key_signs_no_more_and_its_earlier_acts_stand()
    {
        _election.Copy("S01", "A=1", "observers/desk", CopySource.Posted, "posted");
        _election.Submit(header => new OrganisationEnrol(header, "observers", [new EnrolledKey(SmallElection.Key("observers/new").Verifier, KeyRole.Desk, default)]), "observers/desk");
        _election.Submit(header => new OrganisationRevoke(header, "observers", [SmallElection.Key("observers/desk").Verifier.Name], RevokeReason.Stolen), "observers/new");
        Assert.Equal("signer-revoked", _election.Copy("S02", "A=1", "observers/desk", CopySource.Posted, "posted").Outcome.VoidCode);
        Assert.Single(_election.Fold.Forms.CopiesOf(Station("S01")));
        Assert.Equal("revoke-not-allowed", _election.Submit(header => new OrganisationRevoke(
            header, "observers", [SmallElection.Key("observers/new").Verifier.Name], RevokeReason.Lost), "commission/desk").Outcome.VoidCode);
    }

    [Fact]
    public void Nobody_issues_a_key_in_anothers_name()
    {
        Assert.Equal("organisation-of-another", _election.Submit(header => new OrganisationEnrol(header, "party", [Clerk("party/x", "x")]), "commission/desk").Outcome.VoidCode);
        Assert.Equal("key-name-of-another", _election.Submit(header => new OrganisationEnrol(header, "commission", [Clerk("party/x", "x")]), "commission/desk").Outcome.VoidCode);
    }

    [Fact]
    public void Founders_of_two_interest_groups_let_a_newcomer_in_and_one_group_alone_doesnt()
    {
        Vouch("observers/desk");
        Assert.Equal("vouched-already", Vouch("observers/desk").Outcome.VoidCode);
        Assert.False(_election.Fold.Organisations.All.ContainsKey("citizens"));
        Vouch("party/desk");
        Assert.Equal(Entrance.Vouched, _election.Fold.Organisations.All["citizens"].Entrance);
        Assert.True(_election.Copy("S01", "A=3", "citizens/desk", CopySource.Tally, "tally").Outcome.IsApplied);
        Assert.Equal("founder-only", _election.Submit(header => new OrganisationVouch(
            header, "chain", "observer", "x", [SmallElection.Key("chain/desk").Verifier], Recovery.None), "citizens/desk").Outcome.VoidCode);
    }

    [Fact]
    public void A_refused_accreditation_leaves_a_trace_and_vouching_remains()
    {
        var refusal = Accredit(AccreditOutcome.Refused, "late", "art-7");
        Assert.True(refusal.Outcome.IsApplied);
        Assert.Equal("ground-missing", Accredit(AccreditOutcome.Refused, "", "").Outcome.VoidCode);
        Vouch("observers/desk");
        Vouch("party/desk");
        Assert.Equal("not-accredited", Accredit(AccreditOutcome.Withdrawn, "late", "art-7").Outcome.VoidCode);
    }

    [Fact]
    public void A_tick_by_any_key_but_the_clocks_and_an_earlier_tick_are_void()
    {
        Assert.Equal("role-not-allowed", _election.Submit(header => new ClockTick(header), "commission/desk").Outcome.VoidCode);
        var clock = SmallElection.Key(SmallElection.Origin + "/clock");
        var early = _election.Host.Desk.Header(clock) with { At = new(1, 0) };
        Assert.Equal("tick-earlier", _election.Host.Submit([_election.Host.Desk.Sign(new ClockTick(early), clock)])[0].Outcome.VoidCode);
    }

    [Fact]
    public void Deliveries_and_conditions_are_edited_by_naming_what_they_replace()
    {
        var first = _election.Submit(header => new StationsDelivered(header, [new("S01", 550, [new("A001", "A550")], null), new("S02", 400, [], null)]), "commission/desk");
        Assert.Equal("stale-edit", _election.Submit(header => new StationsDelivered(header, [new("S01", 600, [], null)]), "commission/desk").Outcome.VoidCode);
        Assert.True(_election.Submit(header => new StationsDelivered(header, [new("S01", 600, [], first.Identity)]), "commission/desk").Outcome.IsApplied);
        Assert.Equal(600, _election.Fold.Stations.DeliveryOf(Station("S01"), _election.Host.Definition.Only)!.Delivery.Ballots);
        Assert.Equal("office-not-held", _election.Submit(header => new StationsDelivered(header, [new("S03", 1, [], null)]), "party/desk").Outcome.VoidCode);
    }

    [Fact]
    public void An_adjudication_replaces_the_official_figure_and_needs_a_ground_of_the_list()
    {
        var official = _election.Copy("S01", "A=10 B=5");
        var posted = _election.Copy("S01", "A=5 B=10", "observers/desk", CopySource.Posted, "posted");
        Assert.Equal((Corroboration.Contradicted, Pattern.ColumnsExchanged), (Standing("S01").State, Standing("S01").Pattern));
        Assert.Equal("ground-unknown", Adjudicate(posted.Identity, "whim").Outcome.VoidCode);
        Assert.Equal("office-not-held", Adjudicate(posted.Identity, "recount", "observers/desk").Outcome.VoidCode);
        Assert.Equal("copy-unknown", Adjudicate(default, "recount").Outcome.VoidCode);
        Assert.True(Adjudicate(posted.Identity, "recount").Outcome.IsApplied);
        Assert.Equal(Corroboration.Adjudicated, Standing("S01").State);
        Assert.Equal(5, _election.Fold.Results().Total[3]);
        Assert.Equal("stale-edit", Adjudicate(official.Identity, "recount").Outcome.VoidCode);
    }

    // Trondheim 2025: 325 votes exchanged between two lists, five others by one.
    [Theory]
    [InlineData("A=412 B=87 C=9", "A=87 B=412 C=10", Pattern.ColumnsExchanged, Pattern.Other)]
    [InlineData("A=412 B=87 C=8", "A=87 B=412 C=9", Pattern.ColumnsExchanged, Pattern.OneDigit)]
    [InlineData("A=10 B=5 C=9", "A=5 B=10 C=15", Pattern.Other, null)]
    [InlineData("A=10 B=5 C=9", "A=5 B=10 C=9", Pattern.ColumnsExchanged, null)]
    public void Two_figures_exchanged_are_named_with_what_stands_beside_them(string official, string posted, Pattern main, Pattern? beside)
    {
        _election.Copy("S01", official);
        _election.Copy("S01", posted, "observers/desk", CopySource.Posted, "posted");
        Assert.Equal((main, beside), (Standing("S01").Pattern, Standing("S01").Beside));
    }

    [Fact]
    public void An_adopted_copy_keeps_its_figures_though_its_author_replaces_it()
    {
        _election.Copy("S01", "A=10 B=5");
        var posted = _election.Copy("S01", "A=5 B=10", "observers/desk", CopySource.Posted, "posted");
        Assert.True(Adjudicate(posted.Identity, "recount").Outcome.IsApplied);
        Assert.True(_election.Copy("S01", "A=0 B=99", "observers/desk", CopySource.Posted, "posted", posted.Identity).Outcome.IsApplied);
        Assert.Equal((5, 10), (_election.Fold.Results().Total[3], _election.Fold.Results().Total[4]));
    }

    [Theory]
    [InlineData("registered=500", Corroboration.Uncorroborated)]
    [InlineData("registered=500 cast=95 A=50", Corroboration.Uncorroborated)]
    [InlineData("A=50 B=30 C=10", Corroboration.Corroborated)]
    [InlineData("A=50 B=30 C=11", Corroboration.Contradicted)]
    public void Only_who_has_every_vote_confirms_the_official_ones(string tally, Corroboration state)
    {
        _election.Copy("S01", "registered=500 cast=95 invalid=5 A=50 B=30 C=10");
        _election.Copy("S01", tally, "observers/desk", CopySource.Tally, "tally");
        Assert.Equal((state, state == Corroboration.Corroborated ? Grade.OwnTally : null), (Standing("S01").State, Standing("S01").Grade));
    }

    [Fact]
    public void A_stage_of_other_figures_than_the_registers_is_void()
    {
        _election.Copy("S01", "A=10 B=5");
        Assert.Equal("tally-differs", Declare(Stage.Preliminary, default).Outcome.VoidCode);
        Assert.True(Declare(Stage.Preliminary, Tally()).Outcome.IsApplied);
        Assert.Equal("stage-not-later", Declare(Stage.Preliminary, Tally()).Outcome.VoidCode);
    }

    [Fact]
    public void A_tie_is_a_required_lot_and_only_a_lot_that_fits_it_is_taken()
    {
        for (var i = 6; i <= 10; i++) _election.Copy($"S{i:00}", "A=10 B=10 C=10");
        var tie = Assert.Single(_election.Fold.Results().Allocations[1].Ties);
        Assert.Equal((2, 3), (tie.Seats, tie.Lists.Length));
        Assert.False(Lot(tie.Step, ["A", "B"], ["A", "B"]).Outcome.IsApplied);
        Assert.True(Lot(tie.Step, ["A", "B", "C"], ["C", "A"]).Outcome.IsApplied);
        Assert.Equal([1, 0, 1], _election.Fold.Results().Allocations[1].Lists.Select(list => list.Seats));
    }

    [Fact]
    public void A_lot_that_later_figures_overtook_stands_in_no_new_lots_way()
    {
        for (var i = 6; i <= 9; i++) _election.Copy($"S{i:00}", "A=10 B=10 C=10");
        Assert.True(Lot(Tie().Step, ["A", "B", "C"], ["C", "A"]).Outcome.IsApplied);
        _election.Copy("S10", "A=30 B=10 C=10");
        Assert.Equal(["B", "C"], Tie().Lists);
        Assert.True(Lot(Tie().Step, ["B", "C"], ["B"]).Outcome.IsApplied);
        Assert.Equal([1, 1, 0], _election.Fold.Results().Allocations[1].Lists.Select(list => list.Seats));

        Saksei.Election.Seats.Tie Tie() => Assert.Single(_election.Fold.Results().Allocations[1].Ties);
    }

    [Fact]
    public void Newer_rules_take_a_desk_of_every_founder_and_no_agents_key_stands_for_one()
    {
        _election.Submit(header => new OrganisationEnrol(header, "party", [new EnrolledKey(SmallElection.Key("party/agent").Verifier, KeyRole.Agent, default)]), "party/desk");
        Assert.Equal("founder-missing", _election.Submit(header => new RegisterRules(header, 2), "commission/desk", "observers/desk", "party/agent").Outcome.VoidCode);
        Assert.True(_election.Submit(header => new RegisterRules(header, 2), "commission/desk", "observers/desk", "party/desk").Outcome.IsApplied);
    }

    [Fact]
    public void Preview_says_what_apply_then_says_and_changes_nothing()
    {
        var key = SmallElection.Key("commission/desk");
        foreach (var (station, figures) in new[] { ("S01", "A=1"), ("S01", "A=2"), ("S99", "A=1") })
        {
            var act = new FormCopy(_election.Header(key), "1102", station, CopySource.Official, "original", CopyMethod.Seen, _election.Entry(figures), [], null);
            var size = _election.Fold.Size;
            var previewed = _election.Fold.Preview(act, default);
            Assert.Equal(size, _election.Fold.Size);
            Assert.Equal(previewed, _election.Host.Submit([_election.Host.Desk.Sign(act, key)])[0].Outcome);
        }
    }

    private Submitted Lot(int step, string[] lists, string[] drawn) =>
        _election.Submit(header => new ResultsLot(header, "P2", step, [.. lists], [.. drawn], "", []), "commission/desk");

    private Submitted Declare(Stage stage, Hash tally) => _election.Submit(header => new ResultsStage(header, stage, tally, []), "commission/desk");

    private Submitted Adjudicate(Hash adopts, string ground, string key = "commission/desk") => _election.Submit(
        header => new FormAdjudicate(header, "1102", "S01", AdjudicationOutcome.CopyAdopted, ground, "art-1", false, [], adopts, null, [], null), key);

    private Submitted Accredit(AccreditOutcome outcome, string ground, string article) => _election.Submit(
        header => new OrganisationAccredit(header, "citizens", "observer", "civil-society", outcome, ground, article, [], Recovery.None), "commission/desk");

    private Submitted Vouch(string key) => _election.Submit(
        header => new OrganisationVouch(header, "citizens", "observer", "civil-society", [SmallElection.Key("citizens/desk").Verifier], Recovery.None), key);

    private void Enrol(params string[] names) =>
        _election.Submit(header => new OrganisationEnrol(header, "commission", [.. names.Select(name => Clerk(name, name))]), "commission/desk");

    private static EnrolledKey Clerk(string name, string person) =>
        new(SmallElection.Key(name).Verifier, KeyRole.Clerk, Hash.OfBytes(System.Text.Encoding.UTF8.GetBytes(person)));

    private Hash Seal(string key, string figures, UInt128 salt, int round = 1) => Applied(SealSubmitted(key, figures, salt, round));

    private Outcome SealOutcome(string key, string figures, UInt128 salt) => SealSubmitted(key, figures, salt, 1).Outcome;

    private Submitted SealSubmitted(string key, string figures, UInt128 salt, int round) => _election.Submit(header => new FormCommit(
        header, "1102", "S01", "original", round, DoubleEntry.Commit(SmallElection.Key(key).Verifier.Name, salt, _election.Entry(figures).Json.Span)), key);

    private Hash SealAs(SheetState state, string key, string figures, UInt128 salt, int round) => Applied(_election.Submit(header => new FormCommit(
        header, "1102", "S01", "original", round, _election.Entry(figures, state).Commit(SmallElection.Key(key).Verifier.Name, salt)), key));

    private void RevealAs(SheetState state, string key, Hash commit, string figures, UInt128 salt) =>
        Applied(_election.Submit(header => new FormReveal(header, "1102", "S01", commit, salt, _election.Entry(figures, state)), key));

    private static Hash Applied(Submitted submitted)
    {
        Assert.True(submitted.Outcome.IsApplied, submitted.Outcome.VoidCode);
        return submitted.Identity;
    }

    private Submitted Reveal(string key, Hash commit, string figures, UInt128 salt, string station = "S01") =>
        _election.Submit(header => new FormReveal(header, "1102", station, commit, salt, _election.Entry(figures)), key);

    private Saksei.Election.Definition.Station Station(string code) => _election.Host.Definition.FindStation(code)!;

    private StationStanding Standing(string code) => _election.Fold.Results().Standings[Station(code).Index];

    private Hash Tally() => Hash.OfBytes(ResultsDocuments.Tally(_election.Fold.Results()));
}
