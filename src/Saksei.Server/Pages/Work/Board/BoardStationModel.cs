using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Server.Books;
using Saksei.Server.Pages.Stations;

namespace Saksei.Server.Pages.Work.Board;

/// <summary>A check that a copy of the station fails, with what was said of it last.</summary>
/// <param name="Copy">The copy.</param>
/// <param name="Outcome">The check, and both sums.</param>
/// <param name="Handling">What a desk said of it; null where none did.</param>
/// <param name="IsLookedAt">Whether anybody has looked at it.</param>
public sealed record FailingCheck(Copy Copy, FormCheckOutcome Outcome, CheckHandling? Handling, bool IsLookedAt)
{
    /// <summary>Whether it was typed with the word that the paper says so.</summary>
    internal bool IsConfirmed => Copy.Content.Marks.Confirms(Outcome.Check);
}

/// <summary>A station for those who decide: its copies side by side, what they fail, and what can be signed of it.</summary>
/// <param name="Shown">Its copies, as its public page has them.</param>
/// <param name="Failing">Checks that they fail.</param>
/// <param name="Standing">The decision that stands; null where none does.</param>
/// <param name="Deciders">Organisations that may decide.</param>
/// <param name="Handlers">Those that may say how a failing check was looked at.</param>
/// <param name="Next">The station that waits after it, or first; null where no other does.</param>
public sealed record BoardStationModel(
    StationModel Shown, ImmutableArray<FailingCheck> Failing, Adjudication? Standing, ImmutableArray<string> Deciders, ImmutableArray<string> Handlers, Station? Next)
{
    /// <summary>The station.</summary>
    internal Station Station => Shown.Station;

    /// <summary>Figures in which copies differ.</summary>
    internal IEnumerable<FigureRow> Differing => Shown.Rows.Where(row => row.Cells.Any(cell => cell.Differs));

    internal static Page? Page(PageRequest request)
    {
        var (frame, books) = (request.Frame, request.Books);
        if (frame.Definition.FindStation(request.Code) is not { } station || !frame.Contest.Has(station)) return null;
        var deciders = HoldersOf(frame, Office.Adjudicate);
        return Pages.Page.Of<BoardStationPage, BoardStationModel>(new BoardStationModel(
            StationModel.Of(frame, station), FailingAt(frame, station), books.AdjudicationOf(station), deciders, CheckHandling.HandlersIn(frame.Definition), NextOf(books.Board, station)));
    }

    // Stations that wait for a decision come before those whose sums nobody has looked at.
    private static Station? NextOf(CountBoard board, Station station)
    {
        var waiting = board.In(BoardState.Differs).Concat(board.In(BoardState.FailsCheck)).Select(row => row.Station).Distinct().ToList();
        var next = waiting.IndexOf(station) + 1;
        return waiting.ElementAtOrDefault(next < waiting.Count ? next : 0) is { } found && found != station ? found : null;
    }

    private static ImmutableArray<string> HoldersOf(Frame frame, Office office) => [.. frame.Definition.Head.Offices[(int)office].Order(StringComparer.Ordinal)];

    private static ImmutableArray<FailingCheck> FailingAt(Frame frame, Station station) =>
    [
        .. from copy in frame.Books.CopiesOf(station)
           from outcome in FormChecking.Of(frame.Contest.Form, copy.Content)
           where outcome.Holds == false
           select new FailingCheck(copy, outcome, frame.Books.HandlingOf(station, copy, outcome.Check), frame.Books.IsLookedAt(station, copy, outcome.Check)),
    ];
}
