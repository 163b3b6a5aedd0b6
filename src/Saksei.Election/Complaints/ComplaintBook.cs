using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;

namespace Saksei.Election.Complaints;

/// <summary>Where a complaint stands. Overdue is no state: it follows from the clock.</summary>
public abstract record ComplaintState(string Code) : CaseState(Code)
{
    /// <summary>Before a body, the n-th that has had it.</summary>
    public sealed record Filed(int Level) : ComplaintState("filed");

    /// <summary>Heard.</summary>
    public sealed record Heard(int Level) : ComplaintState("heard");

    /// <summary>Upheld, with what was ordered.</summary>
    public sealed record Upheld(CaseDecision Decision, string Remedy) : ComplaintState("upheld");

    /// <summary>Rejected.</summary>
    public sealed record Rejected(CaseDecision Decision) : ComplaintState("rejected");

    /// <summary>Refused for its form: its own outcome, never counted among the others.</summary>
    public sealed record RefusedProcedure(CaseDecision Decision) : ComplaintState("refused-procedure");

    /// <summary>What was ordered was done, as the body says.</summary>
    public sealed record CarriedOut(CaseDecision Decision, string Remedy) : ComplaintState("carried-out");

    /// <summary>Its filer withdrew it.</summary>
    public sealed record Withdrawn() : ComplaintState("withdrawn");
}

/// <summary>Complaints. Nobody can close, hide or delete one: only its filer can withdraw it, and that stays visible too.</summary>
public sealed class ComplaintBook : CaseBook
{
    internal ComplaintBook(ElectionDefinition definition, OrganisationBook organisations) : base(CaseRules.Complaints, definition, organisations) =>
        (Disputed, DisputedByOrder) = (new(), new());

    internal ComplaintBook(ComplaintBook start, OrganisationBook organisations) : base(start, organisations) =>
        (Disputed, DisputedByOrder) = (new(start.Disputed), new(start.DisputedByOrder));

    /// <summary>Stations of which a new count is asked for or ordered and not carried out.</summary>
    internal OpenedStations Disputed { get; }

    /// <summary>Those of which one was ordered.</summary>
    internal OpenedStations DisputedByOrder { get; }

    /// <summary>Whether a recount or an annulment is asked for or ordered and not carried out: the stations are open until then.</summary>
    /// <param name="file">The complaint.</param>
    /// <param name="orderedOnly">Whether asking for it isn't enough.</param>
    public static bool OpensStations(CaseFile file, bool orderedOnly = false) =>
        !file.Stations.IsEmpty && file.State switch
        {
            ComplaintState.Filed or ComplaintState.Heard => !orderedOnly && IsNewCount(file.Remedy),
            ComplaintState.Upheld upheld => IsNewCount(upheld.Remedy) || (!orderedOnly && IsNewCount(file.Remedy)),
            _ => false,
        };

    private static bool IsNewCount(string remedy) => remedy is "recount" or "annulment";

    /// <summary>What may be asked for and ordered.</summary>
    public static ImmutableArray<string> Remedies { get; } = ["recount", "annulment", "fine", "other"];

    private protected override Outcome CheckOwn(CaseFile? file, CaseAct act, StepAuthor author) => act.Step.Verb switch
    {
        _ when act.Fields.Remedy.Length > 0 && !Remedies.Contains(act.Fields.Remedy) => Outcome.Void("remedy-unknown", act.Fields.Remedy),
        "file" when Procedures.FindComplaint(act.Fields.Complaint) is null => Outcome.Void("complaint-unknown", act.Fields.Complaint),
        "file" when act.Fields.Body.Length > 0 && !Chain(act.Fields.Complaint).Contains(act.Fields.Body) => Outcome.Void("body-not-competent", act.Fields.Body),
        "transfer" when !Chain(file.Given().Complaint).Contains(act.Fields.Body) => Outcome.Void("body-not-competent", act.Fields.Body),
        "transfer" when file.Given().Bodies.Contains(act.Fields.Body) => Outcome.Void("body-had-it", act.Fields.Body),
        "appeal" when !author.Transcribed && HasWon(file.Given(), author.Organisation) => Outcome.Void("appeal-of-winner", act.Case),
        "appeal" when NextBody(file.Given()) is null => Outcome.Void("no-appeal", file.Given().Body),
        _ => Outcome.Applied,
    };

    private protected override CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision) => code switch
    {
        "filed" => new ComplaintState.Filed(LevelOf(file) + (act.Step.Verb is "file" or "appeal" ? 1 : 0)),
        "heard" => new ComplaintState.Heard(LevelOf(file)),
        "upheld" => new ComplaintState.Upheld(decision.Given(), file?.State is ComplaintState.CarriedOut contested ? contested.Remedy : act.Fields.Remedy),
        "rejected" => new ComplaintState.Rejected(decision.Given()),
        "refused-procedure" => new ComplaintState.RefusedProcedure(decision.Given()),
        "carried-out" => new ComplaintState.CarriedOut(decision.Given(), ((ComplaintState.Upheld)file.Given().State).Remedy),
        "withdrawn" => new ComplaintState.Withdrawn(),
        _ => throw new UnreachableException(code),
    };

    private protected override string BodyAfter(CaseFile? file, CaseAct act) => act.Step.Verb switch
    {
        "file" => act.Fields.Body.Length > 0 ? act.Fields.Body : Chain(act.Fields.Complaint)[0],
        "transfer" => act.Fields.Body,
        "appeal" => NextBody(file.Given()).Given(),
        _ => file.Given().Body,
    };

    // Who brought it has won where what was asked for was ordered (where nothing was, nobody knows); anybody else where it wasn't upheld.
    private static bool HasWon(CaseFile file, string organisation)
    {
        var ordered = file.State switch { ComplaintState.Upheld upheld => upheld.Remedy, ComplaintState.CarriedOut done => done.Remedy, _ => null };
        return organisation == file.Applicant ? ordered is { Length: > 0 } && ordered == file.Remedy : ordered is null;
    }

    private IReadOnlyList<string> Chain(string complaint) => Procedures.FindComplaint(complaint)?.Chain ?? [];

    private string? NextBody(CaseFile file)
    {
        var chain = Chain(file.Complaint);
        for (var i = 0; i + 1 < chain.Count; i++)
            if (chain[i] == file.Body) return chain[i + 1];
        return null;
    }

    private static int LevelOf(CaseFile? file) => file?.Level ?? 0;

    private protected override void Note(CaseFile? before, CaseFile after, CaseAct act)
    {
        Disputed.Note(before is not null && OpensStations(before), OpensStations(after), after.Stations);
        DisputedByOrder.Note(before is not null && OpensStations(before, orderedOnly: true), OpensStations(after, orderedOnly: true), after.Stations);
    }
}
