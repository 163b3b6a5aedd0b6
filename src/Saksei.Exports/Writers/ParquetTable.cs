using Parquet;
using Parquet.Schema;

namespace Saksei.Exports.Writers;

/// <summary>Apache Parquet: text as strings, numbers as 64-bit integers, every column nullable. Times stay texts, with the offset that their author wrote.</summary>
internal static class ParquetTable
{
    private const int RowsOfGroup = 100_000;

    internal static async Task Write(ExportTable table, ExportInput input, Stream output)
    {
        DataField[] fields = [.. table.Columns.Select(FieldOf)];
        await using var file = await ParquetWriter.CreateAsync(new ParquetSchema(fields), output);
        foreach (var rows in table.Rows(input).Chunk(RowsOfGroup).DefaultIfEmpty([]))
        {
            using var group = file.CreateRowGroup();
            for (var column = 0; column < fields.Length; column++) await WriteColumn(group, fields[column], table.Columns[column].Type, rows, column);
        }
    }

    private static DataField FieldOf(ExportColumn column) => column.Type switch
    {
        CellType.Whole => new DataField<long?>(column.Name),
        CellType.Truth => new DataField<bool?>(column.Name),
        CellType.Text or CellType.Time => new DataField<string>(column.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private static Task WriteColumn(ParquetRowGroupWriter group, DataField field, CellType type, object?[][] rows, int column) => type switch
    {
        CellType.Whole => group.WriteAsync<long>(field, rows.Select(row => (long?)row[column]).ToArray().AsMemory()),
        CellType.Truth => group.WriteAsync<bool>(field, rows.Select(row => (bool?)row[column]).ToArray().AsMemory()),
        _ => group.WriteAsync(field, rows.Select(row => row[column]?.ToString()).ToArray()),
    };
}
