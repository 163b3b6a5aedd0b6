using System.Collections.Immutable;
using Saksei.Words;
using SpreadCheetah;

namespace Saksei.Exports.Writers;

/// <summary>
/// A workbook: a line of headings for each language, then a line of the names that other programs know, then the rows. What is longer than
/// a worksheet can be goes on in the next. Texts are texts: no cell is ever a formula.
/// </summary>
internal static class SheetTable
{
    private const int MostRows = 1_000_000;

    internal static async Task Write(ExportTable table, ExportInput input, ImmutableArray<Speech> spoken, Stream output)
    {
        await using var book = await Spreadsheet.CreateNewAsync(output);
        var number = 0;
        foreach (var rows in table.Rows(input).Chunk(MostRows).DefaultIfEmpty([]))
        {
            await book.StartWorksheetAsync(++number == 1 ? table.Name : $"{table.Name} {number}");
            foreach (var speech in spoken) await book.AddRowAsync([.. table.Columns.Select(column => new Cell(speech.Say("export." + column.Name)))]);
            await book.AddRowAsync([.. table.Columns.Select(column => new Cell(column.Name))]);
            foreach (var row in rows) await book.AddRowAsync([.. row.Select(CellOf)]);
        }

        await book.FinishAsync();
    }

    private static Cell CellOf(object? cell) => cell switch
    {
        null => default,
        long number => new Cell(number),
        bool truth => new Cell(truth),
        _ => new Cell(cell.ToString()),
    };
}
