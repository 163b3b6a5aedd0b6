using System.Collections.Immutable;
using Saksei.Election.Cases;
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

    /// <summary>The cases of a question, in the order of the register; what happened after <paramref name="until"/> isn't there.</summary>
    /// <param name="code">One of <see cref="All"/>.</param>
    /// <param name="cases">All cases of the register with their deadlines.</param>
    /// <param name="definition">The election.</param>
    /// <param name="until">The index of the last act that counts.</param>
    public static ImmutableArray<TreatmentCase> Of(string code, IEnumerable<CaseView> cases, ElectionDefinition definition, long until)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var known = cases.Where(view => view.File.Opened.Place.Index <= until).ToList();
        return code switch
        {
            "party-refused" => Decided(known, "parties", until, ["accept", "refuse", "return"], ["refuse", "return"], FirstBody),
            "list-refused" => Decided(known, "candidates", until, ["accept", "refuse", "return"], ["refuse", "return"], FirstBody),
            "endorsement-not-issued" => Endorsements(known, definition, until),
            "complaint-upheld" => Collapsed(known, until, ["uphold", "reject"], ["uphold"]),
            "complaint-procedure" => Collapsed(known, until, ["uphold", "reject", "return"], ["return"]),
            "complaint-late" => Late(known, until),
            "event-refused" => Decided(known, "activities", until, ["allow", "refuse"], ["refuse"], view => PlaceOf(view, definition)),
            "event-disrupted" => Decided(known, "activities", until, ["hold", "disrupt"], ["disrupt"], view => PlaceOf(view, definition)),
            _ => [],
        };
    }

    private static ImmutableArray<TreatmentCase> Decided(
        List<CaseView> cases, string book, long until, string[] verbs, string[] counted, Func<CaseView, string> stratum) =>
        [.. from view in cases
            where view.File.Table.Book == book
            let first = view.File.Events.FirstOrDefault(entry => entry.Place.Index <= until && verbs.Contains(entry.Step.Verb))
            where first is not null
            select new TreatmentCase(NameOf(view), MemberOf(view), stratum(view), counted.Contains(first.Step.Verb))];

    // Silence counts once the answer was due.
    private static ImmutableArray<TreatmentCase> Endorsements(List<CaseView> cases, ElectionDefinition definition, long until) =>
        [.. from view in cases
            where view.File.Table.Book == "endorsements"
            let answer = view.File.Events.FirstOrDefault(entry => entry.Place.Index <= until && entry.Step.Verb is "issue" or "refuse")
            where answer is not null || view.IsOverdue
            select new TreatmentCase(NameOf(view), MemberOf(view), PlaceOf(view, definition), answer?.Step.Verb != "issue")];

    // Complaints that one filer copied from a template aren't independent: those that met the same answer count once.
    private static ImmutableArray<TreatmentCase> Collapsed(List<CaseView> cases, long until, string[] verbs, string[] counted) =>
        [.. from view in cases
            where view.File.Table == CaseRules.Complaints
            let first = view.File.Events.FirstOrDefault(entry => entry.Place.Index <= until && verbs.Contains(entry.Step.Verb))
            where first is not null
            let one = new TreatmentCase(NameOf(view), MemberOf(view), StratumOf(view, first), counted.Contains(first.Step.Verb))
            group one by view.File.Template.Length > 0 ? $"{one.Member} {view.File.Template} {one.Stratum} {one.Counted}" : one.Case into cluster
            select cluster.First()];

    private static ImmutableArray<TreatmentCase> Late(List<CaseView> cases, long until) =>
        [.. from view in cases
            where view.File.Table == CaseRules.Complaints
            let run = view.Runs.FirstOrDefault(run => run.BindsBody && !run.Deadlines.IsEmpty && run.Since <= until)
            where run is not null && (run.EndedAt is not null || run.IsOverdue)
            let one = new TreatmentCase(NameOf(view), MemberOf(view), $"{run.Body} {view.File.Complaint}", run.IsOverdue)
            group one by view.File.Template.Length > 0 ? $"{one.Member} {view.File.Template} {one.Stratum} {one.Counted}" : one.Case into cluster
            select cluster.First()];

    private static string FirstBody(CaseView view) => view.File.Events.FirstOrDefault(entry => entry.Step.IsDecision)?.Body ?? "";

    private static string StratumOf(CaseView view, CaseEvent decision) => $"{decision.Body} {view.File.Complaint}";

    private static string PlaceOf(CaseView view, ElectionDefinition definition) => definition.FindUnit(view.File.Unit)?.Constituency?.Code ?? view.File.Unit;

    private static string NameOf(CaseView view) => view.File.Table.Book + "/" + view.File.Id;

    private static string MemberOf(CaseView view) => view.File.Party.Length > 0 ? view.File.Party : view.File.Applicant;
}
