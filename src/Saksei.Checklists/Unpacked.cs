using System.IO.Compression;

namespace Saksei.Checklists;

/// <summary>How much of a workbook is looked at.</summary>
/// <param name="Packed">Bytes of the file.</param>
/// <param name="Plain">Bytes of what lies in it.</param>
/// <param name="Cells">Of a sheet, empty ones too.</param>
internal sealed record WorkbookBounds(int Packed, int Plain, int Cells)
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>Of a checklist.</summary>
    internal static WorkbookBounds Checklist { get; } = new(8 * Mebibyte, 32 * Mebibyte, 1_000_000);

    /// <summary>Of a table of answers or recommendations.</summary>
    internal static WorkbookBounds Table { get; } = new(32 * Mebibyte, 256 * Mebibyte, 10_000_000);
}

/// <summary>A workbook is larger than its bounds.</summary>
#pragma warning disable CA1032, CA1064 // It says where, and doesn't leave the readers.
internal sealed class TooLargeException(string sheet, int row, string detail) : Exception(detail)
{
    internal string Sheet => sheet;

    internal int Row => row;
}
#pragma warning restore CA1032, CA1064

/// <summary>A packed file, unpacked under a limit and packed again without compression: what reads it then can't be made to unpack more.</summary>
internal static class Unpacked
{
    private const int MostEntries = 200;

    internal static MemoryStream Of(Stream packed, WorkbookBounds bounds)
    {
        using var bounded = new MemoryStream();
        Copy(packed, bounded, bounds.Packed, bounds);
        using var archive = new ZipArchive(bounded, ZipArchiveMode.Read);
        if (archive.Entries.Count > MostEntries) throw TooLarge(bounds);
        var plain = new MemoryStream();
        using (var again = new ZipArchive(plain, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in archive.Entries)
            {
                using var from = entry.Open();
                using var to = again.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                Copy(from, to, bounds.Plain - plain.Length, bounds);
            }

        plain.Position = 0;
        return plain;
    }

    private static void Copy(Stream from, Stream to, long most, WorkbookBounds bounds)
    {
        var buffer = new byte[81_920];
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            most -= read;
            if (most < 0) throw TooLarge(bounds);
            to.Write(buffer, 0, read);
        }
    }

    private static TooLargeException TooLarge(WorkbookBounds bounds) =>
        new("", 0, $"at most {bounds.Packed} bytes, {bounds.Plain} bytes unpacked and {MostEntries} files in it");
}
