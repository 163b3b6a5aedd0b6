using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Saksei.Election.Checklists;

namespace Saksei.Checklists;

/// <summary>The tables of a checklist as CSV: <c>survey.csv</c>, <c>choices.csv</c>, <c>settings.csv</c>; UTF-8, commas, RFC 4180.</summary>
public static class CsvFolder
{
    /// <summary>Writes each table into a folder.</summary>
    public static void Write(Checklist checklist, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var sheet in ChecklistTableWriter.Write(checklist))
            File.WriteAllBytes(Path.Combine(folder, sheet.Name + ".csv"), Write(sheet));
    }

    /// <summary>A table as CSV.</summary>
    public static byte[] Write(ChecklistSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
            foreach (var row in sheet.Rows)
            {
                foreach (var cell in row) csv.WriteField(cell);
                csv.NextRecord();
            }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    internal static List<ChecklistSheet> Read(string folder, List<ChecklistProblem> problems)
    {
        List<ChecklistSheet> sheets = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
            if (new FileInfo(path).Length > ChecklistLimits.Bytes) problems.Add(new ChecklistProblem("checklist-too-large", Path.GetFileName(path), 0, 0, $"at most {ChecklistLimits.Bytes} bytes"));
            else ReadTable(path, sheets, problems);
        return sheets;
    }

    private static void ReadTable(string path, List<ChecklistSheet> sheets, List<ChecklistProblem> problems)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        try
        {
            var text = new UTF8Encoding(false, true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            sheets.Add(new ChecklistSheet(name, [.. Rows(text)]));
        }
        catch (Exception problem) when (problem is DecoderFallbackException or ArgumentException or BadDataException)
        {
            problems.Add(new ChecklistProblem("checklist-unreadable", Path.GetFileName(path), 0, 0, problem is BadDataException bad ? $"line {bad.Context?.Parser?.RawRow}" : "UTF-8"));
        }
    }

    private static IEnumerable<ImmutableArray<string>> Rows(string text)
    {
        using var csv = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { IgnoreBlankLines = false });
        while (csv.Read()) yield return [.. csv.Record ?? []];
    }
}
