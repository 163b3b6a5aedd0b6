using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>The Storting: direct seats, and the county of every levelling seat.</summary>
public sealed class NorwayTests
{
    private static readonly SeatRule Rule = SeatRule.Named("sainte-lague-1.4")! with
    {
        Levelling = new LevellingRule(
            Method.Named("sainte-lague-1.4")!, new Threshold(new Fraction(4, 100), ThresholdBase.Valid, ThresholdLevel.National), 1)
        { Article = "valgloven (2002) §§ 11-6, 11-7" },
    };

    [Theory]
    [InlineData("2009")]
    [InlineData("2013")]
    public void All_19_counties_with_their_levelling_seat(string year)
    {
        var counties = RealData.Lines($"norway/valgresultat_{year}.csv").Skip(1).Select(line => line.Split(';')).GroupBy(row => row[0]).ToArray();
        Assert.Equal(19, counties.Length);
        var result = NationalSeats.Allocate(Rule, new NationalInput([.. counties.Select(County)]));
        Assert.Null(result.Refusal);
        Assert.True(result.Complete);
        Assert.Equal(169, result.Constituencies.Sum(county => county.Lists.Sum(list => list.Seats)));
        foreach (var (county, got) in counties.Zip(result.Constituencies))
        {
            Assert.Equal(county.Select(row => int.Parse(row[15])), got.Lists.Select(list => list.Seats));
            var official = county.Where(row => row[16] == "1").Select(row => row[6]);
            Assert.Equal(official, result.LevellingSeats.Where(seat => seat.Constituency == county.Key).Select(seat => seat.List));
        }
    }

    private static ConstituencyVotes County(IGrouping<string, string[]> rows) =>
        new(rows.Key, rows.Sum(row => int.Parse(row[15])), [.. rows.Select(row => new ListVotes(row[6], long.Parse(row[12])))]);
}
