using Saksei.Election.Checklists;

namespace Saksei.Checklists;

/// <summary>A checklist from wherever it lies: an .xlsx workbook, a folder of CSV tables, or the canonical JSON.</summary>
public static class ChecklistFile
{
    /// <summary>Reads a file or folder. Whatever is wrong with it is a problem with its place.</summary>
    /// <exception cref="IOException">It can't be read at all.</exception>
    public static ChecklistReading Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path)) return ReadFolder(path);
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return ReadJson(path);
        using var file = File.OpenRead(path);
        return Sheets(problems => WorkbookFile.Read(file, Path.GetFileName(path), problems));
    }

    /// <summary>Reads a workbook.</summary>
    public static ChecklistReading ReadWorkbook(Stream workbook) => Sheets(problems => WorkbookFile.Read(workbook, "workbook", problems));

    private static ChecklistReading ReadFolder(string folder) => Sheets(problems => CsvFolder.Read(folder, problems));

    private static ChecklistReading ReadJson(string path)
    {
        var bytes = new byte[Math.Min(new FileInfo(path).Length, ChecklistLimits.Bytes + 1)];
        using (var file = File.OpenRead(path)) file.ReadExactly(bytes);
        var reading = ChecklistJson.Read(bytes, out var problem);
        return problem is null ? reading
            : new ChecklistReading(null, [new ChecklistProblem(problem.Code, Path.GetFileName(path), 0, 0, $"byte {problem.Offset} {problem.Detail}".TrimEnd())]);
    }

    private static ChecklistReading Sheets(Func<List<ChecklistProblem>, List<ChecklistSheet>> read)
    {
        List<ChecklistProblem> problems = [];
        var sheets = read(problems);
        return problems.Count > 0 ? new ChecklistReading(null, [.. problems]) : ChecklistTableReader.Read(sheets);
    }
}
