using System.Text.RegularExpressions;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>All languages say the same things, and every code can be said.</summary>
public sealed partial class TextsTests
{
    // Names and symbols.
    private static readonly string[] WithoutKhmer =
    [
        "export.sha256", "file.link", "method.adams", "method.dhondt", "method.huntington-hill", "method.sainte-lague",
        "treatment.log-rank", "treatment.mcnemar", "treatment.read.p",
    ];

    private static readonly string[] SameInSpanish =
    [
        "brand", "document.original", "evidence.no", "export.sha256", "file.link", "method.adams",
        "method.dhondt", "method.huntington-hill", "method.sainte-lague", "treatment.cochran", "treatment.log-rank",
        "treatment.mcnemar", "treatment.read.p",
    ];

    [Fact]
    public void Every_language_has_the_same_keys_with_the_same_places_and_none_is_empty() =>
        Assert.All(TextBook.Languages, language => Assert.Empty(Faults(English, TextBook.Of(language))));

    [Fact]
    public void The_languages_are_the_files_that_there_are() =>
        Assert.Equal(Directory.EnumerateFiles(Repository.At("src", "Saksei.Words", "Texts")).Select(Path.GetFileNameWithoutExtension).Order(), TextBook.Languages.Order());

    [Fact]
    public void What_is_said_in_no_Khmer_is_a_name_or_a_symbol() =>
        Assert.Equal(WithoutKhmer, TextBook.Of("km").Where(text => !IsOfLanguage(text.Key) && HasLetter(English[text.Key]) && !HasKhmer(text.Value)).Select(text => text.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void What_Spanish_says_as_English_does_is_a_name_or_a_symbol() =>
        Assert.Equal(SameInSpanish, TextBook.Of("es").Where(text => !IsOfLanguage(text.Key) && HasLetter(text.Value) && text.Value == English[text.Key]).Select(text => text.Key).Order(StringComparer.Ordinal));

    public static TheoryData<string, string?> Spoilt => new(
        from language in TextBook.Languages
        from text in new[] { "", " ", null, "{7}" }
        select (language, text));

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void A_text_that_is_missing_or_empty_or_has_other_places_is_found(string language, string? text)
    {
        var key = English.Keys.Where(key => !IsOfLanguage(key) && PlacesIn(English[key]).Length == 0).Order(StringComparer.Ordinal).First();
        Assert.Equal(key, Assert.Single(FaultsOf(language, key, text)).Split(' ')[0]);
    }

    [Theory]
    [InlineData("reported.all.one", null)]
    [InlineData("reported.all.one", "{0} {1}")]
    [InlineData("reported.all.few", "few")]
    [InlineData("new.key", "new")]
    [InlineData("language.name", null)]
    public void A_form_or_key_that_is_missing_or_too_many_is_found(string key, string? text) =>
        Assert.All(TextBook.Languages, language => Assert.NotEmpty(FaultsOf(language, key, text)));

    [Fact]
    public void No_text_blames_anybody()
    {
        foreach (var text in English.Values)
            Assert.DoesNotMatch("(?i)fra" + "ud|cheat|forg(e|ed|ery)\\b|stolen|suspicious|tamper|rigg", text);
        foreach (var text in TextBook.Of("es").Values) Assert.DoesNotMatch("(?i)fra" + "ude|trampa|falsific|\\brobad|sospech|manipul", text);
        foreach (var text in TextBook.Of("km").Values) Assert.DoesNotContain("ក្លែង", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_in_the_source_is_said()
    {
        var source = Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories);
        var codes = source.SelectMany(file => CodeUse().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(codes.Count > 100);
        Assert.All(codes, code => Assert.True(English.ContainsKey("code." + code), code));
    }

    /// <summary>What a code is about stands beside its words, wherever they are said.</summary>
    [Fact]
    public void No_words_of_a_code_wait_for_more() =>
        Assert.All(TextBook.Languages, language => Assert.DoesNotContain(TextBook.Of(language), text => text.Key.StartsWith("code.", StringComparison.Ordinal) && PlacesIn(text.Value).Length > 0));

    [Fact]
    public void A_code_that_is_not_known_is_said_as_it_is() => Assert.Equal("new-code", TextBook.Message("new-code", "km"));

    private static IReadOnlyDictionary<string, string> English => TextBook.Of("en");

    private static List<string> FaultsOf(string language, string key, string? text)
    {
        var spoilt = TextBook.Of(language).ToDictionary();
        if (text is null) spoilt.Remove(key);
        else spoilt[key] = text;
        return [.. language == "en" ? Faults(spoilt, TextBook.Of("km")) : Faults(English, spoilt)];
    }

    // What one of two languages lacks or has too much of, says nothing in, or names other places in.
    private static IEnumerable<string> Faults(IReadOnlyDictionary<string, string> english, IReadOnlyDictionary<string, string> other)
    {
        foreach (var texts in new[] { english, other })
        {
            foreach (var (key, text) in texts) if (string.IsNullOrWhiteSpace(text)) yield return key + " is empty";
            foreach (var key in new[] { "language.name", "language.script", "language.decimal" }) if (!texts.ContainsKey(key)) yield return key + " is missing";
            foreach (var key in english.Keys.Where(key => HasForms(english, key) || HasForms(other, key)))
                foreach (var form in PluralRules.Categories.Where(form => texts.ContainsKey("language.plural." + form) != texts.ContainsKey(key + "." + form)))
                    yield return $"{key}.{form} is missing or too many";
        }

        var (ours, theirs) = (Whole(english), Whole(other));
        foreach (var key in ours.Except(theirs).Concat(theirs.Except(ours))) yield return key + " is in one only";
        foreach (var key in ours.Intersect(theirs).Where(key => PlacesIn(english[key]) != PlacesIn(other[key]))) yield return key + " has other places";
        foreach (var key in ours.Intersect(theirs))
            foreach (var form in PluralRules.Categories.Select(category => key + "." + category).Where(other.ContainsKey))
                if (Beside(other[form]) != Beside(english.GetValueOrDefault(form, english[key]))) yield return form + " has other places";

        // A form for one thing need not say its number.
        static string Beside(string text) => PlacesIn(text.Replace("{0}", "", StringComparison.Ordinal));
    }

    // Keys but for what the language is like, and for the forms of a number.
    private static HashSet<string> Whole(IReadOnlyDictionary<string, string> texts) =>
        [.. texts.Keys.Where(key => !IsOfLanguage(key) && !(key.LastIndexOf('.') is var dot and > 0 && PluralRules.Categories.Contains(key[(dot + 1)..]) && texts.ContainsKey(key[..dot])))];

    private static bool HasForms(IReadOnlyDictionary<string, string> texts, string key) => PluralRules.Categories.Any(form => texts.ContainsKey(key + "." + form));

    private static bool IsOfLanguage(string key) => key.StartsWith(Language.Own, StringComparison.Ordinal);

    private static bool HasLetter(string text) => Place().Replace(text, "").Any(char.IsLetter);

    private static bool HasKhmer(string text) => text.Any(c => c is >= '\u1780' and <= '\u17ff');

    private static string PlacesIn(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("""(?:Void|Fail|Refuse|SeatRefusal|RegisterFolderException|CosignerFolderException)\((?:"")?"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"[,)]""")]
    private static partial Regex CodeUse();

    [Fact]
    public void Every_kind_of_act_has_words_in_every_language()
    {
        foreach (var speech in TextBook.Languages.Select(language => new Speech(language, "UTC")))
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
