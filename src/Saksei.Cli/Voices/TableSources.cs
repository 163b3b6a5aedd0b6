using System.Collections.Immutable;
using Saksei.Checklists;
using Saksei.Election.Checklists;
using Saksei.Node.Imports;

namespace Saksei.Cli.Voices;

/// <summary>Tables that people hand in, by the endings of their files: workbooks, submissions, and CSV.</summary>
internal static class TableSources
{
    /// <summary>A table of recommendations.</summary>
    internal static IRowSource Of(string path) => IsWorkbook(path) ? new WorkbookRows(path, []) : TableFile.Detected(path, []);

    /// <summary>A table of answers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="map">How it is read.</param>
    /// <param name="checklist">What was asked: submissions aren't read without it.</param>
    internal static IRowSource Of(string path, ObservationMap map, Lazy<CheckedChecklist> checklist) =>
        IsWorkbook(path) ? new WorkbookRows(path, map.IgnoredSheets)
        : path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? new SubmissionRows(path, map, checklist.Value)
        : TableFile.Detected(path, [.. map.Columns]);

    private static bool IsWorkbook(string path) => path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The rows of a workbook's one table.</summary>
internal sealed class WorkbookRows(string path, ImmutableArray<string> ignoredSheets) : IRowSource
{
    public string Name => Path.GetFileName(path);

    public ImportProblem? ReadRows(Action<long, string[]> take)
    {
        if (!File.Exists(path)) return new ImportProblem(Name, 0, "file-missing", path);
        using var file = File.OpenRead(path);
        var width = 0;
        ImportProblem? tooLong = null;
        var stopped = WorkbookTable.Read(file, ignoredSheets, (line, cells) =>
        {
            if (width == 0) width = cells.Length;
            if (cells.Any(cell => cell.Length > TableFile.LongestCell)) tooLong ??= new ImportProblem(Name, line, "cell-too-long", "");
            // What is empty at the end of a row isn't there in the file.
            take(line, [.. cells, .. Enumerable.Repeat("", Math.Max(0, width - cells.Length))]);
        });
        return stopped is null ? tooLong : new ImportProblem(Name, stopped.Row, stopped.Code, stopped.Detail);
    }
}

/// <summary>A submission as a table of one row.</summary>
internal sealed class SubmissionRows(string path, ObservationMap map, CheckedChecklist checklist) : IRowSource
{
    public string Name => Path.GetFileName(path);

    public ImportProblem? ReadRows(Action<long, string[]> take)
    {
        if (!File.Exists(path)) return new ImportProblem(Name, 0, "file-missing", path);
        using var file = File.OpenRead(path);
        var reading = map.Form.Id.Length == 0 ? FormSubmission.Read(checklist, file) : FormSubmission.Read(checklist, file, map.Form.Id, map.Form.Version);
        if (reading.Answers is not { } answers) return reading.Problems.Select(problem => new ImportProblem(Name, 1, problem.Code, $"{problem.Place} {problem.Detail}".Trim())).First();
        // What a submission is called stands in it under another name in each program's tables: the map's is taken.
        (string Column, string Cell)[] named = map.Instance.Length > 0 ? [(map.Instance, reading.Instance)] : [];
        (string Column, string Cell)[] columns = [.. named, .. SubmissionColumns.Of(checklist, answers)];
        if (columns.FirstOrDefault(column => column.Cell.Length > TableFile.LongestCell) is { Column.Length: > 0 } tooLong) return new ImportProblem(Name, 1, "cell-too-long", tooLong.Column);
        take(1, [.. columns.Select(column => column.Column)]);
        take(1, [.. columns.Select(column => column.Cell)]);
        return null;
    }
}
