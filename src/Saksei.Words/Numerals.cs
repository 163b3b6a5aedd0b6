namespace Saksei.Words;

/// <summary>Ten signs that numbers are written in.</summary>
/// <param name="Code">The name of BCP 47, such as <c>khmr</c>.</param>
/// <param name="Signs">From nought to nine.</param>
/// <param name="DecimalMark">The decimal mark that goes with them; null where the language's own does.</param>
public sealed record Numerals(string Code, string Signs, string? DecimalMark)
{
    /// <summary>0123456789.</summary>
    public static Numerals Latin { get; } = new("latn", "0123456789", null);

    /// <summary>Whether these are 0123456789.</summary>
    public bool IsLatin => Code == Latin.Code;

    /// <summary>A text whose Latin digits are written in these signs.</summary>
    public string Write(string text) => Exchange(text, Latin.Signs, Signs);

    /// <summary>A text in which these signs are written as Latin digits.</summary>
    public string ToLatin(string text) => Exchange(text, Signs, Latin.Signs);

    private static string Exchange(string text, string from, string to) => from == to || text.AsSpan().IndexOfAny(from) < 0 ? text
        : string.Concat(text.Select(c => from.IndexOf(c, StringComparison.Ordinal) is var digit and >= 0 ? to[digit] : c));
}
