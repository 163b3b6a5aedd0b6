using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Saksei.Checklists;

/// <summary>An .xlsx workbook under bounds: its sheets, and their rows as texts.</summary>
internal sealed class Workbook : IDisposable
{
    private static readonly OpenXmlConfiguration Options = new() { EnableSharedStringCache = false, FillMergedCells = false };
    private readonly WorkbookBounds _bounds;
    private readonly MemoryStream _plain;

    private Workbook(MemoryStream plain, WorkbookBounds bounds) => (_plain, _bounds) = (plain, bounds);

    /// <summary>Opens it; what is wrong with it is thrown here or while it is read.</summary>
    /// <exception cref="TooLargeException">It is beyond its bounds.</exception>
    internal static Workbook Open(Stream packed, WorkbookBounds bounds) => new(Unpacked.Of(packed, bounds), bounds);

    internal IReadOnlyList<string> Sheets => MiniExcel.GetSheetNames(_plain, Options);

    // A library that meets a broken file throws what it happens to run into; nothing of its state outlives it.
    internal static bool IsBroken(Exception problem) => problem is InvalidDataException or XmlException or FormatException or ArgumentException or InvalidOperationException
        or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException or InvalidCastException or OverflowException or NotSupportedException;

    public void Dispose() => _plain.Dispose();

    /// <summary>The rows of a sheet from its first on, also those without a cell; what is empty at a row's end is cut off.</summary>
    internal IEnumerable<ImmutableArray<string>> Rows(string sheet)
    {
        _plain.Position = 0;
        var (cells, number) = (0, 0);
        foreach (IDictionary<string, object?> row in MiniExcel.Query(_plain, false, sheet, ExcelType.XLSX, configuration: Options))
        {
            number++;
            // A sheet that was formatted to its last column has 16,384 empty cells a row.
            cells += row.Count;
            if (cells > _bounds.Cells) throw new TooLargeException(sheet, number, $"at most {_bounds.Cells} cells, empty ones too");
            yield return Cut([.. row.Values.Select(TextOf)]);
        }
    }

    private static ImmutableArray<string> Cut(ImmutableArray<string> cells)
    {
        var width = cells.Length;
        while (width > 0 && cells[width - 1].Length == 0) width--;
        return cells[..width];
    }

    // A spreadsheet holds numbers and dates where somebody typed them; a text is meant.
    private static string TextOf(object? cell) => cell switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
