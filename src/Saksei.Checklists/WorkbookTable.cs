using System.Collections.Immutable;

namespace Saksei.Checklists;

/// <summary>Why a workbook's table can't be read.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Row">From 1; 0 where it is about the whole.</param>
/// <param name="Detail">Which sheet, or which bound.</param>
public sealed record WorkbookProblem(string Code, int Row, string Detail);

/// <summary>The one table of a workbook: the sheet that holds anything. Where more than one does, nothing says which is meant.</summary>
public static class WorkbookTable
{
    /// <summary>Reads it; gives the problem that stops the reading, or null.</summary>
    /// <param name="workbook">The file.</param>
    /// <param name="leftOut">Sheets that are left out on purpose.</param>
    /// <param name="take">Called with each row that has a cell: its number, and its cells up to the last that isn't empty.</param>
    public static WorkbookProblem? Read(Stream workbook, IReadOnlyCollection<string> leftOut, Action<int, ImmutableArray<string>> take)
    {
        try
        {
            using var book = Workbook.Open(workbook, WorkbookBounds.Table);
            var sheets = book.Sheets.Where(sheet => !leftOut.Contains(sheet) && book.Rows(sheet).Any(row => row.Length > 0)).ToList();
            if (sheets.Count == 0) return new WorkbookProblem("file-empty", 0, "");
            if (sheets.Count > 1) return new WorkbookProblem("sheet-not-mapped", 0, sheets[1]);
            foreach (var (index, row) in book.Rows(sheets[0]).Index().Where(row => row.Item.Length > 0)) take(index + 1, row);
            return null;
        }
        catch (TooLargeException large)
        {
            return new WorkbookProblem("workbook-too-large", large.Row, large.Sheet.Length == 0 ? large.Message : $"{large.Sheet}: {large.Message}");
        }
        catch (Exception problem) when (Workbook.IsBroken(problem))
        {
            return new WorkbookProblem("workbook-unreadable", 0, "");
        }
    }
}
