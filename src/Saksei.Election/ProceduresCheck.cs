using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Complaints;
using Saksei.Election.Definition;
using Saksei.Election.Impartiality;

namespace Saksei.Election;

/// <summary>
/// Holds the procedures of a definition against the tables of cases: a state or a step that is misspelt would otherwise pass in silence,
/// and nothing would ever be overdue.
/// </summary>
public static class ProceduresCheck
{
    /// <summary>Reads a definition, with what doesn't fit among its problems, and then no definition.</summary>
    /// <param name="bytes">The bytes of <c>definition.json</c>.</param>
    /// <param name="open">Gives the bytes of a file that the definition names; null where it is missing.</param>
    public static DefinitionReading Read(byte[] bytes, Func<DefinitionFile, byte[]?> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var reading = DefinitionReader.Read(bytes, open);
        if (reading.Definition is not { Procedures.Exist: true } definition) return reading;
        var file = definition.Head.Files.First(file => file.Role == "procedures");
        var document = open(file) ?? [];
        ImmutableArray<DefinitionProblem> problems = [.. Of(definition.Procedures).Concat(Organisations(definition)).Select(problem => problem with
        {
            File = file.Path, Line = DefinitionReader.LineOf(document, $"\"{problem.Detail.Split(' ')[^1]}\""),
        })];
        return problems.IsEmpty ? reading : new DefinitionReading(null, problems);
    }

    /// <summary>What doesn't fit; empty where all does.</summary>
    public static IEnumerable<DefinitionProblem> Of(Procedures procedures)
    {
        ArgumentNullException.ThrowIfNull(procedures);
        return [.. Running(procedures), .. Chains(procedures), .. Kinds(procedures), .. Comparisons(procedures)];
    }

    // A body for which an organisation that nobody knows is to sign never acts.
    private static IEnumerable<DefinitionProblem> Organisations(ElectionDefinition definition)
    {
        ImmutableArray<string> known = [.. definition.Head.Organisations.Select(organisation => organisation.Code)];
        return definition.Procedures.Bodies.Select(body => body.Organisation).Concat(definition.Procedures.Transcribers).Distinct(StringComparer.Ordinal)
            .Where(organisation => !known.Contains(organisation)).Select(organisation => Problem("organisation-unknown", organisation, known));
    }

    private static IEnumerable<DefinitionProblem> Running(Procedures procedures)
    {
        foreach (var running in procedures.Running)
        {
            if (CaseRules.All.FirstOrDefault(table => table.Book == running.Book) is not { } table) yield return Problem("book-unknown", running.Book, CaseRules.All.Select(known => known.Book));
            else if (running.State != CaseStep.Nothing && !table.States.Contains(running.State)) yield return Problem("state-unknown", $"{running.Book} {running.State}", table.States);
            if (running is { State: CaseStep.Nothing, Binds: "body" }) yield return Problem("term-binds-body", $"{running.Book} {running.Deadline}");
            if (running.Remedy.Length > 0 && !ComplaintBook.Remedies.Contains(running.Remedy)) yield return Problem("remedy-unknown", running.Remedy, ComplaintBook.Remedies);
            if (running.Body.Length > 0 && procedures.FindBody(running.Body) is null) yield return Problem("body-unknown", running.Body, procedures.Bodies.Select(body => body.Code));
            if (running.Complaint.Length > 0 && procedures.FindComplaint(running.Complaint) is null) yield return Problem("complaint-unknown", running.Complaint, procedures.Complaints.Select(kind => kind.Code));
        }
    }

    // A body that stands twice in a chain could never be gone past; one that decides no complaints would leave them for ever.
    private static IEnumerable<DefinitionProblem> Chains(Procedures procedures) => procedures.Complaints.SelectMany(kind =>
        kind.Chain.GroupBy(body => body, StringComparer.Ordinal).Where(body => body.Count() > 1).Select(body => Problem("code-twice", $"{kind.Code} {body.Key}"))
            .Concat(kind.Chain.Where(body => procedures.FindBody(body) is { } known && !known.MayDo("complaints/reject")).Select(body => Problem("body-not-competent", body))));

    private static IEnumerable<DefinitionProblem> Kinds(Procedures procedures) =>
        procedures.Bodies.SelectMany(body => body.Does).Where(does => !IsKind(does) && !CaseRules.All.Any(table => does == table.Book + "/*"))
            .Concat(procedures.Grounds.SelectMany(ground => ground.Steps).Where(step => !CaseRules.Steps.Any(known => (known.Needs | known.May).HasFlag(CaseField.Ground) && known.Kind == step)))
            .Concat(procedures.Bodies.SelectMany(body => body.Voting.Steps).Where(step => !CaseRules.Steps.Any(known => known.IsDecision && (known.Kind == step || step == known.Book + "/*"))))
            .Select(kind => Problem("kind-unknown", kind, CaseRules.Steps.Where(step => kind.StartsWith(step.Book, StringComparison.Ordinal)).Select(step => step.Kind)));

    private static bool IsKind(string kind) => kind == "clock/holiday" || CaseRules.Steps.Any(step => step.Kind == kind);

    private static IEnumerable<DefinitionProblem> Comparisons(Procedures procedures)
    {
        foreach (var question in procedures.Families.SelectMany(family => family.Questions).Where(question => !TreatmentQuestions.All.Contains(question)))
            yield return Problem("question-unknown", question, TreatmentQuestions.All);
        foreach (var grouping in procedures.Families.SelectMany(family => family.Groupings).Where(code => !procedures.Groupings.Any(known => known.Code == code)))
            yield return Problem("grouping-unknown", grouping, procedures.Groupings.Select(known => known.Code));
        foreach (var grouping in procedures.Groupings)
            foreach (var member in grouping.Groups.SelectMany(group => group.Members).GroupBy(member => member).Where(member => member.Count() > 1))
                yield return Problem("member-in-two-groups", $"{grouping.Code} {member.Key}");
    }

    private static DefinitionProblem Problem(string code, string detail, IEnumerable<string>? known = null) =>
        new("", 0, code, detail) { Known = known is null ? null : [.. known] };
}
