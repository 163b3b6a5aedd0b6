using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Saksei.Exports.Writers;

/// <summary>RFC 4180 in UTF-8 without a byte order mark, LF, one line of names; what isn't known is an empty cell.</summary>
internal static class CsvTable
{
    internal static async Task Write(ExportTable table, ExportInput input, Stream output)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var column in table.Columns) csv.WriteField(column.Name);
        await csv.NextRecordAsync();
        foreach (var row in table.Rows(input))
        {
            foreach (var cell in row) csv.WriteField(TextOf(cell));
            await csv.NextRecordAsync();
        }
    }

    private static string TextOf(object? cell) => cell switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
