using System.Collections.Immutable;
using Saksei.Election.Cases;

namespace Saksei.Server.Pages.Cases;

/// <summary>How many cases of a book are in a state, and how many of them are overdue.</summary>
public sealed record StateCount(string State, int Count, int Overdue);

/// <summary>One book: how its cases stand.</summary>
public sealed record BookCounts(string Book, int Count, int Overdue, int WasOverdue, ImmutableArray<StateCount> States)
{
    internal static BookCounts Of(string book, ImmutableArray<CaseView> views) => new(
        book, views.Length, views.Count(view => view.IsOverdue), views.Count(view => view.WasOverdue),
        [.. views.GroupBy(CaseWords.ShownState).Select(group => new StateCount(group.Key, group.Count(), group.Count(view => view.IsOverdue)))
            .OrderByDescending(state => state.Count)]);
}

/// <summary>All books of cases.</summary>
public sealed record CaseHubModel(ImmutableArray<BookCounts> Books)
{
    internal static Page? Page(PageRequest request)
    {
        if (!request.Frame.Definition.Procedures.Exist) return null;
        if (request.Code.Length == 0) return Hub(request);
        var parts = request.Code.Split('/', 2);
        if (CaseRules.All.FirstOrDefault(known => known.Book == parts[0]) is not { } table) return null;
        return parts.Length == 1 ? CaseListModel.Page(request, table) : CaseModel.Page(request, table, parts[1]);
    }

    private static Page Hub(PageRequest request) => Pages.Page.Of<CaseHubPage, CaseHubModel>(new CaseHubModel(
        [.. CaseRules.All.Select(table => BookCounts.Of(table.Book, request.Books.Cases.Of(table.Book)))]));
}

/// <summary>The whole file of one case.</summary>
/// <param name="View">The case with its deadlines.</param>
/// <param name="OfTemplate">How many cases share its template; 0 where it is of its own.</param>
/// <param name="Endorsement">The request for endorsement that a resignation names; null where it names none.</param>
public sealed record CaseModel(CaseView View, int OfTemplate, CaseFile? Endorsement)
{
    private const long SecondsOfDay = 86400;

    /// <summary>Whole days between the last step of the endorsement and the resignation.</summary>
    public long DaysSinceEndorsement => Endorsement is null ? 0
        : (View.File.Opened.Place.Tick.UnixSeconds - Endorsement.Events[^1].Place.Tick.UnixSeconds) / SecondsOfDay;

    internal static Page? Page(PageRequest request, CaseTable table, string id)
    {
        var cases = request.Books.Cases;
        if (cases.Find(table.Book, id) is not { } file) return null;
        var alike = file.Template.Length == 0 ? 0 : cases.Files.Count(other => other.Table == table && other.Template == file.Template && other.Applicant == file.Applicant);
        return Pages.Page.Of<CasePage, CaseModel>(new CaseModel(cases.View(file), alike, EndorsementOf(request, file)));
    }

    // Of the same party, and issued once: what anybody else was told has nothing to do with it.
    private static CaseFile? EndorsementOf(PageRequest request, CaseFile file) => file.Table == CaseRules.Resignations
        && request.Books.Cases.Find("endorsements", file.Opened.Fields.Refers) is { } endorsement && endorsement.Party == file.Party && endorsement.Events.Exists(entry => entry.Step.Verb == "issue") ? endorsement : null;
}
