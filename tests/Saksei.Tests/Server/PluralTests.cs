using CsCheck;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Plural rules as CLDR writes them, on the whole numbers among CLDR's samples.</summary>
public sealed class PluralTests
{
    private static readonly PluralRules Russian = new(
    [
        ("one", "v = 0 and i % 10 = 1 and i % 100 != 11"), ("few", "v = 0 and i % 10 = 2..4 and i % 100 != 12..14"),
        ("many", "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14"),
    ]);

    private static readonly PluralRules Arabic = new(
        [("zero", "n = 0"), ("one", "n = 1"), ("two", "n = 2"), ("few", "n % 100 = 3..10"), ("many", "n % 100 = 11..99")]);

    private static readonly PluralRules Breton = new(
    [
        ("one", "n % 10 = 1 and n % 100 != 11,71,91"), ("two", "n % 10 = 2 and n % 100 != 12,72,92"),
        ("few", "n % 10 = 3..4,9 and n % 100 != 10..19,70..79,90..99"), ("many", "n != 0 and n % 1000000 = 0"),
    ]);

    [Theory]
    [InlineData("one", "1 21 31 101 1001")]
    [InlineData("few", "2 3 4 22 34 102 1002")]
    [InlineData("many", "0 5 11 12 14 19 100 1000 1000000")]
    public void Russian_samples(string category, string numbers) => Samples(Russian, category, numbers);

    [Theory]
    [InlineData("zero", "0")]
    [InlineData("one", "1")]
    [InlineData("two", "2")]
    [InlineData("few", "3 10 103 110 1003")]
    [InlineData("many", "11 26 99 111 1011")]
    [InlineData(null, "100 102 200 202 1000 1000000")]
    public void Arabic_samples(string? category, string numbers) => Samples(Arabic, category, numbers);

    [Theory]
    [InlineData("one", "1 21 31 101 1001")]
    [InlineData("two", "2 22 82 102 1002")]
    [InlineData("few", "3 4 9 23 103 1003")]
    [InlineData("many", "1000000 2000000")]
    [InlineData(null, "0 5 11 12 13 71 72 79 91 100 1000")]
    public void Breton_samples(string? category, string numbers) => Samples(Breton, category, numbers);

    [Fact]
    public void Every_whole_number_has_one_form_and_its_sign_does_not_matter() => Gen.Long[-1_000_000_000, 1_000_000_000].Sample(number =>
        new[] { Russian, Arabic, Breton }.All(rules => rules.Of(number) == rules.Of(-number) && (rules.Of(number) is not { } form || rules.Own.Contains(form))));

    [Theory]
    [InlineData("m = 1")]
    [InlineData("n ~ 1")]
    [InlineData("n = one")]
    [InlineData("n % = 1")]
    public void A_rule_that_is_none_is_refused(string rule) => Assert.Throws<FormatException>(() => new PluralRules([("one", rule)]));

    [Theory]
    [InlineData("en", 1, "in one station the copies agree.")]
    [InlineData("en", 21, "in 21 stations the copies agree.")]
    [InlineData("es", 1, "en una mesa las copias coinciden.")]
    [InlineData("es", 0, "en 0 mesas las copias coinciden.")]
    public void A_sentence_takes_the_form_of_its_number(string language, int number, string said) =>
        Assert.Equal(said, new Speech(language, "UTC").Say("place.state.corroborated", number));

    private static void Samples(PluralRules rules, string? category, string numbers) =>
        Assert.All(numbers.Split(' ').Select(long.Parse), number => Assert.Equal(category, rules.Of(number)));
}
