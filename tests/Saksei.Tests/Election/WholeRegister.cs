using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Checklists;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Election.Files;
using Saksei.Election.Findings;
using Saksei.Election.Forms;
using Saksei.Election.Observation;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Consultations;
using Saksei.Tests.Cosigning;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>
/// A small register in which every kind of act took effect, and every step of a case was tried in every state; where it was void
/// there, the case then went on to where it could be taken, if there is a way.
/// </summary>
internal sealed class WholeRegister : IDisposable
{
    private const string Commission = "commission/desk";

    internal WholeRegister()
    {
        LetIn();
        Count();
        Observe();
        Narrow();
        TakeDown();
        Seat();
        Step();
        Consult();
        Speak();
        Applied(header => new HolidayAnnounce(header, new DateOnly(2023, 12, 1), "free"), Commission);
        Applied(header => new RegisterScripts(header, [new PageScript("work.js", Hash.OfBytes([1]))]), Commission);
        Applied(header => Policies.Act(header, Policies.TwoOf(2)), Commission, "observers/desk", "party/desk");
        Applied(header => new RegisterRules(header, 2), Commission, "observers/desk", "party/desk");
    }

    internal SmallElection Election { get; } = new((role, text) => SmallElection.WithFindings(role, SmallElection.WithProcedures(role, text)));

    public void Dispose() => Election.Dispose();

    private Hash Applied(Func<ActHeader, Act> act, params string[] keys)
    {
        var submitted = Election.Submit(act, keys);
        Assert.Equal(Outcome.Applied, submitted.Outcome);
        return submitted.Identity;
    }

    private void LetIn()
    {
        Applied(header => new OrganisationAccredit(header, "monitor", "observer", "civil-society", AccreditOutcome.Granted, "", "",
            [SmallElection.Key("monitor/desk").Verifier], Recovery.None), Commission);
        foreach (var founder in (string[])["observers/desk", "party/desk"])
            Applied(header => new OrganisationVouch(header, "citizens", "observer", "civil-society", [SmallElection.Key("citizens/desk").Verifier], Recovery.None), founder);
        Applied(header => new OrganisationEnrol(header, "commission", [.. Enumerable.Range(1, 3).Select(Clerk)]), Commission);
        Applied(header => new OrganisationRevoke(header, "commission", [Clerk(3).Key.Name], RevokeReason.Left), Commission);
        Recover();
    }

    // A key for one province, which signs about a station of it and about none elsewhere.
    private void Narrow()
    {
        var scope = new KeyScope(["P1"], []);
        Applied(header => new OrganisationEnrol(header, "party", [new EnrolledKey(SmallElection.Key("party/agent").Verifier, KeyRole.Agent, Hash.OfBytes([4])) { Scope = scope }]), "party/desk");
        Applied(header => ReportSamples.Of(StationKinds.Conditions, header, "S05", null), "party/agent");
        Assert.Equal("outside-scope", Election.Submit(header => ReportSamples.Of(StationKinds.Conditions, header, "S06", null), "party/agent").Outcome.VoidCode);
    }

    // An organisation of which two safes out of two, then of three, give the desk back.
    private void Recover()
    {
        static VerifierKey Key(string name) => SmallElection.Key("kept/" + name).Verifier;
        Applied(header => new OrganisationAccredit(header, "kept", "observer", "civil-society", AccreditOutcome.Granted, "", "", [Key("desk")], new Recovery(2, [Key("safe-1"), Key("safe-2")])), Commission);
        Applied(header => new OrganisationRecovery(header, "kept", new Recovery(2, [Key("safe-1"), Key("safe-2"), Key("safe-3")])), "kept/desk", "kept/safe-1", "kept/safe-2");
        Applied(header => new OrganisationRecover(header, "kept", [Key("desk-2")], [Key("desk").Name]), "kept/safe-1", "kept/safe-3");
    }

    private static EnrolledKey Clerk(int number) =>
        new(SmallElection.Key($"commission/clerk-{number}").Verifier, KeyRole.Clerk, Hash.OfBytes([(byte)number]));

