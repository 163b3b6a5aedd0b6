using System.Collections.Immutable;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>One cell of a row file: a text, a whole number, or several texts; at most one of them is there.</summary>
internal readonly record struct Cell(string? Text, long? Number, ImmutableArray<string> Texts);

/// <summary>The row at hand, its cells by column; the next row overwrites it.</summary>
internal sealed class Row(Dictionary<string, int> columns)
{
    private readonly Cell[] _cells = new Cell[columns.Count];

    internal long Offset { get; set; }

    internal ImmutableArray<string> Columns { get; } = [.. columns.OrderBy(column => column.Value).Select(column => column.Key)];

    internal Cell[] Cells => _cells;

    internal string Text(string column) => columns.TryGetValue(column, out var at) ? _cells[at].Text ?? "" : "";

    internal long? Number(string column) => columns.TryGetValue(column, out var at) ? _cells[at].Number : null;

    internal ImmutableArray<string> Texts(string column) => columns.TryGetValue(column, out var at) ? _cells[at].Texts : default;

    internal Names Names()
    {
        var names = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var (column, at) in columns)
            if (column.StartsWith("name.", StringComparison.Ordinal) && _cells[at].Text is { Length: > 0 } text)
                names.Add(new(column["name.".Length..], text));
        return names.Count == 0 ? Definition.Names.None : new Names(names.DrainToImmutable());
    }
}

/// <summary>
/// Reads units, stations and lists: <c>{"format":…,"columns":[…],"rows":[[…],…]}</c>, one row a line.
/// </summary>
internal static class TableReader
{
    private static readonly FieldNames Top = new("format", "columns", "rows");
    private static readonly string[] Numbers = ["registered", "candidates"], Lists = ["constituencies"];
    private const string NamePrefix = "name.";

    internal static void Read(byte[] document, string format, string[] known, string[] required, ProblemList problems, Action<Row> take)
    {
        var json = new StrictJson(document);
        FieldsRead read = default;
        Row? row = null;
        json.EnterObject();
        while (json.NextField(Top, ref read, out var field))
        {
            if (field == 0 && json.CodeText() != format) json.Fail("format-unknown", format);
            if (field == 1) row = new Row(ReadColumns(ref json, known, required));
            if (field == 2 && row is null) json.Fail("columns-first");
            if (field == 2 && row is not null) ReadRows(ref json, row, problems, take);
        }

        json.Require(Top, read, 3);
        json.End();
        if (json.Problem is { } problem) problems.Add(problem.Code, problem.Detail, problem.Offset);
    }

    private static Dictionary<string, int> ReadColumns(ref StrictJson json, string[] known, string[] required)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        json.EnterArray();
        while (json.NextItem())
        {
            var column = json.CodeText();
            if (!known.Contains(column) && !column.StartsWith(NamePrefix, StringComparison.Ordinal)) json.Fail("column-unknown", column);
            else if (!known.Contains(column) && !HeadCodes.IsLanguage(column[NamePrefix.Length..])) json.Fail("language-malformed", column);
            else if (!columns.TryAdd(column, columns.Count)) json.Fail("column-twice", column);
        }

        foreach (var column in required)
            if (!columns.ContainsKey(column)) json.Fail("column-missing", column);
        return columns;
    }

    private static void ReadRows(ref StrictJson json, Row row, ProblemList problems, Action<Row> take)
    {
        json.EnterArray();
        while (json.NextItem())
        {
            var at = 0;
            json.EnterArray();
            row.Offset = json.Offset;
            for (; json.NextItem(); at++)
            {
                var cell = ReadCell(ref json);
                if (at < row.Cells.Length) row.Cells[at] = Fitting(cell, row, at, problems);
            }

            if (at != row.Cells.Length) problems.Add(at > row.Cells.Length ? "row-too-long" : "row-too-short", "", row.Offset);
            else if (json.Problem is null) take(row);
        }
    }

    // A number as a text, say, would otherwise pass for one that isn't known.
    private static Cell Fitting(Cell cell, Row row, int at, ProblemList problems)
    {
        var column = row.Columns[at];
        var fits = Numbers.Contains(column) ? cell is { Text: null, Texts.IsDefault: true } : Lists.Contains(column) ? cell is { Text: null, Number: null } : cell is { Number: null, Texts.IsDefault: true };
        if (fits) return cell;
        problems.Add("cell-type", column, row.Offset);
        return default;
    }

    private static Cell ReadCell(ref StrictJson json)
    {
        if (json.Null()) return default;
        if (json.IsNumberNext()) return new Cell(null, json.Whole(1_000_000_000), default);
        if (!json.IsArrayNext()) return new Cell(json.Text(1000), null, default);
        var texts = ImmutableArray.CreateBuilder<string>();
        json.EnterArray();
        while (json.NextItem()) texts.Add(json.CodeText());
        return new Cell(null, null, texts.DrainToImmutable());
    }
}
