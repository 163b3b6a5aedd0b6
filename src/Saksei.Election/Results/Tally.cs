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

    /// <summary>Adds up the official figures of some stations.</summary>
    internal static Tally Over(IEnumerable<Station> stations, ElectionDefinition definition, FormsAsOf forms)
    {
        var sums = new TallySums(new Tally([.. new long[definition.FigureCount]], 0, 0));
        foreach (var station in stations) sums.AddStation(forms[station].OfficialFigures);
        return sums.ToTally();
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
}

/// <summary>A tally that figures are added to and taken from.</summary>
internal sealed class TallySums(Tally start)
{
    private readonly long[] _sums = [.. start.Sums];
    private int _stations = start.Stations, _reported = start.Reported;

    internal void AddStation(Figures? official)
    {
        _stations++;
        Add(official, 1);
    }

    /// <summary>A station whose official figures changed.</summary>
    internal void Change(Figures? before, Figures? after)
    {
        Add(before, -1);
        Add(after, 1);
    }

    internal Tally ToTally() => new([.. _sums], _stations, _reported);

    private void Add(Figures? official, int times)
    {
        if (official is null) return;
        _reported += times;
        for (var i = 0; i < official.Count; i++) _sums[official.NumberAt(i)] += (long)times * official.ValueAt(i);
    }
}
