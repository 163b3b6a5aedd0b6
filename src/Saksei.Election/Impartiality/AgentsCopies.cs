using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Statistics;

namespace Saksei.Election.Impartiality;

/// <summary>Who asked for a copy at a station, and whether it was handed over.</summary>
/// <param name="Station">The station.</param>
/// <param name="Handed">By organisation that asked: whether its agent got one.</param>
public sealed record CopiesAsked(Station Station, IReadOnlyDictionary<string, bool> Handed);

/// <summary>Whether two organisations' agents were handed their copies alike, within stations where both asked (McNemar).</summary>
/// <param name="First">One organisation.</param>
/// <param name="Second">The other.</param>
/// <param name="Stations">Stations where both asked.</param>
/// <param name="P">The exact p, central.</param>
public sealed record HandedPair(string First, string Second, ImmutableArray<CopiesAsked> Stations, Fraction P)
{
    /// <summary>Stations where the first got it, or didn't, and the second did, or didn't.</summary>
    public IEnumerable<CopiesAsked> Where(bool first, bool second) => Stations.Where(asked => asked.Handed[First] == first && asked.Handed[Second] == second);

    /// <summary>How many they are.</summary>
    public long Count(bool first, bool second) => Where(first, second).LongCount();
}

/// <summary>Whether several organisations' agents were handed their copies alike, within stations where just they asked (Cochran).</summary>
/// <param name="Organisations">Those that asked, at least three.</param>
/// <param name="Stations">Stations where they asked, and nobody else.</param>
/// <param name="P">The exact p; null where there are too many permutations to count.</param>
public sealed record HandedSet(ImmutableArray<string> Organisations, ImmutableArray<CopiesAsked> Stations, Fraction? P)
{
    /// <summary>Stations where one of them got it.</summary>
    public IEnumerable<CopiesAsked> Where(string organisation) => Stations.Where(asked => asked.Handed[organisation]);
}

/// <summary>Copies that agents asked for, station by station.</summary>
internal static class AgentsCopies
{
    internal static ImmutableArray<HandedPair> Pairs(List<CopiesAsked> asked)
    {
        var pairs = from one in asked
                    from first in one.Handed.Keys
                    from second in one.Handed.Keys
                    where string.CompareOrdinal(first, second) < 0
                    group one by (First: first, Second: second);
        return [.. pairs.OrderBy(pair => pair.Key.First, StringComparer.Ordinal).ThenBy(pair => pair.Key.Second, StringComparer.Ordinal)
            .Select(pair => PairOf(pair.Key.First, pair.Key.Second, [.. pair]))];
    }

    private static HandedPair PairOf(string first, string second, ImmutableArray<CopiesAsked> stations)
    {
        var pair = new HandedPair(first, second, stations, Fraction.One);
        return pair with { P = ExactTests.McNemar(pair.Count(true, false), pair.Count(false, true)).Central };
    }

    internal static ImmutableArray<HandedSet> Sets(List<CopiesAsked> asked) =>
        [.. asked.Where(one => one.Handed.Count > 2).GroupBy(one => string.Join(' ', one.Handed.Keys.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderBy(stations => stations.Key, StringComparer.Ordinal).Select(stations => SetOf([.. stations.Key.Split(' ')], [.. stations]))];

    private static HandedSet SetOf(ImmutableArray<string> organisations, ImmutableArray<CopiesAsked> stations) => new(organisations, stations,
        CochranQ.Of([.. stations.Select(asked => organisations.Select(organisation => asked.Handed[organisation]).ToImmutableArray())]).P);
}
