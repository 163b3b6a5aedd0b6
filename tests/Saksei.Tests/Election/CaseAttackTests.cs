using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Impartiality;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Attacks on cases, one a test: each by a holder of a key who acts within the form of the acts.</summary>
public sealed class CaseAttackTests
{
    private static readonly Hash Person = Hash.OfBytes([1]);
    private static readonly CaseFields Paper = new() { Party = "party-01", Unit = "01", Person = Person, Receipt = "R-1" };

    [Fact]
    public void A_party_does_not_take_back_a_paper_by_a_key_that_it_enrols_in_the_candidates_name()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("resignations/resign", "commission", Paper);
        register.Enrol("party-01", "agent", Person);
        Assert.Equal("key-differs", register.Take("resignations/retract", "party-01/agent", new CaseFields { Person = Person }).VoidCode);
        Assert.True(register.Take("resignations/retract", "commission", new CaseFields { Person = Person, Receipt = "R-2" }).IsApplied);
    }

    [Fact]
    public void What_one_key_signed_another_key_of_the_party_does_not_take_back()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Enrol("party-01", "agent", Person);
        register.Enrol("party-01", "other", Person);
        register.Take("resignations/resign", "party-01/agent", Paper with { Receipt = "" });
        Assert.Equal("key-differs", register.Take("resignations/retract", "party-01/other", new CaseFields { Person = Person }).VoidCode);
        Assert.True(register.Take("resignations/retract", "party-01/agent", new CaseFields { Person = Person }).IsApplied);
    }

    [Fact]
    public void In_a_second_round_every_counter_is_new_again()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "council-f", "party-01");
        register.Take("resignations/resign", "commission", Paper);
        register.Take("resignations/dispute", "party-01", new CaseFields());
        register.Take("resignations/confirm", "council-f", new CaseFields { Person = Person, Receipt = "Q-1" });
        register.Take("resignations/retract", "council-f", new CaseFields { Person = Person, Receipt = "Q-2" });
        register.Take("resignations/resign", "commission", Paper with { Receipt = "R-3" });
        register.Take("resignations/dispute", "party-01", new CaseFields());
        Assert.True(register.Take("resignations/confirm", "council-f", new CaseFields { Person = Person, Receipt = "Q-3" }).IsApplied);
    }

    [Fact]
    public void What_a_party_signed_by_a_key_in_its_candidates_name_the_candidate_takes_back_on_paper_at_a_counter()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Enrol("party-01", "made-up", Person);
        Assert.True(register.Take("resignations/resign", "party-01/made-up", Paper with { Receipt = "" }).IsApplied);
        Assert.True(register.Take("resignations/retract", "commission", new CaseFields { Person = Person, Receipt = "R-9" }).IsApplied);
        Assert.Equal("retracted", register.State(CaseRules.Resignations));
    }

    [Fact]
    public void Who_won_does_not_appeal_no_matter_whom_the_complaint_named()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "council-f", "party-01", "party-02");
        register.Take("complaints/file", "party-02", new CaseFields { Complaint = "result", Party = "party-01", Remedy = "recount" });
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        Assert.Equal("appeal-of-winner", register.Take("complaints/appeal", "party-01", new CaseFields()).VoidCode);
        register.Take("complaints/file", "party-02", new CaseFields { Complaint = "result", Party = "party-01", Remedy = "recount" }, "C-2");
        register.Take("complaints/uphold", "commission", new CaseFields { Ground = "facts-shown", Article = "art", Remedy = "recount" }, "C-2");
        register.Take("complaints/execute", "commission", new CaseFields(), "C-2");
        Assert.Equal("appeal-of-winner", register.Take("complaints/appeal", "party-02", new CaseFields(), "C-2").VoidCode);
        Assert.True(register.Take("complaints/appeal", "party-01", new CaseFields(), "C-2").IsApplied);
    }

    [Fact]
    public void A_remedy_that_nobody_knows_switches_no_deadline_off()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        Assert.Equal("remedy-unknown", register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result", Remedy = "re-vote" }).VoidCode);
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        Assert.Equal("remedy-unknown", register.Take("complaints/uphold", "commission", new CaseFields { Ground = "facts-shown", Article = "art", Remedy = "re-vote" }).VoidCode);
    }

    [Theory]
    [InlineData("C-1?at=5")]
    [InlineData("x/../C-1")]
    [InlineData("..")]
    [InlineData("%2e")]
    public void A_code_that_an_address_reads_otherwise_is_no_cases(string code)
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        var act = register.Make(CaseRules.Steps.Single(step => step.Kind == "complaints/file"), "commission", new CaseFields { Complaint = "result" }, code);
        Assert.Equal("case-malformed", register.Read(act).Problem?.Code);
    }

    [Fact]
    public void What_took_effect_a_late_dispute_does_not_undo_and_one_person_counts_once()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "assembly-g", "party-01", "party-02");
        register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" });
        Assert.True(register.Take("parties/accept", "commission", register.Votes(new CaseFields { Ground = "conditions-met", Article = "art" })).IsApplied);
        register.Beside.Clear();
        register.Take("candidates/seal", "party-01", new CaseFields { Party = "party-01", Unit = Paper.Unit, Commitment = Person, Count = 5 });
        register.Take("resignations/resign", "commission", Paper);
        register.Take("resignations/resign", "commission", Paper, "again");

        // Another party's resignations, invented or not, empty no place of this one.
        for (byte i = 0; i < 7; i++) register.Take("resignations/resign", "commission", Paper with { Party = "party-02", Person = Hash.OfBytes([i, 9]) }, $"other-{i}");
        register.Tick("2023-05-01T00:00:00+07:00");
        register.Take("resignations/dispute", "party-01", new CaseFields());
        Assert.True(register.View(CaseRules.Resignations).TookEffect);
        var cases = register.Fold.Snapshot().Cases;
        IEnumerable<CaseStanding> Of(CaseTable table) => cases.Of(table.Book)!.Standings;
        var places = Saksei.Election.Candidates.CandidatePlaces.Of(register.Fold.Definition, Of(CaseRules.Parties), Of(CaseRules.Candidates), [.. Of(CaseRules.Resignations)]);
        Assert.Equal((1, 0, 4), (places.Resigned, places.Disputed, places.Filled));
    }

    [Fact]
    public void A_body_is_late_by_no_strangers_receipt_and_nobody_is_in_time_by_their_own()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "ministry-e", "council-f");
        register.Tick("2023-08-05T12:00:00+07:00");
        register.Take("complaints/file", "ministry-e", new CaseFields { Complaint = "result", Receipt = "R-1", On = CaseRegister.Moment("2023-07-01T09:00:00+07:00") });
        Assert.False(register.View(CaseRules.Complaints).IsOverdue);
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        register.Take("complaints/serve", "commission", new CaseFields { On = CaseRegister.Moment("2023-08-05T12:00:00+07:00") });
        register.Tick("2023-09-05T12:00:00+07:00");
        register.Take("complaints/appeal", "ministry-e", new CaseFields { Receipt = "R-2", On = CaseRegister.Moment("2023-08-06T09:00:00+07:00") });
        Assert.True(register.View(CaseRules.Complaints).Runs.Single(run => run.Running.Deadline == "result-appeal").IsOverdue);
    }

    [Fact]
    public void A_decision_that_is_transcribed_later_counts_from_its_day()
    {
        var register = new CaseRegister("cambodia-2023", "transcriber");
        register.Tick("2023-12-01T12:00:00+07:00");
        register.Take("complaints/file", "transcriber", new CaseFields { Complaint = "result", Party = "party-01", On = CaseRegister.Moment("2023-08-01T09:00:00+07:00") });
        register.Take("complaints/reject", "transcriber", new CaseFields { Ground = "no-effect", Article = "art", On = CaseRegister.Moment("2023-08-02T09:00:00+07:00") });
        Assert.False(register.View(CaseRules.Complaints).WasOverdue);
    }

    [Fact]
    public void A_day_that_has_come_is_not_made_free()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission");
        register.Tick("2023-06-08T20:00:00+07:00");
        Assert.Equal("holiday-past", register.Announce("2023-06-07", "commission").VoidCode);
        Assert.Equal("holiday-past", register.Announce("2023-06-08", "commission").VoidCode);
        Assert.True(register.Announce("2023-06-09", "commission").IsApplied);
    }

    [Fact]
    public void That_a_notice_was_received_is_for_the_applicant_to_say_and_once()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01", "party-02");
        register.Tick("2023-08-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result", Against = "party-02" });
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        register.Take("complaints/receive", "party-02", new CaseFields { On = CaseRegister.Moment("2023-08-01T12:00:00+07:00") });
        register.Tick("2023-09-01T12:00:00+07:00");
        Assert.Empty(Term(register).Deadlines);
        register.Take("complaints/receive", "party-01", new CaseFields { On = CaseRegister.Moment("2023-08-02T12:00:00+07:00") });
        Assert.True(Term(register).IsOverdue);
        register.Take("complaints/receive", "party-01", new CaseFields { On = CaseRegister.Moment("2023-09-01T12:00:00+07:00") });
        Assert.True(Term(register).IsOverdue);

        static CaseRun Term(CaseRegister register) => register.View(CaseRules.Complaints).Runs.Single(run => run.Running.Deadline == "result-appeal");
    }

    [Fact]
    public void What_is_complained_of_has_happened()
    {
        var register = new CaseRegister("cambodia-rehearsal", "party-01");
        register.Tick("2023-07-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign", Fact = CaseRegister.Moment("2099-07-01T12:00:00+07:00") });
        Assert.Equal("2023-07-04T23:59:59+07:00", register.View(CaseRules.Complaints).Runs.Single(run => run.IsTerm).Deadlines[0].At.ToString());
    }

    [Fact]
    public void A_sham_challenge_takes_nobodys_place_and_holds_no_list()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01", "party-02");
        register.Take("candidates/seal", "party-01", new CaseFields { Party = "party-01", Unit = "01", Commitment = Person, Count = 6 });
        register.Take("candidates/accept", "commission", new CaseFields { Ground = "conditions-met", Article = "art" });
        register.Take("candidates/post", "commission", new CaseFields { Count = 6 });
        register.Take("candidates/challenge", "party-01", new CaseFields());
        Assert.True(register.Take("candidates/challenge", "party-02", new CaseFields()).IsApplied);
        Assert.True(register.Take("candidates/withdraw", "party-01", new CaseFields()).IsApplied);
    }

    [Fact]
    public void Nobody_reports_an_event_before_its_time_and_no_side_alone_makes_it_count()
    {
        var register = new CaseRegister("cambodia-rehearsal", "authority-i", "party-01", "party-02", "observers-a");
        register.Take("activities/ask", "party-01", new CaseFields { Party = "party-01", Unit = "01", On = CaseRegister.Moment("2023-07-10T08:00:00+07:00") });
        register.Take("activities/allow", "authority-i", new CaseFields());
        Assert.Equal("event-not-yet", register.Take("activities/disrupt", "party-02", new CaseFields { By = "party-01" }).VoidCode);
        register.Tick("2023-07-10T09:00:00+07:00");
        Assert.True(register.Take("activities/hold", "party-02", new CaseFields()).IsApplied);
        Assert.True(Disrupted(register)!.ReportedByOneSide);
        Assert.True(register.Take("activities/disrupt", "observers-a", new CaseFields { By = "unknown" }).IsApplied);
        Assert.Equal((false, true), (Disrupted(register)!.ReportedByOneSide, Disrupted(register)!.Counted));
    }

    [Theory]
    [InlineData("hold", "hold", "held")]
    [InlineData("hold", "disrupt", "differing")]
    [InlineData("disrupt", "hold", "differing")]
    [InlineData("disrupt", "disrupt", "disrupted")]
    public void The_first_report_of_an_event_shuts_nobody_out(string first, string second, string account)
    {
        var register = EventOver(answered: true);
        Assert.True(Report(register, "party-02", first).IsApplied);
        Assert.True(Report(register, "observers-a", second).IsApplied);
        Assert.Equal(account, Event(register).State.Account);
        Assert.Equal((false, second == "disrupt"), (Disrupted(register)!.ReportedByOneSide, Disrupted(register)!.Counted));

        // An organisation replaces its own report, and only that.
        Assert.True(Report(register, "party-02", second).IsApplied);
        Assert.Equal([("party-02", second), ("observers-a", second)], Event(register).Reports.Select(report => (report.Organisation, report.Step.Verb)));
        Assert.Equal(second == "hold" ? "held" : "disrupted", Event(register).State.Account);
    }

    [Fact]
    public void Who_asked_for_an_event_adds_nothing_to_its_comparison()
    {
        var register = EventOver(answered: true);
        Assert.True(Report(register, "party-01", "disrupt").IsApplied);
        Assert.Null(Disrupted(register));
        Report(register, "party-02", "hold");
        Assert.Equal((true, false), (Disrupted(register)!.ReportedByOneSide, Disrupted(register)!.Counted));
        Report(register, "observers-a", "hold");
        Assert.Equal((false, false), (Disrupted(register)!.ReportedByOneSide, Disrupted(register)!.Counted));
    }

    [Fact]
    public void Neither_a_silent_authority_nor_who_asked_keeps_others_from_reporting_an_event()
    {
        var register = EventOver(answered: false);
        Assert.Equal("event-begun", register.Take("activities/cancel", "party-01", new CaseFields()).VoidCode);
        Assert.True(Report(register, "observers-a", "disrupt").IsApplied);
        Assert.Equal("disrupted", Event(register).State.Account);
    }

    private static CaseRegister EventOver(bool answered)
    {
        var register = new CaseRegister("cambodia-rehearsal", "authority-i", "party-01", "party-02", "observers-a");
        register.Take("activities/ask", "party-01", new CaseFields { Party = "party-01", Unit = "01", On = CaseRegister.Moment("2023-07-10T08:00:00+07:00") });
        if (answered) register.Take("activities/allow", "authority-i", new CaseFields());
        register.Tick("2023-07-10T09:00:00+07:00");
        return register;
    }

    private static Outcome Report(CaseRegister register, string organisation, string verb) =>
        register.Take("activities/" + verb, organisation, verb == "disrupt" ? new CaseFields { By = "unknown" } : new CaseFields());

    private static CaseFile Event(CaseRegister register) => register.View(CaseRules.Activities).File;

    private static TreatmentCase? Disrupted(CaseRegister register) =>
        TreatmentQuestions.Of("event-disrupted", [register.View(CaseRules.Activities)], register.Fold.Definition).SingleOrDefault();

    [Fact]
    public void Who_was_complained_of_does_not_appeal_what_went_their_way()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01", "party-02");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result", Against = "party-02" });
        register.Take("complaints/return", "commission", new CaseFields { Ground = "wrong-form", Article = "art" });
        Assert.Equal("appeal-of-winner", register.Take("complaints/appeal", "party-02", new CaseFields()).VoidCode);
        Assert.True(register.Take("complaints/cure", "party-01", new CaseFields()).IsApplied);
    }

    [Fact]
    public void A_complaint_that_is_passed_on_and_never_decided_is_late_and_silence_stays_silence_when_it_is_withdrawn()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign" });
        register.Take("complaints/transfer", "commission", new CaseFields { Body = "pec" });
        register.Take("endorsements/ask", "party-01", new CaseFields { Party = "party-01", Unit = "010201", Commitment = Person });
        register.Tick("2023-06-01T12:00:00+07:00");
        register.Take("endorsements/withdraw", "party-01", new CaseFields());
        CaseView[] views = [register.View(CaseRules.Complaints), register.View(CaseRules.Endorsements)];
        Assert.True(Assert.Single(TreatmentQuestions.Of("complaint-late", views, register.Fold.Definition)).Counted);
        Assert.True(Assert.Single(TreatmentQuestions.Of("endorsement-not-issued", views, register.Fold.Definition)).Counted);
    }

    [Fact]
    public void One_rule_is_not_found_met_and_not_met()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("candidates/seal", "party-01", new CaseFields { Party = "party-01", Unit = "01", Commitment = Person, Count = 6 });
        Assert.Equal("eligibility-twice", register.Take("candidates/assess", "commission", new CaseFields
        {
            Assessments = [new Assessment("age-25", AssessmentOutcome.Met, Person), new Assessment("age-25", AssessmentOutcome.NotMet, Person)],
        }).VoidCode);
    }
}
