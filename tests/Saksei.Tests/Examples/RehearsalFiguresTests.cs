using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Seats;
using Saksei.Node;
using Saksei.Rehearsal;
using Xunit;

namespace Saksei.Tests.Examples;

/// <summary>The contract of the demo's figures, for several seeds: stations change, totals and seats don't.</summary>
public sealed class RehearsalFiguresTests
{
    private static readonly string[] SecondSeats = ["03", "06", "08", "12", "14"];
    private static readonly Lazy<ElectionDefinition> Shared = new(() => Founding.ReadFolder(RehearsalFolder.Definition));

    public static TheoryData<ulong> Seeds => [20230723, 0, 1, 2, 7, 42, ulong.MaxValue];

    private static ElectionDefinition Definition => Shared.Value;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Totals_are_those_published(ulong seed)
    {
        var stations = RehearsalFigures.Simulate(Definition, seed).Where(station => station.Reports).ToList();
        Assert.Equal(23_789 - RehearsalTotals.StationsMissing, stations.Count);
        Assert.Equal(9_710_655, stations.Sum(station => (long)station.Registered));
        Assert.Equal(8_214_430, stations.Sum(station => (long)station.Cast));
        Assert.Equal(440_154, stations.Sum(station => (long)station.Invalid));
        Assert.Equal(7_774_276, stations.Sum(station => (long)station.Valid));
        Assert.Equal(RehearsalTotals.Votes, Enumerable.Range(0, 18).Select(list => stations.Sum(station => (long)station.Votes[list])));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Identities_hold_at_every_station(ulong seed)
    {
        foreach (var station in RehearsalFigures.Simulate(Definition, seed))
        {
            Assert.InRange(station.Registered, 50, 750);
            Assert.InRange(station.Received, station.Registered, 750);
            if (!station.Reports) continue;
            Assert.Equal(station.Received, station.Cast + station.Spoilt + station.Unused);
            Assert.Equal(station.Cast, station.Invalid + station.Valid);
            Assert.Equal(station.Valid, station.Votes.Sum());
            Assert.InRange(station.Cast, 1, station.Registered);
            Assert.True(station is { Spoilt: >= 0, Unused: >= 0, Invalid: >= 0 });
            Assert.All(station.Votes, votes => Assert.InRange(votes, 0, station.Valid));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Seats_are_those_published(ulong seed)
    {
        var figures = RehearsalFigures.Simulate(Definition, seed);
        foreach (var province in Definition.Constituencies)
        {
            var seats = SeatsOf(province, figures);
            var second = SecondSeats.Contains(province.Code) ? 1 : 0;
            Assert.Equal(second, seats["11"]);
            Assert.Equal(province.Seats - second, seats["18"]);
        }
    }

    [Fact]
    public void Another_seed_gives_other_stations()
    {
        var (one, other) = (RehearsalFigures.Simulate(Definition, 1), RehearsalFigures.Simulate(Definition, 2));
        Assert.True(one.Zip(other).Count(pair => pair.First.Registered == pair.Second.Registered) < one.Length / 20);
    }

    private static Dictionary<string, int> SeatsOf(Constituency province, ImmutableArray<StationFigures> figures)
    {
        var own = province.Unit.AllStations().Select(station => figures[station.Index]).ToList();
        var votes = Definition.Lists.Select(list => new ListVotes(list.Code, own.Sum(station => (long)station.Votes[list.Index])));
        var allocation = SeatAllocation.Allocate(Definition.SeatRule!, new AllocationInput { Seats = province.Seats, Lists = [.. votes] });
        Assert.Null(allocation.Refusal);
        return allocation.Lists.ToDictionary(list => list.List, list => list.Seats, StringComparer.Ordinal);
    }
}

/// <summary>Where the demo's definition lies.</summary>
internal static class RehearsalFolder
{
    internal static string Definition { get; } = Path.Combine(Root(), "elections", "cambodia-rehearsal");

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Saksei.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
