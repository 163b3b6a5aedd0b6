using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Forms;

/// <summary>Reads the fields of this book's acts, behind those of the header.</summary>
internal sealed class FormActFields(ElectionDefinition definition, FigureShapes shapes)
{
    private static readonly FieldNames Commit = new("form", "station", "sheet", "round", "commitment");
    private static readonly FieldNames Reveal = new("form", "station", "commit", "salt", "entry");
    private static readonly FieldNames Copy = new("form", "station", "source", "sheet", "method", "entry", "attachments", "previous");
    private static readonly FieldNames Adjudicate = new(
        "form", "station", "outcome", "ground", "article", "final", "considered", "adopts", "entry", "attachments", "previous");
    private static readonly FieldNames EntryNames = new("state", "figures", "votes", "signatures");
    private static readonly FieldNames SignatureNames = new("organisation", "state");
    private static readonly FieldNames Sources = new("official", "posted", "scan", "tally");
    private static readonly FieldNames Methods = new("transcribed", "seen", "imported");
    private static readonly FieldNames States = new("complete", "blank", "illegible", "wrong-form");
    private static readonly FieldNames SignatureStates = new("signed", "refused", "absent");
    private static readonly FieldNames Outcomes = new("copy-adopted", "corrected", "recounted", "annulled");

    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _codes = CodesOf(definition);
    private readonly Dictionary<string, Station>.AlternateLookup<ReadOnlySpan<char>> _stations = definition.StationLookup;
    private readonly byte[][] _names = [.. Enumerable.Range(0, definition.FigureCount).Select(figure => NameOf(definition, figure))];
    private int[] _figures = new int[64];
    private int[] _values = new int[64];

    internal static string Word(CopySource source) => Sources[(int)source];

    internal static string Word(CopyMethod method) => Methods[(int)method];

    internal static string Word(SheetState state) => States[(int)state];

    internal static string Word(AdjudicationOutcome outcome) => Outcomes[(int)outcome];

    internal static string Word(SignatureState state) => SignatureStates[(int)state];

    internal FormCommit ReadCommit(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new FormCommit(header, "", "", "", 0, default);
        while (json.NextField(Commit, ref read, out var field))
            act = field switch
            {
                0 => act with { Form = Code(ref json) },
                1 => act with { Station = Code(ref json) },
                2 => act with { Sheet = Code(ref json) },
                3 => act with { Round = (int)json.Whole(100) },
                _ => act with { Commitment = ActFields.ReadHash(ref json) },
            };
        json.Require(Commit, read, 5);
        return act;
    }

    internal FormReveal? ReadReveal(ref StrictJson json, ActHeader header, ReadOnlyMemory<byte> body)
    {
        FieldsRead read = default;
        var (form, station) = ("", "");
        Hash commit = default;
        UInt128 salt = 0;
        SheetEntry? entry = null;
        while (json.NextField(Reveal, ref read, out var field))
        {
            switch (field)
            {
                case 0: form = Code(ref json); break;
                case 1: station = Code(ref json); break;
                case 2: commit = ActFields.ReadHash(ref json); break;
                case 3: salt = ActFields.ReadBits(ref json); break;
                default: entry = ReadEntry(ref json, body); break;
            }
        }

        json.Require(Reveal, read, 5);
        return entry is null ? null : new FormReveal(header, form, station, commit, salt, entry);
    }

    internal FormCopy? ReadCopy(ref StrictJson json, ActHeader header, ReadOnlyMemory<byte> body)
    {
        FieldsRead read = default;
        var (form, station, sheet) = ("", "", "");
        var (source, method) = (CopySource.Official, CopyMethod.Imported);
        SheetEntry? entry = null;
        ImmutableArray<Attachment> attachments = [];
        Hash? previous = null;
        while (json.NextField(Copy, ref read, out var field))
        {
            switch (field)
            {
                case 0: form = Code(ref json); break;
                case 1: station = Code(ref json); break;
                case 2: source = (CopySource)Math.Max(0, ActFields.ReadWord(ref json, Sources)); break;
                case 3: sheet = Code(ref json); break;
                case 4: method = (CopyMethod)Math.Max(0, ActFields.ReadWord(ref json, Methods)); break;
                case 5: entry = ReadEntry(ref json, body); break;
                case 6: attachments = ActFields.ReadAttachments(ref json); break;
                default: previous = ActFields.ReadHash(ref json); break;
            }
        }

        json.Require(Copy, read, 6);
        return entry is null ? null : new FormCopy(header, form, station, source, sheet, method, entry, attachments, previous);
    }

