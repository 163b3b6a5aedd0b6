using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Node.Imports;

namespace Saksei.Cli.NewDefinition;

/// <summary>A row of a table that was handed in, its cells by heading.</summary>
internal sealed class HandedRow(HandedTable table, long line, string[] cells)
{
    private const int LargestNumber = 999_999_999;

    internal long Line => line;

    /// <summary>The cell's text without space around it; empty where there is no such column.</summary>
    internal string Text(string heading) => table.Find(heading) is var at and >= 0 && at < cells.Length ? cells[at].Trim() : "";

    /// <summary>The cell's text; an empty one is a fault.</summary>
    internal string Required(string heading)
    {
        if (Text(heading) is { Length: > 0 } text) return text;
        Wrong("cell-empty", heading, heading);
        return "";
    }

    /// <summary>A whole number in digits; null where the cell is empty or wrong.</summary>
    internal int? Number(string heading)
    {
        if (Text(heading) is not { Length: > 0 } text) return null;
        var code = FigureText.Read(text, DigitSystems.Latin, LargestNumber, out var number);
        if (code.Length == 0) return number;
        Wrong(code, heading, $"{heading}: {text}");
        return null;
    }

    /// <summary>One of a few words; the first where the cell is empty or wrong.</summary>
    internal string Word(string heading, string[] words)
    {
        if (Text(heading) is not { Length: > 0 } text) return words[0];
        if (words.Contains(text)) return text;
        table.Faults.Add(At(heading, "word-unknown", text), words);
        return words[0];
    }

    internal void Wrong(string code, string heading, string detail)
    {
        if (!table.Lacks(heading)) table.Faults.Add(At(heading, code, detail));
    }

    internal Fault At(string heading, string code, string detail) => new(table.Name, line, table.Find(heading) + 1, code, detail);
}

/// <summary>A table that was handed in: CSV with commas, semicolons or tabs, in UTF-8, whose first row names the columns.</summary>
internal sealed class HandedTable
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<HandedRow> _rows = [];
    private readonly HashSet<string> _lacking = new(StringComparer.Ordinal);

    private HandedTable(string path, Faults faults) => (Name, Faults) = (Path.GetFileName(path), faults);

    internal string Name { get; }

    internal Faults Faults { get; }

    internal IReadOnlyList<HandedRow> Rows => _rows;

    /// <summary>The headings as they are meant, in their order.</summary>
    internal IEnumerable<string> Headings => _columns.OrderBy(column => column.Value).Select(column => column.Key);

    internal int Find(string heading) => _columns.GetValueOrDefault(heading, -1);

    internal bool Has(string heading) => _columns.ContainsKey(heading);

    /// <summary>Whether a column was reported missing, so that its cells aren't each reported too.</summary>
    internal bool Lacks(string heading) => _lacking.Contains(heading);

    /// <summary>Reads a table; its faults are collected, and what could be read is given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="meant">What headings of the file are called here; <c>-</c> leaves a column out.</param>
    /// <param name="faults">Where faults go.</param>
    internal static HandedTable Read(string path, IReadOnlyDictionary<string, string> meant, Faults faults)
    {
        var table = new HandedTable(path, faults);
        string[]? first = null;
        var problem = TableFile.Detected(path, []).ReadRows((line, cells) =>
        {
            if (first is null) table.TakeHeadings(first = cells, meant);
            else if (!cells.All(string.IsNullOrWhiteSpace)) table.Take(line, cells, first.Length);
        });
        if (problem is not null) faults.Add(new Fault(table.Name, problem.Line, 0, problem.Code, problem.Detail));
        else if (table._rows.Count == 0) faults.Add(table.Name, "file-empty", "");
        return table;
    }

    /// <summary>Says of each heading that isn't among the known ones that it is unclear.</summary>
    internal void Expect(Func<string, bool> isKnown, IEnumerable<string> choices)
    {
        foreach (var (heading, at) in _columns.Where(column => !isKnown(column.Key)))
            Faults.Add(new Fault(Name, 1, at + 1, "heading-unknown", heading), choices);
    }

    internal bool Require(string heading)
    {
        if (Has(heading)) return true;
        Faults.Add(new Fault(Name, 1, 0, "column-missing", heading), Headings);
        _lacking.Add(heading);
        return false;
    }

    private void TakeHeadings(string[] cells, IReadOnlyDictionary<string, string> meant)
    {
        for (var at = 0; at < cells.Length; at++)
        {
            var written = cells[at].Trim();
            var heading = meant.GetValueOrDefault(written) ?? written.ToLowerInvariant().Replace(' ', '-');
            if (heading == "-") continue;
            if (heading.Length == 0) Faults.Add(new Fault(Name, 1, at + 1, "heading-empty", ""));
            else if (!_columns.TryAdd(heading, at)) Faults.Add(new Fault(Name, 1, at + 1, "column-twice", heading));
        }
    }

    private void Take(long line, string[] cells, int width)
    {
        if (cells.Length < width) Faults.Add(new Fault(Name, line, cells.Length, "row-too-short", $"{cells.Length} < {width}"));
        else if (cells.Length > width) Faults.Add(new Fault(Name, line, cells.Length, "row-too-long", $"{cells.Length} > {width}"));
        else _rows.Add(new HandedRow(this, line, cells));
    }
}
