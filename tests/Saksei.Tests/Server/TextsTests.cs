using System.Text.RegularExpressions;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Both languages say the same things, and every code can be said.</summary>
public sealed partial class TextsTests
{
    [Fact]
    public void Both_languages_have_the_same_keys_with_the_same_places_and_none_is_empty()
    {
        var (english, khmer) = (TextBook.Of("en"), TextBook.Of("km"));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), khmer.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in english)
        {
            Assert.NotEmpty(text.Trim(',', ';') + khmer[key].Trim(',', ';'));
            Assert.Equal(PlacesIn(text), PlacesIn(khmer[key]));
        }
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

    private static string PlacesIn(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("""(?:Void|Fail|Refuse|SeatRefusal|RegisterFolderException)\((?:"")?"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"[,)]""")]
    private static partial Regex CodeUse();
}
