using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Node.Imports;

/// <summary>A column by its name in the header, or by its position from 1.</summary>
public sealed record ColumnReference(string Name, int Position)
{
    /// <inheritdoc/>
    public override string ToString() => Position > 0 ? $"#{Position}" : Name;
}

/// <summary>Keeps only rows whose column holds one of some texts.</summary>
public sealed record RowFilter(ColumnReference Column, ImmutableArray<string> In);

/// <summary>How one file is read.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Encoding">utf-8, latin1 or windows-1252.</param>
/// <param name="Delimiter">One character.</param>
/// <param name="HasHeader">Whether the first row names the columns.</param>
/// <param name="IsLong">One row a station and list; otherwise one row a station.</param>
/// <param name="StationColumns">Columns that make the station's code.</param>
/// <param name="Join">What stands between them.</param>
/// <param name="Figures">Field code to column (wide), or to the text in the list's column (long); a code with several of them is their sum.</param>
/// <param name="Votes">List code to column (wide), or to the text in the list's column (long; default: the text is the code).</param>
/// <param name="List">The list's column (long).</param>
/// <param name="Value">The value's column (long).</param>
/// <param name="Keep">Rows that count; all where empty.</param>
public sealed record FileMapping(
    string Name, string Encoding, char Delimiter, bool HasHeader, bool IsLong, ImmutableArray<ColumnReference> StationColumns, string Join,
    ImmutableArray<KeyValuePair<string, ColumnReference>> Figures, ImmutableArray<KeyValuePair<string, ColumnReference>> Votes,
    ColumnReference? List, ColumnReference? Value, ImmutableArray<RowFilter> Keep);

/// <summary>How an authority's files become copies (docs/spec/mapping.md).</summary>
public sealed record Mapping(string Sheet, string Form, ImmutableArray<FileMapping> Files)
{
    private static readonly FieldNames Top = new("format", "sheet", "form", "files", "names");
    private static readonly FieldNames FileFields = new(
        "name", "encoding", "delimiter", "header", "layout", "station", "figures", "votes", "list", "value", "keep");
    private static readonly FieldNames StationFields = new("columns", "join");
    private static readonly FieldNames KeepFields = new("column", "in");
    private static readonly FieldNames Layouts = new("wide", "long");
    private static readonly FieldNames Encodings = new("utf-8", "latin1", "windows-1252");
    private const int MostParts = 100;
    private static readonly string[] EncodingNames = ["utf-8", "latin1", "windows-1252"];

    /// <summary>Reads a mapping strictly.</summary>
    public static Mapping? Read(ReadOnlySpan<byte> document, out ReadingProblem? problem)
    {
        var json = new StrictJson(document);
        FieldsRead read = default;
        var mapping = new Mapping("", "", []);
        json.EnterObject();
        while (json.NextField(Top, ref read, out var field))
        {
            switch (field)
            {
                case 0: if (json.CodeText() != "saksei/mapping/v1") json.Fail("format-unknown"); break;
                case 1: mapping = mapping with { Sheet = json.CodeText() }; break;
                case 2: mapping = mapping with { Form = json.CodeText() }; break;
                case 3: mapping = mapping with { Files = ReadFiles(ref json) }; break;
                default: json.Skip(); break;
            }
        }

        json.Require(Top, read, 4);
        json.End();
        problem = json.Problem;
        return problem is null ? mapping : null;
    }

    private static ImmutableArray<FileMapping> ReadFiles(ref StrictJson json)
    {
        var files = ImmutableArray.CreateBuilder<FileMapping>();
        json.EnterArray();
        while (json.NextItem()) files.Add(ReadFile(ref json));
        if (files.Count == 0) json.Fail("files-missing");
        return files.DrainToImmutable();
    }

    private static FileMapping ReadFile(ref StrictJson json)
    {
        FieldsRead read = default;
        var file = new FileMapping("", "utf-8", ',', true, false, [], "", [], [], null, null, []);
        json.EnterObject();
        while (json.NextField(FileFields, ref read, out var field)) file = ReadFileField(ref json, field, file);
        json.Require(FileFields, read, 6);
        if (file.IsLong && (file.List is null || file.Value is null)) json.Fail("long-layout-incomplete", file.Name);
        return file;
    }

