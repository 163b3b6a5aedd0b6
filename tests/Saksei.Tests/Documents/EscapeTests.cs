using System.Globalization;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>Strings of published files are escaped as docs/spec/results.md says, character by character.</summary>
public sealed class EscapeTests
{
    private static readonly Dictionary<int, string> Short = new() { ['"'] = "\\\"", ['\\'] = "\\\\", [8] = "\\b", [9] = "\\t", [10] = "\\n", [12] = "\\f", [13] = "\\r" };

    [Fact]
    public void Every_character_is_escaped_as_the_specification_says()
    {
        for (var code = 0; code <= 0x1FFFF; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF) continue;
            Assert.Equal((code, Expected(code)), (code, Written(char.ConvertFromUtf32(code))));
        }
    }

    private static string Expected(int code)
    {
        if (Short.TryGetValue(code, out var known)) return known;
        var text = char.ConvertFromUtf32(code);
        var escaped = code is > 0xFFFF or 0xFEFF || (code != ' ' && CharUnicodeInfo.GetUnicodeCategory(code) is UnicodeCategory.Control or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
        return escaped ? string.Concat(text.Select(unit => $"\\u{(int)unit:X4}")) : text;
    }

    private static string Written(string text)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions)) json.WriteStringValue(text);
        return Encoding.UTF8.GetString(stream.ToArray())[1..^1];
    }
}
