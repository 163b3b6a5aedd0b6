using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Server.Books;

namespace Saksei.Server.Pages.Work.Board;

/// <summary>The count board: which stations wait for something, and which is next.</summary>
/// <param name="State">The stations that are shown first.</param>
/// <param name="Rows">The first of them; the page's script has all.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Next">The station that comes next: one that waits for a decision, else one that fails a sum; null where none does.</param>
public sealed record BoardModel(BoardState State, ImmutableArray<BoardRow> Rows, int Count, BoardRow? Next)
{
    /// <summary>Where the board stands, behind the language.</summary>
    internal const string Root = "/work/board";

    private static readonly ImmutableArray<string> Words = ["missing", "entering", "failing", "differ", "alone", "agree", "decided"];

    private static readonly BoardState[] First = [BoardState.Differs, BoardState.BeingEntered, BoardState.FailsCheck, BoardState.Missing, BoardState.Alone];

    /// <summary>The states in the order of their keys.</summary>
    internal static ImmutableArray<BoardState> States { get; } = [.. Enum.GetValues<BoardState>()];

    /// <summary>A state's word in addresses and texts.</summary>
    internal static string WordOf(BoardState state) => Words[(int)state];

    /// <summary>The board, or the page of one of its stations.</summary>
    internal static Page? Page(PageRequest request)
    {
        if (request.Frame.Contest.Stations.IsEmpty) return null;
        if (request.Code.Length > 0) return BoardStationModel.Page(request);
        var board = request.Books.Board;
        var asked = Words.IndexOf(request.Query("state"));
        var state = asked >= 0 ? States[asked] : First.FirstOrDefault(one => board.CountOf(one) > 0, BoardState.Agrees);
        BoardRow? next = board.In(BoardState.Differs).Concat(board.In(BoardState.FailsCheck)).Select(row => (BoardRow?)row).FirstOrDefault();
        return Pages.Page.Of<BoardPage, BoardModel>(new BoardModel(state, [.. board.In(state).Take(Paging.Rows)], board.CountOf(state), next));
    }

    /// <summary>The page of a station on the board.</summary>
    internal static string To(Frame frame, Station station) => frame.Link(Root + "/" + Uri.EscapeDataString(station.Code));
}
