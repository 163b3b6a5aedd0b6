using System.Collections.Immutable;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>One cell of a row file: a text, a whole number, or several texts; at most one of them is there.</summary>
internal readonly record struct Cell(string? Text, long? Number, ImmutableArray<string> Texts);

/// <summary>The row at hand, its cells by column; the next row overwrites it.</summary>
internal sealed class Row(Dictionary<string, int> columns)
{
    private readonly Cell[] _cells = new Cell[columns.Count];

    internal long Offset { get; set; }

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
            if (field == 2 && row is not null) ReadRows(ref json, row, take);
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
            if (!known.Contains(column) && !column.StartsWith("name.", StringComparison.Ordinal)) json.Fail("column-unknown", column);
            else if (!columns.TryAdd(column, columns.Count)) json.Fail("column-twice", column);
        }

        foreach (var column in required)
            if (!columns.ContainsKey(column)) json.Fail("column-missing", column);
        return columns;
    }

    private static void ReadRows(ref StrictJson json, Row row, Action<Row> take)
    {
        json.EnterArray();
        while (json.NextItem())
        {
            var at = 0;
            json.EnterArray();
            row.Offset = json.Offset;
            while (json.NextItem())
            {
                if (at == row.Cells.Length) json.Fail("row-too-long");
                else row.Cells[at++] = ReadCell(ref json);
            }

            if (at < row.Cells.Length) json.Fail("row-too-short");
            if (json.Problem is null) take(row);
        }
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
