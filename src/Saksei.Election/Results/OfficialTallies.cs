using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>Official figures of all constituencies and units, as of one moment. Immutable; what didn't change is the same object as before.</summary>
/// <param name="Forms">The forms that they follow from.</param>
/// <param name="Constituencies">Of each constituency, by its index.</param>
/// <param name="Units">Of each unit with all below it, by its index.</param>
internal sealed record OfficialTallies(FormsAsOf Forms, ImmutableArray<Tally> Constituencies, ImmutableArray<Tally> Units)
{
    /// <summary>Computed from nothing.</summary>
    internal static OfficialTallies Of(ElectionDefinition definition, FormsAsOf forms) => new(forms, OfConstituencies(definition, forms), OfUnits(definition, forms));

    /// <summary>Of a later snapshot, from what changed since this one.</summary>
    internal OfficialTallies Next(ElectionDefinition definition, FormsAsOf forms)
    {
        var (constituencies, units) = (new Dictionary<int, TallySums>(), new Dictionary<int, TallySums>());
        foreach (var station in forms.ChangedSince(Forms).Select(index => definition.Stations[index]))
        {
            var (before, after) = (Forms[station].OfficialFigures, forms[station].OfficialFigures);
            if (ReferenceEquals(before, after)) continue;
            SumsOf(station.Constituency.Index, Constituencies, constituencies).Change(before, after);
            for (var unit = station.Unit; unit is not null; unit = unit.Parent) SumsOf(unit.Index, Units, units).Change(before, after);
        }

        return new OfficialTallies(forms, With(Constituencies, constituencies), With(Units, units));
    }

    private static TallySums SumsOf(int index, ImmutableArray<Tally> tallies, Dictionary<int, TallySums> changed) =>
        changed.TryGetValue(index, out var sums) ? sums : changed[index] = new TallySums(tallies[index]);

    private static ImmutableArray<Tally> With(ImmutableArray<Tally> tallies, Dictionary<int, TallySums> changed)
    {
        if (changed.Count == 0) return tallies;
        var next = tallies.ToBuilder();
        foreach (var (index, sums) in changed) next[index] = sums.ToTally();
        return next.MoveToImmutable();
    }

    private static ImmutableArray<Tally> OfConstituencies(ElectionDefinition definition, FormsAsOf forms)
    {
        var stations = definition.Constituencies.Select(_ => new List<Station>()).ToArray();
        foreach (var station in definition.Stations) stations[station.Constituency.Index].Add(station);
        return [.. stations.Select(own => Tally.Over(own, definition, forms))];
    }

    // A parent stands before its children, so from the last unit to the first every child is whole when it is added.
    private static ImmutableArray<Tally> OfUnits(ElectionDefinition definition, FormsAsOf forms)
    {
        var tallies = new Tally[definition.Units.Length];
        for (var i = tallies.Length - 1; i >= 0; i--)
        {
            var unit = definition.Units[i];
            var own = Tally.Over(unit.Stations, definition, forms);
            tallies[i] = Tally.Sum(unit.Children.Select(child => tallies[child.Index]).Append(own), definition.FigureCount);
        }

        return [.. tallies];
    }
}
