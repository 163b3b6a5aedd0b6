using System.Globalization;
using System.Text;

namespace Saksei.Election.Definition.Rules;

/// <summary>Small words of a definition that have a form of their own.</summary>
public static class HeadCodes
{
    private const int LongestMark = 4;

    /// <summary>A language's code: two or three lower-case letters.</summary>
    public static bool IsLanguage(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is 2 or 3 && text.All(char.IsAsciiLetterLower);
    }

    /// <summary>The mark of a form's field: 1 to 4 characters that can be seen.</summary>
    public static bool IsMark(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().Count() is > 0 and <= LongestMark && text.EnumerateRunes().All(CanBeSeen);
    }

    /// <summary>An address of the web in printable ASCII.</summary>
    public static bool IsSource(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scheme = text.StartsWith("https://", StringComparison.Ordinal) ? 8 : text.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        return scheme > 0 && text.Length > scheme && text.All(c => c is >= '!' and <= '~');
    }

    /// <summary>A dotted path into a definition or its tables, such as <c>constituencies.seats.18</c>.</summary>
    public static bool IsPath(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('.');
        return text.Length <= 100 && parts.All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) && !parts[0].Contains('-', StringComparison.Ordinal);
    }

    private static bool CanBeSeen(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
