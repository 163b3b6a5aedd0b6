using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Election.Cases;

/// <summary>
/// A deadline that runs or ran in a case. By each account of its trigger there is one: two where it is disputed when a notice was
/// received, none while it waits for its trigger.
/// </summary>
/// <param name="Running">The rule that it follows.</param>
/// <param name="Body">The body that had the case.</param>
/// <param name="Since">The act from which on the case was in the state.</param>
/// <param name="Deadlines">By each account, the earlier first.</param>
/// <param name="EndedAt">When the case left the state; null while it is in it.</param>
/// <param name="AsOf">The moment of the view.</param>
public sealed record CaseRun(
    RunningDeadline Running, string Body, long Since, ImmutableArray<Deadline> Deadlines, Moment? EndedAt, Moment AsOf)
{
    /// <summary>Whether nothing was done in time: by every account where there are two. It stays so for ever.</summary>
    public bool IsOverdue => !Deadlines.IsEmpty && (EndedAt ?? AsOf) is var end && Deadlines.All(deadline => deadline.IsOverAt(end));

    /// <summary>Whether it is over by one account and not by the other.</summary>
    public bool IsDisputed => Deadlines.Length > 1 && (EndedAt ?? AsOf) is var end && Deadlines.Any(deadline => deadline.IsOverAt(end)) && !IsOverdue;

    /// <summary>Whether it was a term to open the case.</summary>
    public bool IsTerm => Running.State == CaseStep.Nothing;

    /// <summary>Whether the one whom it binds acted before its end; else something else ended it.</summary>
    public bool IsKept => !IsOverdue && EndedBy is { } step && step.Verb != "dispute"
        && (BindsBody ? step.By == StepBy.Body : step.By is StepBy.Applicant or StepBy.Party or StepBy.Person);

    /// <summary>The step that ended it; null while it runs.</summary>
    public CaseStep? EndedBy { get; init; }

    /// <summary>Whether it was decided before it might be: by every account where there are two.</summary>
    public bool IsEarly => EndedAt is { } end && EndedBy is { IsDecision: true } && !Deadlines.IsEmpty && Deadlines.All(deadline => deadline.NotBefore is { } first && end < first);

    /// <summary>Whether it binds the body; one that binds the applicant lapses, and nobody is late.</summary>
    public bool BindsBody => Running.Binds == "body";

    /// <summary>Whether it runs now.</summary>
    public bool IsRunning => EndedAt is null;
}
