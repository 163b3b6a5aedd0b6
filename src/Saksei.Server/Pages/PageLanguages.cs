using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Words;

namespace Saksei.Server.Pages;

/// <summary>The languages and digits that an election's pages are offered in: those that its definition names and that there are texts in.</summary>
internal sealed class PageLanguages(DefinitionHead definition)
{
    /// <summary>The languages, in the definition's order.</summary>
    internal ImmutableArray<string> Offered { get; } = TextBook.LanguagesOf(definition);

    /// <summary>The digits: Latin ones, and those of each language.</summary>
    internal static ImmutableArray<Numerals> NumeralsOf(DefinitionHead definition) =>
        [.. TextBook.LanguagesOf(definition).Select(language => TextBook.Find(language).Numerals).Prepend(Numerals.Latin).Distinct()];

    /// <summary>The address of a request; null where it doesn't begin with one of the languages.</summary>
    internal PageAddress? AddressOf(HttpRequest request) => Find(request.Path.Value ?? "") is { } language
        ? PageAddress.Of(request, language, code => NumeralsOf(definition).FirstOrDefault(numerals => numerals.Code == code, Numerals.Latin)) : null;

    /// <summary>The one that the browser wants most; the first where it wants none of them.</summary>
    internal string Preferred(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wanted => wanted.Quality ?? 1)
            .Select(wanted => Offered.FirstOrDefault(language => Begins(wanted.Value.AsSpan(), language, '-')))
            .FirstOrDefault(language => language is not null) ?? Offered[0];

    private string? Find(string path) =>
        path.Length == 0 ? null : Offered.FirstOrDefault(language => Begins(path.AsSpan(1), language, '/'));

    private static bool Begins(ReadOnlySpan<char> text, string language, char separator) =>
        text.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (text.Length == language.Length || text[language.Length] == separator);
}
