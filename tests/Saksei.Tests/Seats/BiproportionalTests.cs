using CsCheck;
using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>Double Pukelsheim: the divisors prove the result.</summary>
public sealed class BiproportionalTests
{
    private static readonly SeatRule Rule = SeatRule.Named("sainte-lague")! with { Biproportional = new BiproportionalRule(BiproportionalCount.Votes) };

    private static readonly Gen<NationalInput> Country = Gen.Select(Gen.Int[1, 5], Gen.Int[1, 6]).SelectMany((lists, constituencies) =>
        Gen.Select(Gen.Long[0, 5_000].Array[lists], Gen.Int[1, 12]).Array[constituencies].Select(rows => new NationalInput(
            [.. rows.Select((row, i) => new ConstituencyVotes($"c{i}", row.Item2, [.. row.Item1.Select((votes, j) => new ListVotes($"l{j}", votes))]))])));

    [Theory]
    [InlineData(BiproportionalCount.Votes)]
    [InlineData(BiproportionalCount.Voters)]
    public void Every_list_and_constituency_has_its_number_and_every_cell_is_votes_by_divisors_rounded(BiproportionalCount count) =>
        Country.Sample(input =>
        {
            var result = NationalSeats.Allocate(Rule with { Biproportional = new BiproportionalRule(count) }, input);
            if (result.Refusal is { Code: "biproportional-infeasible" } || result.Constituencies.IsEmpty) return;
            Assert.Null(result.Refusal);
            if (!result.Ties.IsEmpty) return;
            foreach (var list in result.National[0].Lists)
                Assert.Equal(list.Seats, result.Constituencies.Sum(constituency => constituency.Lists.Single(other => other.List == list.List).Seats));
            foreach (var (constituency, given) in result.Constituencies.Zip(input.Constituencies))
            {
                Assert.Equal(given.Seats, constituency.Lists.Sum(list => list.Seats));
                var below = result.ConstituencyDivisors.Single(divisor => divisor.Name == constituency.Constituency).Value;
                Assert.All(constituency.Lists, list => AssertRounded(list, below * result.ListDivisors.Single(divisor => divisor.Name == list.List).Value));
            }
        }, iter: 1_000);

    [Fact]
    public void A_constituency_without_votes_is_infeasible() => Assert.Equal("biproportional-infeasible", NationalSeats.Allocate(Rule, new NationalInput(
        [new("c1", 2, [new("A", 6), new("B", 5)]), new("c2", 1, [new("A", 0), new("B", 0)])])).Refusal?.Code);

    [Fact]
    public void Two_equal_ways_round_are_a_tie()
    {
        var result = NationalSeats.Allocate(Rule, new NationalInput([new("c1", 1, [new("A", 5), new("B", 5)]), new("c2", 1, [new("A", 5), new("B", 5)])]));
        Assert.False(result.Complete);
        Assert.Equal(["c1/A", "c1/B", "c2/A", "c2/B"], Assert.Single(result.Ties).Lists.Order(StringComparer.Ordinal));
        Assert.All(result.Constituencies, constituency => Assert.Equal(0, constituency.Lists.Sum(list => list.Seats)));
    }

    [Fact]
    public void A_tie_of_the_whole_country_leaves_every_list_there_without_seats()
    {
        var result = NationalSeats.Allocate(Rule, new NationalInput([new("c1", 1, [new("A", 10), new("B", 10)]), new("c2", 2, [new("A", 10), new("B", 10)])]));
        Assert.Equal(NationalSeats.Country, Assert.Single(result.Ties).Within);
        Assert.Equal(["c1 A 0", "c1 B 0", "c2 A 0", "c2 B 0"], result.Constituencies.SelectMany(own => own.Lists.Select(list => $"{own.Constituency} {list.List} {list.Seats}")));
    }

    private static void AssertRounded(ListSeats list, Fraction divisor)
    {
        var twice = new Fraction(2 * list.Votes) / divisor;
        Assert.True(list.Seats == 0 || twice >= new Fraction(2 * list.Seats - 1));
        Assert.True(twice <= new Fraction(2 * list.Seats + 1));
    }
}
