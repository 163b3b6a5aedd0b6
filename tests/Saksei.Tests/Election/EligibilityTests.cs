using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Node;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Rules of eligibility with their numbers: met, not met, or not shown by what is known.</summary>
public sealed class EligibilityTests
{
    private static readonly DateOnly PollingDay = new(2023, 7, 23);

    [Theory]
    [InlineData(25, "1998-07-23", true)]
    [InlineData(25, "1998-07-24", false)]
    [InlineData(18, "2005-07-23", true)]
    [InlineData(40, "1998-07-23", false)]
    public void An_age_is_reached_on_the_birthday(int years, string born, bool met) =>
        Assert.Equal(met, Rule(EligibilityKind.Age, years).IsMet(Facts(born: DateOnly.Parse(born)), PollingDay));

    [Fact]
    public void Who_was_born_on_a_leap_day_is_a_year_older_on_the_first_of_March()
    {
        Assert.Equal(false, Rule(EligibilityKind.Age, 25).IsMet(Facts(born: new DateOnly(2000, 2, 29)), new DateOnly(2025, 2, 28)));
        Assert.Equal(true, Rule(EligibilityKind.Age, 25).IsMet(Facts(born: new DateOnly(2000, 2, 29)), new DateOnly(2025, 3, 1)));
    }

    [Theory]
    [InlineData(1, "y", true)]
    [InlineData(1, "ny", false)]
    [InlineData(2, "yy", true)]
    [InlineData(2, "yn", false)]
    [InlineData(2, "y", null)]
    [InlineData(2, "n", false)]
    [InlineData(1, "", null)]
    public void The_last_elections_voted_in_are_counted_as_far_as_they_are_known(int elections, string voted, bool? met) =>
        Assert.Equal(met, Rule(EligibilityKind.Voted, elections).IsMet(Facts(voted: [.. voted.Select(letter => letter == 'y')]), PollingDay));

    [Fact]
    public void What_is_not_known_is_not_shown_and_never_met()
    {
        foreach (var kind in Enum.GetValues<EligibilityKind>()) Assert.Null(Rule(kind, 1).IsMet(Facts(), PollingDay));
        Assert.Equal(true, Rule(EligibilityKind.Declaration, 0).IsMet(Facts(declares: "rule"), PollingDay));
        Assert.Null(Rule(EligibilityKind.Declaration, 0).IsMet(Facts(declares: "another"), PollingDay));
    }

    [Theory]
    [InlineData("cambodia-2023")]
    [InlineData("cambodia-rehearsal")]
    public void Cambodias_rules_are_data(string definition) => Assert.Equal(
        [(EligibilityKind.Declaration, 0), (EligibilityKind.Age, 25), (EligibilityKind.VoterList, 0), (EligibilityKind.Voted, 1)],
        Founding.ReadFolder(Repository.At("elections", definition)).Procedures.Eligibility.Select(rule => (rule.Kind, rule.Number)));

    private static EligibilityRule Rule(EligibilityKind kind, int number) => new("rule", Names.None, "art", kind, number);

    private static CandidateFacts Facts(DateOnly? born = null, string declares = "", ImmutableArray<bool> voted = default) =>
        new(born, declares.Length > 0 ? [declares] : [], null, voted.IsDefault ? [] : voted);
}
