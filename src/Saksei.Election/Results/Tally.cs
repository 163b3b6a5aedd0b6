using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>
/// Sums of official figures over a set of stations, by figure number; a station without an official figure adds nothing.
/// The tally follows the law: official copies only, as adjudicated. Everything else stands beside it.
/// </summary>
/// <param name="Sums">One sum for each figure of the definition.</param>
/// <param name="Stations">Stations that there are.</param>
/// <param name="Reported">Stations that have an official figure.</param>
public sealed record Tally(ImmutableArray<long> Sums, int Stations, int Reported)
{
    /// <summary>The sum of a figure.</summary>
    public long this[int figure] => Sums[figure];

    /// <summary>A station's official figures: as adjudicated, else of the official copy; null if there are none or they were annulled.</summary>
    public static Figures? OfficialFigures(Station station, FormBook forms) =>
        WithFigures(forms.AdjudicationOf(station) is { } adjudication ? adjudication.Figures : forms.OfficialCopyOf(station)?.Figures);

    /// <summary>Adds up the official figures of some stations.</summary>
    internal static Tally Over(IEnumerable<Station> stations, ElectionDefinition definition, FormBook forms)
    {
        var sums = new long[definition.FigureCount];
        var (count, reported) = (0, 0);
        foreach (var station in stations)
        {
            count++;
            if (OfficialFigures(station, forms) is not { } figures) continue;
            reported++;
            for (var i = 0; i < figures.Count; i++) sums[figures.NumberAt(i)] += figures.ValueAt(i);
        }

        return new Tally([.. sums], count, reported);
    }

    /// <summary>Adds tallies up.</summary>
    internal static Tally Sum(IEnumerable<Tally> tallies, int figures)
    {
        var sums = new long[figures];
        var (count, reported) = (0, 0);
        foreach (var tally in tallies)
        {
            for (var i = 0; i < figures; i++) sums[i] += tally.Sums[i];
            (count, reported) = (count + tally.Stations, reported + tally.Reported);
        }

        return new Tally([.. sums], count, reported);
    }

    private static Figures? WithFigures(Figures? figures) => figures is { Count: > 0 } ? figures : null;
}
