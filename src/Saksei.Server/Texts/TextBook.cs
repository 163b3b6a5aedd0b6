using System.Collections.Frozen;
using System.Text.Json;

namespace Saksei.Server.Texts;

/// <summary>
/// Every sentence of pages and answers, by key, in each language: <c>Texts/en.json</c> and <c>Texts/km.json</c>, embedded.
/// One key is one sentence, so that it can be said as each language says it.
/// </summary>
public static class TextBook
{
    /// <summary>Languages of the pages, the default first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "km"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Books =
        Languages.ToFrozenDictionary(language => language, Load);

    /// <summary>All texts of a language.</summary>
    public static IReadOnlyDictionary<string, string> Of(string language) => Books[language];

    /// <summary>A stable code of an error, a refusal or a void act in words; the code itself where it has none yet.</summary>
    public static string Message(string code, string language) => Books[language].GetValueOrDefault("code." + code, code);

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(TextBook).Assembly.GetManifestResourceStream($"Saksei.Server.Texts.{language}.json")
            ?? throw new InvalidOperationException($"no texts in {language}");
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
