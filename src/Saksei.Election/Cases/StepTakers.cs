using Saksei.Election.Acts;
using Saksei.Election.Definition;

namespace Saksei.Election.Cases;

/// <summary>Whose step it is: the rule that the fold asks, and by which a desk is shown what it may do now.</summary>
public static class StepTakers
{
    /// <summary>The steps that the desk of an organisation may take in a case as it is now.</summary>
    public static IEnumerable<CaseStep> StepsOf(this Procedures procedures, CaseFile file, string organisation)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Next.Where(step => procedures.WouldTake(step, file, organisation));
    }

    /// <summary>Whether the desk of an organisation may take a step now, or open a case by it: for itself, where the step is an applicant's.</summary>
    public static bool MayTake(this Procedures procedures, CaseStep step, CaseFile? file, string organisation)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.From.Contains(file?.State.Code ?? CaseStep.Nothing) && procedures.WouldTake(step, file, organisation);
    }

    /// <summary>
    /// Whether a step is for the desk of an organisation to take, in whatever state; of a person's step, whether it may take the person's
    /// paper. What the act says beside, such as a ground, is asked once there is one.
    /// </summary>
    public static bool WouldTake(this Procedures procedures, CaseStep step, CaseFile? file, string organisation)
    {
        ArgumentNullException.ThrowIfNull(procedures);
        ArgumentNullException.ThrowIfNull(step);
        return step.By switch
        {
            StepBy.Anyone => true,
            StepBy.Body => CheckBody(procedures, file, step, organisation).IsApplied,
            StepBy.Applicant => CheckApplicant(file?.Applicant ?? organisation, organisation).IsApplied,
            StepBy.Party => file is not null && IsParty(file, organisation),
            StepBy.Person => BodiesOf(procedures, step, organisation).Any(),
        };
    }

    /// <summary>Whether a deadline of a case is an organisation's to keep: that of the body that has the case, or the applicant's own.</summary>
    public static bool IsBound(this Procedures procedures, CaseFile file, CaseRun run, string organisation)
    {
        ArgumentNullException.ThrowIfNull(procedures);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(run);
        return run.BindsBody ? procedures.FindBody(run.Body)?.Organisation == organisation : organisation == file.Applicant || organisation == file.Party;
    }

    internal static Outcome CheckBody(Procedures procedures, CaseFile? file, CaseStep step, string organisation)
    {
        var own = BodiesOf(procedures, step, organisation).ToList();
        if (own.Count == 0) return Outcome.Void("office-not-held", step.Kind);
        return step.AnyBody || file is null || own.Exists(body => body.Code == file.Body) ? Outcome.Applied : Outcome.Void("case-not-with-body", file.Body);
    }

    internal static Outcome CheckApplicant(string applicant, string organisation) =>
        organisation == applicant ? Outcome.Applied : Outcome.Void("case-of-another", applicant);

    internal static bool IsParty(CaseFile file, string organisation) =>
        organisation == file.Against || organisation == file.Party || organisation == file.Applicant;

    /// <summary>Bodies that an organisation signs for and whose own the step is.</summary>
    internal static IEnumerable<Body> BodiesOf(Procedures procedures, CaseStep step, string organisation) =>
        procedures.Bodies.Where(body => body.Organisation == organisation && body.MayDo(step.Kind));
}
