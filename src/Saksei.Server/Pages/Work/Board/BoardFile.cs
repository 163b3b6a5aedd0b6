using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Server.Books;
using Saksei.Verifier;

namespace Saksei.Server.Pages.Work.Board;

/// <summary>
/// The count board as a file for the page's script: a column each for what all stations have, a character a station, and lists of those
/// few that have more. It is a fifth of a megabyte for 24,000 stations, and less than half of that over the air.
/// </summary>
internal static class BoardFile
{
    private const string Signs = "0123456789abcdefghijklmnopqrstuvwxyz";

    private static readonly BoardState[] OfCopies = [BoardState.Missing, BoardState.Differs, BoardState.Alone, BoardState.Agrees, BoardState.Decided];

    /// <summary>Where the file of a contest stands.</summary>
    internal static string PathOf(Contest contest) => "/" + ResultFile.PathOf("results/board.json", contest);

    internal static byte[] Write(BooksAsOf books)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("size", books.Size);
            WriteUnits(json, books.Definition);
            WriteColumns(json, books.Board);
            WriteDiffering(json, books.Board);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>A state's key on the board.</summary>
    internal static int KeyOf(BoardState state) => (int)state + 1;

    // Each with its code, the place of the one that it lies in, and its names in the election's languages.
    private static void WriteUnits(Utf8JsonWriter json, ElectionDefinition definition)
    {
        json.WriteStartArray("units");
        foreach (var unit in definition.Units)
        {
            json.WriteStartArray();
            json.WriteStringValue(unit.Code);
            json.WriteNumberValue(unit.Parent?.Index ?? -1);
            foreach (var language in definition.Head.Languages) json.WriteStringValue(unit.Names.In(language));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteColumns(Utf8JsonWriter json, CountBoard board)
    {
        json.WriteString("codes", string.Join(' ', board.Rows.Select(CodeOf)));
        json.WriteStartArray("at");
        foreach (var run in Runs(board)) json.WriteNumberValue(run);
        json.WriteEndArray();
        json.WriteString("states", Column(board, StateOf));
        json.WriteString("flags", Column(board, row => (row.IsBeingEntered ? 1 : 0) + (row.Failing > 0 ? 2 : 0)));
        json.WriteString("copies", Column(board, row => row.Copies));
        json.WriteString("seats", Column(board, row => row.Seats));
    }

    private static void WriteDiffering(Utf8JsonWriter json, CountBoard board)
    {
        json.WriteStartArray("patterns");
        foreach (var pattern in Patterns.All) json.WriteStringValue(pattern.Code());
        json.WriteEndArray();
        json.WriteStartArray("differing");
        foreach (var (place, row) in board.Rows.Index())
            if (row.Standing.Pattern is { } pattern)
                WriteNumbers(json, [place, (int)pattern, row.Apart, row.Speaking]);
        json.WriteEndArray();
        json.WritePropertyName("first");
        WriteNumbers(json, board.Order.Where(place => board.Rows[place].Is(BoardState.Differs)));
    }

    private static void WriteNumbers(Utf8JsonWriter json, IEnumerable<int> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    // Most codes begin with that of their unit: what comes behind it is enough.
    private static string CodeOf(BoardRow row) =>
        row.Station.Code.StartsWith(row.Station.Unit.Code, StringComparison.Ordinal) ? row.Station.Code[row.Station.Unit.Code.Length..] : "=" + row.Station.Code;

    // Stations of a unit lie beside each other: the unit, and how many of them.
    private static IEnumerable<int> Runs(CountBoard board)
    {
        for (var start = 0; start < board.Rows.Length;)
        {
            var (unit, end) = (board.Rows[start].Station.Unit, start + 1);
            while (end < board.Rows.Length && board.Rows[end].Station.Unit == unit) end++;
            yield return unit.Index;
            yield return end - start;
            start = end;
        }
    }

    private static int StateOf(BoardRow row) => KeyOf(Array.Find(OfCopies, state => row.Is(state)));

    private static string Column(CountBoard board, Func<BoardRow, int> number)
    {
        var column = new StringBuilder(board.Rows.Length);
        foreach (var row in board.Rows) column.Append(Signs[Math.Min(number(row), Signs.Length - 1)]);
        return column.ToString();
    }
}
