using System.Collections.Immutable;

namespace Saksei.Cli.NewDefinition;

/// <summary>Names by language, as columns of a table or options give them.</summary>
internal static class HandedNames
{
    private const string English = "en";

    /// <summary>The headings under which something's names may stand; plain ones hold the English name.</summary>
    internal static IEnumerable<string> Headings(string thing, ImmutableArray<string> languages) =>
        languages.Select(language => $"{thing}.name.{language}").Prepend($"{thing}.name").Prepend(thing);

    /// <summary>Names under <c>name</c>, <c>name.en</c> … or <c>label</c>, <c>label.en</c> …</summary>
    internal static IEnumerable<string> Plain(string word, ImmutableArray<string> languages) => languages.Select(language => $"{word}.{language}").Prepend(word);

    /// <summary>The names in a row: of each language that has one. What stands under a heading without a language is English.</summary>
    internal static SortedDictionary<string, string> Of(HandedRow row, ImmutableArray<string> languages, params string[] words)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            foreach (var language in languages)
                if (row.Text($"{word}.{language}") is { Length: > 0 } text) names.TryAdd(language, text);
            if (row.Text(word) is { Length: > 0 } plain) names.TryAdd(English, plain);
        }

        return names;
    }

    /// <summary>Names as an option gives them: <c>es=Elecciones</c>, or one text for all languages.</summary>
    internal static SortedDictionary<string, string> OfOption(IEnumerable<string> given, ImmutableArray<string> languages)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var language = languages.FirstOrDefault(language => text.StartsWith(language + "=", StringComparison.Ordinal));
            if (language is not null) names[language] = text[(language.Length + 1)..];
            else foreach (var each in languages) names.TryAdd(each, text);
        }

        return names;
    }
}
