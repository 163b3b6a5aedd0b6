namespace Saksei.Election.Checklists;

/// <summary>The choices of a question in a message: the first of them, by code and label.</summary>
public static class ChoicesInWords
{
    private const int Most = 12;

    /// <summary>Codes, each with its label where it has one.</summary>
    public static string Of(IReadOnlyCollection<string> codes, Func<string, string> labelOf) =>
        "one of " + string.Join(", ", codes.Take(Most).Select(code => labelOf(code) is { Length: > 0 } label && label != code ? $"{code} ({label})" : code)) + (codes.Count > Most ? ", …" : "");
}
