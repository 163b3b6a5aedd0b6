using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Node;
using Saksei.Server.Books;

namespace Saksei.Server.Pages.Work.Desk;

/// <summary>The desk of an organisation: what waits for it by when, what it may open, and what was signed in its name.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Waiting">Cases of this page in which it has something to do, those with the next deadline first.</param>
/// <param name="Count">All of them.</param>
/// <param name="Overdue">How many of them are late by a deadline that binds it.</param>
/// <param name="Paging">Which page.</param>
/// <param name="Tables">Books of which it may open a case.</param>
/// <param name="Signed">The acts signed last in its name, newest first.</param>
public sealed record DeskModel(
    string Organisation, ImmutableArray<ToDo> Waiting, int Count, int Overdue, Paging Paging, ImmutableArray<CaseTable> Tables, ImmutableArray<ActLine> Signed)
{
    /// <summary>Where desks stand, behind the language.</summary>
    internal const string Root = "/work/desk";

    private const int Shown = 20;

    /// <summary>The page of a desk, of a book in which it opens a case, or of one of its cases: <c>ORGANISATION[/BOOK[/CASE]]</c>.</summary>
    internal static Page? Page(PageRequest request)
    {
        if (request.Code.Length == 0) return Pages.Page.Of<DeskEntryPage, DeskEntry>(new DeskEntry([.. request.Books.Organisations.All.Keys.Order(StringComparer.Ordinal)]));
        var parts = request.Code.Split('/', 3);
        if (!request.Books.Organisations.All.ContainsKey(parts[0])) return null;
        if (parts.Length == 1) return Pages.Page.Of<DeskPage, DeskModel>(Of(request, parts[0]));
        if (CaseRules.All.FirstOrDefault(table => table.Book == parts[1]) is not { } known || !request.Frame.Definition.Procedures.Exist) return null;
        return parts.Length == 2 ? DeskCaseModel.Opening(request, parts[0], known) : DeskCaseModel.Of(request, parts[0], known, parts[2]);
    }

    private static DeskModel Of(PageRequest request, string organisation)
    {
        var procedures = request.Frame.Definition.Procedures;
        var waiting = request.Books.Cases.ToDoOf(procedures, organisation);
        var paging = Paging.Of(request.PageNumber, waiting.Length, Paging.Acts);
        return new DeskModel(
            organisation, [.. paging.Cut(waiting)], waiting.Length, waiting.Count(one => one.IsOverdue), paging,
            [.. CaseRules.All.Where(table => procedures.Exist && table.From(CaseStep.Nothing).Any(step => procedures.MayTake(step, null, organisation)))],
            [.. request.Frame.Host.SignedFor(organisation, request.Books.Size, Shown)]);
    }
}

/// <summary>Where somebody begins whose key the page doesn't know yet.</summary>
/// <param name="Organisations">All organisations.</param>
public sealed record DeskEntry(ImmutableArray<string> Organisations);
