using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Rehearsal;

/// <summary>
/// The simulated count: for each station what its form would say if nobody erred. Sums over the stations that report are
/// those of <see cref="RehearsalTotals"/>; the seats follow too. The same seed gives the same figures everywhere.
/// </summary>
public static class RehearsalFigures
{
    /// <summary>Figures of each station, by its index.</summary>
    public static ImmutableArray<StationFigures> Simulate(ElectionDefinition definition, ulong seed)
    {
        var bits = new RehearsalSeed(seed);
        var reports = DrawReporting(definition, bits.Stream("missing"));
        var electorate = Electorate.Draw(definition, reports, bits);
        var valid = electorate.Cast.Select((cast, i) => cast - electorate.Invalid[i]).ToArray();
        var votes = new Ballots(definition, bits).Deal(valid);
        var random = bits.Stream("spoilt");
        return [.. reports.Select((own, i) => own ? Reporting(electorate, i, votes[i], random) : Missing(electorate.Registered[i], definition.Contests[0].Lists.Length))];
    }

    // Of the stations without a form no two lie in one commune, so that a commune never stands empty.
    private static bool[] DrawReporting(ElectionDefinition definition, SeededRandom random)
    {
        var stations = definition.Stations.ToArray();
        random.Shuffle<Station>(stations);
        var reports = new bool[stations.Length];
        Array.Fill(reports, true);
        foreach (var station in stations.DistinctBy(station => station.Unit).Take(RehearsalTotals.StationsMissing)) reports[station.Index] = false;
        return reports;
    }

    private static StationFigures Reporting(Electorate electorate, int station, ImmutableArray<int> votes, SeededRandom random)
    {
        var (registered, cast, invalid) = (electorate.Registered[station], electorate.Cast[station], electorate.Invalid[station]);
        var received = Electorate.Ballots(registered);
        var spoilt = Math.Min(received - cast, random.Chance(600) ? 0 : random.Between(1, 4));
        return new StationFigures(true, registered, received, cast, spoilt, received - cast - spoilt, invalid, cast - invalid, votes);
    }

    private static StationFigures Missing(int registered, int lists) =>
        new(false, registered, Electorate.Ballots(registered), 0, 0, 0, 0, 0, [.. new int[lists]]);
}
