using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Node.Imports;

/// <summary>The figures of one station, gathered from all files, and where its first row stands.</summary>
public sealed class CollectedSheet(Station station, string file, long line)
{
    /// <summary>The station.</summary>
    public Station Station => station;

    /// <summary>The file of its first row.</summary>
    public string File => file;

    /// <summary>The line of its first row.</summary>
    public long Line => line;

    internal SortedDictionary<int, int> Figures { get; } = [];

    /// <summary>Parts of figures that have come, of those that have several.</summary>
    internal HashSet<(int Figure, int Part)> Parts { get; } = [];

    /// <summary>Figures of which a part is absent: their sum isn't known.</summary>
    internal HashSet<int> Unknown { get; } = [];
}

/// <summary>What a cell of a row says.</summary>
/// <param name="Figure">Which figure; −1 of a list that nobody knows.</param>
/// <param name="Part">Which part of it, from 0; −1 where it is whole.</param>
/// <param name="Text">The figure as it stands there.</param>
/// <param name="Name">What the row calls the list.</param>
internal readonly record struct RowFigure(int Figure, int Part, string Text, string Name)
{
    internal const int Whole = -1;
}

/// <summary>
/// Turns rows into sheets, one a station. A row that can't be taken as it stands is a problem and nothing is guessed.
/// </summary>
public sealed class SheetCollector(Contest contest, Mapping mapping, StationCodes codes)
{
    /// <summary>Problems beyond these are counted only.</summary>
    public const int MaximumProblems = 100;

    private readonly Dictionary<int, CollectedSheet> _sheets = [];
    private readonly List<ImportProblem> _problems = [];

    /// <summary>What is wrong; empty where all could be taken.</summary>
    public IReadOnlyList<ImportProblem> Problems => _problems;

    /// <summary>How many problems there were in all.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>The sheets in the definition's order.</summary>
    public IEnumerable<CollectedSheet> Sheets => _sheets.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <summary>Reads all files of the mapping, in its order.</summary>
    public void Collect(IReadOnlyList<string> paths)
    {
        if (paths.Count != mapping.Files.Length)
        {
            Add(new ImportProblem("", 0, "file-count", $"{mapping.Files.Length}: {string.Join(", ", mapping.Files.Select(file => file.Name))}"));
            return;
        }

        for (var i = 0; i < paths.Count; i++)
            if (UnknownCode(mapping.Files[i]) is { } unknown) Add(new ImportProblem(mapping.Files[i].Name, 0, "mapping-code-unknown", unknown));
            else Collect(new TableFile(paths[i], mapping.Files[i]), mapping.Files[i]);
    }

    private void Collect(TableFile file, FileMapping how)
    {
        var rows = how.IsLong ? new LongRows(contest, how) : (IRowMapping)new WideRows(contest, how);
        var stations = how.StationColumns.Length;
        var filters = how.Keep.Length;
        List<ColumnReference> columns = [.. how.StationColumns, .. how.Keep.Select(filter => filter.Column), .. rows.Columns];
        var problem = file.Read(columns, (line, cells) =>
        {
            for (var i = 0; i < filters; i++)
                if (!how.Keep[i].In.Contains(cells[stations + i])) return;
            Take(file.Name, line, codes.Of(string.Join(how.Join, cells.AsSpan(0, stations).ToArray())), rows.Read(cells.AsSpan(stations + filters)));
        });
        if (problem is not null) Add(problem);
    }

    private void Take(string file, long line, string code, IReadOnlyList<RowFigure> cells)
    {
        if (contest.Election.FindStation(code) is not { } station)
        {
            Add(new ImportProblem(file, line, "station-unknown", Shorten(code)));
            return;
        }

        if (!_sheets.TryGetValue(station.Index, out var sheet)) _sheets[station.Index] = sheet = new CollectedSheet(station, file, line);
        foreach (var cell in cells)
        {
            if (cell.Figure < 0) Add(new ImportProblem(file, line, "list-unknown", Shorten(cell.Name)));
            else if (cell.Part != RowFigure.Whole) PutPart(sheet, cell, file, line);
            else if (cell.Text.Length > 0 && Read(cell, file, line) is { } value && !sheet.Figures.TryAdd(cell.Figure, value)) AddTwice(sheet, cell, file, line);
        }
    }

