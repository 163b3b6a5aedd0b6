using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;

namespace Saksei.Election.Activities;

/// <summary>Where an event stands that a party asked to hold.</summary>
public abstract record ActivityState(string Code) : CaseState(Code)
{
    /// <summary>Asked for, for a day.</summary>
    public sealed record Asked(Moment For) : ActivityState("asked");

    /// <summary>Allowed, as the applicant reports it; the authority hasn't signed it.</summary>
    public sealed record ReportedAllowed() : ActivityState("reported-allowed");

    /// <summary>Refused, as the applicant reports it.</summary>
    public sealed record ReportedRefused() : ActivityState("reported-refused");

    /// <summary>Allowed.</summary>
    public sealed record Allowed(CaseDecision? Decision) : ActivityState("allowed");

    /// <summary>Refused.</summary>
    public sealed record Refused(CaseDecision Decision) : ActivityState("refused");

    /// <summary>Held or disrupted, as each organisation that reports it says. None shuts out another.</summary>
    public sealed record EventReported(ImmutableDictionary<string, bool> Disrupted) : ActivityState("event-reported")
    {
        /// <inheritdoc/>
        public override string Account => !Disrupted.ContainsValue(true) ? "held" : Disrupted.ContainsValue(false) ? "differing" : "disrupted";
    }

    /// <summary>Cancelled by the applicant.</summary>
    public sealed record Cancelled() : ActivityState("cancelled");
}

/// <summary>Events that parties asked to hold.</summary>
public sealed class ActivityBook : CaseBook
{
    internal ActivityBook(ElectionDefinition definition, OrganisationBook organisations) : base(CaseRules.Activities, definition, organisations)
    {
    }

    internal ActivityBook(ActivityBook start, OrganisationBook organisations) : base(start, organisations)
    {
    }

    // Before its time nobody can report how it was; after it there is nothing to cancel, and the applicant can't keep others from reporting.
    private protected override Outcome CheckOwn(CaseFile? file, CaseAct act, StepAuthor author)
    {
        if (author.Transcribed || file?.Opened.Fields.On is not { } time) return Outcome.Applied;
        if (act.Step.ReportsEvent && time > author.Tick) return Outcome.Void("event-not-yet", act.Case);
        return act.Step.Verb == "cancel" && time < author.Tick ? Outcome.Void("event-begun", act.Case) : Outcome.Applied;
    }

    private protected override CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision) => code switch
    {
        "asked" => new ActivityState.Asked(act.Fields.On.Given()),
        "reported-allowed" => new ActivityState.ReportedAllowed(),
        "reported-refused" => new ActivityState.ReportedRefused(),
        "allowed" => new ActivityState.Allowed(decision),
        "refused" => new ActivityState.Refused(decision.Given()),
        "event-reported" => new ActivityState.EventReported(ReportsOf(file).SetItem(AuthorOf(act), act.Step.Verb == "disrupt")),
        "cancelled" => new ActivityState.Cancelled(),
        _ => throw new UnreachableException(code),
    };

    private static ImmutableDictionary<string, bool> ReportsOf(CaseFile? file) =>
        file?.State is ActivityState.EventReported known ? known.Disrupted : ImmutableDictionary.Create<string, bool>(StringComparer.Ordinal);

    private protected override string BodyAfter(CaseFile? file, CaseAct act) => file?.Body ?? Procedures.BodyFor("activities/refuse")?.Code ?? "";
}
