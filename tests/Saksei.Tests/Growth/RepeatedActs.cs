using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Files;
using Saksei.Election.Findings;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Tests.Cosigning;
using Saksei.Tests.Election;

namespace Saksei.Tests.Growth;

/// <summary>One kind of act again and again on one subject: applied as far as the rules take it, void otherwise.</summary>
internal static class RepeatedActs
{
    private const string Station = "S01";
    private static readonly Lazy<ElectionDefinition> SmallDefinition = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("saksei-growth-");
        SmallElection.WriteDefinition(folder.FullName, SmallElection.WithFindings);
        var definition = Founding.ReadFolder(folder.FullName);
        folder.Delete(recursive: true);
        return definition;
    });

    /// <summary>An election without cases; its commission holds every office.</summary>
    internal static CaseRegister Small() => new(SmallDefinition.Value, "commission", "observers", "party");

    /// <summary>An election with cases, each step of which one organisation may take.</summary>
    internal static CaseRegister Cases() => new(TranscribedRehearsal.Definition, TranscribedRehearsal.Transcriber, "commission", "party-01", "party-02");

    /// <summary>Every way in which a kind comes again and again.</summary>
    internal static IEnumerable<Series> Of(string kind) => CaseRules.Steps.FirstOrDefault(step => step.Kind == kind) is { } step ? OfCase(step) : kind switch
    {
        "register/found" => [new(kind, Small, (register, _) => register.Found())],
        "register/rules" => [new(kind, Small, (register, i) => new RegisterRules(register.Header("commission", "observers", "party"), i + 2))],
        "register/scripts" => [new(kind, Small, (register, i) => new RegisterScripts(register.Header("commission"), [new PageScript("work.js", Hash.OfBytes(BitConverter.GetBytes(i)))]))],
        "register/cosigning" => [new(kind, Small, ChangePolicy), new(kind + " void", Small, (register, _) => Policies.Act(register.Header("party"), Policies.TwoOf(2)))],
        "clock/tick" => [new(kind, Small, (register, i) => register.ClockTick(i)), new(kind + " back", Small, (register, i) => register.ClockTick(-1 - i))],
        "clock/holiday" => [new(kind, Cases, (register, i) => new HolidayAnnounce(register.Header(TranscribedRehearsal.Transcriber), new DateOnly(2024, 1, 1).AddDays(i), "free"))],
        "organisations/accredit" => [new(kind, Small, Granted), new(kind + " refused", Small, Refused)],
        "organisations/vouch" => [new(kind, Small, Vouch)],
        "organisations/enrol" or "organisations/revoke" => [new("organisations/enrol, organisations/revoke", Small, EnrolAndRevoke), new(kind + " void", Small, (register, _) => Enrol(register, 0))],
        "organisations/recovery" => [new(kind, Small, StateRecovery), new(kind + " void", Small, (register, _) => StateRecovery(register, 0))],
        "organisations/recover" => [new(kind, Kept, Recover), new(kind + " void", Small, (register, _) => new OrganisationRecover(register.Header("party"), "party", [], []))],
        "files/take-down" => [new(kind, Small, NameAndTakeDown), new(kind + " void", Small, (register, _) => TakeDown(register, -1))],
        "stations/delivered" => [new(kind, Small, Deliver)],
        _ when kind.StartsWith("observation/", StringComparison.Ordinal) => ObservationSeries.Of(kind),
        "forms/commit" => [new(kind, Small, (register, _) => new FormCommit(register.Header("commission"), "1102", Station, "original", 1, Hash.OfBytes([1])))],
        "forms/reveal" => [new(kind, Small, (register, _) => new FormReveal(register.Header("commission"), "1102", Station, default, 0, Entry(register)))],
        "forms/copy" => [new(kind, Small, Copy), new(kind + " void", Small, (register, _) => Copy(register, 0) with { Previous = null })],
        "forms/adjudicate" => [new(kind, Small, Adjudicate)],
        "forms/handle" => [new(kind + " void", Small, (register, _) => new FormHandle(register.Header("commission"), "1102", Station, default, "E101", CheckReason.PaperSaysSo, [], null)), new(kind, Failing, Handle)],
        "results/lot" => [new(kind, Small, (register, _) => new ResultsLot(register.Header("commission"), "P1", 1, ["A", "B"], ["A"], "", []))],
        "results/stage" => [new(kind, Small, (register, _) => new ResultsStage(register.Header("commission"), Stage.Provisional, default, []))],
        "holders/candidates" => [new(kind, Small, (register, i) => new HoldersCandidates(register.Header("commission"), "P1", "A", [$"c{i}"], [], register.LastOf("commission")))],
        "holders/change" => [new(kind, Small, (register, _) => new HoldersChange(register.Header("commission"), "P1", "A", 1, SeatChangeKind.Vacated, "", "recount", "art. 1", []))],
        "findings/find" => [new(kind, Small, (register, _) => Voices.Finding(register.Header("observers"), "commission"))],
        "findings/answer" => [new(kind, Spoken, (register, _) => Voices.Answer(register.Header("commission"), register.Fold.Findings.Findings[0].Identity))],
        "findings/carry" => [new(kind + " void", Small, (register, _) => VoiceSamples.Carry(register.Header("observers")) with { Checkpoint = default })],
        "recommendations/make" => [new(kind, Spoken, (register, _) => Voices.Recommendation(register.Header("observers"), "commission", register.Fold.Findings.Findings[0].Identity))],
        "recommendations/word" => [new(kind, Spoken, (register, _) => Voices.Wording(register.Header("observers"), Recommended(register).Identity, Recommended(register).LastWording))],
        "recommendations/answer" => [new(kind, Spoken, (register, _) => new RecommendationAnswer(register.Header("commission"), Recommended(register).Identity, Voices.Parts(AnswerWord.Accepted)))],
        "recommendations/status" => [new(kind, Spoken, (register, _) => Voices.Status(register.Header("party"), Recommended(register).Identity, Recommended(register).StatusBy("party")?.Identity))],
        "statements/make" => [new(kind, Small, (register, _) => Voices.Statement(register.Header("party")))],
        "statements/answer" => [new(kind, Spoken, (register, _) => Voices.Reply(register.Header("commission"), register.Fold.Findings.Statements[0].Made.Identity))],
        _ when RepeatedConsultation.Of(kind) is { } own => own,
        _ => StationKinds.Reports.Where(known => known.Name == kind).SelectMany(Reports),
    };

    // The first by the founders, the others by those who had to co-sign before.
    private static RegisterCosigning ChangePolicy(CaseRegister register, int i)
    {
        var (header, next) = (register.Header("commission", "observers", "party"), Policies.TwoOf(2 + i % 2));
        if (register.Fold.Cosigning.Records.InForce is not { } old) return Policies.Act(header, next);
        var log = register.Fold.Organisations.Founding!.Log;
        return Policies.Act(header, next, Policies.Approve(0, log, old, next), Policies.Approve(1, log, old, next));
    }

    private static VoiceSamples Voices { get; } = new(new Attachment(Hash.OfBytes([7]), 7, "text/plain"));

    private static RecommendationFile Recommended(CaseRegister register) => register.Fold.Findings.Recommendations[0];

    // A finding, a recommendation and a statement that others speak of.
    private static CaseRegister Spoken()
    {
        var register = Small();
        foreach (var make in (Func<ActHeader, Act>[])[header => Voices.Finding(header, "commission"), header => Voices.Recommendation(header, "commission"), Voices.Statement])
            register.Fold.Apply(make(register.Header("observers")), register.Identity);
        return register;
    }

    private static IEnumerable<Series> Reports(ActKind kind) =>
    [
        new(kind.Name, Small, (register, i) => Report(register, kind, "party", i)),
        new(kind.Name + " by two", Small, (register, i) => Report(register, kind, i % 2 == 0 ? "party" : "observers", i / 2)),
        new(kind.Name + " by many", Small, (register, i) => i % 2 == 0 ? Granted(register, i) : Report(register, kind, $"new-{i - 1}", i)),
        new(kind.Name + " void", Small, (register, _) => ReportSamples.Of(kind, register.Header("party"), Station, Hash.OfBytes([9]))),
    ];

    private static StationReport Report(CaseRegister register, ActKind kind, string organisation, int i) =>
        ReportSamples.Of(kind, register.Header(organisation), Station, register.LastOf(organisation)) switch
        {
            StationConditions seen => seen with { Doors = i % 2 == 0 ? Doors.Closed : Doors.Open, Handed = [new HandingTo("party", i % 3 == 0 ? Handing.Handed : Handing.Refused)] },
            var report => report,
        };

    private static readonly byte[] PublicBytes = SmallElection.Key("any").Verifier.PublicBytes();

    private static VerifierKey Key(string name) => VerifierKey.Create(name, PublicBytes);

    private static OrganisationAccredit Granted(CaseRegister register, int i)
    {
        var (code, header) = ("new-" + i.ToString(CultureInfo.InvariantCulture), register.Header("commission"));
        return new OrganisationAccredit(header, code, "observer", code, AccreditOutcome.Granted, "", "", [register.Desk(code)], Recovery.None);
    }

    private static OrganisationAccredit Refused(CaseRegister register, int i) =>
        new(register.Header("commission"), "applicant", "observer", "civil-society", AccreditOutcome.Refused, "ground", "art. 1", [], Recovery.None);

    private static OrganisationVouch Vouch(CaseRegister register, int i) =>
        new(register.Header("observers"), "newcomer", "category-" + i.ToString(CultureInfo.InvariantCulture), "citizens", [Key("newcomer/desk")], Recovery.None);

    private static Act EnrolAndRevoke(CaseRegister register, int i) => i % 2 == 0 ? Enrol(register, i)
        : new OrganisationRevoke(register.Header("party"), "party", [Key("party/agent-" + (i - 1).ToString(CultureInfo.InvariantCulture)).Name], RevokeReason.Left);

    private static OrganisationEnrol Enrol(CaseRegister register, int i) =>
        new(register.Header("party"), "party", [new EnrolledKey(Key("party/agent-" + i.ToString(CultureInfo.InvariantCulture)), KeyRole.Agent, Hash.OfBytes(BitConverter.GetBytes(i)))]);

    // Stated by the desk alone each time: it never comes to count.
    private static OrganisationRecovery StateRecovery(CaseRegister register, int i) =>
        new(register.Header("party"), "party", new Recovery(1, [Key("party/safe-" + i.ToString(CultureInfo.InvariantCulture))]));

    private static CaseRegister Kept()
    {
        var register = Small();
        var granted = new OrganisationAccredit(register.Header("commission"), "kept", "observer", "kept", AccreditOutcome.Granted, "", "", [Key("kept/desk--1")], new Recovery(1, [Key("kept/safe")]));
        register.Fold.Apply(granted, register.Identity);
        return register;
    }

    private static OrganisationRecover Recover(CaseRegister register, int i) => new(
        register.Header("commission") with { Signers = [Key("kept/safe").Name] }, "kept",
        [Key("kept/desk-" + i.ToString(CultureInfo.InvariantCulture))], [Key("kept/desk-" + (i - 1).ToString(CultureInfo.InvariantCulture)).Name]);

    // A file that an act names, and then is taken down.
    private static Act NameAndTakeDown(CaseRegister register, int i) => i % 2 == 1 ? TakeDown(register, i - 1)
        : (StationConditions)Report(register, StationKinds.Conditions, "party", i) with { Attachments = [new Attachment(FileOf(i), 1, "text/plain")] };

    private static FileTakeDown TakeDown(CaseRegister register, int file) => new(register.Header("party"), FileOf(file), TakeDownGround.PersonalData, "art-1");

    private static Hash FileOf(int i) => Hash.OfBytes(BitConverter.GetBytes(i));

    private static StationsDelivered Deliver(CaseRegister register, int i) => new(register.Header("commission"), [new Delivery(Station, i % 1000, [], register.LastOf("commission"))]);

    private static SheetEntry Entry(CaseRegister register) => SheetEntry.Create(register.Fold.Definition.Only, SheetState.Complete, SmallElection.Figures(register.Fold.Definition, "cast=9 A=4 B=5"), []);

    private static FormCopy Copy(CaseRegister register, int i) =>
        new(register.Header("party"), "1102", Station, CopySource.Scan, "posted", CopyMethod.Transcribed, Entry(register), [], register.LastOf("party"));

    private static FormAdjudicate Adjudicate(CaseRegister register, int i) =>
        new(register.Header("commission"), "1102", Station, AdjudicationOutcome.Annulled, "recount", "art. 1", false, [], null, null, [], register.LastOf("commission"));

    // A copy on which a check fails, and what is said of it.
    private static CaseRegister Failing()
    {
        var register = Small();
        var failing = SheetEntry.Create(register.Fold.Definition.Only, SheetState.Complete, SmallElection.Figures(register.Fold.Definition, "cast=9 invalid=3 A=4 B=5"), []);
        register.Fold.Apply(Copy(register, 0) with { Entry = failing }, register.Identity);
        return register;
    }

    private static FormHandle Handle(CaseRegister register, int i) => new(
        register.Header("commission"), "1102", Station, register.Fold.Forms.Stations.SelectMany(forms => forms.Copies).Single().Place.Identity, "E101", (CheckReason)(i % 4), [], register.LastOf("commission"));

    // The step, and where it changed the state the shortest way back to where it can be taken again; an opening opens another case.
    private static IEnumerable<Series> OfCase(CaseStep step)
    {
        var table = CaseRules.All.Single(known => known.Book == step.Book);
        var opens = step.From.Contains(CaseStep.Nothing);
        if (opens) yield return new(step.Kind + " of one more", Cases, (register, i) => Take(register, step, "C-" + i.ToString(CultureInfo.InvariantCulture), i));
        var from = step.From.Where(state => state != CaseStep.Nothing).DefaultIfEmpty(CaseStep.Nothing).First();
        yield return new(step.Kind, () => Reached(table, from), (register, i) => Take(register, Next(register, table, step), CaseRegister.Case, i));
    }

    private static CaseRegister Reached(CaseTable table, string state)
    {
        var register = Cases();
        if (state != CaseStep.Nothing) register.Reach(table, state, step => register.Fold.Apply(Take(register, step, CaseRegister.Case, 0), register.Identity));
        return register;
    }

    private static CaseStep Next(CaseRegister register, CaseTable table, CaseStep step)
    {
        var state = register.State(table);
        return step.From.Contains(state) ? step : table.WayTo(state, step).FirstOrDefault() ?? step;
    }

    private static IEnumerable<CaseStep> WayTo(this CaseTable table, string state, CaseStep step) =>
        step.From.Select(from => CaseRegister.Way(table, state, from)).OfType<ImmutableArray<CaseStep>>().OrderBy(way => way.Length).FirstOrDefault([]);

    private static CaseAct Take(CaseRegister register, CaseStep step, string id, int i)
    {
        var fields = CaseRegister.Fill(register.Fold.Definition, step);
        if (step.Kind == "complaints/file") fields = fields with { Stations = [register.Fold.Definition.Stations[0].Code], Remedy = "recount" };
        if (step.Kind == "commission/appoint") fields = fields with { Person = Hash.OfBytes(BitConverter.GetBytes(i)) };
        if (step.Kind == "commission/recuse") fields = fields with { Refers = "C-" + i.ToString(CultureInfo.InvariantCulture) };
        return register.Make(step, TranscribedRehearsal.Transcriber, step.Book == "parties" && id != CaseRegister.Case ? fields with { Party = id } : fields, id);
    }
}

/// <summary>A register, and the act that comes as the n-th.</summary>
internal sealed record Series(string Name, Func<CaseRegister> Begin, Func<CaseRegister, int, Act> Make);
