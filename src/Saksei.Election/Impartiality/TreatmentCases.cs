using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Impartiality;

/// <summary>A case, and whether what is asked happened to it.</summary>
/// <param name="Name">Book and code.</param>
/// <param name="Counted">Whether it happened.</param>
public readonly record struct CountedCase(string Name, bool Counted);

/// <summary>
/// One answer as a comparison counts it: a case, or several of one member that one office dealt with on one day. They aren't independent;
/// the first one stands for all.
/// </summary>
/// <param name="Cases">The one that stands for all, then the others in the order of the register.</param>
/// <param name="Member">Whose they are: a party or an organisation.</param>
/// <param name="Stratum">Like cases: body, kind or place.</param>
/// <param name="ReportedByOneSide">Whether one side alone reports what was answered: it is left out of every test.</param>
public sealed record TreatmentCase(ImmutableArray<CountedCase> Cases, string Member, string Stratum, bool ReportedByOneSide = false)
{
    /// <summary>Whether what is asked happened to the case that stands for all.</summary>
    public bool Counted => Cases[0].Counted;
}

/// <summary>A case with what bundles it with others.</summary>
/// <param name="Case">Book and code.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="Stratum">Like cases.</param>
/// <param name="Counted">Whether what is asked happened.</param>
internal sealed record AnsweredCase(string Case, string Member, string Stratum, bool Counted)
{
    /// <summary>Whether one side alone reports the answer.</summary>
    public bool ReportedByOneSide { get; init; }

    /// <summary>The place of the office that answered, where one body has many.</summary>
    public string Office { get; init; } = "";

    /// <summary>The day of the answer; of filing, where it may be that none came.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Decides which case stands for its bundle: of what the filer and the answering body signed, so that neither orders it alone.</summary>
    public Hash Draw { get; init; }

    /// <summary>
    /// Cases of one member that one office dealt with on one day aren't independent: one stands for them. Neither outcome nor ground is
    /// part of what bundles them: a bundle with two outcomes would count twice, and who files in greater bundles would look worse treated.
    /// </summary>
    internal static ImmutableArray<TreatmentCase> Together(IEnumerable<AnsweredCase> cases) =>
        [.. cases.GroupBy(one => (one.Member, one.Stratum, one.Office, one.Day, one.ReportedByOneSide)).Select(Bundle)];

