using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Definition;
using Saksei.Election.Reading;

namespace Saksei.Election.Forms;

/// <summary>
/// Reads what sheets say in an election's own codes. Not for several threads at once: it shares codes and shapes between sheets, and
/// remembers which form the act at hand is about.
/// </summary>
internal sealed class SheetReader
{
    private static readonly FieldNames EntryNames = new("state", "figures", "votes", "signatures", "blank", "illegible", "confirmed");
    private const int MostMarked = 1_000, MostConfirmed = 100;
    private const string VotesPrefix = "votes/";
    private readonly FigureShapes _shapes;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _codes;
    private readonly Dictionary<string, Station>.AlternateLookup<ReadOnlySpan<char>> _stations;
    private readonly ImmutableArray<Sheet> _sheets;
    private int[] _figures = new int[64];
    private int[] _values = new int[64];

    // The sheet of the act at hand; none before its form was read where the election has several.
    private Sheet? _sheet;

    internal SheetReader(ElectionDefinition definition, FigureShapes shapes)
    {
        (_shapes, _codes, _stations) = (shapes, CodesOf(definition), definition.StationLookup);
        _sheets = [.. definition.Contests.Select(contest => new Sheet(contest, [.. Enumerable.Range(0, contest.FigureCount).Select(figure => NameOf(contest, figure))]))];
        Begin();
    }

    /// <summary>The form of one contest, and the names of its figures.</summary>
    private sealed record Sheet(Contest Contest, byte[][] Names);

    /// <summary>Another act comes.</summary>
    internal void Begin() => _sheet = _sheets.Length == 1 ? _sheets[0] : null;

    /// <summary>The form that an act is about. One that nobody knows is kept as it came, for the rule that refuses it.</summary>
    internal string Form(ref StrictJson json)
    {
        var code = Code(ref json);
        foreach (var sheet in _sheets)
            if (sheet.Contest.Form.Code == code) _sheet = sheet;
        _sheet ??= _sheets[0];
        return code;
    }

    internal SheetEntry ReadEntry(ref StrictJson json, ReadScope scope)
    {
        var sheet = SheetAtHand(ref json);
        FieldsRead read = default;
        var state = SheetState.Complete;
        var (count, inFigures, inVotes, inBlank, inIllegible) = (0, "", "", "", "");
        ImmutableArray<SheetSignature> signatures = [];
        var marks = SheetMarks.None;
        json.EnterObject();
        var start = (int)json.Offset;
        while (json.NextField(EntryNames, ref read, out var field))
        {
            switch (field)
            {
                case 0: state = FormVocabulary.SheetStates.Codec.Read(ref json, scope); break;
                case 1: ReadFigures(ref json, sheet, false, ref count, ref inFigures); break;
                case 2: ReadFigures(ref json, sheet, true, ref count, ref inVotes); break;
                case 3: signatures = FormCodecs.Signatures.Read(ref json, scope); break;
                case 4: marks = marks with { Blank = ReadMarked(ref json, sheet.Contest, ref inBlank) }; break;
                case 5: marks = marks with { Illegible = ReadMarked(ref json, sheet.Contest, ref inIllegible) }; break;
                default: marks = marks with { Confirmed = ReadConfirmed(ref json) }; break;
            }
        }

        json.Require(EntryNames, read, 3);
        var end = (int)json.Offset + 1;
        var figures = MakeFigures(ref json, sheet.Contest, count);
        return new SheetEntry(state, figures, signatures, FirstOf(inFigures, inVotes, inBlank, inIllegible), json.Problem is null ? scope.Document[start..end] : default) { Marks = marks };
    }

    // A figure's code is its form's own, so that the form must be known before.
    private Sheet SheetAtHand(ref StrictJson json)
    {
        if (_sheet is not null) return _sheet;
        json.Fail("form-behind-entry");
        return _sheets[0];
    }

