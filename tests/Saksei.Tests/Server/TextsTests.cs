using System.Text.RegularExpressions;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Both languages say the same things, and every code can be said.</summary>
public sealed partial class TextsTests
{
    // Names, symbols, and what is said in the other language.
    private static readonly string[] WithoutKhmer =
    [
        "brand.other", "file.link", "language.other", "method.adams", "method.dhondt", "method.huntington-hill", "method.sainte-lague",
        "treatment.log-rank", "treatment.mcnemar", "treatment.read.p",
    ];

    [Fact]
    public void Both_languages_have_the_same_keys_with_the_same_places_and_none_is_empty() => Assert.Empty(Faults(TextBook.Of("en"), TextBook.Of("km")));

    [Fact]
    public void What_is_said_in_no_Khmer_is_a_name_or_a_symbol() =>
        Assert.Equal(WithoutKhmer, TextBook.Of("km").Where(text => HasLetter(TextBook.Of("en")[text.Key]) && !HasKhmer(text.Value)).Select(text => text.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("km", "")]
    [InlineData("km", " ")]
    [InlineData("en", "")]
    [InlineData("km", null)]
    [InlineData("en", null)]
    [InlineData("km", "ថ្ងៃ {7}")]
    [InlineData("km", "{0}")]
    public void A_text_that_is_missing_or_empty_or_has_other_places_is_found(string language, string? text)
    {
        var (english, khmer) = (TextBook.Of("en").ToDictionary(), TextBook.Of("km").ToDictionary());
        var spoilt = language == "km" ? khmer : english;
        var key = english.Keys.Where(key => PlacesIn(english[key]).Length == 0).Order(StringComparer.Ordinal).First();
        if (text is null) spoilt.Remove(key);
        else spoilt[key] = text;
        Assert.Equal(key, Assert.Single(Faults(english, khmer)));
    }

    [Fact]
    public void A_key_stands_in_one_file_of_a_language() => Assert.All(TextBook.Languages, language =>
    {
        var keys = Directory.EnumerateFiles(Repository.At("src", "Saksei.Words", "Texts"), language + "*.json")
            .SelectMany(file => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Keys);
        Assert.Empty(keys.GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key));
    });

    [Fact]
    public void No_text_blames_anybody()
    {
        foreach (var text in TextBook.Of("en").Values)
            Assert.DoesNotMatch("(?i)fra" + "ud|cheat|forg(e|ed|ery)\\b|stolen|suspicious|tamper|rigg", text);
        foreach (var text in TextBook.Of("km").Values) Assert.DoesNotContain("ក្លែង", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_in_the_source_is_said_in_both_languages()
    {
        var source = Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories);
        var codes = source.SelectMany(file => CodeUse().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(codes.Count > 100);
        Assert.All(codes, code => Assert.True(TextBook.Of("en").ContainsKey("code." + code), code));
    }

    [Fact]
    public void A_code_that_is_not_known_is_said_as_it_is() => Assert.Equal("new-code", TextBook.Message("new-code", "km"));

    // The keys of texts that one language hasn't, that say nothing, or that name other places in one than in the other.
    private static IEnumerable<string> Faults(IReadOnlyDictionary<string, string> english, IReadOnlyDictionary<string, string> khmer) =>
        english.Keys.Union(khmer.Keys).Where(key =>
            !english.TryGetValue(key, out var one) || !khmer.TryGetValue(key, out var other)
            || string.IsNullOrWhiteSpace(one) || string.IsNullOrWhiteSpace(other) || PlacesIn(one) != PlacesIn(other));

    private static bool HasLetter(string text) => Place().Replace(text, "").Any(char.IsLetter);

    private static bool HasKhmer(string text) => text.Any(c => c is >= '\u1780' and <= '\u17ff');

    private static string PlacesIn(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("""(?:Void|Fail|Refuse|SeatRefusal|RegisterFolderException)\((?:"")?"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"[,)]""")]
    private static partial Regex CodeUse();

    [Fact]
    public void Every_kind_of_act_has_words_in_every_language()
    {
        foreach (var speech in TextBook.Languages.Select(language => new Speech(language, false, "UTC")))
            Assert.All(Saksei.Election.ActKinds.All, kind =>
            {
                var words = Saksei.Server.Pages.Register.ActSentences.Of(speech, kind);
                Assert.NotEmpty(words);
                Assert.DoesNotContain(kind.Name, words, StringComparison.Ordinal);
                Assert.DoesNotContain(kind.Label, words, StringComparison.Ordinal);
                Assert.DoesNotContain(kind.Name.Replace('/', '-'), words, StringComparison.Ordinal);
            });
    }
}
