using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Tests.Election;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Verifier;

/// <summary>
/// The rows of README's table "Who can alter what" whose holders sign in the register. What takes effect here stands in the register
/// under the key's name, and nothing shows that somebody else held it.
/// </summary>
public sealed class WhoCanSignWhatTests
{
    private const string Commission = "commission/desk", Observers = "observers/desk", Party = "party/desk";
    private static readonly Hash Person = Hash.OfBytes([1]);
    private static readonly CaseFields Decision = new() { Ground = "no-effect", Article = "art" };

    [Fact]
    [Row("a founder's desk key", nameof(RuleTests.Nobody_issues_a_key_in_anothers_name), nameof(RuleTests.Founders_of_two_interest_groups_let_a_newcomer_in_and_one_group_alone_doesnt),
        nameof(EntranceTests.Two_of_twelve_founders_do_not_take_an_absent_partys_name), nameof(EntranceTests.A_commission_does_not_accredit_a_council_with_its_own_key),
        nameof(EntranceTests.A_local_body_comes_in_by_the_body_above_it_and_by_no_other_alone),
        nameof(TakenDownTests.What_somebody_else_named_too_is_taken_down_by_the_office_alone), nameof(TakenDownTests.Nobody_takes_down_the_definition_or_one_of_its_files),
        nameof(TakenDownTests.Whatever_is_taken_down_by_whomever_no_published_file_says_otherwise_but_that_of_void_acts))]
    public void A_founders_desk_signs_all_that_its_organisation_may_and_undoes_nothing_of_anothers()
    {
        using var election = new SmallElection();
        var theirs = election.Copy("S01", "A=5", Observers, CopySource.Posted, "posted");
        var kept = WhoCanAlterWhatTests.Receipt(election, theirs.Index);
        Assert.Equal(Outcome.Applied, election.Copy("S01", "A=50").Outcome);
        Applied(election, header => new FormAdjudicate(header, "1102", "S01", AdjudicationOutcome.CopyAdopted, "recount", "art-1", false, [], theirs.Identity, null, [], null), Commission);
        Applied(election, header => new OrganisationEnrol(header, "commission", [Key("commission/second", KeyRole.Desk)]), Commission);
        Applied(election, header => new OrganisationVouch(header, "citizens", "observer", "civil-society", [Key("citizens/desk", KeyRole.Desk).Key], Recovery.None), Commission);
        Applied(election, header => new ResultsStage(header, Stage.Official, Hash.OfBytes(ResultsDocuments.Tally(election.Fold.Results())), []), "commission/second");
        Assert.Equal("stale-edit", election.Copy("S01", "A=6", Commission, CopySource.Posted, "posted", theirs.Identity).Outcome.VoidCode);
        Void("revoke-not-allowed", election, header => new OrganisationRevoke(header, "observers", [SmallElection.Key(Observers).Verifier.Name], RevokeReason.Stolen), Commission);
        Assert.Contains(election.Fold.Forms.CopiesOf(election.Fold.Definition.FindStation("S01")!), copy => copy.Place.Identity == theirs.Identity);
        Assert.Empty(WhoCanAlterWhatTests.Verify(election, kept));
    }

    [Fact]
    [Row("a key whose hash stands in the definition", nameof(EntranceTests.A_key_whose_hash_stands_in_the_definition_takes_its_name_back_and_earlier_acts_stand),
        nameof(EntranceTests.The_door_takes_a_claim_by_the_definitions_own_key_and_by_no_other_that_is_not_enrolled), nameof(EntranceTests.Nobody_enrols_or_revokes_the_definitions_own_key_for_its_owner))]
    public void The_definitions_own_key_brings_its_organisation_in_and_no_other_and_once_revoked_not_again()
    {
        using var election = new SmallElection(EntranceTests.Named);
        var own = SmallElection.Key("council/own");
        Assert.Equal("key-unknown", new ActDoor(election.Host).Examine(election.Host.Desk.Sign(Vouch(election.Header(own), "citizens", "citizens/desk"), own).Record).Code);
        Applied(election, header => Vouch(header, "council", "council/own"), "council/own");
        Void("founder-only", election, header => Vouch(header, "citizens", "citizens/desk"), "council/own");
        Void("organisation-of-another", election, header => new OrganisationEnrol(header, "party", [Key("party/second", KeyRole.Desk)]), "council/own");
        Applied(election, header => new OrganisationRevoke(header, "council", [own.Verifier.Name], RevokeReason.Lost), "council/own");
        Void("signer-revoked", election, header => Vouch(header, "council", "council/own"), "council/own");
    }