    // In the order of the fields, whatever order the entry has them in.
    private static string FirstOf(string inFigures, string inVotes, string inBlank, string inIllegible) =>
        inFigures.Length > 0 ? inFigures : inVotes.Length > 0 ? inVotes : inBlank.Length > 0 ? inBlank : inIllegible;

    private ImmutableArray<int> ReadMarked(ref StrictJson json, Contest contest, ref string stray)
    {
        var marked = new SortedSet<int>();
        json.EnterArray();
        for (var count = 0; json.NextItem(); count++)
        {
            if (count == MostMarked) json.Fail("too-many");
            var code = Code(ref json);
            var isVotes = code.StartsWith(VotesPrefix, StringComparison.Ordinal);
            var name = isVotes ? code[VotesPrefix.Length..] : code;
            var figure = FigureOf(name, contest, isVotes);
            if (figure < 0 && stray.Length == 0) stray = name.Length == 0 ? code : name;
            if (figure >= 0 && !marked.Add(figure)) json.Fail("field-twice", code);
        }

        return [.. marked];
    }

    private ImmutableArray<string> ReadConfirmed(ref StrictJson json)
    {
        var confirmed = ImmutableArray.CreateBuilder<string>();
        json.EnterArray();
        while (json.NextItem())
        {
            if (confirmed.Count == MostConfirmed) json.Fail("too-many");
            if (Code(ref json) is var code && confirmed.Contains(code)) json.Fail("field-twice", code);
            confirmed.Add(code);
        }

        return confirmed.ToImmutable();
    }

    private void ReadFigures(ref StrictJson json, Sheet sheet, bool votes, ref int count, ref string stray)
    {
        json.EnterObject();
        while (json.NextName(out var name))
        {
            var figure = Expected(name, sheet, votes, count) ?? FigureOf(name, sheet.Contest, votes);
            if (figure < 0 && stray.Length == 0) stray = Encoding.UTF8.GetString(name);
            var value = (int)json.Whole(sheet.Contest.Form.Maximum);
            if (figure < 0) continue;
            if (count == _figures.Length) Grow();
            (_figures[count], _values[count++]) = (figure, value);
        }
    }

    // Sheets mostly hold the figures of the sheet before, in its order, whose numbers still lie in the buffer.
    private int? Expected(ReadOnlySpan<byte> name, Sheet sheet, bool votes, int place)
    {
        if (place >= _figures.Length) return null;
        var figure = _figures[place];
        return votes == figure >= sheet.Contest.Form.Fields.Length && figure < sheet.Names.Length && name.SequenceEqual(sheet.Names[figure]) ? figure : null;
    }

    private static int FigureOf(ReadOnlySpan<byte> name, Contest contest, bool votes)
    {
        Span<char> chars = stackalloc char[128];
        if (name.Length > chars.Length) return -1;
        return FigureOf(chars[..Encoding.UTF8.GetChars(name, chars)], contest, votes);
    }

    private static int FigureOf(ReadOnlySpan<char> code, Contest contest, bool votes)
    {
        if (!votes) return contest.Form.FieldLookup.TryGetValue(code, out var field) ? field : -1;
        return contest.ListLookup.TryGetValue(code, out var list) ? contest.FigureOf(list) : -1;
    }

    private void Grow()
    {
        Array.Resize(ref _figures, _figures.Length * 2);
        Array.Resize(ref _values, _values.Length * 2);
    }

    private Figures MakeFigures(ref StrictJson json, Contest contest, int count)
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
                json.Fail("field-twice", contest.FigureName(figures[i]));
        return _shapes.Make(figures, _values.AsSpan(0, count).ToArray());
    }

    private static byte[] NameOf(Contest contest, int figure)
    {
        var fields = contest.Form.Fields.Length;
        return Encoding.UTF8.GetBytes(figure < fields ? contest.Form.Fields[figure].Code : contest.Lists[figure - fields].Code);
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
        foreach (var contest in definition.Contests) codes.TryAdd(contest.Form.Code, contest.Form.Code);
        return codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
