using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Stations;
using Saksei.Election.Statistics;

namespace Saksei.Election.Impartiality;

/// <summary>Whether two organisations' agents were handed their copies alike, within stations where both asked (McNemar).</summary>
/// <param name="First">One organisation.</param>
/// <param name="Second">The other.</param>
/// <param name="Both">Stations where both got it.</param>
/// <param name="OnlyFirst">Only the first.</param>
/// <param name="OnlySecond">Only the second.</param>
/// <param name="Neither">Neither.</param>
/// <param name="P">The exact p, central.</param>
public sealed record HandedPair(string First, string Second, long Both, long OnlyFirst, long OnlySecond, long Neither, Fraction P);

/// <summary>Whether several organisations' agents were handed their copies alike, within stations where just they asked (Cochran).</summary>
/// <param name="Organisations">Those that asked, at least three.</param>
/// <param name="Handed">At how many stations each got it.</param>
/// <param name="Stations">At how many stations they asked.</param>
/// <param name="P">The exact p; null where there are too many permutations to count.</param>
public sealed record HandedSet(ImmutableArray<string> Organisations, ImmutableArray<long> Handed, long Stations, Fraction? P);

/// <summary>Copies that agents asked for, station by station.</summary>
internal static class AgentsCopies
{
    internal static ImmutableArray<HandedPair> Pairs(List<Dictionary<string, bool>> asked)
    {
        var organisations = asked.SelectMany(handed => handed.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return [.. from first in organisations
                   from second in organisations
                   where string.CompareOrdinal(first, second) < 0
                   let both = asked.Where(handed => handed.ContainsKey(first) && handed.ContainsKey(second)).Select(handed => (handed[first], handed[second])).ToList()
                   where both.Count > 0
                   select PairOf(first, second, both)];
    }

    internal static ImmutableArray<HandedSet> Sets(List<Dictionary<string, bool>> asked) =>
        [.. asked.Where(handed => handed.Count > 2).GroupBy(handed => string.Join(' ', handed.Keys.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderBy(stations => stations.Key, StringComparer.Ordinal).Select(stations => SetOf([.. stations.Key.Split(' ')], [.. stations]))];

    private static HandedSet SetOf(ImmutableArray<string> organisations, List<Dictionary<string, bool>> stations) => new(
        organisations, [.. organisations.Select(organisation => stations.LongCount(handed => handed[organisation]))], stations.Count,
        CochranQ.Of([.. stations.Select(handed => organisations.Select(organisation => handed[organisation]).ToImmutableArray())]).P);

    private static HandedPair PairOf(string first, string second, List<(bool First, bool Second)> both)
    {
        long Count(bool one, bool other) => both.LongCount(pair => pair.First == one && pair.Second == other);
        return new HandedPair(first, second, Count(true, true), Count(true, false), Count(false, true), Count(false, false),
            ExactTests.McNemar(Count(true, false), Count(false, true)).Central);
    }

    // Who asked for a copy at a station, and whether it was handed over: by anybody who saw it, refused before handed.
    internal static Dictionary<string, bool> AskedAt(ImmutableArray<ConditionsState> conditions)
    {
        var asked = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var handing in conditions.SelectMany(state => state.Conditions.Handed))
            if (handing.Outcome is Handing.Handed or Handing.Refused)
                asked[handing.Organisation] = handing.Outcome == Handing.Handed && asked.GetValueOrDefault(handing.Organisation, true);
        return asked;
    }
}