    [Fact]
    [Row("desk keys of all founders", nameof(RuleTests.Newer_rules_take_a_desk_of_every_founder_and_no_agents_key_stands_for_one),
        nameof(TamperingTests.An_unknown_version_of_the_rules_is_not_checked_and_doesnt_pass), nameof(EntranceTests.Nobody_enrols_or_revokes_the_definitions_own_key_for_its_owner))]
    public void All_founders_let_a_named_body_in_and_set_newer_rules_and_what_was_before_stays_as_it_was()
    {
        using var election = new SmallElection(EntranceTests.Named);
        election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        var (size, before) = (election.Host.Head.Size, Tally(election.Fold.Snapshot()));
        Void("ceremony-incomplete", election, header => Vouch(header, "council", "council/taken"), Commission, Observers);
        Applied(election, header => Vouch(header, "council", "council/taken"), Commission, Observers, Party);
        Assert.Equal(Entrance.Unconfirmed, election.Fold.Organisations.All["council"].Entrance);
        Applied(election, header => new RegisterRules(header, 2), Commission, Observers, Party);
        Void("rules-not-newer", election, header => new RegisterRules(header, 1), Commission, Observers, Party);
        Assert.Equal(before, Tally(election.Host.BooksAsOf(size, TestContext.Current.CancellationToken)));
        Assert.Equal(before, Tally(election.Fold.Snapshot()));
    }

    [Fact]
    [Row("a clerk's key", nameof(RuleTests.Two_clerks_who_agree_make_the_copy), nameof(RuleTests.One_person_alone_neither_makes_an_official_copy_nor_changes_what_two_entered),
        nameof(RoleTests.A_desk_signs_all_but_the_tick_and_a_recovery_and_nobody_else_signs_what_an_organisation_decides))]
    public void A_clerk_types_forms_and_neither_enrols_nor_revokes_nor_adjudicates()
    {
        const string clerk = "commission/clerk";
        using var election = Enrolled(clerk, KeyRole.Clerk);
        var copy = election.Copy("S01", "A=5", clerk, CopySource.Posted, "posted");
        Assert.Equal(Outcome.Applied, copy.Outcome);
        Applied(election, header => ReportSamples.Of(StationKinds.Conditions, header, "S01", null), clerk);
        Void("role-not-allowed", election, header => new OrganisationEnrol(header, "commission", [Key("commission/second", KeyRole.Clerk)]), clerk);
        Void("role-not-allowed", election, header => new OrganisationRevoke(header, "commission", [SmallElection.Key(Commission).Verifier.Name], RevokeReason.Lost), clerk);
        Void("role-not-allowed", election, header => new FormAdjudicate(header, "1102", "S01", AdjudicationOutcome.CopyAdopted, "recount", "art-1", false, [], copy.Identity, null, [], null), clerk);
    }

    [Fact]
    [Row("any desk's key", nameof(RoleTests.A_desk_signs_all_but_the_tick_and_a_recovery_and_nobody_else_signs_what_an_organisation_decides))]
    public void A_desk_states_scripts_that_its_organisation_built_and_takes_back_none_that_another_stated()
    {
        var (built, other) = (new PageScript("work/work.js", Hash.OfBytes([1])), new PageScript("work/work.js", Hash.OfBytes([2])));
        using var election = Enrolled("commission/agent", KeyRole.Agent);
        Applied(election, header => new RegisterScripts(header, [built]), Observers);
        Applied(election, header => new RegisterScripts(header, [other]), Party);
        Void("role-not-allowed", election, header => new RegisterScripts(header, [other]), "commission/agent");
        Assert.Equal(["observers"], election.Fold.Scripts.Records.Find(built)!.Witnesses.Select(witness => witness.Organisation));
        Assert.Equal(["party"], election.Fold.Scripts.Records.Find(other)!.Witnesses.Select(witness => witness.Organisation));
    }

    [Fact]
    [Row("an agent's key", nameof(RoleTests.A_counter_is_a_desk), nameof(RoleTests.Every_role_authors_the_kinds_of_the_specification_and_no_other), nameof(RoleTests.An_official_copy_is_a_desks_alone), nameof(ScopeTests.A_copy_takes_effect_exactly_where_its_station_lies_in_the_scope_of_every_signer))]
    public void An_agent_reports_what_it_saw_and_neither_seals_nor_opens_entries()
    {
        const string agent = "commission/agent";
        using var election = Enrolled(agent, KeyRole.Agent);
        Assert.Equal(Outcome.Applied, election.Copy("S01", "A=5", agent, CopySource.Posted, "posted").Outcome);
        foreach (var kind in StationKinds.Reports) Applied(election, header => ReportSamples.Of(kind, header, "S01", null), agent);
        var entry = election.Entry("A=40");
        Void("role-not-allowed", election, header => new FormCommit(header, "1102", "S02", "original", 1, entry.Commit(header.Signers[0], 11)), agent);
        Void("role-not-allowed", election, header => new FormReveal(header, "1102", "S02", default, 11, entry), agent);
    }

