using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Election.Impartiality;

/// <summary>One case as a comparison counts it.</summary>
/// <param name="Case">Book and code; for a cluster, of its first case.</param>
/// <param name="Member">Whose it is: a party or an organisation.</param>
/// <param name="Stratum">Like cases: body, kind or place.</param>
/// <param name="Counted">Whether what is asked happened to it.</param>
public sealed record TreatmentCase(string Case, string Member, string Stratum, bool Counted);

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
        var (known, zone) = (cases.ToList(), definition.Procedures.Calendar.Zone);
        return code switch
        {
            "party-refused" => Decided(known, "parties", ["accept", "refuse", "return"], ["refuse", "return"], FirstBody),
            "list-refused" => Decided(known, "candidates", ["accept", "refuse", "return"], ["refuse", "return"], FirstBody),
            "endorsement-not-issued" => Endorsements(known, definition),
            "complaint-upheld" => Collapsed(known, zone, ["uphold", "reject"], ["uphold"]),
            "complaint-procedure" => Collapsed(known, zone, ["uphold", "reject", "return"], ["return"]),
            "complaint-late" => Late(known, zone),
            "event-refused" => Decided(known, "activities", ["allow", "refuse"], ["refuse"], view => PlaceOf(view, definition)),
            "event-disrupted" => Disrupted(known, definition),
            _ => [],
        };
    }

    private static ImmutableArray<TreatmentCase> Decided(
        List<CaseView> cases, string book, string[] verbs, string[] counted, Func<CaseView, string> stratum) =>
        [.. from view in cases
            where view.File.Table.Book == book
            let first = view.File.Events.FirstOrDefault(entry => verbs.Contains(entry.Step.Verb))
            where first is not null
            select new TreatmentCase(NameOf(view), MemberOf(view), stratum(view), counted.Contains(first.Step.Verb))];

    // A report that it was held doesn't hide a later one that it was disrupted.
    private static ImmutableArray<TreatmentCase> Disrupted(List<CaseView> cases, ElectionDefinition definition) =>
        [.. from view in cases
            where view.File.Table == CaseRules.Activities
            let verbs = view.File.Events.Select(entry => entry.Step.Verb).ToList()
            where verbs.Contains("hold") || verbs.Contains("disrupt")
            select new TreatmentCase(NameOf(view), MemberOf(view), PlaceOf(view, definition), verbs.Contains("disrupt"))];

    // Silence counts once the answer was due.
    private static ImmutableArray<TreatmentCase> Endorsements(List<CaseView> cases, ElectionDefinition definition) =>
        [.. from view in cases
            where view.File.Table.Book == "endorsements"
            let answer = view.File.Events.FirstOrDefault(entry => entry.Step.Verb is "issue" or "refuse")
            where answer is not null || view.IsOverdue
            select new TreatmentCase(NameOf(view), MemberOf(view), PlaceOf(view, definition), answer?.Step.Verb != "issue")];

    // Complaints that one filer copied from a template aren't independent, nor are those that got one answer on one day: they count once.
    private static ImmutableArray<TreatmentCase> Collapsed(List<CaseView> cases, Zone zone, string[] verbs, string[] counted) =>
        [.. from view in cases
            where view.File.Table == CaseRules.Complaints
            let first = view.File.Events.FirstOrDefault(entry => verbs.Contains(entry.Step.Verb))
            where first is not null
            let one = new TreatmentCase(NameOf(view), MemberOf(view), StratumOf(view, first), counted.Contains(first.Step.Verb))
            group one by Cluster(view, one, first.Fields.Ground, zone.DateOf(first.Place.Tick)) into cluster
            select cluster.First()];

    private static ImmutableArray<TreatmentCase> Late(List<CaseView> cases, Zone zone) =>
        [.. from view in cases
            where view.File.Table == CaseRules.Complaints
            let run = view.Runs.FirstOrDefault(run => run.BindsBody && !run.Deadlines.IsEmpty)
            where run is not null && (run.EndedAt is not null || run.IsOverdue)
            let one = new TreatmentCase(NameOf(view), MemberOf(view), $"{run.Body} {view.File.Complaint}", run.IsOverdue)
            group one by Cluster(view, one, "", zone.DateOf(view.File.Opened.Place.Tick)) into cluster
            select cluster.First()];

    private static (string, string, bool, string, DateOnly) Cluster(CaseView view, TreatmentCase one, string ground, DateOnly day) =>
        view.File.Template.Length > 0 ? (one.Member, one.Stratum, one.Counted, view.File.Template, default) : (one.Member, one.Stratum, one.Counted, ground, day);

    private static string FirstBody(CaseView view) => view.File.Events.FirstOrDefault(entry => entry.Step.IsDecision)?.Body ?? "";

    private static string StratumOf(CaseView view, CaseEvent decision) => $"{decision.Body} {view.File.Complaint}";

    private static string PlaceOf(CaseView view, ElectionDefinition definition) => definition.FindUnit(view.File.Unit)?.Constituency?.Code ?? view.File.Unit;

    private static string NameOf(CaseView view) => view.File.Table.Book + "/" + view.File.Id;

    // Who brought it: anybody may name a party.
    private static string MemberOf(CaseView view) => view.File.Applicant;
}
