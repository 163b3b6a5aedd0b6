using System.Collections.Frozen;
using System.Text.Json;

namespace Saksei.Words;

/// <summary>
/// Every sentence of pages and answers, by key, in each language: <c>Texts/en.json</c>, <c>Texts/en-seats.json</c> and the same for <c>km</c>, embedded.
/// One key is one sentence, so that it can be said as each language says it.
/// </summary>
public static class TextBook
{
    /// <summary>Languages of the pages, the default first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "km"];

    // The working of seats, what they rest on, and cases have files of their own.
    private static readonly string[] Parts = ["", "-seats", "-evidence", "-cases"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Books =
        Languages.ToFrozenDictionary(language => language, Load);

    /// <summary>All texts of a language.</summary>
    public static IReadOnlyDictionary<string, string> Of(string language) => Books[language];

    /// <summary>A stable code of an error, a refusal or a void act in words; the code itself where it has none yet.</summary>
    public static string Message(string code, string language) => Books[language].GetValueOrDefault("code." + code, code);

    private static FrozenDictionary<string, string> Load(string language) =>
        Parts.SelectMany(part => LoadPart(language + part)).ToFrozenDictionary(StringComparer.Ordinal);

    private static Dictionary<string, string> LoadPart(string name)
    {
        using var stream = typeof(TextBook).Assembly.GetManifestResourceStream($"Saksei.Words.Texts.{name}.json")
            ?? throw new InvalidOperationException($"no texts {name}");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
