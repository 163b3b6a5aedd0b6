using System.Collections.Immutable;
using Saksei.Election.Checklists;
using SpreadCheetah;

namespace Saksei.Checklists;

/// <summary>The tables of a checklist in one .xlsx workbook, a worksheet each.</summary>
public static class WorkbookFile
{
    /// <summary>Writes a workbook; every cell is a text, none a formula.</summary>
    public static async Task Write(Checklist checklist, Stream output)
    {
        await using var book = await Spreadsheet.CreateNewAsync(output);
        foreach (var sheet in ChecklistTableWriter.Write(checklist))
        {
            await book.StartWorksheetAsync(sheet.Name);
            foreach (var row in sheet.Rows) await book.AddRowAsync([.. row.Select(cell => cell.Length == 0 ? default : new Cell(cell))]);
        }

        await book.FinishAsync();
    }

    /// <summary>Reads the sheets; what is wrong with the whole is said of its <paramref name="file"/>.</summary>
    internal static List<ChecklistSheet> Read(Stream workbook, string file, List<ChecklistProblem> problems)
    {
        List<ChecklistSheet> sheets = [];
        try
        {
            using var book = Workbook.Open(workbook, WorkbookBounds.Checklist);
            foreach (var name in book.Sheets)
            {
                sheets.Add(Read(book, name, problems));
                if (problems.Count > 0) break;
            }
        }
        catch (TooLargeException large)
        {
            problems.Add(new ChecklistProblem("checklist-too-large", large.Sheet.Length == 0 ? file : large.Sheet, large.Row, 0, large.Message));
        }
        catch (Exception problem) when (Workbook.IsBroken(problem))
        {
            problems.Add(new ChecklistProblem("checklist-unreadable", file, 0, 0, ".xlsx"));
        }

        return sheets;
    }

    private static ChecklistSheet Read(Workbook book, string name, List<ChecklistProblem> problems)
    {
        var most = Math.Max(ChecklistLimits.Rows, ChecklistLimits.Choices) + 2;
        List<ImmutableArray<string>> rows = [];
        foreach (var row in book.Rows(name))
        {
            rows.Add(row);
            if (row.Length > ChecklistLimits.Columns) problems.Add(new ChecklistProblem("checklist-too-large", name, rows.Count, ChecklistLimits.Columns + 1, $"at most {ChecklistLimits.Columns} columns"));
            if (row.Length > ChecklistLimits.Columns || rows.Count == most) break;
        }

        while (rows is [.., { Length: 0 }]) rows.RemoveAt(rows.Count - 1);
        return new ChecklistSheet(name, [.. rows]);
    }
}
