using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Definition;
using Saksei.Election.Reading;

namespace Saksei.Election.Forms;

/// <summary>Reads what sheets say in an election's own codes. Not for several threads at once: it shares codes and shapes between sheets.</summary>
internal sealed class SheetReader(ElectionDefinition definition, FigureShapes shapes)
{
    private static readonly FieldNames EntryNames = new("state", "figures", "votes", "signatures");
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _codes = CodesOf(definition);
    private readonly Dictionary<string, Station>.AlternateLookup<ReadOnlySpan<char>> _stations = definition.StationLookup;
    private readonly byte[][] _names = [.. Enumerable.Range(0, definition.FigureCount).Select(figure => NameOf(definition, figure))];
    private int[] _figures = new int[64];
    private int[] _values = new int[64];

    internal SheetEntry ReadEntry(ref StrictJson json, ReadScope scope)
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
                case 0: state = FormVocabulary.SheetStates.Codec.Read(ref json, scope); break;
                case 1: ReadFigures(ref json, false, ref count, ref stray); break;
                case 2: ReadFigures(ref json, true, ref count, ref stray); break;
                default: signatures = FormCodecs.Signatures.Read(ref json, scope); break;
            }
        }

        json.Require(EntryNames, read, 3);
        var end = (int)json.Offset + 1;
        var figures = MakeFigures(ref json, count);
        return new SheetEntry(state, figures, signatures, stray, json.Problem is null ? scope.Document[start..end] : default);
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

    private static byte[] NameOf(ElectionDefinition definition, int figure)
    {
        var fields = definition.Form.Fields.Length;
        return Encoding.UTF8.GetBytes(figure < fields ? definition.Form.Fields[figure].Code : definition.Lists[figure - fields].Code);
    }

    // Codes that the definition knows are shared; others are kept as they came, for the rule that refuses them.
    internal string Code(ref StrictJson json)
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
