using System.Collections.Immutable;
using Saksei.Election.Cases;

namespace Saksei.Server.Pages.Cases;

/// <summary>How many cases of a book are in a state.</summary>
public sealed record StateCount(string State, int Count);

/// <summary>One book: how its cases stand.</summary>
public sealed record BookCounts(string Book, int Count, int Overdue, int WasOverdue, ImmutableArray<StateCount> States)
{
    // Where two states have as many cases, the one that comes first in a case's life stands first.
    internal static BookCounts Of(CaseTable table, CaseCounts counts) => new(
        table.Book, counts.Count, counts.Overdue, counts.WasOverdue,
        [.. counts.States.Select(state => new StateCount(state.Key, state.Value.Count))
            .OrderByDescending(state => state.Count).ThenBy(state => table.States.IndexOf(state.State))]);
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
        [.. CaseRules.All.Select(table => BookCounts.Of(table, request.Books.Cases.Of(table).Counts))]));
}

/// <summary>The whole file of one case.</summary>
/// <param name="Standing">The case, and where it stands.</param>
/// <param name="Acts">The steps on this page.</param>
/// <param name="Paging">Which page of the steps.</param>
/// <param name="Runs">The deadlines on this page.</param>
/// <param name="RunPaging">Which page of the deadlines.</param>
/// <param name="OfTemplate">How many cases share its template; 0 where it is of its own.</param>
/// <param name="Endorsement">The request for endorsement that a resignation names; null where it names none.</param>
public sealed record CaseModel(
    CaseStanding Standing, ImmutableArray<CaseEvent> Acts, Paging Paging, ImmutableArray<CaseRun> Runs, Paging RunPaging, int OfTemplate, CaseFile? Endorsement)
{
    /// <summary>Which page of the deadlines, as the address says it.</summary>
    internal const string DeadlinePage = "deadlines";

    private const long SecondsOfDay = 86400;

    /// <summary>Whole days between the last step of the endorsement and the resignation.</summary>
    public long DaysSinceEndorsement => Endorsement is null ? 0
        : (Standing.File.Opened.Place.Tick.UnixSeconds - Endorsement.Events[^1].Place.Tick.UnixSeconds) / SecondsOfDay;

    internal static Page? Page(PageRequest request, CaseTable table, string id)
    {
        var cases = request.Books.Cases;
        if (cases.Of(table).StandingOf(id) is not { File: var file } standing) return null;
        var acts = Paging.Of(request.PageNumber, file.Events.Count, Paging.Acts);
        var runs = Paging.Of(request.PageOf(DeadlinePage), cases.Books.RunCount(file), Paging.Paragraphs);
        return Pages.Page.Of<CasePage, CaseModel>(new CaseModel(
            standing, file.EventsFrom(acts.First, acts.Size), acts, cases.Books.RunsFrom(file, runs.First, runs.Size), runs, cases.OfTemplate(file), EndorsementOf(request, file)));
    }

    // Of the same party, and issued once: what others were answered has nothing to do with it.
    private static CaseFile? EndorsementOf(PageRequest request, CaseFile file) => file.Table == CaseRules.Resignations
        && request.Books.Cases.Find("endorsements", file.Opened.Fields.Refers) is { } endorsement && endorsement.Party == file.Party && endorsement.Events.Exists(entry => entry.Step.Verb == "issue") ? endorsement : null;
}