    internal FormAdjudicate ReadAdjudicate(ref StrictJson json, ActHeader header, ReadOnlyMemory<byte> body)
    {
        FieldsRead read = default;
        var act = new FormAdjudicate(header, "", "", AdjudicationOutcome.CopyAdopted, "", "", false, [], null, null, [], null);
        while (json.NextField(Adjudicate, ref read, out var field)) act = ReadAdjudicateField(ref json, field, act, body);
        json.Require(Adjudicate, read, 7);
        return act;
    }

    /// <summary>The bytes of an entry, as they stand in acts: lists and fields in the definition's order.</summary>
    internal static byte[] WriteEntry(ElectionDefinition definition, SheetState state, Figures figures, ImmutableArray<SheetSignature> signatures)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("state", Word(state));
            WriteFigures(json, definition, figures);
            if (!signatures.IsEmpty) WriteSignatures(json, signatures);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteFigures(Utf8JsonWriter json, ElectionDefinition definition, Figures figures)
    {
        var fields = definition.Form.Fields.Length;
        json.WriteStartObject("figures");
        var at = 0;
        for (; at < figures.Count && figures.NumberAt(at) < fields; at++)
            json.WriteNumber(definition.Form.Fields[figures.NumberAt(at)].Code, figures.ValueAt(at));
        json.WriteEndObject();
        json.WriteStartObject("votes");
        for (; at < figures.Count; at++)
            json.WriteNumber(definition.Lists[figures.NumberAt(at) - fields].Code, figures.ValueAt(at));
        json.WriteEndObject();
    }

