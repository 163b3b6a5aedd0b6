using System.Collections.Immutable;
using Saksei.Election.Results;
using Saksei.Server.Books;
using Saksei.Words;

namespace Saksei.Server.Pages.Work.Board;

/// <summary>What the count board says.</summary>
internal static class BoardWords
{
    // What the script says of the rows that it draws, by the whole key.
    private static readonly string[] OfRows = ["board.shown", "board.copies", "board.hangs", "board.seats", "board.seats.one", "board.apart", "board.apart.one", "list.comma"];

    /// <summary>States as a row has them: first that of its copies, then what else there is.</summary>
    internal static ImmutableArray<BoardState> InRow { get; } =
        [.. BoardModel.States.OrderBy(state => state is BoardState.BeingEntered or BoardState.FailsCheck)];

    // What the script says of a decision that is being made.
    private static readonly string[] OfEffects =
        ["decide.effect.nothing-chosen", "decide.effect.annulled", "decide.effect.line", "decide.effect.same", "decide.effect.rest"];

    // What the rules may say of a decision, or of a check that was looked at.
    private static readonly string[] Codes = ["adjudication-final", "adjudication-entry", "adjudication-adopts", "copy-unknown", "check-unknown", "check-holds", "form-unknown"];

    /// <summary>The answer: how many stations wait for a decision, or else for somebody who looks at a sum, and which is next.</summary>
    internal static string Title(Frame frame, BoardRow? next)
    {
        var speech = frame.Speech;
        if (next is not { } row) return speech.Say("board.title.none");
        var unit = row.Seats > 0 ? frame.Contest.ConstituencyOf(row.Station).Unit : row.Station.Unit;
        return HowMany(frame, row) + " " + speech.Say(row.Seats > 0 ? "board.next.seat" : "board.next", row.Station.Code, frame.Name(unit));
    }

    private static string HowMany(Frame frame, BoardRow next) => next.Is(BoardState.Differs)
        ? frame.Speech.Say("board.title", frame.Books.Board.CountOf(BoardState.Differs))
        : frame.Speech.Say("board.title.none") + " " + frame.Speech.Say("board.title.failing", frame.Books.Board.CountOf(BoardState.FailsCheck));

    /// <summary>The key of a state's text: that of the copies where it is one of theirs.</summary>
    internal static string KeyOf(BoardState state) => state switch
    {
        BoardState.Missing => "state.missing",
        BoardState.BeingEntered => "board.state.entering",
        BoardState.FailsCheck => "board.state.failing",
        BoardState.Differs => "state.contradicted",
        BoardState.Alone => "state.uncorroborated",
        BoardState.Agrees => "state.corroborated",
        BoardState.Decided => "state.adjudicated",
    };

    /// <summary>The shape that marks a state.</summary>
    internal static string Shape(BoardState state) => state switch
    {
        BoardState.Missing => "missing",
        BoardState.BeingEntered or BoardState.Alone => "alone",
        BoardState.FailsCheck => "sum",
        BoardState.Differs => "differ",
        BoardState.Agrees => "agree",
        BoardState.Decided => "settled",
    };

    /// <summary>A station's unit and its province.</summary>
    internal static string Place(Frame frame, BoardRow row)
    {
        var path = row.Station.Unit.Path().ToList();
        return string.Join(frame.Speech.Say("list.comma"), new[] { path[^1], path[Math.Min(1, path.Count - 1)] }.Distinct().Select(frame.Name));
    }

    /// <summary>The texts of a station's script, beside those of desks.</summary>
    internal static IEnumerable<(string Name, string Text)> OfDecisions(Speech speech) =>
    [
        .. OfEffects.Select(key => (key, speech.Say(key, "#0", "#1", "#2"))),
        .. Codes.Select(code => ("code." + code, speech.Message(code))),
    ];

    /// <summary>The texts of the board's script, by the whole key; <c>#0</c> stands where a value goes.</summary>
    internal static IEnumerable<(string Name, string Text)> Texts(Speech speech) =>
    [
        .. OfRows.Select(key => (key, speech.Say(key, "#0", "#1"))),
        .. BoardModel.States.Select(state => ($"board.state.{BoardFile.KeyOf(state)}", speech.Say(KeyOf(state)))),
        .. Patterns.All.Select(pattern => "pattern." + pattern.Code()).Select(key => (key, speech.Say(key))),
    ];
}
