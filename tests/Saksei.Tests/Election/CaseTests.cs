using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Impartiality;
using Saksei.Election.Results;
using Saksei.Register.Tree;
using Saksei.Rehearsal;
using Saksei.Server.Pages.Cases;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Cases: the table of steps for every pair of state and act, whose step it is, and what a decision must have.</summary>
public sealed class CaseTests
{
    [Theory]
    [InlineData("", "art", "ground-missing")]
    [InlineData("invented", "art", "ground-unknown")]
    [InlineData("facts-shown", "art", "ground-unknown")]
    [InlineData("document-missing", "", "article-missing")]
    public void A_decision_without_a_ground_of_the_list_or_without_an_article_is_void(string ground, string article, string code)
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" });
        Assert.Equal(code, register.Take("parties/refuse", "commission", new CaseFields { Ground = ground, Article = article }).VoidCode);
        Assert.Equal("filed", register.State(CaseRules.Parties));
    }

    [Fact]
    public void A_decision_by_somebody_without_the_office_or_after_the_case_went_on_is_void()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "assembly-g", "council-f", "party-01", "party-02");
        Assert.Equal("case-of-another", register.Take("parties/apply", "party-02", new CaseFields { Party = "party-01" }).VoidCode);
        register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" });
        var refusal = register.Votes(new CaseFields { Ground = "document-missing", Article = "art" });
        Assert.Equal("office-not-held", register.Take("parties/refuse", "party-02", refusal).VoidCode);
        Assert.Equal("office-not-held", register.Take("parties/refuse", "council-f", refusal).VoidCode);
        Assert.True(register.Take("parties/refuse", "commission", refusal).IsApplied);
        Assert.Equal("case-of-another", register.Take("parties/appeal", "party-02", new CaseFields()).VoidCode);
        Assert.True(register.Take("parties/appeal", "party-01", new CaseFields()).IsApplied);
        Assert.Equal("office-not-held", register.Take("parties/uphold", "commission", new CaseFields { Ground = "decision-lawful", Article = "art" }).VoidCode);
        Assert.True(register.Take("parties/reverse", "council-f", new CaseFields { Ground = "decision-unlawful", Article = "art" }).IsApplied);
        Assert.Equal("accepted", register.State(CaseRules.Parties));
    }

    [Fact]
    public void A_complaint_is_decided_only_by_the_body_that_has_it_and_goes_up_its_chain()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "council-f", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result", Party = "party-01" });
        var rejection = new CaseFields { Ground = "facts-not-shown", Article = "art" };
        Assert.Equal("case-not-with-body", register.Take("complaints/reject", "council-f", rejection).VoidCode);
        Assert.True(register.Take("complaints/reject", "commission", rejection).IsApplied);
        Assert.True(register.Take("complaints/appeal", "party-01", new CaseFields()).IsApplied);
        Assert.Equal("case-not-with-body", register.Take("complaints/reject", "commission", rejection).VoidCode);
        Assert.True(register.Take("complaints/reject", "council-f", rejection).IsApplied);
        Assert.Equal("no-appeal", register.Take("complaints/appeal", "party-01", new CaseFields()).VoidCode);
        Assert.Equal("body-not-competent", register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result", Body = "cec" }, "other").VoidCode);
        Assert.Equal("complaint-unknown", register.Take("complaints/file", "party-01", new CaseFields { Complaint = "weather" }, "other").VoidCode);
    }

    [Fact]
    public void A_partys_case_has_its_own_code_and_no_stranger_can_take_it()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01", "party-02");
        Assert.Equal("case-party-differs", register.Take("parties/apply", "party-02", new CaseFields { Party = "party-02" }).VoidCode);
        Assert.True(register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" }).IsApplied);
    }

    [Fact]
    public void What_was_carried_out_can_still_be_appealed()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "council-f", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        register.Take("complaints/uphold", "commission", new CaseFields { Ground = "facts-shown", Article = "art" });
        register.Take("complaints/execute", "commission", new CaseFields());
        Assert.True(register.Take("complaints/appeal", "party-01", new CaseFields()).IsApplied);
    }

    [Fact]
    public void Nobody_but_its_filer_can_withdraw_a_complaint_and_it_stays_in_the_book()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01", "party-02");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign" });
        foreach (var other in new[] { "commission", "party-02" })
            Assert.Equal("case-of-another", register.Take("complaints/withdraw", other, new CaseFields()).VoidCode);
        Assert.True(register.Take("complaints/withdraw", "party-01", new CaseFields()).IsApplied);
        Assert.Equal("withdrawn", register.State(CaseRules.Complaints));
    }

    [Fact]
    public void Overdue_follows_from_the_clock_and_stays_when_the_answer_comes_late()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Tick("2023-08-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        Assert.False(register.View(CaseRules.Complaints).IsOverdue);
        register.Tick("2023-08-03T12:00:01+07:00");
        Assert.True(register.View(CaseRules.Complaints).IsOverdue);
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        var view = register.View(CaseRules.Complaints);
        Assert.False(view.IsOverdue);
        Assert.True(view.WasOverdue);
    }

    [Fact]
    public void A_hearing_does_not_stop_the_clock_and_an_appeal_starts_it_anew()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "council-f", "party-01");
        register.Tick("2023-08-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        register.Tick("2023-08-02T12:00:00+07:00");
        register.Take("complaints/hear", "commission", new CaseFields());
        Assert.Equal("2023-08-03T12:00:00+07:00", Assert.Single(register.View(CaseRules.Complaints).Runs).Deadlines[0].At.ToString());
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        register.Tick("2023-08-02T21:00:00+07:00");
        register.Take("complaints/serve", "commission", new CaseFields { On = CaseRegister.Moment("2023-08-02T13:00:00+07:00") });
        register.Take("complaints/receive", "party-01", new CaseFields { On = CaseRegister.Moment("2023-08-02T20:00:00+07:00") });
        var view = register.View(CaseRules.Complaints);
        Assert.True(view.File.IsServiceDisputed);
        Assert.Equal(2, view.Runs.Single(run => run.Running.Deadline == "result-appeal").Deadlines.Length);
        register.Take("complaints/appeal", "party-01", new CaseFields());
        Assert.Contains(register.View(CaseRules.Complaints).Runs, run => run is { IsRunning: true, Running.Deadline: "result-council", Body: "ccc" });
    }

    [Fact]
    public void Members_vote_once_only_while_they_sit_and_not_where_they_stand_aside()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "assembly-g", "party-01");
        register.Seat("member-1", "assembly-g");
        register.Seat("judge-1", "assembly-g", "ccc");
        register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" });
        CaseFields Refusal(params ReadOnlySpan<MemberVote> votes) => new() { Ground = "document-missing", Article = "art", Votes = [.. votes] };
        Assert.Equal("member-unknown", register.Take("parties/refuse", "commission", Refusal(new MemberVote("member-2", Vote.For))).VoidCode);
        Assert.Equal("member-twice", register.Take("parties/refuse", "commission", Refusal(new("member-1", Vote.For), new("member-1", Vote.For))).VoidCode);
        Assert.Equal("person-differs", register.Take("commission/recuse", "commission", new CaseFields { Refers = CaseRegister.Case }, "member-1").VoidCode);
        Assert.Equal(Saksei.Election.Acts.Outcome.Applied, register.Take("commission/recuse", "assembly-g/member-1", new CaseFields { Refers = CaseRegister.Case }, "member-1"));
        Assert.Equal("member-recused", register.Take("parties/refuse", "commission", Refusal(new MemberVote("member-1", Vote.For))).VoidCode);
        var five = register.Votes(Refusal()).Votes;
        Assert.Equal("quorum-missing", register.Take("parties/refuse", "commission", Refusal([.. five.Take(4), new("member-1", Vote.Recused)])).VoidCode);
        Assert.Equal("majority-missing", register.Take("parties/refuse", "commission", Refusal([.. five.Take(2), .. five.Skip(2).Select(vote => vote with { Vote = Vote.Against })])).VoidCode);
        Assert.Equal("member-of-another-body", register.Take("parties/refuse", "commission", Refusal([.. five, new("judge-1", Vote.For)])).VoidCode);
        Assert.True(register.Take("parties/refuse", "commission", Refusal([.. five, new("member-1", Vote.Recused)])).IsApplied);
    }

    [Fact]
    public void Only_the_person_resigns_or_takes_it_back()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        var person = Hash.OfBytes([1]);
        var fields = new CaseFields { Party = "party-01", Unit = "01", Person = person };
        Assert.Equal("person-differs", register.Take("resignations/resign", "party-01", fields).VoidCode);
        Assert.True(register.Take("resignations/resign", "commission", fields with { Receipt = "R-1" }).IsApplied);
        Assert.Equal("person-differs", register.Take("resignations/retract", "commission", new CaseFields { Person = Hash.OfBytes([2]), Receipt = "R-2" }).VoidCode);
        Assert.True(register.Take("resignations/retract", "commission", new CaseFields { Person = person, Receipt = "R-2" }).IsApplied);
    }

    [Fact]
    public void Nobody_resigns_for_a_candidate_of_another_party_whatever_key_they_enrol()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01", "party-02");
        var person = Hash.OfBytes([1]);
        register.Enrol("party-02", "agent", person);
        register.Enrol("party-01", "agent", person);
        var fields = new CaseFields { Party = "party-01", Unit = "01", Person = person };
        Assert.Equal("person-differs", register.Take("resignations/resign", "party-02/agent", fields).VoidCode);
        Assert.True(register.Take("resignations/resign", "party-01/agent", fields).IsApplied);
        Assert.Equal("person-differs", register.Take("resignations/retract", "party-02/agent", new CaseFields { Person = person }).VoidCode);
    }

    [Fact]
    public void An_old_paper_that_somebody_reports_makes_a_body_neither_late_nor_in_time()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "communes-h", "party-01");
        register.Tick("2023-05-01T12:00:00+07:00");
        register.Take("endorsements/ask", "party-01", new CaseFields { Party = "party-01", Unit = "010201", Commitment = Hash.OfBytes([1]) });
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result", Receipt = "R-1", On = CaseRegister.Moment("2023-04-01T09:00:00+07:00") });
        register.Tick("2023-05-02T12:00:00+07:00");
        Assert.False(register.View(CaseRules.Complaints).IsOverdue);
        Assert.Equal(2, Assert.Single(register.View(CaseRules.Complaints).Runs, run => run.BindsBody).Deadlines.Length);
        register.Tick("2023-05-12T12:00:00+07:00");
        register.Take("endorsements/issue", "communes-h", new CaseFields { Receipt = "R-2", On = CaseRegister.Moment("2023-05-02T09:00:00+07:00") });
        Assert.True(register.View(CaseRules.Endorsements).WasOverdue);
    }

    [Fact]
    public void An_answer_that_its_body_did_not_sign_says_who_reports_it_and_shuts_out_nothing()
    {
        var register = new CaseRegister("cambodia-rehearsal", "communes-h", "party-01");
        register.Take("endorsements/ask", "party-01", new CaseFields { Party = "party-01", Unit = "010201", Commitment = Hash.OfBytes([1]) });
        Assert.Equal("office-not-held", register.Take("endorsements/issue", "party-01", new CaseFields()).VoidCode);
        Assert.True(register.Take("endorsements/report-refused", "party-01", new CaseFields()).IsApplied);
        Assert.Contains("the body hasn't signed it", CaseWords.Text(new Speech("en", "UTC") { Numerals = TextBook.Find("km").Numerals }, register.Fold.Definition, register.View(CaseRules.Endorsements)), StringComparison.Ordinal);
        register.Tick("2023-05-12T12:00:00+07:00");
        Assert.True(register.View(CaseRules.Endorsements).IsOverdue);
        Assert.True(register.Take("endorsements/issue", "communes-h", new CaseFields()).IsApplied);
        Assert.Equal("issued", register.State(CaseRules.Endorsements));
    }

    [Fact]
    public void A_paper_that_the_body_itself_took_binds_it_from_that_day()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission");
        register.Tick("2023-08-05T12:00:00+07:00");
        register.Take("complaints/file", "commission", new CaseFields { Complaint = "result", Receipt = "R-1", On = CaseRegister.Moment("2023-08-01T09:00:00+07:00") });
        Assert.True(register.View(CaseRules.Complaints).IsOverdue);
    }

    [Fact]
    public void A_complaint_does_not_go_in_circles_to_win_time()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign" });
        Assert.Equal("body-had-it", register.Take("complaints/transfer", "commission", new CaseFields { Body = "cec" }).VoidCode);
        Assert.True(register.Take("complaints/transfer", "commission", new CaseFields { Body = "pec" }).IsApplied);
        Assert.Equal("body-had-it", register.Take("complaints/transfer", "commission", new CaseFields { Body = "cec" }).VoidCode);
        Assert.Equal("pec", register.View(CaseRules.Complaints).File.Body);
    }

    [Fact]
    public void Notice_counts_neither_from_before_the_decision_nor_from_times_to_come()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Tick("2023-08-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        register.Tick("2023-08-01T14:00:00+07:00");
        register.Take("complaints/serve", "commission", new CaseFields { On = CaseRegister.Moment("2023-07-01T12:00:00+07:00") });
        register.Take("complaints/receive", "party-01", new CaseFields { On = CaseRegister.Moment("9999-12-31T23:59:59Z") });
        Assert.Equal(["2023-08-04T12:00:00+07:00", "2023-08-04T14:00:00+07:00"],
            register.View(CaseRules.Complaints).Runs.Single(run => run.Running.Deadline == "result-appeal").Deadlines.Select(deadline => deadline.At.ToString()));
    }

    [Fact]
    public void A_party_cannot_put_its_case_before_a_body_that_never_decides_such()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "assembly-g", "party-01");
        Assert.Equal("body-not-competent", register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01", Body = "cec" }).VoidCode);
        Assert.Equal("body-not-competent", register.Take("candidates/seal", "party-01", new CaseFields { Party = "party-01", Unit = "01", Commitment = Hash.OfBytes([1]), Count = 6, Body = "cec" }).VoidCode);
        Assert.True(register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01", Body = "nec" }).IsApplied);
        register.Take("parties/refuse", "commission", register.Votes(new CaseFields { Ground = "document-missing", Article = "art" }));
        Assert.Equal("body-not-competent", register.Take("parties/appeal", "party-01", new CaseFields { Body = "nec" }).VoidCode);
    }

    [Fact]
    public void An_act_in_a_case_of_many_is_as_much_work_as_in_a_case_of_few()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        register.Take("activities/ask", "party-01", new CaseFields { Party = "party-01", Unit = "01", On = CaseRegister.Moment("2023-07-01T12:00:00+07:00") });
        var counter = new CaseFields { Attachments = [new Attachment(Hash.OfBytes([4]), 4, "text/plain")] };
        void Take(int acts)
        {
            for (var i = 0; i < acts; i++) register.Take("activities/counter", "commission", counter);
        }

        var first = Effort.Of(() => Take(1_000));
        Take(18_000);
        var last = Effort.Of(() => Take(1_000));
        Assert.Equal(20_001, register.View(CaseRules.Activities).File.Events.Count);
        Assert.True(last < 2 * first, $"{first:N0} bytes were allocated at first, {last:N0} at last");
    }

    [Fact]
    public void What_happens_after_the_last_stage_changes_no_comparison()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "communes-h", "party-01", "party-11");
        register.Tick("2023-08-01T12:00:00+07:00");
        foreach (var party in new[] { "party-01", "party-11" })
        {
            register.Take("endorsements/ask", party, new CaseFields { Party = party, Unit = "010201", Commitment = Hash.OfBytes([1]) }, "E-" + party);
            register.Take("complaints/file", party, new CaseFields { Complaint = "result" }, "P-" + party);
            register.Take("complaints/file", party, new CaseFields { Complaint = "campaign" }, "C-" + party);
        }

        register.Tick("2023-08-02T12:00:00+07:00");
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" }, "P-party-01");
        StageState[] stages = [new(Stage.Provisional, default, new ActPlace(register.Fold.Size - 1, default, register.Fold.Tick))];
        var before = register.Impartiality(stages);
        Assert.Contains("\"tested\":true", before, StringComparison.Ordinal);
        register.Tick("2023-09-02T12:00:00+07:00");
        register.Take("endorsements/issue", "communes-h", new CaseFields(), "E-party-01");
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" }, "P-party-11");
        register.Take("complaints/withdraw", "party-11", new CaseFields(), "C-party-11");
        register.Take("complaints/file", "party-11", new CaseFields { Complaint = "campaign" }, "C-late");
        Assert.Equal(before, register.Impartiality(stages));
    }

    [Fact]
    public void A_case_counts_for_who_brought_it_and_many_of_one_day_and_ground_count_once()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01", "party-02");
        for (var i = 0; i < 40; i++)
        {
            register.Take("complaints/file", "party-02", new CaseFields { Complaint = "result", Party = "party-01" }, "C-" + i);
            register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" }, "C-" + i);
        }

        var views = register.Fold.Cases.Complaints.Files.Select(file => register.Fold.View(file));
        var counted = Assert.Single(TreatmentQuestions.Of("complaint-upheld", views, register.Fold.Definition));
        Assert.Equal("party-02", counted.Member);
    }

    [Fact]
    public void Stations_are_open_while_a_new_count_is_asked_for_or_ordered_and_not_otherwise()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission", "party-01");
        var station = register.Fold.Definition.Stations[0].Code;
        void File(string id, string remedy, bool names = true) => register.Take("complaints/file", "party-01",
            new CaseFields { Complaint = "result", Stations = names ? [station] : [], Remedy = remedy }, id);
        File("C-1", "annulment", names: false);
        File("C-2", "other");
        Assert.Empty(register.Fold.Cases.DisputedStations());
        register.Take("complaints/uphold", "commission", new CaseFields { Ground = "facts-shown", Article = "art", Remedy = "recount" }, "C-2");
        Assert.Equal([station], register.Fold.Cases.DisputedStations());
        Assert.Equal([station], register.Fold.Cases.DisputedStations(orderedOnly: true));
        register.Take("complaints/execute", "commission", new CaseFields(), "C-2");
        Assert.Empty(register.Fold.Cases.DisputedStations());
        Assert.True(register.Take("complaints/contest", "party-01", new CaseFields(), "C-2").IsApplied);
        Assert.Equal([station], register.Fold.Cases.DisputedStations(orderedOnly: true));
        register.Take("complaints/execute", "commission", new CaseFields(), "C-2");
        File("C-3", "recount");
        Assert.Equal([station], register.Fold.Cases.DisputedStations());
        Assert.Empty(register.Fold.Cases.DisputedStations(orderedOnly: true));
    }

    [Fact]
    public void Every_view_can_be_written_after_any_steps_by_anybody()
    {
        string[] organisations = ["commission", "council-f", "assembly-g", "communes-h", "authority-i", "ministry-e", "party-01", "party-02"];
        var register = new CaseRegister("cambodia-rehearsal", organisations);
        var random = new RehearsalSeed(20230723).Stream("whatever steps");
        Moment[] moments = [CaseRegister.Moment("1970-01-01T00:00:00Z"), CaseRegister.Moment("9999-12-31T23:59:59Z"), CaseRegister.Moment("2023-07-23T00:00:00+07:00"), CaseRegister.Moment("9999-12-31T23:59:59+14:00")];
        var applied = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var id = "C-" + random.Below(30);
            var step = random.Chance(900) ? random.Pick(StepsOf(register, id, random)) : random.Pick(CaseRules.Steps);
            var fields = CaseRegister.Fill(register.Fold.Definition, step) with { Party = random.Chance(500) ? "party-01" : "party-02" };
            if (((step.Needs | step.May) & CaseField.On) != 0 && random.Chance(700)) fields = fields with { On = random.Pick(moments) };
            if ((step.May & CaseField.Receipt) != 0 && random.Chance(500)) fields = fields with { Receipt = "R" };
            applied += register.Take(step.Kind, random.Pick(organisations), fields, id).IsApplied ? 1 : 0;
            if (i % 4000 == 3999) WriteEveryView(register);
        }

        Assert.True(applied > 1000, $"{applied} applied");
        register.Tick("9999-12-31T23:59:59Z");
        WriteEveryView(register);
    }

    private static ImmutableArray<CaseStep> StepsOf(CaseRegister register, string id, SeededRandom random)
    {
        var table = random.Pick(CaseRules.All);
        return [.. table.From(register.Fold.Cases.Find(table.Book, id)?.State.Code ?? CaseStep.Nothing), .. table.Steps.Take(1)];
    }

    private static void WriteEveryView(CaseRegister register)
    {
        var speech = new Speech("km", "UTC") { Numerals = TextBook.Find("km").Numerals };
        foreach (var view in register.Fold.Cases.All.SelectMany(book => book.Files).Select(file => register.Fold.View(file)))
        {
            Assert.NotEmpty(CaseDocuments.Whole(view, DeadlineWords.In(register.Fold.Definition)));
            Assert.NotEmpty(CaseWords.Text(speech, register.Fold.Definition, view));
        }

        Assert.NotEmpty(register.Impartiality([new(Stage.Provisional, default, new ActPlace(register.Fold.Size - 1, default, register.Fold.Tick))]));
    }

    [Fact]
    public void An_act_of_a_case_reads_as_it_was_written_and_takes_no_field_of_another_kind()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission");
        foreach (var step in CaseRules.Steps)
        {
            var act = register.Make(step, "commission", CaseRegister.Fill(register.Fold.Definition, step), "C-1");
            var read = register.Read(act);
            Assert.Null(read.Problem);
            Assert.Equal(act.ToBody(), ((CaseAct)read.Act!).ToBody());
        }

        Assert.Equal("field-not-of-kind", register.Read(Altered("complaints/hear", "}", ",\"ground\":\"x\"}")).Problem?.Code);
        Assert.Equal("field-missing", register.Read(Altered("complaints/file", ",\"complaint\":\"x\"", "")).Problem?.Code);

        byte[] Altered(string kind, string written, string instead)
        {
            var body = Encoding.UTF8.GetString(register.Make(CaseRules.Steps.Single(step => step.Kind == kind), "commission", new CaseFields { Complaint = "x" }, "C-1").ToBody());
            Assert.Contains(written, body, StringComparison.Ordinal);
            return Encoding.UTF8.GetBytes(body.Replace(written, instead, StringComparison.Ordinal));
        }
    }
}
