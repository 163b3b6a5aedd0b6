using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Definition;

namespace Saksei.Election.Impartiality;

/// <summary>One answer as a comparison counts it: a case, or several of one member that were answered together.</summary>
/// <param name="Cases">Book and code of each, in the order of the register.</param>
/// <param name="Member">Whose they are: a party or an organisation.</param>
/// <param name="Stratum">Like cases: body, kind or place.</param>
/// <param name="Counted">Whether what is asked happened.</param>
/// <param name="Told">Whether the answer is told by the applicant alone: it is left out of every test.</param>
public sealed record TreatmentCase(ImmutableArray<string> Cases, string Member, string Stratum, bool Counted, bool Told = false);

/// <summary>A case with what makes it the same answer as another's.</summary>
/// <param name="Case">Book and code.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="Stratum">Like cases.</param>
/// <param name="Counted">Whether what is asked happened.</param>
internal sealed record AnsweredCase(string Case, string Member, string Stratum, bool Counted)
{
    /// <summary>Whether the answer is told by the applicant alone.</summary>
    public bool Told { get; init; }

    /// <summary>The place of the office that answered, where one body has many.</summary>
    public string Office { get; init; } = "";

    /// <summary>The template of which it is a copy; empty: none.</summary>
    public string Template { get; init; } = "";

    /// <summary>The ground of the answer; empty where it has none.</summary>
    public string Ground { get; init; } = "";

    /// <summary>The day of the answer.</summary>
    public DateOnly Day { get; init; }

    /// <summary>
    /// Cases aren't independent that one member copied from a template, or that one office answered alike on one day: they count once.
    /// </summary>
    internal static ImmutableArray<TreatmentCase> Together(IEnumerable<AnsweredCase> cases) =>
        [.. from one in cases
            group one by (one.Member, one.Stratum, one.Counted, one.Told, Answer: one.Template.Length > 0 ? (one.Template, "", "", default) : ("", one.Office, one.Ground, one.Day)) into answer
            select new TreatmentCase([.. answer.Select(one => one.Case)], answer.Key.Member, answer.Key.Stratum, answer.Key.Counted, answer.Key.Told)];
}

/// <summary>
/// What is compared, by code (docs/spec/impartiality.md): which cases are in the denominator, and what is counted among them.
/// Admitted, decided on the merits and refused for the form are three denominators and are never pooled.
/// </summary>
public static class TreatmentQuestions
{
    /// <summary>All codes.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "party-refused", "list-refused", "endorsement-not-issued", "complaint-upheld", "complaint-procedure", "complaint-late", "event-refused", "event-disrupted",
    ];

    /// <summary>The cases of a question, in the order of the register.</summary>
    /// <param name="code">One of <see cref="All"/>.</param>
    /// <param name="cases">All cases with their deadlines, as they stood at the moment that is asked about.</param>
    /// <param name="definition">The election.</param>
    public static ImmutableArray<TreatmentCase> Of(string code, IEnumerable<CaseView> cases, ElectionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(definition);
        var known = new KnownCases([.. cases], definition);
        return AnsweredCase.Together(code switch
        {
            "party-refused" => known.Decided(CaseRules.Parties, ["accept", "refuse", "return"], ["refuse", "return"]),
            "list-refused" => known.Decided(CaseRules.Candidates, ["accept", "refuse", "return"], ["refuse", "return"]),
            "endorsement-not-issued" => known.Endorsements(),
            "complaint-upheld" => known.Decided(CaseRules.Complaints, ["uphold", "reject"], ["uphold"]),
            "complaint-procedure" => known.Decided(CaseRules.Complaints, ["uphold", "reject", "return"], ["return"]),
            "complaint-late" => known.Late(),
            "event-refused" => known.Decided(CaseRules.Activities, ["allow", "refuse"], ["refuse"]),
            "event-disrupted" => known.Disrupted(),
            _ => [],
        });
    }
}

/// <summary>Cases with their deadlines, as one question after the other counts them.</summary>
internal sealed class KnownCases(ImmutableArray<CaseView> cases, ElectionDefinition definition)
{
    private static readonly ImmutableHashSet<CaseTable> OfPlaces = [CaseRules.Endorsements, CaseRules.Activities];

    /// <summary>Cases of a book that were answered in one of these ways; the first answer counts.</summary>
    internal IEnumerable<AnsweredCase> Decided(CaseTable table, string[] verbs, string[] counted) =>
        from view in Of(table)
        let first = view.File.Events.FirstOrDefault(entry => verbs.Contains(entry.Step.Verb))
        where first is not null
        select Answered(view, first, counted.Contains(first.Step.Verb));

    /// <summary>A report that an event was held doesn't hide a later one that it was disrupted. Each event is its own.</summary>
    internal IEnumerable<AnsweredCase> Disrupted() =>
        from view in Of(CaseRules.Activities)
        let verbs = view.File.Events.Select(entry => entry.Step.Verb).ToList()
        where verbs.Contains("hold") || verbs.Contains("disrupt")
        select new AnsweredCase(NameOf(view), view.File.Applicant, PlaceOf(view), verbs.Contains("disrupt")) { Office = view.File.Id };

    /// <summary>Requests that were answered, or whose answer is due: silence counts from then on, whatever the applicant tells later.</summary>
    internal IEnumerable<AnsweredCase> Endorsements() =>
        from view in Of(CaseRules.Endorsements)
        let answer = view.File.Events.FirstOrDefault(entry => entry.Step.Verb is "issue" or "refuse")
        where answer is not null || view.IsOverdue
        select answer is null || (answer.ToldByApplicant && view.WasOverdue)
            ? new AnsweredCase(NameOf(view), view.File.Applicant, PlaceOf(view), true) { Office = view.File.Unit, Day = DayOf(view.File.Opened) }
            : Answered(view, answer, answer.Step.Verb != "issue");

    /// <summary>Complaints that were answered, or whose answer is due; those filed on one day with one body count once.</summary>
    internal IEnumerable<AnsweredCase> Late() =>
        from view in Of(CaseRules.Complaints)
        let run = view.Runs.FirstOrDefault(run => run.BindsBody && !run.Deadlines.IsEmpty)
        where run is not null && (run.EndedAt is not null || run.IsOverdue)
        select new AnsweredCase(NameOf(view), view.File.Applicant, $"{run.Body} {view.File.Complaint}", run.IsOverdue) { Template = view.File.Template, Day = DayOf(view.File.Opened) };

    private IEnumerable<CaseView> Of(CaseTable table) => cases.Where(view => view.File.Table == table);

    // It is whose brought it: anybody may name a party.
    private AnsweredCase Answered(CaseView view, CaseEvent answer, bool counted) => new(NameOf(view), view.File.Applicant, StratumOf(view, answer), counted)
    {
        Told = answer.ToldByApplicant,
        Office = OfPlaces.Contains(view.File.Table) ? view.File.Unit : "",
        Template = view.File.Template,
        Ground = answer.Fields.Ground,
        Day = DayOf(answer),
    };

    private string StratumOf(CaseView view, CaseEvent answer) => OfPlaces.Contains(view.File.Table) ? PlaceOf(view)
        : view.File.Table == CaseRules.Complaints ? $"{answer.Body} {view.File.Complaint}" : answer.Body;

    private DateOnly DayOf(CaseEvent entry) => definition.Procedures.Calendar.Zone.DateOf(entry.Place.Tick);

    private string PlaceOf(CaseView view) => definition.FindUnit(view.File.Unit)?.Constituency?.Code ?? view.File.Unit;

    private static string NameOf(CaseView view) => view.File.Table.Book + "/" + view.File.Id;
}