    private static TreatmentCase Bundle(IGrouping<(string Member, string Stratum, string Office, DateOnly Day, bool ReportedByOneSide), AnsweredCase> bundle)
    {
        var first = bundle.MinBy(one => one.Draw.ToHex(), StringComparer.Ordinal).Given();
        return new TreatmentCase(
            [.. bundle.Where(one => one != first).Prepend(first).Select(one => new CountedCase(one.Case, one.Counted))], bundle.Key.Member, bundle.Key.Stratum, bundle.Key.ReportedByOneSide);
    }
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
        .. ObservationQuestions.All,
    ];

    /// <summary>The cases of a question about cases, in the order of the register.</summary>
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

    /// <summary>
    /// Cases of a book that were answered in one of these ways; the first answer counts. One that only the applicant reports is left out.
    /// </summary>
    internal IEnumerable<AnsweredCase> Decided(CaseTable table, string[] verbs, string[] counted) =>
        from view in Of(table)
        let first = view.File.Events.Find(entry => verbs.Contains(entry.Step.Verb)) ?? ReportOf(view)
        where first is not null
        select new AnsweredCase(NameOf(view), view.File.Applicant, StratumOf(view, first), counted.Contains(AnswerOf(first)))
        {
            ReportedByOneSide = first.Step.IsReportedByApplicant,
            Office = OfPlaces.Contains(table) ? view.File.Unit : "",
            Day = DayOf(first),
            Draw = DrawOf(view, first),
        };

    /// <summary>
    /// Events as reported by those who take no side: neither the applicant nor any party that is compared. What the applicant reports of its
    /// own event is in no comparison; what parties report stands beside. One that says it was disrupted isn't hidden by another.
    /// </summary>
    internal IEnumerable<AnsweredCase> Disrupted() =>
        from view in Of(CaseRules.Activities)
        let others = view.File.Reports.Where(report => report.Organisation != view.File.Applicant).ToList()
        where others.Count > 0
        let neutral = others.FindAll(report => !IsCompared(report.Organisation))
        let heard = neutral.Count > 0 ? neutral : others
        select new AnsweredCase(NameOf(view), view.File.Applicant, PlaceOf(view), heard.Exists(report => report.Step.Verb == "disrupt"))
        {
            ReportedByOneSide = neutral.Count == 0,
            Office = view.File.Unit,
            Day = DayOf(heard[0]),
            Draw = DrawOf(view, heard[0]),
        };

    /// <summary>Requests that were answered, or whose answer was due: silence counts from then on, whatever is reported or withdrawn later.</summary>
    internal IEnumerable<AnsweredCase> Endorsements() =>
        from view in Of(CaseRules.Endorsements)
        let answer = view.File.Events.Find(entry => entry.Step.Verb is "issue" or "refuse")
        let silent = answer is null && view.WasOverdue
        let known = answer ?? (silent ? null : ReportOf(view))
        where silent || known is not null
        select new AnsweredCase(NameOf(view), view.File.Applicant, PlaceOf(view), silent || AnswerOf(known.Given()) != "issue")
        {
            ReportedByOneSide = known is { Step.IsReportedByApplicant: true },
            Office = view.File.Unit,
            Day = DayOf(view.File.Opened),
            Draw = DrawOf(view, answer),
        };

    /// <summary>
    /// Complaints that were decided, or whose decision was due. Late: any body's time passed before the first decision; to pass a
    /// complaint on is no decision, and one that was withdrawn in time isn't counted.
    /// </summary>
    internal IEnumerable<AnsweredCase> Late() =>
        from view in Of(CaseRules.Complaints)
        let decision = view.File.Events.FirstOrDefault(entry => entry.Step.IsDecision)
        let runs = view.Runs.Where(run => run is { BindsBody: true, Deadlines.IsEmpty: false } && (decision is null || run.Since <= decision.Place.Index)).ToList()
        where runs.Count > 0
        let late = runs.Exists(run => run.IsOverdue)
        where late || decision is not null
        select new AnsweredCase(NameOf(view), view.File.Applicant, $"{runs[0].Body} {view.File.Complaint}", late) { Day = DayOf(view.File.Opened), Draw = DrawOf(view, decision) };

    private IEnumerable<CaseView> Of(CaseTable table) => cases.Where(view => view.File.Table == table);

    private static CaseEvent? ReportOf(CaseView view) => view.File.Events.Find(entry => entry.Step.IsReportedByApplicant);

    // What the body answered, signed by it or reported by the applicant.
    private static string AnswerOf(CaseEvent answer) => answer.Step.IsReportedByApplicant ? answer.Step.ReportedAnswer : answer.Step.Verb;

    private static Hash DrawOf(CaseView view, CaseEvent? answer) =>
        Hash.OfBytes([.. view.File.Opened.Place.Identity.ToArray(), .. answer?.Place.Identity.ToArray() ?? []]);

    private bool IsCompared(string organisation) =>
        definition.Procedures.GroupingsOf("event-disrupted").Any(grouping => grouping.Groups.Any(group => group.Members.Contains(organisation)));

    private string StratumOf(CaseView view, CaseEvent answer) => OfPlaces.Contains(view.File.Table) ? PlaceOf(view)
        : view.File.Table == CaseRules.Complaints ? $"{answer.Body} {view.File.Complaint}" : answer.Body;

    private DateOnly DayOf(CaseEvent entry) => definition.Procedures.Calendar.Zone.DateOf(entry.When);

    private string PlaceOf(CaseView view) => definition.FindUnit(view.File.Unit) is { } unit ? definition.AreaOf(unit)?.Code ?? unit.Code : view.File.Unit;

    private static string NameOf(CaseView view) => view.File.Table.Book + "/" + view.File.Id;
}