    private void Count()
    {
        Applied(header => new StationsDelivered(header, [new("S01", 550, [], null)]), Commission);
        foreach (var kind in StationKinds.Reports) Applied(header => ReportSamples.Of(kind, header, "S01", null), "observers/desk");
        var entry = Election.Entry("registered=500 cast=180 invalid=0 A=100 B=50 C=30");
        var sealed_ = Enumerable.Range(1, 2).Select(i => Applied(header => new FormCommit(
            header, "1102", "S01", "original", 1, entry.Commit(header.Signers[0], (UInt128)i)), $"commission/clerk-{i}")).ToList();
        for (var i = 1; i <= 2; i++) Applied(header => new FormReveal(header, "1102", "S01", sealed_[i - 1], (UInt128)i, entry), $"commission/clerk-{i}");
        Assert.True(Election.Copy("S02", "A=10 B=5").Outcome.IsApplied);
        var posted = Election.Copy("S02", "A=5 B=10", "observers/desk", CopySource.Posted, "posted").Identity;
        Applied(header => new FormAdjudicate(header, "1102", "S02", AdjudicationOutcome.CopyAdopted, "recount", "art-1", false, [], posted, null, [], null), Commission);
        var failing = Election.Copy("S02", "cast=99 invalid=0 A=5 B=10", "observers/desk", CopySource.Tally, "tally").Identity;
        Applied(header => new FormHandle(header, "1102", "S02", failing, "E101", CheckReason.PaperSaysSo, [], null), Commission);
    }

    private void Observe()
    {
        const string Observers = "observers/desk";
        Applied(header => new ObservationDeploy(header, [new("S01", 2)], true), Observers);
        var form = Paper()[0];
        var checklist = Applied(header => new ObservationChecklist(header, "counting", "1", form, [new("doors", QuestionType.SelectOne, ["open", "closed"])], null), Observers);
        Applied(header => new ObservationAnswers(header, "S03", checklist, 1, [new("doors", ["closed"], null)], Paper(), null), Observers);
        Applied(header => new ObservationTurnedAway(
            header, "S03", "observers", KeptPeople.Observer, KeptFrom.SentAway, KeptBy.StationHead, PartOfDay.Counting, "no-badge", Paper(), null), Observers);
        var first = Applied(header => new ObservationIncident(header, "closed-count", "S03", "", new DateOnly(2023, 11, 15), Paper(), null), Observers);
        var second = Applied(header => new ObservationIncident(header, "closed-count", "", "P1", new DateOnly(2023, 11, 15), [], null), "party/desk");
        Applied(header => new ObservationJoin(header, second, first), "party/desk");
        Applied(header => new ObservationAnswer(header, first, "weather", new DateOnly(2023, 12, 1), Paper()), Commission);
    }

    private void TakeDown()
    {
        const string Party = "party/desk";
        var file = new Attachment(Election.Host.Store.AddAttachment("a list of names"u8, "text/plain"), 15, "text/plain");
        Applied(header => ReportSamples.Of(StationKinds.Conditions, header, "S04", null) switch
        {
            StationConditions seen => seen with { Attachments = [file] },
            var report => report,
        }, Party);
        Applied(header => new FileTakeDown(header, file.Sha256, TakeDownGround.PersonalData, "art-1"), Party);
        Assert.Single(Election.Host.RemoveTakenDown());
    }

    private void Seat()
    {
        Election.Copy("S06", "A=10 B=10 C=10");
        var tie = Assert.Single(Election.Fold.Results().Allocations[1].Ties);
        Applied(header => new ResultsLot(header, "P2", tie.Step, [.. tie.Lists], ["C", "A"], "", []), Commission);
        Applied(header => new HoldersCandidates(header, "P1", "A", ["a1", "a2", "a3", "a4"], [], null), Commission);
        var tally = Hash.OfBytes(ResultsDocuments.Tally(Election.Fold.Results()));
        Applied(header => new ResultsStage(header, Stage.Official, tally, []), Commission);
        foreach (var change in (SeatChangeKind[])[SeatChangeKind.Vacated, SeatChangeKind.Replaced])
            Applied(header => new HoldersChange(header, "P1", "A", 1, change, "", "recount", "art", []), Commission);
    }

    private void Consult()
    {
        var (from, paper) = (Election.Fold.Tick.Plus(60), Paper()[0]);
        Applied(header => ConsultationSamples.Open(header, from, ConsultationSamples.Code, "observers", "party", "monitor", "citizens") with
        { Question = paper, Moderation = [new("names", paper)] }, "observers/desk");
        Applied(header => new ConsultationWorkshop(header, ConsultationSamples.Code, "w-1", "P1", from, [new(Invitation.Letter, 9)], 4, [], null), "observers/desk");
        Wait(from);
        Applied(header => new ConsultationOpinion(header, ConsultationSamples.Code, ConsultationSamples.Opinion(0)), "party/desk");
        Applied(header => ConsultationSamples.Batch(header, from, ConsultationSamples.Opinion(1), ConsultationSamples.Opinion(2)), "observers/desk");
        Applied(header => ConsultationSamples.Reject(header, ConsultationSamples.Opinion(1)), "observers/desk", "party/desk");
        Applied(header => ConsultationSamples.Ask(header, ConsultationSamples.Opinion(1)), "party/desk");
        Applied(header => ConsultationSamples.Review(header, ConsultationSamples.Opinion(1), ReviewOutcome.Restored), "monitor/desk", "citizens/desk");
        Applied(header => ConsultationSamples.Publish(header, ConsultationSamples.Opinion(1), ConsultationSamples.Opinion(2)), "observers/desk");
        Wait(from.Plus(OpinionReceipt.PromisedSeconds + 1));
        Applied(header => ConsultationSamples.Promise(header, SmallElection.Origin, ConsultationSamples.Opinion(3), from, SmallElection.Key("observers/desk")), "party/desk");
        ConsultBeside();
    }

