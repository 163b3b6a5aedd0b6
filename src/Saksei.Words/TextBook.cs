using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Definition;

namespace Saksei.Words;

/// <summary>
/// Every sentence of pages and answers, by key, in each language. A language is one file, <c>Texts/XX.json</c>, embedded: those that there
/// are, are the languages. One key is one sentence, so that it can be said as each language says it.
/// </summary>
public static class TextBook
{
    /// <summary>The language that texts are written in first, and that is spoken where no other is asked for.</summary>
    public const string Default = "en";

    private const string Folder = "Saksei.Words.Texts.";
    private const string Ending = ".json";
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly FrozenDictionary<string, Language> Books = typeof(TextBook).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
        .Select(name => Load(name[Folder.Length..^Ending.Length])).ToFrozenDictionary(language => language.Code);

    /// <summary>The languages that there are texts in, the default first.</summary>
    public static ImmutableArray<string> Languages { get; } = [.. Books.Keys.OrderBy(code => code != Default).ThenBy(code => code, StringComparer.Ordinal)];

    /// <summary>Whether this machine can order names as languages have it: whether it has ICU.</summary>
    public static bool OrdersNames => Icu.Here is not null;

    /// <summary>The languages of an election: those of its definition that there are texts in, in its order; the default where there is none.</summary>
    public static ImmutableArray<string> LanguagesOf(DefinitionHead definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Languages.Where(Books.ContainsKey).ToImmutableArray() is { IsEmpty: false } spoken ? spoken : [Default];
    }

    /// <summary>A language that there are texts in.</summary>
    public static Language Find(string language) => Books[language];

    /// <summary>What a language calls itself; its code where there are no texts in it.</summary>
    public static string NameOf(string language) => Books.TryGetValue(language, out var known) ? known.Name : language;

    /// <summary>All texts of a language.</summary>
    public static IReadOnlyDictionary<string, string> Of(string language) => Books[language].Texts;

    /// <summary>A stable code of an error, a refusal or a void act in words; the code itself where it has none yet.</summary>
    public static string Message(string code, string language) => Books[language].Texts.GetValueOrDefault("code." + code, code);

    /// <summary>Such a code in words in every language.</summary>
    public static IReadOnlyDictionary<string, string> Message(string code) => Languages.ToDictionary(language => language, language => Message(code, language));

    private static Language Load(string code)
    {
        using var stream = typeof(TextBook).Assembly.GetManifestResourceStream(Folder + code + Ending)!;
        return new Language(code, JsonSerializer.Deserialize<Dictionary<string, string>>(stream, Strict)!.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
