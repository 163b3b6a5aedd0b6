using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;

namespace Saksei.Election.Activities;

/// <summary>Where an event stands that a party asked to hold.</summary>
public abstract record ActivityState(string Code) : CaseState(Code)
{
    /// <summary>Asked for, for a day.</summary>
    public sealed record Asked(Moment For) : ActivityState("asked");

    /// <summary>Allowed, as the applicant tells it; the authority hasn't signed it.</summary>
    public sealed record ToldAllowed() : ActivityState("told-allowed");

    /// <summary>Refused, as the applicant tells it.</summary>
    public sealed record ToldRefused() : ActivityState("told-refused");

    /// <summary>Allowed.</summary>
    public sealed record Allowed(CaseDecision? Decision) : ActivityState("allowed");

    /// <summary>Refused.</summary>
    public sealed record Refused(CaseDecision Decision) : ActivityState("refused");

    /// <summary>Held.</summary>
    public sealed record Held() : ActivityState("held");

    /// <summary>Disrupted, and by whom.</summary>
    public sealed record Disrupted(string By, ImmutableArray<string> Ground) : ActivityState("disrupted");

    /// <summary>Cancelled by who asked.</summary>
    public sealed record Cancelled() : ActivityState("cancelled");
}

/// <summary>Events that parties asked to hold.</summary>
public sealed class ActivityBook : CaseBook
{
    internal ActivityBook(ElectionDefinition definition, OrganisationBook organisations) : base(CaseRules.Activities, definition, organisations)
    {
    }

    // Before its time nobody can tell how it was.
    private protected override Outcome CheckOwn(CaseFile? file, CaseAct act, StepAuthor author) =>
        act.Step.Verb is "hold" or "disrupt" && !author.Transcribed && file!.Opened.Fields.On > author.Tick ? Outcome.Void("event-not-yet", act.Case) : Outcome.Applied;

    private protected override CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision) => code switch
    {
        "asked" => new ActivityState.Asked(act.Fields.On!.Value),
        "told-allowed" => new ActivityState.ToldAllowed(),
        "told-refused" => new ActivityState.ToldRefused(),
        "allowed" => new ActivityState.Allowed(decision),
        "refused" => new ActivityState.Refused(decision!),
        "held" => new ActivityState.Held(),
        "disrupted" => new ActivityState.Disrupted(act.Fields.By, act.Fields.Ground.Length > 0 ? [act.Fields.Ground] : []),
        "cancelled" => new ActivityState.Cancelled(),
        _ => throw new UnreachableException(code),
    };

    private protected override string BodyAfter(CaseFile? file, CaseAct act) => file?.Body ?? Procedures.BodyFor("activities/refuse")?.Code ?? "";
}
