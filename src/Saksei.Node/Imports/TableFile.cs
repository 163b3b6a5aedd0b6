using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Saksei.Node.Imports;

/// <summary>One thing that is wrong with an import, and where: file, line from 1, a stable code, the word it is about.</summary>
public sealed record ImportProblem(string File, long Line, string Code, string Detail);

/// <summary>
/// Rows of a delimited file, gzipped or not, with their lines. Strict: text that isn't in the encoding, a broken quote,
/// a row that is too short or a stream that is cut off stop the reading with a problem.
/// </summary>
public sealed class TableFile : IRowSource
{
    /// <summary>The most characters of a cell.</summary>
    public const int LongestCell = 10_000;

    private static readonly byte[] GzipMagic = [0x1f, 0x8b];
    private static readonly byte[][] WorkbookMagic = [[(byte)'P', (byte)'K', 3, 4], [0xd0, 0xcf, 0x11, 0xe0]];

    private readonly string _path;
    private readonly FileMapping _mapping;
    private long _line = 1;

    /// <summary>Reads the file at a path as a mapping says; <c>-</c> is standard input.</summary>
    public TableFile(string path, FileMapping mapping) => (_path, _mapping) = (path, mapping);

    /// <summary>A table with commas in UTF-8, whose columns go by their position.</summary>
    public static TableFile Plain(string path) => new(path, Mapped(path, ','));

    /// <summary>A table in UTF-8 with commas, semicolons or tabs: its row of names says which.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">Columns that it should have, where that is known.</param>
    public static TableFile Detected(string path, IReadOnlyCollection<string> wanted) => new(path, Mapped(path, ',')) { Wanted = wanted };

    private static FileMapping Mapped(string path, char delimiter) => new(path, "utf-8", delimiter, false, true, [], "", [], [], null, null, []);

    // By which columns the mark between cells is found; null where it is given.
    private IReadOnlyCollection<string>? Wanted { get; init; }

    /// <inheritdoc/>
    public string Name => Path.GetFileName(_path);

    /// <summary>Reads all rows; gives the first problem that stops the reading, or null.</summary>
    /// <param name="columns">Columns to give, in this order.</param>
    /// <param name="take">Called with each row: its line, and the texts of the columns.</param>
    public ImportProblem? Read(IReadOnlyList<ColumnReference> columns, Action<long, string[]> take) => Scan(parser => ReadColumns(parser, columns, take));

    /// <inheritdoc/>
    public ImportProblem? ReadRows(Action<long, string[]> take) => Scan(parser =>
    {
        while (parser.Read()) take(_line = parser.RawRow, parser.Record ?? []);
        return null;
    });

    private ImportProblem? Scan(Func<CsvParser, ImportProblem?> read)
    {
        if (_path != "-" && !File.Exists(_path)) return new ImportProblem(Name, 0, "file-missing", _path);
        if (_path != "-" && IsWorkbook()) return new ImportProblem(Name, 0, "file-is-workbook", "");
        try
        {
            if (DelimiterOf() is not { } delimiter) return new ImportProblem(Name, 1, "delimiter-unclear", "");
            using var reader = OpenText();
            using var parser = new CsvParser(reader, Configuration(delimiter));
            return read(parser);
        }
        catch (DecoderFallbackException)
        {
            return new ImportProblem(Name, _line, "text-not-" + _mapping.Encoding, "");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return new ImportProblem(Name, _line, "file-truncated", "");
        }
        catch (CsvHelperException e)
        {
            return new ImportProblem(Name, _line, e is MaxFieldSizeException ? "cell-too-long" : "row-malformed", "");
        }
    }

    private ImportProblem? ReadColumns(CsvParser parser, IReadOnlyList<ColumnReference> columns, Action<long, string[]> take)
    {
        var positions = _mapping.HasHeader ? null : columns.Select(column => column.Position - 1).ToArray();
        while (parser.Read())
        {
            var row = parser.Record ?? [];
            _line = parser.RawRow;
            if (positions is null)
            {
                positions = [.. columns.Select(column => PositionOf(column, row))];
                if (Array.FindIndex(positions, position => position < 0) is var missing and >= 0)
                    return new ImportProblem(Name, _line, "column-missing", columns[missing].ToString());
                continue;
            }

            if (Array.FindIndex(positions, position => position < 0 || position >= row.Length) is var short_ and >= 0)
                return new ImportProblem(Name, _line, "row-too-short", columns[short_].ToString());
            take(_line, [.. positions.Select(position => row[position])]);
        }

        return positions is null ? new ImportProblem(Name, 1, "file-empty", "") : null;
    }

    private static int PositionOf(ColumnReference column, string[] header) =>
        column.Position > 0 ? column.Position - 1 : Array.FindIndex(header, name => name == column.Name);

    // What a spreadsheet saves by itself: xlsx and ods are zip archives, xls a compound file.
    private bool IsWorkbook()
    {
        using var file = File.OpenRead(_path);
        var magic = new byte[4];
        return file.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && WorkbookMagic.Any(known => known.SequenceEqual(magic));
    }

    private Stream Open()
    {
        if (_path == "-") return Console.OpenStandardInput();
        var file = File.OpenRead(_path);
        Span<byte> magic = stackalloc byte[2];
        var read = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && magic.SequenceEqual(GzipMagic) ? new WholeGzipStream(file) : file;
    }

    private StreamReader OpenText() => new(Open(), EncodingOf(_mapping.Encoding), detectEncodingFromByteOrderMarks: false);

    // Standard input can't be read twice.
    private char? DelimiterOf() => Wanted is { } wanted && _path != "-" ? Delimiters.Of(OpenText, wanted) : _mapping.Delimiter;

    private CsvConfiguration Configuration(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        HasHeaderRecord = false,
        MaxFieldSize = LongestCell,
        BadDataFound = context => throw new BadDataException(context.Field, context.RawRecord, context.Context),
        CountBytes = false,
    };

    private static Encoding EncodingOf(string name) => name switch
    {
        "latin1" => Encoding.Latin1,
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            ?? throw new NotSupportedException(name),
        // With its preamble, so that a byte order mark is skipped wherever the first cell is quoted or no header stands.
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
    };

    // The framework's gzip reader takes a file that ends early for one that ends: here the trailer's length must be what was read.
    private sealed class WholeGzipStream(FileStream file) : Stream
    {
        private readonly GZipStream _gzip = new(file, CompressionMode.Decompress);
        private readonly uint _length = Trailer(file);
        private uint _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = _gzip.Read(buffer, offset, count);
            _read = unchecked(_read + (uint)read);
            if (read == 0 && count > 0 && _read != _length) throw new EndOfStreamException();
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) _gzip.Dispose();
            base.Dispose(disposing);
        }

        private static uint Trailer(FileStream file)
        {
            if (file.Length < 18) throw new EndOfStreamException();
            Span<byte> trailer = stackalloc byte[4];
            file.Position = file.Length - 4;
            file.ReadExactly(trailer);
            file.Position = 0;
            return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        }
    }
}
