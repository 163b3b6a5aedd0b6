using System.Collections.Immutable;
using Saksei.Exports.Writers;
using Saksei.Words;

namespace Saksei.Exports;

/// <summary>A form in which every table can be taken away.</summary>
/// <param name="Extension">Of its files, without the dot.</param>
/// <param name="MediaType">As HTTP names it.</param>
/// <param name="Write">Writes a table; headings are in the languages of the election where the form has room for them.</param>
public sealed record ExportFormat(string Extension, string MediaType, Func<ExportTable, ExportInput, ImmutableArray<Speech>, Stream, Task> Write)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ExportFormat> All { get; } =
    [
        new("csv", "text/csv; charset=utf-8", (table, input, _, output) => CsvTable.Write(table, input, output)),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SheetTable.Write),
        new("parquet", "application/vnd.apache.parquet", (table, input, _, output) => ParquetTable.Write(table, input, output)),
    ];

    /// <summary>The form with an extension, or null.</summary>
    public static ExportFormat? Find(string extension) => All.FirstOrDefault(format => format.Extension == extension);
}
