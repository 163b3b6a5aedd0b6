using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Saksei.Election.Reading;

/// <summary>What is wrong with a document, and where: a stable code, the byte offset, and the word it is about.</summary>
public sealed record ReadingProblem(string Code, long Offset, string Detail);

/// <summary>The fields that an object may have, at most 64; whatever else stands in it is refused.</summary>
public sealed class FieldNames(params string[] names)
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];

    internal string this[int field] => names[field];

    /// <summary>All of them, for who wrote another.</summary>
    internal string Listed => string.Join(", ", names);

    // Documents mostly hold their fields in the order of their kind, so the search starts behind the last hit.
    internal int Find(ReadOnlySpan<byte> name, int hint)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var at = hint + i;
            if (at >= _names.Length) at -= _names.Length;
            if (name.SequenceEqual(_names[at])) return at;
        }

        return -1;
    }
}

/// <summary>Which fields of an object have been read.</summary>
public struct FieldsRead
{
    internal ulong Seen;
    internal int Next;

    /// <summary>Whether the field, by its place in the names, was there.</summary>
    public readonly bool Has(int field) => (Seen >> field & 1) == 1;
}

/// <summary>
/// Reads JSON strictly: fields known and there once, whole numbers in their one form, sizes bounded.
/// The first problem sticks: later reads give defaults, and who called looks at <see cref="Problem"/> once, at the end.
/// </summary>
public ref struct StrictJson
{
    private Utf8JsonReader _reader;
    private bool _onValue;

    // The field whose value comes, for what is wrong with it; none behind the end of an object.
    private string _field = "";

    /// <summary>Starts before the document's first token.</summary>
    public StrictJson(ReadOnlySpan<byte> utf8)
    {
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 12 });
        if (!Utf8.IsValid(utf8)) Fail("text-not-utf8");
    }

    /// <summary>The first problem, or null while all is well.</summary>
    public ReadingProblem? Problem { get; private set; }

    /// <summary>Where the current token begins, in bytes.</summary>
    public readonly long Offset => _reader.TokenStartIndex;

    /// <summary>Remembers a problem at the current token, unless there is one already.</summary>
    public void Fail(string code, string detail = "") => Problem ??= new ReadingProblem(code, _reader.TokenStartIndex, detail);

    /// <summary>Enters an object; follow with <see cref="NextField"/> until it gives false.</summary>
    public void EnterObject() => Expect(JsonTokenType.StartObject, "object-expected");

    /// <summary>Enters an array; follow with <see cref="NextItem"/> until it gives false.</summary>
    public void EnterArray() => Expect(JsonTokenType.StartArray, "array-expected");

    /// <summary>Goes to the next field and gives its place in <paramref name="names"/>; false at the object's end or a problem.</summary>
    public bool NextField(FieldNames names, ref FieldsRead read, out int field)
    {
        field = -1;
        if (!NextName(out var name)) return false;
        field = names.Find(name, read.Next);
        if (field < 0) Fail("field-unknown", Encoding.UTF8.GetString(name));
        else if (read.Has(field)) Fail("field-twice", names[field]);
        if (Problem is not null) return false;
        _field = names[field];
        read.Seen |= 1UL << field;
        read.Next = field + 1;
        return true;
    }

    /// <summary>Goes to the next field of an object whose names are data; false at its end or a problem.</summary>
    public bool NextName(out ReadOnlySpan<byte> name)
    {
        name = default;
        var isThere = Read() && _reader.TokenType != JsonTokenType.EndObject;
        _field = "";
        if (!isThere) return false;
        if (_reader.ValueIsEscaped) Fail("escape-not-allowed");
        name = _reader.ValueSpan;
        return Problem is null;
    }

    /// <summary>Goes to the next item; false at the array's end or a problem.</summary>
    public bool NextItem()
    {
        if (!Read() || _reader.TokenType == JsonTokenType.EndArray) return false;
        _onValue = true;
        return true;
    }

    /// <summary>An array of up to <paramref name="maximum"/> items, each read by <paramref name="read"/>.</summary>
    public ImmutableArray<T> Items<T>(int maximum, ReadItem<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var items = ImmutableArray.CreateBuilder<T>();
        EnterArray();
        while (NextItem())
        {
            items.Add(read(ref this));
            if (items.Count > maximum) Fail("too-many");
        }

        return items.DrainToImmutable();
    }

    /// <summary>Fails unless every field from the first to the one before <paramref name="required"/> was there.</summary>
    public void Require(FieldNames names, FieldsRead read, int required)
    {
        for (var field = 0; field < required; field++)
            if (!read.Has(field)) Fail("field-missing", names[field]);
    }

    /// <summary>A string in UTF-8 as it stands, 1 to <paramref name="maximum"/> bytes without an escape: a code, a hash, a time.</summary>
    public ReadOnlySpan<byte> Code(int maximum = 64)
    {
        if (!Expect(JsonTokenType.String, "text-expected")) return default;
        if (_reader.ValueIsEscaped) Fail("escape-not-allowed");
        if (_reader.ValueSpan.Length is var length && (length == 0 || length > maximum)) Fail("text-length");
        return Problem is null ? _reader.ValueSpan : default;
    }

    /// <summary>A code as a string; printable ASCII without spaces.</summary>
    public string CodeText(int maximum = 64)
    {
        var code = Code(maximum);
        if (code.IndexOfAnyExceptInRange((byte)'!', (byte)'~') >= 0) Fail("code-not-ascii");
        return Problem is null ? Encoding.UTF8.GetString(code) : "";
    }

    /// <summary>A text for people, escapes allowed, up to <paramref name="maximum"/> bytes.</summary>
    public string Text(int maximum)
    {
        if (!Expect(JsonTokenType.String, "text-expected")) return "";
        if (_reader.ValueSpan.Length > maximum) Fail("text-length");
        try
        {
            return Problem is null ? _reader.GetString() ?? "" : "";
        }
        catch (InvalidOperationException)
        {
            // Escapes that make half of a pair of surrogates are no text.
            Fail("text-not-utf8");
            return "";
        }
    }

    /// <summary>A whole number from 0 to <paramref name="maximum"/> in its one form: digits without sign, leading zero, point or exponent.</summary>
    public long Whole(long maximum)
    {
        if (!Expect(JsonTokenType.Number, "number-expected")) return 0;
        var digits = _reader.ValueSpan;
        if (digits[0] == '-') Fail("number-negative", Encoding.UTF8.GetString(digits));
        else if (digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) Fail("number-not-whole", Encoding.UTF8.GetString(digits));
        if (Problem is not null) return 0;
        if (digits.Length <= 18 && ParseDigits(digits) is var value && value <= maximum) return value;
        Fail("number-too-large", Encoding.UTF8.GetString(digits));
        return 0;
    }

    /// <summary>true or false.</summary>
    public bool Flag()
    {
        if (!Advance()) return false;
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False) return _reader.TokenType == JsonTokenType.True;
        Fail("flag-expected", _field);
        return false;
    }

    /// <summary>Whether the value that comes is null; if so it is consumed.</summary>
    public bool Null()
    {
        if (!Advance()) return false;
        if (_reader.TokenType == JsonTokenType.Null) return true;
        _onValue = true;
        return false;
    }

    /// <summary>Whether the value that comes begins an array; nothing is consumed.</summary>
    public bool IsArrayNext()
    {
        if (!Advance()) return false;
        _onValue = true;
        return _reader.TokenType == JsonTokenType.StartArray;
    }

    /// <summary>Whether the value that comes is a number; nothing is consumed.</summary>
    public bool IsNumberNext()
    {
        if (!Advance()) return false;
        _onValue = true;
        return _reader.TokenType == JsonTokenType.Number;
    }

    /// <summary>Passes over the value that comes and gives where it lies: [start, end) in bytes.</summary>
    public (int Start, int End) Skip()
    {
        if (!Advance()) return default;
        var start = (int)_reader.TokenStartIndex;
        try
        {
            _reader.Skip();
        }
        catch (JsonException)
        {
            Fail("json-malformed");
        }

        return (start, (int)_reader.BytesConsumed);
    }

    /// <summary>Fails unless the document ends here.</summary>
    public void End()
    {
        if (Problem is null && ReadToken()) Fail("json-malformed");
    }

    private static long ParseDigits(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (var digit in digits) value = value * 10 + (digit - '0');
        return value;
    }

    private bool Expect(JsonTokenType type, string code)
    {
        if (!Advance()) return false;
        if (_reader.TokenType == type) return true;
        Fail(code, _field);
        return false;
    }

    private bool Advance()
    {
        if (!_onValue) return Read();
        _onValue = false;
        return Problem is null;
    }

    private bool Read()
    {
        if (Problem is not null) return false;
        if (ReadToken()) return true;
        Fail("json-malformed");
        return false;
    }

    private bool ReadToken()
    {
        try
        {
            return _reader.Read();
        }
        catch (JsonException)
        {
            Fail("json-malformed");
            return false;
        }
    }
}
