namespace Saksei.Election.Definition.Rules;

/// <summary>
/// A code that acts can hold: 1 to 64 printable ASCII characters without spaces, <c>"</c> and <c>\</c>. Acts have no escapes, codes stand in
/// addresses, and two letters that look alike, or one letter in two byte sequences, would be two places that nobody can tell apart.
/// </summary>
public static class PlainCode
{
    private const int Longest = 64;

    /// <summary>Whether a text is one.</summary>
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= Longest && text.All(c => c is >= '!' and <= '~' and not '"' and not '\\');
    }
}

/// <summary>A kebab code: lower-case letters, digits and single hyphens.</summary>
public static class KebabCode
{
    /// <summary>Whether a text is one.</summary>
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PlainCode.Is(text) && text.Split('-').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
    }
}
