using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Saksei.Election.Checklists;

/// <summary>Writes JSON in its one form: no white space, fields in their order, and of characters only those escaped that must be, as JSON.stringify writes them.</summary>
internal sealed class CanonicalText
{
    private readonly StringBuilder _text = new();
    private bool _comma;

    internal byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    internal CanonicalText Open(char bracket)
    {
        Separate();
        _text.Append(bracket);
        _comma = false;
        return this;
    }

    internal CanonicalText Close(char bracket)
    {
        _text.Append(bracket);
        _comma = true;
        return this;
    }

    internal CanonicalText Name(string name)
    {
        Value(name);
        _text.Append(':');
        _comma = false;
        return this;
    }

    internal CanonicalText Value(string value)
    {
        Separate();
        _text.Append('"');
        foreach (var c in value) Append(c);
        _text.Append('"');
        _comma = true;
        return this;
    }

    /// <summary>A field, unless it says nothing.</summary>
    internal CanonicalText Field(string name, string value) => value.Length == 0 ? this : Name(name).Value(value);

    /// <summary>A text in each language that there is one in; nothing where there is none.</summary>
    internal CanonicalText Field(string name, ImmutableArray<string> keys, ImmutableArray<string> values)
    {
        if (values.All(value => value.Length == 0)) return this;
        Name(name).Open('{');
        for (var place = 0; place < values.Length; place++) Field(keys[place], values[place]);
        return Close('}');
    }

    internal CanonicalText Array(string name, ImmutableArray<string> values)
    {
        Name(name).Open('[');
        foreach (var value in values) Value(value);
        return Close(']');
    }

    private void Separate()
    {
        if (_comma) _text.Append(',');
    }

    private void Append(char c)
    {
        var escape = c switch { '"' => "\\\"", '\\' => "\\\\", '\b' => "\\b", '\f' => "\\f", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => "" };
        if (escape.Length > 0) _text.Append(escape);
        else if (c < ' ') _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        else _text.Append(c);
    }
}