    [Fact]
    [Row("the desk of a body that decides cases", nameof(CaseTests.A_decision_without_a_ground_of_the_list_or_without_an_article_is_void), nameof(CaseTests.A_decision_by_somebody_without_the_office_or_after_the_case_went_on_is_void),
        nameof(MemberTests.What_the_desk_reports_of_a_vote_counts_for_nothing_where_members_sign), nameof(MemberTests.No_desk_has_a_member_stand_aside_and_who_comes_after_one_does_not),
        nameof(MemberTests.A_member_resigns_by_the_own_key_or_by_a_paper_and_the_page_says_which), nameof(CaseTests.Overdue_follows_from_the_clock_and_stays_when_the_answer_comes_late),
        nameof(CaseTermTests.A_paper_that_one_counter_took_is_disputed_by_the_party_and_confirmed_before_another))]
    public void A_body_decides_badly_or_is_silent_and_neither_closes_a_case_nor_is_in_time_afterwards()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Tick("2023-08-01T12:00:00+07:00");
        foreach (var id in (string[])["C-1", "C-2"]) Applied(register, "complaints/file", "party-01", new CaseFields { Complaint = "result" }, id);

        // The same facts: the one rejected at once, the other left lying.
        Applied(register, "complaints/reject", "commission", Decision, "C-1");
        Assert.Equal("case-of-another", register.Take("complaints/withdraw", "commission", new CaseFields(), "C-2").VoidCode);
        register.Tick("2023-09-01T12:00:00+07:00");
        Assert.True(View(register, "C-2").IsOverdue);
        var asIfInTime = Decision with { On = CaseRegister.Moment("2023-08-01T13:00:00+07:00") };
        Applied(register, "complaints/reject", "commission", asIfInTime, "C-2");
        Assert.Equal((false, true), (View(register, "C-1").WasOverdue, View(register, "C-2").WasOverdue));

