using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>What official figures are added up by: constituencies, or units with all below them.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Of">Those that a station counts in, by their indexes.</param>
internal sealed record Areas(int Count, Func<Station, IEnumerable<int>> Of)
{
    internal static Areas Constituencies(Contest contest) => new(contest.Constituencies.Length, station => [contest.ConstituencyOf(station).Index]);

    internal static Areas Units(ElectionDefinition definition) => new(definition.Units.Length, UnitsOf);

    private static IEnumerable<int> UnitsOf(Station station)
    {
        for (var unit = station.Unit; unit is not null; unit = unit.Parent) yield return unit.Index;
    }
}

/// <summary>Official figures by area, as of one moment. Immutable; what didn't change is the same object as before.</summary>
/// <param name="Forms">The forms that they follow from.</param>
/// <param name="ByArea">By the area's index.</param>
internal sealed record OfficialTallies(FormsAsOf Forms, ImmutableArray<Tally> ByArea)
{
    /// <summary>Computed from nothing.</summary>
    internal static OfficialTallies Of(Contest contest, FormsAsOf forms, Areas areas)
    {
        var sums = Enumerable.Range(0, areas.Count).Select(_ => new TallySums(Tally.Nothing(contest.FigureCount))).ToArray();
        foreach (var station in contest.Stations)
            foreach (var area in areas.Of(station))
                sums[area].AddStation(forms[station].OfficialFigures);
        return new OfficialTallies(forms, [.. sums.Select(own => own.ToTally())]);
    }

    /// <summary>Of a later snapshot, from what changed since this one.</summary>
    internal OfficialTallies Next(Contest contest, FormsAsOf forms, Areas areas)
    {
        var changed = new Dictionary<int, TallySums>();
        foreach (var station in forms.ChangedSince(Forms).Select(index => contest.Election.Stations[index]))
        {
            var (before, after) = (Forms[station].OfficialFigures, forms[station].OfficialFigures);
            if (ReferenceEquals(before, after)) continue;
            foreach (var area in areas.Of(station)) SumsOf(area, changed).Change(before, after);
        }

        return new OfficialTallies(forms, changed.Count == 0 ? ByArea : With(changed));
    }

    private TallySums SumsOf(int area, Dictionary<int, TallySums> changed) =>
        changed.TryGetValue(area, out var sums) ? sums : changed[area] = new TallySums(ByArea[area]);

    private ImmutableArray<Tally> With(Dictionary<int, TallySums> changed)
    {
        var next = ByArea.ToBuilder();
        foreach (var (area, sums) in changed) next[area] = sums.ToTally();
        return next.MoveToImmutable();
    }
}
