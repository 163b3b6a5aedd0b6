using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Saksei.Election.Definition.Rules;
using Saksei.Words;

namespace Saksei.Cli.NewDefinition;

/// <summary>
/// Names in each language of a new definition: those given, and those of the texts for what nobody named. A language that the program
/// has no texts in gets the English words, to be exchanged by its own.
/// </summary>
internal sealed class MadeWords(ImmutableArray<string> languages)
{
    private const string UniversalTimeZone = "UTC";

    internal JsonObject Of(string key, params string[] values) => Each(language => SpeechIn(language).Say(key, [.. values]));

    /// <summary>A name that was given; a language without one has the English, or the first there is.</summary>
    internal JsonObject Given(SortedDictionary<string, string> names) =>
        Each(language => names.GetValueOrDefault(language) ?? names.GetValueOrDefault("en") ?? names.Values.FirstOrDefault(""));

    /// <summary>What the program calls something of this name.</summary>
    internal JsonObject About(string key, SortedDictionary<string, string> names) =>
        Given(names) is var given ? Each(language => SpeechIn(language).Say(key, given[language]!.GetValue<string>())) : [];

    /// <summary>A sum in words, or with signs where the program doesn't speak the language.</summary>
    internal JsonObject Sum(FormSum sum, Func<string, string, string> nameOf) => Each(language =>
    {
        var (left, right) = (Together(sum.Left), Together(sum.Right));
        if (!TextBook.Languages.Contains(language)) return $"{left} {(sum.AtMost ? "≤" : "=")} {right}";
        return SpeechIn(language).Say(sum.AtMost ? "made.check.at-most" : sum.Right.Length > 1 ? "made.check.sum" : "made.check.same", left, right);

        string Together(ImmutableArray<string> fields) => string.Join(" + ", fields.Select(field => nameOf(field, language)));
    });

    private JsonObject Each(Func<string, string> text)
    {
        var names = new JsonObject();
        foreach (var language in languages) names[language] = text(language);
        return names;
    }

    private static Speech SpeechIn(string language) => new(TextBook.Languages.Contains(language) ? language : TextBook.Default, UniversalTimeZone);
}
