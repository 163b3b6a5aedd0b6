using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>Elections that were held: the seats must be the official ones, constituency by constituency.</summary>
public sealed class RealElections
{
    private static readonly SeatRule SpainRule = SeatRule.Named("dhondt")! with
    {
        Threshold = new Threshold(new Fraction(3, 100), ThresholdBase.ValidWithBlank, ThresholdLevel.Constituency) { Article = "LOREG art. 163.1.a" },
        Article = "LOREG art. 163.1",
    };

    [Theory]
    [InlineData("1606")]
    [InlineData("1904")]
    [InlineData("1911")]
    public void Spain_all_52_provinces(string election)
    {
        var provinces = RealData.Lines($"spain/0702{election}.DAT.gz", Encoding.Latin1)
            .Where(line => line.At(9, 10) != 99 && line.At(11, 12) != 99).ToDictionary(line => line[9..13]);
        var lists = RealData.Lines($"spain/0802{election}.DAT.gz", Encoding.Latin1).ToLookup(line => line[9..13]);
        Assert.Equal(52, provinces.Count);
        var total = 0;
        foreach (var (province, line) in provinces)
        {
            var official = lists[province].ToArray();
            var result = SeatAllocation.Allocate(SpainRule, new AllocationInput
            {
                Seats = (int)line.At(149, 154),
                BlankVotes = line.At(125, 132),
                Lists = [.. official.Select(list => new ListVotes(list[14..20], list.At(20, 27)))],
            });
            Assert.True(result.Complete);
            Assert.Equal(official.Select(list => (int)list.At(28, 32)), result.Lists.Select(list => list.Seats));
            total += result.Lists.Sum(list => list.Seats);
        }
        Assert.Equal(350, total);
    }

    [Theory]
    [InlineData("cm")]
    [InlineData("am")]
    public void Portugal_2025_all_308(string organ)
    {
        var rows = RealData.Lines($"portugal-2025/{organ}_concelhos.csv.gz").Skip(1).Select(line => line.Split(',')).GroupBy(row => row[2]).ToArray();
        Assert.Equal(308, rows.Length);
        foreach (var municipality in rows)
        {
            var official = municipality.Select(row => int.Parse(row[12])).ToArray();
            var result = SeatAllocation.Allocate(SeatRule.Named("dhondt")!, new AllocationInput
            {
                Seats = official.Sum(),
                Lists = [.. municipality.Select(row => new ListVotes(row[7], long.Parse(row[10])))],
            });
            Assert.True(result.Complete);
            Assert.Equal(official, result.Lists.Select(list => list.Seats));
        }
    }

    [Theory]
    [InlineData("cambodia")]
    [InlineData("dhondt")]
    public void Kampong_Cham_2008_for_every_vote_of_NRP_that_fits(string rule)
    {
        for (long nrp = 36_363; nrp <= 74_502; nrp++) Assert.Equal([11, 5, 1, 1], KampongCham(rule, nrp));
        Assert.Equal([11, 5, 2, 0], KampongCham(rule, 36_362));
        Assert.NotEqual([11, 5, 1, 1], KampongCham(rule, 74_503));
    }

    [Fact]
    public void Kampong_Cham_2008_working_as_printed()
    {
        var result = SeatAllocation.Allocate(SeatRule.Named("cambodia")!, KampongChamInput(50_000));
        Assert.Equal([(StepKind.Quota, "CPP", 9), (StepKind.Quota, "SRP", 4), (StepKind.Quota, "HRP", 1), (StepKind.Quota, "NRP", 1)],
            result.Steps.Take(4).Select(step => (step.Kind, step.List!, step.Seats)));
        Assert.Equal([("SRP", "42386", "CPP"), ("CPP", "40976", "CPP")], result.Steps.Skip(4).Take(2)
            .Select(step => (step.List!, step.Decided!.Value.Floor().ToString(), "CPP")));
        Assert.All(result.Steps, step => Assert.Equal("LEMNA art. 135", step.Article));
    }

    [Fact]
    public void Denmark_2014_with_its_coalitions()
    {
        var result = SeatAllocation.Allocate(
            SeatRule.Named("dhondt")! with { Coalitions = new CoalitionRule(Method.Named("dhondt")!) },
            new AllocationInput
            {
                Seats = 13,
                Lists =
                [
                    new("A", 435_245) { Coalition = "ABF" }, new("B", 148_949) { Coalition = "ABF" }, new("C", 208_262) { Coalition = "CV" },
                    new("F", 249_305) { Coalition = "ABF" }, new("I", 65_480), new("N", 183_724), new("O", 605_889),
                    new("V", 379_840) { Coalition = "CV" },
                ],
            });
        Assert.Equal([("A", 3), ("B", 1), ("C", 1), ("F", 1), ("I", 0), ("N", 1), ("O", 4), ("V", 2)], result.Lists.Select(list => (list.List, list.Seats)));
        var upper = result.Steps.Where(step => step.Within is null).CountBy(step => step.List!).ToDictionary();
        Assert.Equal((5, 3, 1, 4), (upper["ABF"], upper["CV"], upper["N"], upper["O"]));
    }

    private static int[] KampongCham(string rule, long nrp) =>
        [.. SeatAllocation.Allocate(SeatRule.Named(rule)!, KampongChamInput(nrp)).Lists.Take(4).Select(list => list.Seats)];

    // NRP's votes weren't printed; the other lists (without a seat) share what is left of the valid votes.
    private static AllocationInput KampongChamInput(long nrp) => new()
    {
        Seats = 18,
        Lists = [new("CPP", 409_766), new("SRP", 211_934), new("HRP", 72_725), new("NRP", nrp), .. Rest(799_130 - 694_425 - nrp)],
    };

    private static ImmutableArray<ListVotes> Rest(long votes) =>
        [.. Enumerable.Range(0, 4).Select(i => new ListVotes($"other {i}", (votes + i) / 4))];
}
