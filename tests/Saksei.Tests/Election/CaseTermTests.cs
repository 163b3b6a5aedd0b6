using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Register.Tree;
using Saksei.Server.Pages.Cases;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Terms to open a case, terms before which nothing may be decided, and a resignation that isn't the candidate's wish.</summary>
public sealed class CaseTermTests
{
    [Theory]
    [InlineData("2023-07-04T23:59:59+07:00", false)]
    [InlineData("2023-07-05T00:00:00+07:00", true)]
    public void A_complaint_about_the_campaign_counts_from_what_happened(string filed, bool late)
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Tick(filed);
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign", Fact = CaseRegister.Moment("2023-07-01T18:00:00+07:00") });
        var run = Assert.Single(register.View(CaseRules.Complaints).Runs, run => run.Running.Deadline == "campaign-filing");
        Assert.Equal((late, false, "2023-07-04T23:59:59+07:00"), (run.IsOverdue, run.IsRunning, run.Deadlines[0].At.ToString()));
        Assert.False(register.View(CaseRules.Complaints).WasOverdue);
    }

    [Fact]
    public void Where_it_is_not_told_when_it_happened_no_term_is_computed()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign" });
        Assert.DoesNotContain(register.View(CaseRules.Complaints).Runs, run => run.Running.Deadline == "campaign-filing");
    }

    [Theory]
    [InlineData("2023-07-05T12:00:00+07:00", false)]
    [InlineData("2023-07-06T00:00:00+07:00", true)]
    public void Notice_of_an_event_counts_backwards_from_its_day(string asked, bool late)
    {
        var register = new CaseRegister("cambodia-rehearsal", "authority-i", "party-01");
        register.Tick(asked);
        register.Take("activities/ask", "party-01", new CaseFields { Party = "party-01", Unit = "01", On = CaseRegister.Moment("2023-07-10T08:00:00+07:00") });
        Assert.Equal(late, Assert.Single(register.View(CaseRules.Activities).Runs, run => run.Running.Deadline == "event-notice").IsOverdue);
    }

    [Fact]
    public void A_party_that_is_registered_can_apply_until_seventy_days_before_polling_day()
    {
        var register = new CaseRegister("cambodia-rehearsal", "ministry-e", "party-01");
        register.Take("parties/certify", "ministry-e", new CaseFields { Party = "party-01" });
        var run = Assert.Single(register.View(CaseRules.Parties).Runs);
        Assert.Equal(("party-application", "2023-05-14T23:59:59+07:00", false), (run.Running.Deadline, run.Deadlines[0].At.ToString(), run.IsOverdue));
        register.Tick("2023-05-15T00:00:00+07:00");
        Assert.True(Assert.Single(register.View(CaseRules.Parties).Runs).IsOverdue);
    }

    [Theory]
    [InlineData("2023-08-11T23:59:59+07:00", true)]
    [InlineData("2023-08-12T00:00:00+07:00", false)]
    public void What_may_not_be_decided_before_ten_days_and_is_shows_as_early(string decided, bool early)
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "council-f", "party-01");
        register.Tick("2023-08-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        register.Tick("2023-08-02T12:00:00+07:00");
        register.Take("complaints/appeal", "party-01", new CaseFields());
        register.Tick(decided);
        register.Take("complaints/reject", "council-f", new CaseFields { Ground = "no-effect", Article = "art" });
        var view = register.View(CaseRules.Complaints);
        Assert.Equal(early, view.Runs.Single(run => run.Running.Deadline == "result-council").IsEarly);
        Assert.Equal(early, CaseWords.Text(new Speech("en", "UTC"), register.Fold.Definition, view).Contains("decided early", StringComparison.Ordinal));
    }

    [Fact]
    public void A_paper_that_one_counter_took_is_disputed_by_the_party_and_confirmed_before_another()
    {
        var (register, person) = (new CaseRegister("cambodia-rehearsal", "commission", "council-f", "party-01", "party-02"), Hash.OfBytes([1]));
        register.Take("resignations/resign", "commission", new CaseFields { Party = "party-01", Unit = "01", Person = person, Receipt = "R-1" });
        Assert.Equal("case-of-another", register.Take("resignations/dispute", "party-02", new CaseFields()).VoidCode);
        Assert.True(register.Take("resignations/dispute", "party-01", new CaseFields()).IsApplied);
        register.Tick("2023-05-01T00:00:00+07:00");
        Assert.False(register.View(CaseRules.Resignations).TookEffect);
        Assert.Equal("counter-same", register.Take("resignations/confirm", "commission", new CaseFields { Person = person, Receipt = "R-2" }).VoidCode);
        Assert.Equal("person-differs", register.Take("resignations/confirm", "council-f", new CaseFields { Person = Hash.OfBytes([2]), Receipt = "Q-1" }).VoidCode);
        Assert.True(register.Take("resignations/confirm", "council-f", new CaseFields { Person = person, Receipt = "Q-1" }).IsApplied);
        Assert.False(register.View(CaseRules.Resignations).TookEffect);
        register.Tick("2023-05-04T00:00:01+07:00");
        Assert.True(register.View(CaseRules.Resignations).TookEffect);
    }

    [Fact]
    public void What_the_candidate_confirmed_cannot_be_disputed_again()
    {
        var (register, person) = (new CaseRegister("cambodia-rehearsal", "council-f", "commission", "party-01"), Hash.OfBytes([1]));
        register.Take("resignations/resign", "commission", new CaseFields { Party = "party-01", Unit = "01", Person = person, Receipt = "R-1" });
        register.Take("resignations/dispute", "party-01", new CaseFields());
        Assert.True(register.Take("resignations/confirm", "council-f", new CaseFields { Person = person, Receipt = "Q-1" }).IsApplied);
        Assert.Equal("resignation-confirmed", register.Take("resignations/dispute", "party-01", new CaseFields()).VoidCode);
    }

    [Theory]
    [InlineData("annulment", "2023-08-28T23:59:59+07:00", false)]
    [InlineData("annulment", "2023-08-29T00:00:00+07:00", true)]
    [InlineData("recount", "2023-08-29T00:00:00+07:00", null)]
    public void A_new_vote_is_due_eight_days_after_the_council_annulled_a_station_and_where_it_did_so_only(string ordered, string asOf, bool? overdue)
    {
        var register = Ordered(ordered);
        register.Take("complaints/serve", "council-f", new CaseFields { On = CaseRegister.Moment("2023-08-20T12:00:00+07:00") });
        register.Tick(asOf);
        var runs = register.View(CaseRules.Complaints).Runs.Where(run => run.Running.Deadline == "re-election").ToList();
        Assert.Equal(overdue is null ? [] : [overdue.Value], runs.Select(run => run.IsOverdue));
    }

    [Fact]
    public void A_contested_execution_does_not_start_the_time_for_a_new_vote_again()
    {
        var register = Ordered("annulment");
        register.Tick("2023-08-28T12:00:00+07:00");
        register.Take("complaints/execute", "commission", new CaseFields());
        Assert.False(register.View(CaseRules.Complaints).WasOverdue);
        register.Tick("2023-09-20T12:00:00+07:00");
        Assert.Equal(Saksei.Election.Acts.Outcome.Applied, register.Take("complaints/contest", "party-01", new CaseFields()));
        Assert.True(register.View(CaseRules.Complaints).IsOverdue);
    }

    [Theory]
    [InlineData("2023-07-24T11:30:00+07:00", false)]
    [InlineData("2023-07-24T11:30:01+07:00", true)]
    public void A_complaint_about_a_station_is_to_be_brought_by_half_past_eleven_of_the_next_day(string filed, bool late)
    {
        var register = new CaseRegister("cambodia-2023", "transcriber", "party-01");
        register.Tick(filed);
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "station-result" });
        Assert.Equal(late, Assert.Single(register.View(CaseRules.Complaints).Runs).IsOverdue);
    }

    [Fact]
    public void A_complaint_about_the_voter_list_is_first_with_the_commune_council()
    {
        var register = new CaseRegister("cambodia-rehearsal", "communes-h", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "voter-list" });
        var view = register.View(CaseRules.Complaints);
        Assert.Equal(("commune-councils", "voter-list-commune"), (view.File.Body, Assert.Single(view.Runs).Running.Deadline));
    }

    [Fact]
    public void What_counts_from_a_decision_waits_where_there_is_none()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        var procedures = register.Fold.Definition.Procedures with { Running = [new RunningDeadline("complaints", "filed", "re-election", "", "", "body", "")] };
        var file = register.View(CaseRules.Complaints).File;
        var time = new CaseTime(procedures, procedures.Calendar, new ElectionMoments(register.Fold.Tick, null), register.Fold.Tick);
        Assert.Empty(Assert.Single(time.View(file with { Course = CaseCourse.Of(file, procedures.Running, file.Events) }).Runs).Deadlines);
    }

    // The council orders it on 20 August, at noon.
    private static CaseRegister Ordered(string remedy)
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "council-f", "party-01");
        register.Tick("2023-08-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result", Remedy = "annulment" });
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        register.Take("complaints/appeal", "party-01", new CaseFields());
        register.Tick("2023-08-20T12:00:00+07:00");
        Assert.Equal(Saksei.Election.Acts.Outcome.Applied, register.Take("complaints/uphold", "council-f", new CaseFields { Ground = "facts-shown", Article = "art", Remedy = remedy }));
        return register;
    }

    [Fact]
    public void What_the_candidates_own_key_signed_nobody_disputes()
    {
        var (register, person) = (new CaseRegister("cambodia-rehearsal", "commission", "party-01"), Hash.OfBytes([1]));
        register.Enrol("party-01", "agent", person);
        register.Take("resignations/resign", "party-01/agent", new CaseFields { Party = "party-01", Unit = "01", Person = person });
        Assert.Equal("person-signed", register.Take("resignations/dispute", "party-01", new CaseFields()).VoidCode);
    }

    [Fact]
    public void A_decision_is_of_the_body_that_had_the_case_and_not_of_the_first_that_its_organisation_signs_for()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign" });
        register.Take("complaints/transfer", "commission", new CaseFields { Body = "pec" });
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        Assert.Equal("pec", register.View(CaseRules.Complaints).File.Decision!.Body);
    }
}
