using System.Collections.Immutable;
using Saksei.Cli.Examples.Rehearsal;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Impartiality;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server.Pages.Cases;
using Saksei.Server.Registers;
using Saksei.Server.Texts;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Cases: the table of steps for every pair of state and act, whose step it is, and what a decision must have.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Books => [.. CaseRules.All.Select(table => table.Book)];

    [Theory]
    [MemberData(nameof(Books))]
    public void Every_step_that_is_not_in_the_table_is_void_and_every_other_one_applies(string book)
    {
        var table = CaseRules.All.Single(candidate => candidate.Book == book);
        var pairs = 0;
        foreach (var state in table.States.Prepend(CaseStep.Nothing))
            foreach (var step in table.Steps)
            {
                var register = new Register("cambodia-2023", "transcriber");
                register.Reach(table, state);
                var outcome = register.Take(step);
                pairs++;
                var expected = step.From.Contains(state) ? "" : "step-not-allowed";
                Assert.True(expected == outcome.VoidCode, $"{state} {step.Kind}: {outcome.VoidCode} {outcome.Detail}");
                if (outcome.IsApplied) Assert.Equal(step.After(state), register.State(table));
            }

        Assert.Equal((table.States.Length + 1) * table.Steps.Length, pairs);
    }

    [Theory]
    [InlineData("", "art", "ground-missing")]
    [InlineData("invented", "art", "ground-unknown")]
    [InlineData("facts-shown", "art", "ground-unknown")]
    [InlineData("document-missing", "", "article-missing")]
    public void A_decision_without_a_ground_of_the_list_or_without_an_article_is_void(string ground, string article, string code)
    {
        var register = new Register("cambodia-rehearsal", "commission", "party-01");
        register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" });
        Assert.Equal(code, register.Take("parties/refuse", "commission", new CaseFields { Ground = ground, Article = article }).VoidCode);
        Assert.Equal("filed", register.State(CaseRules.Parties));
    }

    [Fact]
    public void A_decision_by_somebody_without_the_office_or_after_the_case_went_on_is_void()
    {
        var register = new Register("cambodia-rehearsal", "commission", "council-f", "party-01", "party-02");
        Assert.Equal("case-of-another", register.Take("parties/apply", "party-02", new CaseFields { Party = "party-01" }).VoidCode);
        register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" });
        var refusal = new CaseFields { Ground = "document-missing", Article = "art" };
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
        var register = new Register("cambodia-rehearsal", "commission", "council-f", "party-01");
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
        var register = new Register("cambodia-rehearsal", "commission", "party-01", "party-02");
        Assert.Equal("case-party-differs", register.Take("parties/apply", "party-02", new CaseFields { Party = "party-02" }).VoidCode);
        Assert.True(register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" }).IsApplied);
    }

    [Fact]
    public void What_was_carried_out_can_still_be_appealed()
    {
        var register = new Register("cambodia-rehearsal", "commission", "council-f", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        register.Take("complaints/uphold", "commission", new CaseFields { Ground = "facts-shown", Article = "art" });
        register.Take("complaints/execute", "commission", new CaseFields());
        Assert.True(register.Take("complaints/appeal", "party-01", new CaseFields()).IsApplied);
    }

    [Fact]
    public void Nobody_but_its_filer_can_withdraw_a_complaint_and_it_stays_in_the_book()
    {
        var register = new Register("cambodia-rehearsal", "commission", "party-01", "party-02");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign" });
        foreach (var other in new[] { "commission", "party-02" })
            Assert.Equal("case-of-another", register.Take("complaints/withdraw", other, new CaseFields()).VoidCode);
        Assert.True(register.Take("complaints/withdraw", "party-01", new CaseFields()).IsApplied);
        Assert.Equal("withdrawn", register.State(CaseRules.Complaints));
    }

    [Fact]
    public void Overdue_follows_from_the_clock_and_stays_when_the_answer_comes_late()
    {
        var register = new Register("cambodia-rehearsal", "commission", "party-01");
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
        var register = new Register("cambodia-rehearsal", "commission", "council-f", "party-01");
        register.Tick("2023-08-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        register.Tick("2023-08-02T12:00:00+07:00");
        register.Take("complaints/hear", "commission", new CaseFields());
        Assert.Equal("2023-08-03T12:00:00+07:00", Assert.Single(register.View(CaseRules.Complaints).Runs).Deadlines[0].At.ToString());
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        register.Tick("2023-08-02T21:00:00+07:00");
        register.Take("complaints/serve", "commission", new CaseFields { On = Moment("2023-08-02T13:00:00+07:00") });
        register.Take("complaints/receive", "party-01", new CaseFields { On = Moment("2023-08-02T20:00:00+07:00") });
        var view = register.View(CaseRules.Complaints);
        Assert.True(view.File.IsServiceDisputed);
        Assert.Equal(2, view.Runs.Single(run => run.Running.Deadline == "result-appeal").Deadlines.Length);
        register.Take("complaints/appeal", "party-01", new CaseFields());
        Assert.Contains(register.View(CaseRules.Complaints).Runs, run => run is { IsRunning: true, Running.Deadline: "result-council", Body: "ccc" });
    }

    [Fact]
    public void Members_vote_once_only_while_they_sit_and_not_where_they_stand_aside()
    {
        var register = new Register("cambodia-rehearsal", "commission", "assembly-g", "party-01");
        register.Take("commission/appoint", "assembly-g", new CaseFields { By = "party-02" }, "member-1");
        register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" });
        CaseFields Refusal(params ReadOnlySpan<MemberVote> votes) => new() { Ground = "document-missing", Article = "art", Votes = [.. votes] };
        Assert.Equal("member-unknown", register.Take("parties/refuse", "commission", Refusal(new MemberVote("member-2", Vote.For))).VoidCode);
        Assert.Equal("member-twice", register.Take("parties/refuse", "commission", Refusal(new("member-1", Vote.For), new("member-1", Vote.For))).VoidCode);
        register.Take("commission/recuse", "commission", new CaseFields { Refers = Register.Case }, "member-1");
        Assert.Equal("member-recused", register.Take("parties/refuse", "commission", Refusal(new MemberVote("member-1", Vote.For))).VoidCode);
        Assert.True(register.Take("parties/refuse", "commission", Refusal(new MemberVote("member-1", Vote.Recused))).IsApplied);
    }

    [Fact]
    public void Only_the_person_resigns_or_takes_it_back()
    {
        var register = new Register("cambodia-rehearsal", "commission", "party-01");
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
        var register = new Register("cambodia-rehearsal", "commission", "party-01", "party-02");
        var person = Hash.OfBytes([1]);
        register.Enrol("party-02", "agent", person);
        register.Enrol("party-01", "agent", person);
        var fields = new CaseFields { Party = "party-01", Unit = "01", Person = person };
        Assert.Equal("person-differs", register.Take("resignations/resign", "party-02/agent", fields).VoidCode);
        Assert.True(register.Take("resignations/resign", "party-01/agent", fields).IsApplied);
        Assert.Equal("person-differs", register.Take("resignations/retract", "party-02/agent", new CaseFields { Person = person }).VoidCode);
    }

    [Fact]
    public void A_body_is_not_late_because_somebody_tells_of_an_old_paper_and_not_in_time_because_it_tells_of_one()
    {
        var register = new Register("cambodia-rehearsal", "commission", "communes-h", "party-01");
        register.Tick("2023-05-01T12:00:00+07:00");
        register.Take("endorsements/ask", "party-01", new CaseFields { Party = "party-01", Unit = "010201", Commitment = Hash.OfBytes([1]) });
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result", Receipt = "R-1", On = Moment("2023-04-01T09:00:00+07:00") });
        register.Tick("2023-05-02T12:00:00+07:00");
        Assert.False(register.View(CaseRules.Complaints).IsOverdue);
        Assert.Equal(2, Assert.Single(register.View(CaseRules.Complaints).Runs).Deadlines.Length);
        register.Tick("2023-05-12T12:00:00+07:00");
        register.Take("endorsements/issue", "communes-h", new CaseFields { Receipt = "R-2", On = Moment("2023-05-02T09:00:00+07:00") });
        Assert.True(register.View(CaseRules.Endorsements).WasOverdue);
    }

    [Theory]
    [InlineData("party-01", true)]
    [InlineData("communes-h", false)]
    public void An_answer_that_its_body_did_not_sign_says_who_tells_it(string author, bool told)
    {
        var register = new Register("cambodia-rehearsal", "communes-h", "party-01");
        register.Take("endorsements/ask", "party-01", new CaseFields { Party = "party-01", Unit = "010201", Commitment = Hash.OfBytes([1]) });
        Assert.True(register.Take("endorsements/issue", author, new CaseFields()).IsApplied);
        var view = register.View(CaseRules.Endorsements);
        Assert.Equal(told, view.File.Events[^1].ToldByApplicant);
        Assert.Equal(told, CaseWords.Text(new Speech("en", true, "UTC"), register.Fold.Definition, view).Contains("the body hasn't signed it", StringComparison.Ordinal));
    }

    [Fact]
    public void A_paper_that_the_body_itself_took_binds_it_from_that_day()
    {
        var register = new Register("cambodia-rehearsal", "commission");
        register.Tick("2023-08-05T12:00:00+07:00");
        register.Take("complaints/file", "commission", new CaseFields { Complaint = "result", Receipt = "R-1", On = Moment("2023-08-01T09:00:00+07:00") });
        Assert.True(register.View(CaseRules.Complaints).IsOverdue);
    }

    [Fact]
    public void A_complaint_does_not_go_in_circles_to_win_time()
    {
        var register = new Register("cambodia-rehearsal", "commission", "party-01");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "campaign" });
        Assert.Equal("body-had-it", register.Take("complaints/transfer", "commission", new CaseFields { Body = "cec" }).VoidCode);
        Assert.True(register.Take("complaints/transfer", "commission", new CaseFields { Body = "pec" }).IsApplied);
        Assert.Equal("body-had-it", register.Take("complaints/transfer", "commission", new CaseFields { Body = "cec" }).VoidCode);
        Assert.Equal("pec", register.View(CaseRules.Complaints).File.Body);
    }

    [Fact]
    public void Notice_counts_neither_from_before_the_decision_nor_from_times_to_come()
    {
        var register = new Register("cambodia-rehearsal", "commission", "party-01");
        register.Tick("2023-08-01T12:00:00+07:00");
        register.Take("complaints/file", "party-01", new CaseFields { Complaint = "result" });
        register.Take("complaints/reject", "commission", new CaseFields { Ground = "no-effect", Article = "art" });
        register.Tick("2023-08-01T14:00:00+07:00");
        register.Take("complaints/serve", "commission", new CaseFields { On = Moment("2023-07-01T12:00:00+07:00") });
        register.Take("complaints/receive", "party-01", new CaseFields { On = Moment("9999-12-31T23:59:59Z") });
        Assert.Equal(["2023-08-04T12:00:00+07:00", "2023-08-04T14:00:00+07:00"],
            register.View(CaseRules.Complaints).Runs.Single(run => run.Running.Deadline == "result-appeal").Deadlines.Select(deadline => deadline.At.ToString()));
    }

    [Fact]
    public void A_party_cannot_put_its_case_before_a_body_that_never_decides_such()
    {
        var register = new Register("cambodia-rehearsal", "commission", "party-01");
        Assert.Equal("body-not-competent", register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01", Body = "cec" }).VoidCode);
        Assert.Equal("body-not-competent", register.Take("candidates/seal", "party-01", new CaseFields { Party = "party-01", Unit = "01", Commitment = Hash.OfBytes([1]), Count = 6, Body = "cec" }).VoidCode);
        Assert.True(register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01", Body = "nec" }).IsApplied);
        register.Take("parties/refuse", "commission", new CaseFields { Ground = "document-missing", Article = "art" });
        Assert.Equal("body-not-competent", register.Take("parties/appeal", "party-01", new CaseFields { Body = "nec" }).VoidCode);
    }

    [Fact]
    public void A_hundred_thousand_acts_in_one_case_are_taken_in_seconds()
    {
        var register = new Register("cambodia-rehearsal", "commission", "party-01");
        register.Take("activities/ask", "party-01", new CaseFields { Party = "party-01", Unit = "01", On = Moment("2023-07-01T12:00:00+07:00") });
        var counter = new CaseFields { Attachments = [new Attachment(Hash.OfBytes([4]), 4, "text/plain")] };
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 100_000; i++) register.Take("activities/counter", "commission", counter);
        Assert.Equal(100_001, register.View(CaseRules.Activities).File.Events.Count);
        Assert.True(watch.ElapsedMilliseconds < 8000, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void What_happens_after_the_last_stage_changes_no_comparison()
    {
        var register = new Register("cambodia-rehearsal", "commission", "communes-h", "party-01", "party-11");
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
        var register = new Register("cambodia-rehearsal", "commission", "party-01", "party-02");
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
        var register = new Register("cambodia-rehearsal", "commission", "party-01");
        var station = register.Fold.Definition.Stations[0].Code;
        void File(string id, string remedy, bool names = true) => register.Take("complaints/file", "party-01",
            new CaseFields { Complaint = "result", Stations = names ? [station] : [], Remedy = remedy }, id);
        File("C-1", "annulment", names: false);
        File("C-2", "apology");
        Assert.Empty(register.Fold.Cases.DisputedStations());
        register.Take("complaints/uphold", "commission", new CaseFields { Ground = "facts-shown", Article = "art", Remedy = "recount" }, "C-2");
        Assert.Equal([station], register.Fold.Cases.DisputedStations());
        register.Take("complaints/execute", "commission", new CaseFields(), "C-2");
        Assert.Empty(register.Fold.Cases.DisputedStations());
    }

    [Fact]
    public void Whatever_steps_come_from_whomever_every_view_can_be_told()
    {
        string[] organisations = ["commission", "council-f", "assembly-g", "communes-h", "authority-i", "ministry-e", "party-01", "party-02"];
        var register = new Register("cambodia-rehearsal", organisations);
        var random = new RehearsalSeed(20230723).Stream("whatever steps");
        Moment[] moments = [Moment("1970-01-01T00:00:00Z"), Moment("9999-12-31T23:59:59Z"), Moment("2023-07-23T00:00:00+07:00"), Moment("9999-12-31T23:59:59+14:00")];
        var applied = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var id = "C-" + random.Below(30);
            var step = random.Chance(900) ? random.Pick(StepsOf(register, id, random)) : random.Pick(CaseRules.Steps);
            var fields = Register.Fill(register.Fold.Definition, step) with { Party = random.Chance(500) ? "party-01" : "party-02" };
            if (((step.Needs | step.May) & CaseField.On) != 0 && random.Chance(700)) fields = fields with { On = random.Pick(moments) };
            if ((step.May & CaseField.Receipt) != 0 && random.Chance(500)) fields = fields with { Receipt = "R" };
            applied += register.Take(step.Kind, random.Pick(organisations), fields, id).IsApplied ? 1 : 0;
            if (i % 4000 == 3999) Tell(register);
        }

        Assert.True(applied > 1000, $"{applied} applied");
        register.Tick("9999-12-31T23:59:59Z");
        Tell(register);
    }

    private static ImmutableArray<CaseStep> StepsOf(Register register, string id, SeededRandom random)
    {
        var table = random.Pick(CaseRules.All);
        return [.. table.From(register.Fold.Cases.Find(table.Book, id)?.State.Code ?? CaseStep.Nothing), .. table.Steps.Take(1)];
    }

    private static void Tell(Register register)
    {
        var speech = new Speech("km", true, "UTC");
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
        var register = new Register("cambodia-rehearsal", "commission");
        foreach (var step in CaseRules.Steps)
        {
            var act = register.Make(step, "commission", Register.Fill(register.Fold.Definition, step), "C-1");
            var read = register.Read(act);
            Assert.Null(read.Problem);
            Assert.Equal(act.ToBody(), ((CaseAct)read.Act!).ToBody());
        }

        var stray = register.Make(CaseRules.Steps.Single(step => step.Kind == "complaints/hear"), "commission", new CaseFields { Ground = "x" }, "C-1");
        Assert.Equal("field-not-of-kind", register.Read(stray).Problem?.Code);
        var poor = register.Make(CaseRules.Steps.Single(step => step.Kind == "complaints/file"), "commission", new CaseFields(), "C-1");
        Assert.Equal("field-missing", register.Read(poor).Problem?.Code);
    }

    private static Moment Moment(string text) => Saksei.Election.Clock.Moment.TryParse(text, out var moment) ? moment : throw new ArgumentException(text);

    /// <summary>A fold without a store: organisations with one desk each, and acts that aren't signed.</summary>
    private sealed class Register
    {
        internal const string Case = "party-01";
        private readonly Dictionary<string, SignerKey> _keys = new(StringComparer.Ordinal);
        private UInt128 _nonce;

        internal Register(string definition, params ReadOnlySpan<string> organisations)
        {
            Fold = new ElectionFold(Founding.ReadFolder(Repository.At("elections", definition)), "simulated.example/cases");
            foreach (var organisation in organisations) _keys[organisation] = SignerKey.FromSeed(organisation + "/desk", new byte[32]);
            var log = SignerKey.FromSeed("simulated.example/cases", new byte[32]).Verifier;
            var clock = SignerKey.FromSeed("simulated.example/cases/clock", new byte[32]).Verifier;
            ImmutableArray<Founder> founders = [.. _keys.Select(pair => new Founder(pair.Key, "any", pair.Key, [pair.Value.Verifier], Recovery.None))];
            var header = new ActHeader(0, Moment("2023-04-01T00:00:00+07:00"), [.. _keys.Values.Select(key => key.Verifier.Name)]);
            Assert.Equal(Outcome.Applied, Fold.Apply(new RegisterFound(header, Fold.Definition.Identity, true, log, clock, founders), default));
            _clock = clock.Name;
            Tick("2023-04-01T00:00:00+07:00");
        }

        private readonly KeyName _clock;

        internal ElectionFold Fold { get; }

        internal void Tick(string at) => Assert.Equal(Outcome.Applied, Fold.Apply(new ClockTick(new ActHeader(_nonce++, Moment(at), [_clock])), default));

        internal CaseAct Make(CaseStep step, string organisation, CaseFields fields, string id) =>
            new(new ActHeader(_nonce++, Fold.Tick, [_keys[organisation].Verifier.Name]), step, id, fields);

        internal ActReading Read(CaseAct act)
        {
            var text = Saksei.Register.Acts.SignedAct.TextOf("simulated.example/cases", act.ToBody());
            var signed = Saksei.Register.Acts.SignedAct.Parse(SignedNote.Sign(text, [_keys["commission"]]), out _);
            return Fold.Reader.Read(signed!);
        }

        internal Outcome Take(string kind, string organisation, CaseFields fields, string id = Case) =>
            Fold.Apply(Make(CaseRules.Steps.Single(step => step.Kind == kind), organisation, fields, id), Hash.OfBytes(BitConverter.GetBytes((ulong)_nonce)));

        internal void Enrol(string organisation, string desk, Hash person)
        {
            var key = SignerKey.FromSeed(organisation + "/" + desk, new byte[32]);
            var act = new OrganisationEnrol(new ActHeader(_nonce++, Fold.Tick, [_keys[organisation].Verifier.Name]), organisation, [new EnrolledKey(key.Verifier, KeyRole.Agent, person)]);
            Assert.Equal(Outcome.Applied, Fold.Apply(act, Hash.OfBytes(BitConverter.GetBytes((ulong)_nonce))));
            _keys[organisation + "/" + desk] = key;
        }

        internal Outcome Take(CaseStep step) => Take(step.Kind, "transcriber", Fill(Fold.Definition, step));

        internal string State(CaseTable table) => Fold.Cases.Find(table.Book, Case)?.State.Code ?? CaseStep.Nothing;

        internal string Impartiality(IReadOnlyList<StageState> stages) => System.Text.Encoding.UTF8.GetString(ImpartialityDocument.Write(ImpartialityBook.Of(
            Fold.Definition, Fold.Cases.All.SelectMany(book => book.Files), (file, asOf) => Fold.View(file, asOf), Fold.Tick, Fold.Stations.ConditionsOf, new ClosedCounts(0, 0, 0), stages, Fold.Size)));

        internal CaseView View(CaseTable table) => Fold.View(Fold.Cases.Find(table.Book, Case)!);

        // The shortest way to a state.
        internal void Reach(CaseTable table, string state)
        {
            var ways = new Dictionary<string, ImmutableArray<CaseStep>> { [CaseStep.Nothing] = [] };
            for (var grown = true; grown && !ways.ContainsKey(state);)
            {
                grown = false;
                foreach (var (from, way) in ways.ToList())
                    foreach (var step in table.From(from).Where(step => !ways.ContainsKey(step.After(from))))
                        grown |= ways.TryAdd(step.After(from), way.Add(step));
            }

            foreach (var step in ways[state]) Assert.Equal(Outcome.Applied, Take(step));
            Assert.Equal(state, State(table));
        }

        // What a step needs, and no more.
        internal static CaseFields Fill(ElectionDefinition definition, CaseStep step)
        {
            var fields = step.IsDecision
                ? new CaseFields { Ground = definition.Procedures.Grounds.First(ground => ground.Steps.Contains(step.Kind)).Code, Article = "art" } : new CaseFields();
            foreach (var (field, fill) in Fillings)
                if ((step.Needs & field) != 0) fields = fill(fields);
            return fields;
        }

        private static readonly (CaseField Field, Func<CaseFields, CaseFields> Fill)[] Fillings =
        [
            (CaseField.Party, fields => fields with { Party = "party-01" }),
            (CaseField.Unit, fields => fields with { Unit = "01" }),
            (CaseField.Complaint, fields => fields with { Complaint = "campaign" }),
            (CaseField.Against, fields => fields with { Against = "party-02" }),
            (CaseField.Body, fields => fields with { Body = "pec" }),
            (CaseField.Refers, fields => fields with { Refers = "C-9" }),
            (CaseField.Person, fields => fields with { Person = Hash.OfBytes([1]) }),
            (CaseField.Commitment, fields => fields with { Commitment = Hash.OfBytes([2]) }),
            (CaseField.Documents, fields => fields with { Documents = [new DocumentRecord("statute", DocumentForm.Original, "", "")] }),
            (CaseField.Assessments, fields => fields with { Assessments = [new Assessment("age-25", AssessmentOutcome.Met, Hash.OfBytes([3]))] }),
            (CaseField.On, fields => fields with { On = Moment("2023-04-01T00:00:00+07:00") }),
            (CaseField.Count, fields => fields with { Count = 6 }),
            (CaseField.By, fields => fields with { By = "party-02" }),
            (CaseField.Attachments, fields => fields with { Attachments = [new Attachment(Hash.OfBytes([4]), 4, "text/plain")] }),
        ];
    }
}
