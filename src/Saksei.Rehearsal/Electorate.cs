using Saksei.Election.Definition;

namespace Saksei.Rehearsal;

/// <summary>
/// How many voters, ballots and invalid ballots each station has, by its index: the national totals, spread over the stations
/// by rates of the province, the commune and the station itself. Where no form comes only voters are given.
/// </summary>
internal sealed record Electorate(int[] Registered, int[] Cast, int[] Invalid)
{
    // Far enough from the law's 750 that the ballots delivered, two in a hundred more and in books of 50, stay below it too.
    private const int MostRegistered = 735;
    private const int BallotsInBook = 50;
    private const int UsualSize = 408;

    /// <summary>Draws an electorate.</summary>
    internal static Electorate Draw(ElectionDefinition definition, bool[] reports, RehearsalSeed seed)
    {
        var rates = new Rates(definition, seed.Stream("electorate"));
        var sizes = rates.Draw(_ => 1000, 90, 220, 330);
        var registered = Margins.Spread(RehearsalTotals.Registered, [.. sizes.Select((size, i) => reports[i] ? size : 0)]);
        var cast = Margins.Spread(RehearsalTotals.Cast, Product(registered, rates.Draw(_ => 8460, 26, 33, 53)));
        var invalid = Margins.Spread(RehearsalTotals.Invalid, Product(cast, rates.Draw(InvalidRate, 70, 200, 350)));
        for (var i = 0; i < registered.Length; i++)
            if (!reports[i])
                registered[i] = (int)(sizes[i] * UsualSize / 1000);
        return registered.Max() <= MostRegistered
            ? new Electorate(registered, cast, invalid) : throw new InvalidOperationException("a station has too many voters");
    }

    /// <summary>Ballots for a station: two in a hundred more than voters, in whole books.</summary>
    internal static int Ballots(int registered) => (registered + registered / 50 + BallotsInBook - 1) / BallotsInBook * BallotsInBook;

    // Invalid ballots in ten thousand: known to be most in Phnom Penh and Kandal, fewest in Pursat.
    private static int InvalidRate(string province) => province switch { "12" => 750, "08" => 690, "15" => 320, _ => 497 };

    private static long[] Product(int[] amounts, long[] rates) => [.. amounts.Select((amount, i) => amount * rates[i])];
}

/// <summary>Rates that differ from province to province, more from commune to commune, and most from station to station.</summary>
internal sealed class Rates(ElectionDefinition definition, SeededRandom random)
{
    /// <summary>A rate for each station: that of its province, off by spreads in a thousand of it.</summary>
    internal long[] Draw(Func<string, int> ofProvince, int province, int commune, int station)
    {
        var provinces = definition.Contests[0].Constituencies.Select(_ => random.Around(province)).ToArray();
        var communes = definition.Units.Select(_ => random.Around(commune)).ToArray();
        return [.. definition.Stations.Select(own => (long)ofProvince(definition.Contests[0].ConstituencyOf(own).Code)
            * (1000 + provinces[definition.Contests[0].ConstituencyOf(own).Index] + communes[own.Unit.Index] + random.Around(station)) / 1000)];
    }
}
