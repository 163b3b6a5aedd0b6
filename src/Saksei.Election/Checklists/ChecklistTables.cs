using System.Collections.Immutable;
using System.Globalization;

namespace Saksei.Election.Checklists;

/// <summary>A table as it lies in a file: rows of cells, the headings first. Rows may be of different lengths; an empty cell is an empty text.</summary>
public sealed record ChecklistSheet(string Name, ImmutableArray<ImmutableArray<string>> Rows);

/// <summary>What is wrong with a checklist, and where.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Sheet">Its table.</param>
/// <param name="Row">From 1, as a spreadsheet counts; 0 for the whole table.</param>
/// <param name="Column">From 1; 0 for the whole row.</param>
/// <param name="Detail">The word that it is about, and what could stand there.</param>
public sealed record ChecklistProblem(string Code, string Sheet, int Row, int Column, string Detail)
{
    /// <summary>As spreadsheets name a cell: <c>survey!F12</c>; a row is <c>survey!12</c>, a column <c>survey!F</c>.</summary>
    public string Place => Row == 0 && Column == 0 ? Sheet : $"{Sheet}!{Letters(Column)}{(Row == 0 ? "" : Row.ToString(CultureInfo.InvariantCulture))}";

    private static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26) letters = (char)('A' + (column - 1) % 26) + letters;
        return letters;
    }
}

/// <summary>A checklist, or everything that is wrong with what should be one.</summary>
public sealed record ChecklistReading(CheckedChecklist? Checklist, ImmutableArray<ChecklistProblem> Problems);