    // What one part lacks, the sum lacks: an absent figure isn't a zero.
    private void PutPart(CollectedSheet sheet, RowFigure cell, string file, long line)
    {
        if (!sheet.Parts.Add((cell.Figure, cell.Part))) AddTwice(sheet, cell, file, line);
        else if (cell.Text.Length == 0) sheet.Unknown.Add(cell.Figure);
        else if (Read(cell, file, line) is { } value)
        {
            var sum = sheet.Figures.GetValueOrDefault(cell.Figure) + (long)value;
            if (sum > contest.Form.Maximum) Add(new ImportProblem(file, line, "number-too-large", $"{contest.FigureName(cell.Figure)}: {sum}"));
            else sheet.Figures[cell.Figure] = (int)sum;
        }

        if (sheet.Unknown.Contains(cell.Figure)) sheet.Figures.Remove(cell.Figure);
    }

    private int? Read(RowFigure cell, string file, long line)
    {
        var code = FigureText.Read(cell.Text, contest.Form.Digits, contest.Form.Maximum, out var value);
        if (code.Length == 0) return value;
        Add(new ImportProblem(file, line, code, $"{contest.FigureName(cell.Figure)}: {Shorten(cell.Text)}"));
        return null;
    }

    private void AddTwice(CollectedSheet sheet, RowFigure cell, string file, long line) =>
        Add(new ImportProblem(file, line, "figure-twice", $"{sheet.Station.Code} {contest.FigureName(cell.Figure)}"));

    private string? UnknownCode(FileMapping file) =>
        file.Figures.Select(pair => pair.Key).FirstOrDefault(code => contest.Form.Fields.All(field => field.Code != code))
        ?? file.Votes.Select(pair => pair.Key).FirstOrDefault(code => contest.FindList(code) is null);

    private void Add(ImportProblem problem)
    {
        ProblemCount++;
        if (_problems.Count < MaximumProblems) _problems.Add(problem);
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

/// <summary>Gives the figures of one row; figure −1 with the text of a list that nobody knows.</summary>
internal interface IRowMapping
{
    IEnumerable<ColumnReference> Columns { get; }

    IReadOnlyList<RowFigure> Read(ReadOnlySpan<string> cells);
}

/// <summary>The figures that a mapping names, with their columns or texts, and which of them have several.</summary>
internal static class MappedFigures
{
    internal static ImmutableArray<(int Figure, int Part, ColumnReference Column)> Of(Contest contest, FileMapping how)
    {
        var fields = how.Figures.Select(pair => (Figure: contest.Form.Fields.ToList().FindIndex(field => field.Code == pair.Key), Column: pair.Value));
        var lists = how.Votes.Select(pair => (Figure: contest.FigureOf(contest.ListOf(pair.Key)), Column: pair.Value));
        return [.. fields.Concat(lists).GroupBy(pair => pair.Figure).SelectMany(parts => parts.Select((part, at) => (part.Figure, parts.Skip(1).Any() ? at : RowFigure.Whole, part.Column)))];
    }
}

/// <summary>One row a station: each mapped column holds one figure, or a part of one.</summary>
internal sealed class WideRows(Contest contest, FileMapping how) : IRowMapping
{
    private readonly ImmutableArray<(int Figure, int Part, ColumnReference Column)> _figures = MappedFigures.Of(contest, how);

    public IEnumerable<ColumnReference> Columns => _figures.Select(figure => figure.Column);

    public IReadOnlyList<RowFigure> Read(ReadOnlySpan<string> cells)
    {
        var read = new RowFigure[cells.Length];
        for (var i = 0; i < cells.Length; i++) read[i] = new RowFigure(_figures[i].Figure, _figures[i].Part, cells[i], "");
        return read;
    }
}

/// <summary>One row a station and list: one column names the list (or field), one holds the value.</summary>
internal sealed class LongRows(Contest contest, FileMapping how) : IRowMapping
{
    private readonly Dictionary<string, (int Figure, int Part)> _figures = FiguresOf(contest, how);

    public IEnumerable<ColumnReference> Columns => how is { List: { } list, Value: { } value } ? [list, value] : [];

    public IReadOnlyList<RowFigure> Read(ReadOnlySpan<string> cells)
    {
        var (figure, part) = _figures.GetValueOrDefault(cells[0], (-1, RowFigure.Whole));
        return [new RowFigure(figure, part, cells[1], cells[0])];
    }

    private static Dictionary<string, (int, int)> FiguresOf(Contest contest, FileMapping how)
    {
        var figures = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        foreach (var (figure, part, text) in MappedFigures.Of(contest, how)) figures[text.Name] = (figure, part);
        if (how.Votes.IsEmpty)
            foreach (var list in contest.Lists) figures[list.Code] = (contest.FigureOf(list), RowFigure.Whole);
        return figures;
    }
}