    // A hash that stands in two consultations; late by a stranger, in time by its batch.
    private void ConsultBeside()
    {
        var (from, paper) = (Election.Fold.Tick.Plus(60), Paper()[0]);
        Applied(header => ConsultationSamples.Open(header, from, "beside", "observers", "party") with
        { Question = paper, Moderation = [], Phases = new PhaseDates(from, from.Plus(60), from.Plus(90), null, null) }, "observers/desk");
        Wait(from.Plus(120));
        Applied(header => new ConsultationOpinion(header, "beside", ConsultationSamples.Opinion(1)), "party/desk");
        Applied(header => new ConsultationOpinion(header, "beside", ConsultationSamples.Opinion(4)), "party/desk");
        Applied(header => ConsultationSamples.Batch(header, from, ConsultationSamples.Opinion(1)) with { Consultation = "beside" }, "observers/desk");
    }

    // The desk's clock goes on by a second each time that it is looked at.
    private void Wait(Moment until)
    {
        while (Election.Host.Desk.Now() < until) continue;
    }

    // The commission writes down public record here, and so says nothing of its own.
    private void Speak()
    {
        const string Observers = "observers/desk", Party = "party/desk";
        var samples = new VoiceSamples(Paper()[0]);
        var finding = Applied(header => samples.Finding(header, "party"), Observers);
        Applied(header => samples.Answer(header, finding), Party);
        var recommendation = Applied(header => samples.Recommendation(header, "party", finding) with { Opinions = [ConsultationSamples.Named(1)] }, Observers);
        Applied(header => samples.Wording(header, recommendation, recommendation), Observers);
        Applied(header => new RecommendationAnswer(header, recommendation, samples.Parts(AnswerWord.Accepted)), Party);
        Applied(header => samples.Status(header, recommendation, null), Party);
        var statement = Applied(samples.Statement, Party);
        Applied(header => samples.Reply(header, statement), Observers);
        Applied(VoiceSamples.Carry, Observers);
    }

    private void Step()
    {
        var steps = new List<(CaseStep Step, string Id, bool Applies)>();
        foreach (var table in CaseRules.All)
            foreach (var state in table.States.Prepend(CaseStep.Nothing))
                foreach (var step in table.Steps) steps.AddRange(Tried(table, state, step, string.Create(CultureInfo.InvariantCulture, $"case-{steps.Count}")));
        var acts = steps.ConvertAll(tried => Sign(tried.Step, tried.Id));
        foreach (var (tried, submitted) in steps.Zip(Election.Host.Submit(acts)))
            Assert.True(tried.Applies == submitted.Outcome.IsApplied, $"{tried.Step.Kind} {tried.Id}: {submitted.Outcome}");
    }

    private static IEnumerable<(CaseStep Step, string Id, bool Applies)> Tried(CaseTable table, string state, CaseStep step, string id)
    {
        var applies = step.From.Contains(state);
        var onwards = applies ? ImmutableArray<CaseStep>.Empty : step.From.Select(from => CaseRegister.Way(table, state, from)).FirstOrDefault(way => way is not null) ?? ImmutableArray<CaseStep>.Empty;
        return [.. CaseRegister.Way(table, CaseStep.Nothing, state)!.Value.Select(one => (one, id, true)), (step, id, applies), .. onwards.Select(one => (one, id, true))];
    }

    private Submission Sign(CaseStep step, string id)
    {
        var key = SmallElection.Key(Commission);
        var fields = CaseRegister.Fill(Election.Host.Definition, step);
        if (fields.Unit.Length > 0) fields = fields with { Unit = "P1" };
        if (fields.Party.Length > 0) fields = fields with { Party = id };
        if (!fields.Attachments.IsEmpty) fields = fields with { Attachments = Paper() };
        return Election.Host.Desk.Sign(new CaseAct(Election.Header(key), step, id, fields), key);
    }

    // What an act names is stored.
    private ImmutableArray<Attachment> Paper() => [new Attachment(Election.Host.Store.AddAttachment("a paper"u8, "text/plain"), 7, "text/plain")];
}
