using System.Collections.Immutable;
using Saksei.Election.Candidates;
using Saksei.Election.Cases;
using Saksei.Election.Commission;
using Saksei.Election.Definition;

namespace Saksei.Server.Pages.Cases;

/// <summary>Which cases of a book are asked for, as the address says it; what is empty doesn't narrow.</summary>
/// <param name="State">A state, <see cref="Overdue"/> or <see cref="WasOverdue"/>.</param>
/// <param name="Party">Whose they are.</param>
/// <param name="Place">The constituency.</param>
/// <param name="Kind">The kind of complaint.</param>
/// <param name="Template">The template that they share.</param>
public sealed record CaseFilter(string State, string Party, string Place, string Kind, string Template)
{
    /// <summary>Cases whose time has passed.</summary>
    internal const string Overdue = "overdue";

    /// <summary>Cases of which a body's time ever passed.</summary>
    internal const string WasOverdue = "was-overdue";

    /// <summary>As an address says it.</summary>
    public ImmutableArray<(string Name, string Value)> Query =>
        [.. new[] { ("state", State), ("party", Party), ("place", Place), ("kind", Kind), ("template", Template) }.Where(one => one.Item2.Length > 0)];

    /// <summary>Whether anything but the state narrows.</summary>
    public bool Narrows => (this with { State = "" }).Query.Length > 0;

    internal static CaseFilter Of(PageRequest request) => new(
        request.Query("state"), request.Query("party"), request.Query("place"), request.Query("kind"), request.Query("template"));

    internal bool Knows(CaseTable table) => State is "" or Overdue or WasOverdue || table.Knows(State);

    /// <summary>Whether a case is what is asked for, in whatever state.</summary>
    internal bool Fits(CaseFile file, ElectionDefinition definition) =>
        Is(Party, OfWhom(file)) && Is(Place, PlaceOf(file, definition)) && Is(Kind, file.Complaint) && Is(Template, file.Template);

    internal bool IsInState(CaseStanding standing) => State switch
    {
        "" => true,
        Overdue => standing.IsOverdue,
        WasOverdue => standing.WasOverdue,
        _ => standing.Shown == State,
    };

    /// <summary>Whose a case is: its applicant's, whatever party it names; a member's nominator's.</summary>
    internal static string OfWhom(CaseFile file) => file.State switch
    {
        MemberState.Sitting sitting => sitting.NominatedBy,
        MemberState.Left left => left.NominatedBy,
        _ => file.Applicant,
    };

    /// <summary>The constituency of its place, or the place itself.</summary>
    internal static string PlaceOf(CaseFile file, ElectionDefinition definition) =>
        definition.FindUnit(file.Unit) is { } unit ? definition.AreaOf(unit)?.Code ?? unit.Code : file.Unit;

    private static bool Is(string asked, string known) => asked.Length == 0 || asked == known;
}

/// <summary>A row of the list: a case, or several of one applicant that share a template.</summary>
/// <param name="First">The first, or the only one.</param>
/// <param name="Alike">All of them.</param>
public sealed record CaseRow(CaseStanding First, ImmutableArray<CaseStanding> Alike)
{
    internal static ImmutableArray<CaseRow> Of(IEnumerable<CaseStanding> standings, bool each) =>
        [.. standings.GroupBy(standing => each || standing.File.Template.Length == 0 ? standing.File.Id : standing.File.Applicant + " " + standing.File.Template, StringComparer.Ordinal)
            .Select(group => new CaseRow(group.First(), [.. group]))];

    /// <summary>How many of them are overdue.</summary>
    internal int Overdue => Alike.Count(standing => standing.IsOverdue);

    /// <summary>In which states they are, and how many.</summary>
    internal IEnumerable<(string State, int Count)> States => Alike.GroupBy(standing => standing.Shown).Select(group => (group.Key, group.Count()));
}

/// <summary>What may be chosen in the list's form: only what some case of the book has.</summary>
public sealed record CaseChoices(ImmutableArray<string> Parties, ImmutableArray<string> Places, ImmutableArray<string> Kinds, ImmutableArray<string> Templates)
{
    /// <summary>Whether all that is asked for is something that a case has: nobody puts words of their own into a heading.</summary>
    internal bool Have(CaseFilter filter) =>
        Has(Parties, filter.Party) && Has(Places, filter.Place) && Has(Kinds, filter.Kind) && Has(Templates, filter.Template);

    private static bool Has(ImmutableArray<string> choices, string asked) => asked.Length == 0 || choices.Contains(asked);

    internal static CaseChoices Of(ImmutableArray<CaseStanding> standings, ElectionDefinition definition) => new(
        Distinct(standings.Select(standing => CaseFilter.OfWhom(standing.File))),
        Distinct(standings.Select(standing => CaseFilter.PlaceOf(standing.File, definition))),
        Distinct(standings.Select(standing => standing.File.Complaint)), Distinct(standings.Select(standing => standing.File.Template)));

    private static ImmutableArray<string> Distinct(IEnumerable<string> codes) =>
        [.. codes.Where(code => code.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>The cases of one book that are asked for.</summary>
/// <param name="Book">The book with the counts of what is asked for, in whatever state.</param>
/// <param name="Filter">What is asked for.</param>
/// <param name="Choices">What may be asked for.</param>
/// <param name="Rows">Those of this page.</param>
/// <param name="Count">How many cases there are.</param>
/// <param name="Paging">Which page.</param>
/// <param name="Places">Places on lists, filled or not; null for other books.</param>
public sealed record CaseListModel(
    BookCounts Book, CaseFilter Filter, CaseChoices Choices, ImmutableArray<CaseRow> Rows, int Count, Paging Paging, CandidatePlaces? Places)
{
    internal static Page? Page(PageRequest request, CaseTable table)
    {
        var (standings, filter, definition) = (request.Books.Cases.Of(table).Standings.ToImmutableArray(), CaseFilter.Of(request), request.Frame.Definition);
        var choices = CaseChoices.Of(standings, definition);
        if (!filter.Knows(table) || !choices.Have(filter)) return null;
        ImmutableArray<CaseStanding> fitting = [.. standings.Where(standing => filter.Fits(standing.File, definition))];
        ImmutableArray<CaseStanding> chosen = [.. fitting.Where(filter.IsInState)];
        var rows = CaseRow.Of(chosen, each: filter.Template.Length > 0);
        var paging = Paging.Of(request.PageNumber, rows.Length);
        return Pages.Page.Of<CaseListPage, CaseListModel>(new CaseListModel(
            BookCounts.Of(table, CaseCounts.Of(fitting)), filter, choices, [.. paging.Cut(rows)], chosen.Length, paging, PlacesOf(request, table, filter)));
    }

    private static CandidatePlaces? PlacesOf(PageRequest request, CaseTable table, CaseFilter filter)
    {
        var cases = request.Books.Cases;
        return table != CaseRules.Candidates || filter.Query.Length > 0 ? null
            : CandidatePlaces.Of(request.Frame.Definition, cases.Of(CaseRules.Parties).Standings, cases.Of(table).Standings, [.. cases.Of(CaseRules.Resignations).Standings]);
    }
}