    private static void WriteSignatures(Utf8JsonWriter json, ImmutableArray<SheetSignature> signatures)
    {
        json.WriteStartArray("signatures");
        foreach (var signature in signatures)
        {
            json.WriteStartObject();
            json.WriteString("organisation", signature.Organisation);
            json.WriteString("state", SignatureStates[(int)signature.State]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private FormAdjudicate ReadAdjudicateField(ref StrictJson json, int field, FormAdjudicate act, ReadOnlyMemory<byte> body) => field switch
    {
        0 => act with { Form = Code(ref json) },
        1 => act with { Station = Code(ref json) },
        2 => act with { Outcome = (AdjudicationOutcome)Math.Max(0, ActFields.ReadWord(ref json, Outcomes)) },
        3 => act with { Ground = json.CodeText() },
        4 => act with { Article = json.CodeText(200) },
        5 => act with { Final = json.Flag() },
        6 => act with { Considered = ReadHashes(ref json, 64) },
        7 => act with { Adopts = ActFields.ReadHash(ref json) },
        8 => act with { Entry = ReadEntry(ref json, body) },
        9 => act with { Attachments = ActFields.ReadAttachments(ref json) },
        _ => act with { Previous = ActFields.ReadHash(ref json) },
    };

    private static ImmutableArray<Hash> ReadHashes(ref StrictJson json, int maximum)
    {
        var hashes = ImmutableArray.CreateBuilder<Hash>();
        json.EnterArray();
        while (json.NextItem())
        {
            hashes.Add(ActFields.ReadHash(ref json));
            if (hashes.Count > maximum) json.Fail("too-many");
        }

        return hashes.DrainToImmutable();
    }

    private SheetEntry ReadEntry(ref StrictJson json, ReadOnlyMemory<byte> body)
    {
        FieldsRead read = default;
        var state = SheetState.Complete;
        var (count, stray) = (0, "");
        ImmutableArray<SheetSignature> signatures = [];
        json.EnterObject();
        var start = (int)json.Offset;
        while (json.NextField(EntryNames, ref read, out var field))
        {
            switch (field)
            {
                case 0: state = (SheetState)Math.Max(0, ActFields.ReadWord(ref json, States)); break;
                case 1: ReadFigures(ref json, false, ref count, ref stray); break;
                case 2: ReadFigures(ref json, true, ref count, ref stray); break;
                default: signatures = ReadSignatures(ref json); break;
            }
        }

        json.Require(EntryNames, read, 3);
        var end = (int)json.Offset + 1;
        var figures = MakeFigures(ref json, count);
        return new SheetEntry(state, figures, signatures, stray, json.Problem is null ? body[start..end] : default);
    }

    private void ReadFigures(ref StrictJson json, bool votes, ref int count, ref string stray)
    {
        json.EnterObject();
        while (json.NextName(out var name))
        {
            var figure = Expected(name, votes, count) ?? FigureOf(name, votes);
            if (figure < 0 && stray.Length == 0) stray = Encoding.UTF8.GetString(name);
            var value = (int)json.Whole(definition.Form.Maximum);
            if (figure < 0) continue;
            if (count == _figures.Length) Grow();
            (_figures[count], _values[count++]) = (figure, value);
        }
    }

    // Sheets mostly hold the figures of the sheet before, in its order, whose numbers still lie in the buffer.
    private int? Expected(ReadOnlySpan<byte> name, bool votes, int place)
    {
        if (place >= _figures.Length) return null;
        var figure = _figures[place];
        return votes == figure >= definition.Form.Fields.Length && figure < _names.Length && name.SequenceEqual(_names[figure]) ? figure : null;
    }

    private int FigureOf(ReadOnlySpan<byte> name, bool votes)
    {
        Span<char> chars = stackalloc char[128];
        if (name.Length > chars.Length) return -1;
        ReadOnlySpan<char> code = chars[..Encoding.UTF8.GetChars(name, chars)];
        if (!votes) return definition.Form.FieldLookup.TryGetValue(code, out var field) ? field : -1;
        return definition.ListLookup.TryGetValue(code, out var list) ? definition.FigureOf(list) : -1;
    }

    private void Grow()
    {
        Array.Resize(ref _figures, _figures.Length * 2);
        Array.Resize(ref _values, _values.Length * 2);
    }

    private Figures MakeFigures(ref StrictJson json, int count)
    {
        Span<int> figures = _figures.AsSpan(0, count);
        for (var i = 1; i < count; i++)
            if (figures[i - 1] >= figures[i])
            {
                figures.Sort(_values.AsSpan(0, count));
                break;
            }

        for (var i = 1; i < count; i++)
            if (figures[i - 1] == figures[i])
                json.Fail("field-twice", definition.FigureName(figures[i]));
        return shapes.Make(figures, _values.AsSpan(0, count).ToArray());
    }

    private static ImmutableArray<SheetSignature> ReadSignatures(ref StrictJson json)
    {
        var signatures = ImmutableArray.CreateBuilder<SheetSignature>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var signature = new SheetSignature("", SignatureState.Absent);
            json.EnterObject();
            while (json.NextField(SignatureNames, ref read, out var field))
                signature = field == 0
                    ? signature with { Organisation = json.CodeText() }
                    : signature with { State = (SignatureState)Math.Max(0, ActFields.ReadWord(ref json, SignatureStates)) };
            json.Require(SignatureNames, read, 2);
            signatures.Add(signature);
            if (signatures.Count > 64) json.Fail("too-many");
        }

        return signatures.DrainToImmutable();
    }

    private static byte[] NameOf(ElectionDefinition definition, int figure)
    {
        var fields = definition.Form.Fields.Length;
        return Encoding.UTF8.GetBytes(figure < fields ? definition.Form.Fields[figure].Code : definition.Lists[figure - fields].Code);
    }

    // Codes that the definition knows are shared; others are kept as they came, for the rule that refuses them.
    private string Code(ref StrictJson json)
    {
        var bytes = json.Code();
        Span<char> chars = stackalloc char[64];
        ReadOnlySpan<char> text = chars[..Encoding.UTF8.GetChars(bytes, chars)];
        if (_stations.TryGetValue(text, out var station)) return station.Code;
        if (_codes.TryGetValue(text, out var known)) return known;
        if (text.IndexOfAnyExceptInRange('!', '~') >= 0) json.Fail("code-not-ascii");
        return text.ToString();
    }

    private static Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CodesOf(ElectionDefinition definition)
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sheet in definition.Head.Sheets) codes.TryAdd(sheet.Code, sheet.Code);
        codes.TryAdd(definition.Form.Code, definition.Form.Code);
        return codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