        // It decides once. A paper that it keeps from the register is in none of its files.
        Assert.Equal("step-not-allowed", register.Take("complaints/uphold", "commission", Decision with { Ground = "facts-shown" }, "C-1").VoidCode);
        Assert.Equal(2, register.Fold.Cases.Complaints.Files.Count());
    }

    [Fact]
    [Row("a party's desk", nameof(CaseAttackTests.What_a_party_signed_by_a_key_in_its_candidates_name_the_candidate_takes_back_on_paper_at_a_counter),
        nameof(CaseTests.An_answer_that_its_body_did_not_sign_says_who_reports_it_and_shuts_out_nothing), nameof(CaseTests.Stations_are_open_while_a_new_count_is_asked_for_or_ordered_and_not_otherwise),
        nameof(CaseTermTests.What_the_candidates_own_key_signed_nobody_disputes), nameof(CaseTests.A_partys_case_has_its_own_code_and_no_stranger_can_take_it))]
    public void A_party_acts_in_its_own_candidates_name_until_the_paper_takes_it_back_and_in_no_other_partys()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01", "party-02");
        Applied(register, "complaints/file", "party-01", new CaseFields { Complaint = "campaign" });
        Assert.Equal("case-of-another", register.Take("complaints/withdraw", "party-02", new CaseFields()).VoidCode);
        register.Enrol("party-01", "made-up", Person);
        Applied(register, "resignations/resign", "party-01/made-up", new CaseFields { Party = "party-01", Unit = "01", Person = Person }, "R");
        Assert.Equal("person-differs", register.Take("resignations/resign", "party-01/made-up", new CaseFields { Party = "party-02", Unit = "01", Person = Person }, "Q").VoidCode);

        // Too late once the time to think again has passed: the candidate must see it in the register before.
        register.Tick("2023-05-01T00:00:00+07:00");
        Assert.True(register.Fold.View(register.Fold.Cases.Resignations.Find("R")!).TookEffect);
        register.Take("resignations/retract", "commission", new CaseFields { Person = Person, Receipt = "R-9" }, "R");
        Assert.True(register.Fold.View(register.Fold.Cases.Resignations.Find("R")!).TookEffect);
    }

    [Fact]
    [Row("a candidate's key", nameof(CaseTests.Only_the_person_resigns_or_takes_it_back), nameof(CaseTests.Nobody_resigns_for_a_candidate_of_another_party_whatever_key_they_enrol),
        nameof(CaseAttackTests.What_one_key_signed_another_key_of_the_party_does_not_take_back))]
    public void A_candidate_resigns_thinks_again_and_confirms_and_does_none_of_it_for_another()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Enrol("party-01", "candidate", Person);
        var (own, another) = (new CaseFields { Party = "party-01", Unit = "01", Person = Person }, new CaseFields { Party = "party-01", Unit = "01", Person = Hash.OfBytes([2]) });
        Assert.Equal(Outcome.Applied, register.Take("resignations/resign", "party-01/candidate", own));
        Assert.Equal(Outcome.Applied, register.Take("resignations/retract", "party-01/candidate", new CaseFields { Person = Person }));
        Assert.Equal(Outcome.Applied, register.Take("resignations/resign", "commission", own with { Receipt = "R-1" }, "paper"));
        Assert.Equal(Outcome.Applied, register.Take("resignations/dispute", "party-01", new CaseFields(), "paper"));
        Assert.Equal(Outcome.Applied, register.Take("resignations/confirm", "party-01/candidate", new CaseFields { Person = Person }, "paper"));
        Assert.Equal("person-differs", register.Take("resignations/resign", "party-01/candidate", another, "another").VoidCode);
        Assert.Equal("role-not-allowed", register.Take("complaints/file", "party-01/candidate", new CaseFields { Complaint = "campaign" }).VoidCode);
    }

    [Fact]
    [Row("an organisation's recovery keys, as many as its threshold", nameof(RoleTests.Every_role_authors_the_kinds_of_the_specification_and_no_other),
        nameof(RecoveryTests.Fewer_than_the_threshold_never_suffice_whoever_signs_beside_them), nameof(RecoveryTests.What_a_desk_states_alone_counts_72_hours_later_and_is_taken_back_until_then),
        nameof(RecoveryTests.As_many_as_the_threshold_take_the_organisation_and_nothing_that_was_signed_before))]
    public void Recovery_keys_revoke_together_and_fewer_or_for_anything_else_not_at_all()
    {
        using var election = new SmallElection();
        var recovery = new Recovery(2, [SmallElection.Key("watch/r1").Verifier, SmallElection.Key("watch/r2").Verifier]);
        Applied(election, header => new OrganisationAccredit(header, "watch", "observer", "x", AccreditOutcome.Granted, "", "", [SmallElection.Key("watch/desk").Verifier], recovery), Commission);
        OrganisationRevoke Revoke(ActHeader header, string organisation, string key) => new(header, organisation, [SmallElection.Key(key).Verifier.Name], RevokeReason.Stolen);
        Void("revoke-not-allowed", election, header => Revoke(header, "watch", "watch/desk"), "watch/r1");
        Void("revoke-not-allowed", election, header => Revoke(header, "observers", Observers), "watch/r1", "watch/r2");
        Void("role-not-allowed", election, header => new OrganisationEnrol(header, "watch", [Key("watch/second", KeyRole.Desk)]), "watch/r1", "watch/r2");
        Assert.Equal("role-not-allowed", election.Copy("S01", "A=5", "watch/r1", CopySource.Posted, "posted").Outcome.VoidCode);
        Applied(election, header => Revoke(header, "watch", "watch/desk"), "watch/r1", "watch/r2");
        Assert.Equal("signer-revoked", election.Copy("S01", "A=5", "watch/desk", CopySource.Posted, "posted").Outcome.VoidCode);
    }

    private static SmallElection Enrolled(string key, KeyRole role)
    {
        var election = new SmallElection();
        Applied(election, header => new OrganisationEnrol(header, "commission", [Key(key, role)]), Commission);
        return election;
    }

    private static EnrolledKey Key(string name, KeyRole role) => new(SmallElection.Key(name).Verifier, role, Hash.OfBytes(Encoding.UTF8.GetBytes(name)));

    private static OrganisationVouch Vouch(ActHeader header, string organisation, string key) =>
        new(header, organisation, "court", "courts", [SmallElection.Key(key).Verifier], Recovery.None);

    private static string Tally(Saksei.Election.ElectionBooks books) => Encoding.UTF8.GetString(ResultFile.Of(books.Definition).First(file => file.Path == Publication.Tally).Write(new ResultInput(books, [])));

    private static CaseView View(CaseRegister register, string id) => register.Fold.View(register.Fold.Cases.Complaints.Find(id)!);

    private static void Applied(CaseRegister register, string kind, string organisation, CaseFields fields, string id = CaseRegister.Case) =>
        Assert.Equal(Outcome.Applied, register.Take(kind, organisation, fields, id));

    private static void Applied(SmallElection election, Func<ActHeader, Act> act, params string[] keys) =>
        Assert.Equal(Outcome.Applied, election.Submit(act, keys).Outcome);

    private static void Void(string code, SmallElection election, Func<ActHeader, Act> act, params string[] keys) =>
        Assert.Equal(code, election.Submit(act, keys).Outcome.VoidCode);
}
