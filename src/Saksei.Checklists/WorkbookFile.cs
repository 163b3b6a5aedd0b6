using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Saksei.Election.Checklists;
using SpreadCheetah;

namespace Saksei.Checklists;

/// <summary>The tables of a checklist in one .xlsx workbook, a worksheet each.</summary>
public static class WorkbookFile
{
    private const int MostCells = 1_000_000;

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

    internal static List<ChecklistSheet> Read(Stream workbook, List<ChecklistProblem> problems)
    {
        List<ChecklistSheet> sheets = [];
        try
        {
            using var plain = Unpacked.Of(workbook);
            var options = new OpenXmlConfiguration { EnableSharedStringCache = false, FillMergedCells = false };
            foreach (var name in MiniExcel.GetSheetNames(plain, options))
            {
                sheets.Add(Read(plain, name, options, problems));
                if (problems.Count > 0) break;
            }
        }
        catch (TooLargeException)
        {
            problems.Add(new ChecklistProblem("checklist-too-large", "workbook", 0, 0, $"at most {Unpacked.MostBytes} bytes unpacked"));
        }
        // A library that meets a broken file throws what it happens to run into; nothing of its state outlives it.
        catch (Exception problem) when (problem is InvalidDataException or XmlException or FormatException or ArgumentException or InvalidOperationException
            or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException or InvalidCastException or OverflowException or NotSupportedException)
        {
            problems.Add(new ChecklistProblem("checklist-unreadable", "workbook", 0, 0, ".xlsx"));
        }

        return sheets;
    }

    private static ChecklistSheet Read(Stream workbook, string name, OpenXmlConfiguration options, List<ChecklistProblem> problems)
    {
        workbook.Position = 0;
        var most = Math.Max(ChecklistLimits.Rows, ChecklistLimits.Choices) + 2;
        List<ImmutableArray<string>> rows = [];
        var seen = 0;
        foreach (IDictionary<string, object?> row in MiniExcel.Query(workbook, false, name, ExcelType.XLSX, configuration: options))
        {
            // A sheet that was formatted to its last column has 16,384 empty cells a row.
            seen += row.Count;
            if (seen > MostCells) problems.Add(new ChecklistProblem("checklist-too-large", name, rows.Count + 1, 0, $"at most {MostCells} cells, empty ones too"));
            if (seen > MostCells) break;
            ImmutableArray<string> cells = [.. row.Values.Select(TextOf)];
            var width = cells.Length;
            while (width > 0 && cells[width - 1].Length == 0) width--;
            rows.Add(cells[..width]);
            if (width > ChecklistLimits.Columns) problems.Add(new ChecklistProblem("checklist-too-large", name, rows.Count, ChecklistLimits.Columns + 1, $"at most {ChecklistLimits.Columns} columns"));
            if (width > ChecklistLimits.Columns || rows.Count == most) break;
        }

        while (rows is [.., { Length: 0 }]) rows.RemoveAt(rows.Count - 1);
        return new ChecklistSheet(name, [.. rows]);
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

/// <summary>A workbook is larger unpacked than anything that a checklist needs.</summary>
#pragma warning disable CA1032, CA1064 // It says one thing, and doesn't leave the reader.
internal sealed class TooLargeException : Exception;
#pragma warning restore CA1032, CA1064

/// <summary>A packed file, unpacked under a limit and packed again without compression: what reads it then can't be made to unpack more.</summary>
internal static class Unpacked
{
    internal const int MostBytes = 32 * 1024 * 1024;
    private const int MostEntries = 200;
    private const int MostPacked = 8 * 1024 * 1024;

    internal static MemoryStream Of(Stream packed)
    {
        using var bounded = new MemoryStream();
        Copy(packed, bounded, MostPacked);
        using var archive = new ZipArchive(bounded, ZipArchiveMode.Read);
        if (archive.Entries.Count > MostEntries) throw new TooLargeException();
        var plain = new MemoryStream();
        using (var again = new ZipArchive(plain, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in archive.Entries)
            {
                using var from = entry.Open();
                using var to = again.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                Copy(from, to, MostBytes - plain.Length);
            }

        plain.Position = 0;
        return plain;
    }

    private static void Copy(Stream from, Stream to, long most)
    {
        var buffer = new byte[81_920];
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            most -= read;
            if (most < 0) throw new TooLargeException();
            to.Write(buffer, 0, read);
        }
    }
}