    private static FileMapping ReadFileField(ref StrictJson json, int field, FileMapping file) => field switch
    {
        0 => file with { Name = json.CodeText() },
        1 => file with { Encoding = EncodingNames[Math.Max(0, ActFields.ReadWord(ref json, Encodings))] },
        2 => file with { Delimiter = ReadDelimiter(ref json) },
        3 => file with { HasHeader = json.Flag() },
        4 => file with { IsLong = ActFields.ReadWord(ref json, Layouts) == 1 },
        5 => ReadStation(ref json, file),
        6 => file with { Figures = ReadColumns(ref json) },
        7 => file with { Votes = ReadColumns(ref json) },
        8 => file with { List = ReadColumn(ref json) },
        9 => file with { Value = ReadColumn(ref json) },
        _ => file with { Keep = ReadKeep(ref json) },
    };

    private static char ReadDelimiter(ref StrictJson json)
    {
        var text = json.Text(4);
        if (text.Length == 1 && text[0] is not ('"' or '\r' or '\n')) return text[0];
        json.Fail("delimiter-malformed", text);
        return ',';
    }

    private static FileMapping ReadStation(ref StrictJson json, FileMapping file)
    {
        FieldsRead read = default;
        json.EnterObject();
        while (json.NextField(StationFields, ref read, out var field))
        {
            if (field == 1)
            {
                file = file with { Join = json.Text(8) };
                continue;
            }

            var columns = ImmutableArray.CreateBuilder<ColumnReference>();
            json.EnterArray();
            while (json.NextItem()) columns.Add(ReadColumn(ref json));
            file = file with { StationColumns = columns.DrainToImmutable() };
        }

        json.Require(StationFields, read, 1);
        return file;
    }

    private static ImmutableArray<KeyValuePair<string, ColumnReference>> ReadColumns(ref StrictJson json)
    {
        var columns = ImmutableArray.CreateBuilder<KeyValuePair<string, ColumnReference>>();
        json.EnterObject();
        while (json.NextName(out var name))
        {
            var code = System.Text.Encoding.UTF8.GetString(name);
            if (columns.Any(other => other.Key == code)) json.Fail("field-twice", code);
            foreach (var column in ReadParts(ref json)) columns.Add(new(code, column));
        }

        return columns.DrainToImmutable();
    }

    // Several columns, or texts, that are one figure: two numbers of one list, say.
    private static ImmutableArray<ColumnReference> ReadParts(ref StrictJson json)
    {
        if (!json.IsArrayNext()) return [ReadColumn(ref json)];
        var parts = json.Items(MostParts, ReadColumn);
        if (parts.IsEmpty) json.Fail("columns-missing");
        if (parts.Distinct().Count() < parts.Length) json.Fail("column-twice");
        return parts;
    }

    private static ColumnReference ReadColumn(ref StrictJson json)
    {
        if (!json.IsNumberNext()) return new ColumnReference(json.Text(500), 0);
        var position = (int)json.Whole(10_000);
        if (position == 0) json.Fail("column-position-zero");
        return new ColumnReference("", position);
    }

    private static ImmutableArray<RowFilter> ReadKeep(ref StrictJson json)
    {
        var filters = ImmutableArray.CreateBuilder<RowFilter>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var filter = new RowFilter(new ColumnReference("", 0), []);
            json.EnterObject();
            while (json.NextField(KeepFields, ref read, out var field))
                filter = field == 0 ? filter with { Column = ReadColumn(ref json) } : filter with { In = ReadTexts(ref json) };
            json.Require(KeepFields, read, 2);
            filters.Add(filter);
        }

        return filters.DrainToImmutable();
    }

    private static ImmutableArray<string> ReadTexts(ref StrictJson json)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        json.EnterArray();
        while (json.NextItem()) texts.Add(json.Text(500));
        return texts.DrainToImmutable();
    }
}
