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
}

/// <summary>
/// Turns rows into sheets, one a station. A row that can't be taken as it stands is a problem and nothing is guessed.
/// </summary>
public sealed class SheetCollector(Contest contest, Mapping mapping)
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
            Take(file.Name, line, string.Join(how.Join, cells.AsSpan(0, stations).ToArray()), rows.Read(cells.AsSpan(stations + filters)));
        });
        if (problem is not null) Add(problem);
    }

    private void Take(string file, long line, string code, IReadOnlyList<(int Figure, string Text, string Unknown)> cells)
    {
        if (contest.Election.FindStation(code) is not { } station)
        {
            Add(new ImportProblem(file, line, "station-unknown", Shorten(code)));
            return;
        }

        if (!_sheets.TryGetValue(station.Index, out var sheet)) _sheets[station.Index] = sheet = new CollectedSheet(station, file, line);
        foreach (var (figure, text, unknown) in cells)
        {
            if (figure < 0) Add(new ImportProblem(file, line, "list-unknown", Shorten(unknown)));
            else if (text.Length > 0) Put(sheet, figure, text, file, line);
        }
    }

    private void Put(CollectedSheet sheet, int figure, string text, string file, long line)
    {
        var code = FigureText.Read(text, contest.Form.Digits, contest.Form.Maximum, out var value);
        if (code.Length > 0) Add(new ImportProblem(file, line, code, $"{contest.FigureName(figure)}: {Shorten(text)}"));
        else if (!sheet.Figures.TryAdd(figure, value)) Add(new ImportProblem(file, line, "figure-twice", $"{sheet.Station.Code} {contest.FigureName(figure)}"));
    }

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

    IReadOnlyList<(int Figure, string Text, string Unknown)> Read(ReadOnlySpan<string> cells);
}

/// <summary>One row a station: each mapped column holds one figure.</summary>
internal sealed class WideRows : IRowMapping
{
    private readonly ImmutableArray<int> _figures;

    internal WideRows(Contest contest, FileMapping how)
    {
        var fields = how.Figures.Select(pair => (contest.Form.Fields.ToList().FindIndex(field => field.Code == pair.Key), pair.Value));
        var lists = how.Votes.Select(pair => (contest.FigureOf(contest.ListOf(pair.Key)), pair.Value));
        (int Figure, ColumnReference Column)[] all = [.. fields, .. lists];
        _figures = [.. all.Select(pair => pair.Figure)];
        Columns = [.. all.Select(pair => pair.Column)];
    }

    public IEnumerable<ColumnReference> Columns { get; }

    public IReadOnlyList<(int, string, string)> Read(ReadOnlySpan<string> cells)
    {
        var read = new (int, string, string)[cells.Length];
        for (var i = 0; i < cells.Length; i++) read[i] = (_figures[i], cells[i], "");
        return read;
    }
}

/// <summary>One row a station and list: one column names the list (or field), one holds the value.</summary>
internal sealed class LongRows(Contest contest, FileMapping how) : IRowMapping
{
    private readonly Dictionary<string, int> _figures = FiguresOf(contest, how);

    public IEnumerable<ColumnReference> Columns => how is { List: { } list, Value: { } value } ? [list, value] : [];

    public IReadOnlyList<(int, string, string)> Read(ReadOnlySpan<string> cells) => [(_figures.GetValueOrDefault(cells[0], -1), cells[1], cells[0])];

    private static Dictionary<string, int> FiguresOf(Contest contest, FileMapping how)
    {
        var figures = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (code, text) in how.Figures) figures[text.Name] = contest.Form.Fields.ToList().FindIndex(field => field.Code == code);
        foreach (var (code, text) in how.Votes) figures[text.Name] = contest.FigureOf(contest.ListOf(code));
        if (how.Votes.IsEmpty)
            foreach (var list in contest.Lists) figures[list.Code] = contest.FigureOf(list);
        return figures;
    }
}
