using System.Globalization;
using Saksei.Election.Seats;

namespace Saksei.Cli.Seats;

/// <summary>What is said of a cell that isn't such a number.</summary>
internal sealed record NumberCodes(string Malformed, string Negative, string TooLarge)
{
    internal static NumberCodes Votes { get; } = new NumberCodes("votes-not-a-number", "votes-negative", "votes-too-large");

    internal static NumberCodes Seats { get; } = new NumberCodes("seats-not-a-number", "seats-not-positive", "seats-too-many");
}

/// <summary>Where a text stands: a file and its line, or an option.</summary>
internal readonly record struct Place(string File, long Line)
{
    internal CommandProblem Problem(string code, string detail = "") => CommandProblem.At(File, Line, code, detail);

    internal CommandProblem NotOneOf(string code, string word, IEnumerable<string> known) =>
        CommandProblem.NotOneOf(code, Line > 0 ? $"{File}:{Line}" : File, word, known);

    internal CommandProblem Problem(SeatRefusal refusal) => Problem(refusal.Code, refusal.Subject ?? "");
}

/// <summary>Reads a cell as it stands: digits 0 to 9 and nothing else, no sign, group mark, decimals or space.</summary>
internal static class Cell
{
    internal static long Number(string text, NumberCodes codes, Place place)
    {
        if (IsDigits(text)) return long.TryParse(text, NumberStyles.None, null, out var number) ? number : throw place.Problem(codes.TooLarge, text);
        throw place.Problem(text.Length > 1 && text[0] == '-' && IsDigits(text[1..]) ? codes.Negative : codes.Malformed, text);
    }

    internal static int Seats(string text, Place place)
    {
        var seats = Number(text, NumberCodes.Seats, place);
        return seats == 0 ? throw place.Problem("seats-not-positive", text)
            : seats > 1_000_000 ? throw place.Problem("seats-too-many", text) : (int)seats;
    }

    /// <summary>An absent or empty cell is no figure, not a zero.</summary>
    internal static long? Optional(string? text, Place place) => string.IsNullOrEmpty(text) ? null : Number(text, NumberCodes.Votes, place);

    /// <summary>Whether a first row names the columns: there stands a word where a number belongs.</summary>
    internal static bool IsWord(string text) => text.Length > 0 && char.IsLetter(text[0]);

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
