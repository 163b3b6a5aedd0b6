using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Rehearsal;

/// <summary>
/// Shares the valid votes out among the lists: first a table of provinces and lists with both margins exact, then one of
/// communes and lists in each province, then the votes of each commune dealt to its stations like shuffled ballots.
/// </summary>
internal sealed class Ballots(ElectionDefinition definition, RehearsalSeed seed)
{
    private const int Largest = 17, Second = 10;

    /// <summary>Votes by list for each station.</summary>
    /// <param name="valid">Valid votes of each station; zero where no form comes.</param>
    internal ImmutableArray<int>[] Deal(int[] valid)
    {
        var votes = new ImmutableArray<int>[valid.Length];
        var provinces = definition.Contests[0].Constituencies.Select(own => own.Unit.AllStations().ToList()).ToArray();
        var rows = provinces.Select(stations => Sum(stations, valid)).ToArray();
        var table = Margins.Fit(ProvinceWeights(rows), rows, [.. RehearsalTotals.Votes]);
        for (var i = 0; i < provinces.Length; i++) DealProvince(provinces[i], table[i], valid, votes);
        return votes;
    }

    private long[][] ProvinceWeights(long[] rows)
    {
        var random = seed.Stream("provinces");
        return [.. definition.Contests[0].Constituencies.Select(own => ProvinceRow(own, rows[own.Index], random))];
    }

    // In parts of ten thousand valid votes. The largest list gets the rest, so that fitting has little left to move.
    private static long[] ProvinceRow(Constituency province, long valid, SeededRandom random)
    {
        var shares = RehearsalTotals.Votes.Select(total => Math.Max(1, total * 10_000 / RehearsalTotals.Valid * (1000 + random.Around(700)) / 1000)).ToArray();
        shares[Second] = SecondShare(province) * (1000 + random.Around(50)) / 1000;
        shares[Largest] = 0;
        shares[Largest] = 10_000 - shares.Sum();
        return [.. shares.Select(share => share * valid)];
    }

    // List 11 has a seat where its share is above that of the largest list divided by the seats: in five provinces by a wide
    // enough margin for any seed, and elsewhere not.
    private static long SecondShare(Constituency province) => province.Code switch
    {
        "03" => 1120,
        "06" => 1520,
        "08" => 1010,
        "12" => 980,
        "14" => 1070,
        _ => province.Seats >= 8 ? 800 : 840,
    };

    private void DealProvince(List<Station> stations, int[] totals, int[] valid, ImmutableArray<int>[] votes)
    {
        var communes = stations.GroupBy(station => station.Unit).Select(group => group.ToList()).ToList();
        var rows = communes.Select(own => Sum(own, valid)).ToArray();
        var random = seed.Stream("province/" + definition.Contests[0].ConstituencyOf(stations[0]).Code);
        var weights = rows.Select(row => CommuneRow(row, totals, random)).ToArray();
        var table = Margins.Fit(weights, rows, [.. totals.Select(total => (long)total)]);
        for (var i = 0; i < communes.Count; i++) DealCommune(communes[i], table[i], valid, votes, random);
    }

    private static long[] CommuneRow(long valid, int[] totals, SeededRandom random) =>
        [.. totals.Select((total, list) => Math.Max(1, total * valid / 1000 * (1000 + random.Around(list == Largest ? 60 : 650)) / 1000))];

    private static void DealCommune(List<Station> stations, int[] totals, int[] valid, ImmutableArray<int>[] votes, SeededRandom random)
    {
        var ballots = new byte[totals.Sum()];
        var at = 0;
        for (var list = 0; list < totals.Length; list++)
        {
            ballots.AsSpan(at, totals[list]).Fill((byte)list);
            at += totals[list];
        }

        random.Shuffle<byte>(ballots);
        at = 0;
        foreach (var station in stations)
        {
            votes[station.Index] = Count(ballots.AsSpan(at, valid[station.Index]), totals.Length);
            at += valid[station.Index];
        }
    }

    private static ImmutableArray<int> Count(ReadOnlySpan<byte> ballots, int lists)
    {
        var votes = new int[lists];
        foreach (var list in ballots) votes[list]++;
        return [.. votes];
    }

    private static long Sum(List<Station> stations, int[] amounts) => stations.Sum(station => (long)amounts[station.Index]);
}
