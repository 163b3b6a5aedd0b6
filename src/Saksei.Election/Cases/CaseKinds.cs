using System.Collections.Frozen;
using System.Collections.Immutable;
using Saksei.Election.Acts;

namespace Saksei.Election.Cases;

/// <summary>A kind for each step of <see cref="CaseRules"/>: what it needs, who takes it and from which states stands there.</summary>
public static class CaseKinds
{
    private static readonly FrozenDictionary<string, ActKind<CaseAct>> Rows = CaseRules.Steps.Select(RowOf).ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the tables.</summary>
    public static ImmutableArray<ActKind> All { get; } = [.. CaseRules.Steps.Select(Of)];

    /// <summary>The kind of a step.</summary>
    public static ActKind Of(CaseStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Rows[step.Kind];
    }

    /// <summary>Every kind with the rule that takes its acts.</summary>
    internal static IEnumerable<KindRule> By(Func<CaseAct, ActPlace, Ruling> rule) => Rows.Values.Select(row => row.By(rule));

    private static ActKind<CaseAct> RowOf(CaseStep step) => new(step.Kind, AuthorsOf(step), PurposeOf(step))
    {
        Set = CaseFieldSet.Of(step),
        Make = (header, read) => CaseFieldSet.Make(header, step, read),
        About = act => new ActAbout([], step.Book + "/" + act.Case) { Unit = act.Fields.Unit, OfCase = act.Fields.Stations },
    };

    // A person has a key of an agent's role.
    private static ImmutableArray<KeyRole> AuthorsOf(CaseStep step) => step.By == StepBy.Person ? [KeyRole.Desk, KeyRole.Agent] : [KeyRole.Desk];

    private static string PurposeOf(CaseStep step) =>
        $"From {string.Join(", ", step.From)} to {(step.To == CaseStep.Same ? "the same state" : step.To)}. Signed by: {Author(step.By)}."
        + (step.IsDecision ? " A decision: without a ground of the list and an article it is void." : "");

    private static string Author(StepBy by) => by switch
    {
        StepBy.Body => "the body that has the case",
        StepBy.Applicant => "the applicant",
        StepBy.Party => "the applicant, or the one it is against",
        StepBy.Person => "the person alone",
        StepBy.Anyone => "anyone",
    };
}
