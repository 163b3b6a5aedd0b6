using System.Collections.Immutable;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>
/// The versions of one station's sheet. Copies that agree wherever both speak are one version; a sheet without figures says nothing.
/// The fullest come first: a tally of the votes alone agrees with two sheets that differ in the invalid ballots, and must not hide it.
/// </summary>
/// <param name="Figures">The versions, which differ pairwise.</param>
/// <param name="Differing">Numbers of the figures in which versions differ, ascending.</param>
internal readonly record struct SheetVersions(IReadOnlyList<Figures> Figures, ImmutableArray<int> Differing)
{
    /// <summary>
    /// The versions among copies; of a crowd, only so many that all else follows: once there are three, and every figure of which any two
    /// copies have different values differs, further ones add nothing. So a crowd of copies that contradict each other is passed
    /// through once; only sheets that each leave out other figures have to be held against each other.
    /// </summary>
    internal static SheetVersions Of(CopyList copies)
    {
        var versions = new List<Figures>(2);
        Crowd? crowd = null;
        foreach (var copy in copies.OrderByDescending(copy => copy.Figures.Count))
        {
            if (copy.Figures.Count == 0 || crowd is { IsSettled: true }) break;
            if ((crowd is not null && crowd.Knows(copy.Figures)) || versions.Exists(copy.Figures.Agrees)) continue;
            versions.Add(copy.Figures);
            if (crowd is not null) crowd.Add(copy.Figures);
            else if (versions.Count > 2) crowd = new Crowd(copies, versions);
        }

        return new SheetVersions(versions, crowd?.Differing ?? (versions.Count < 2 ? [] : [.. versions[0].Differing(versions[1])]));
    }

    /// <summary>Whether any two sheets differ.</summary>
    internal static bool Differ(IEnumerable<Figures> sheets) => new FigureValues(sheets).Several.Count > 0;

    /// <summary>Three versions or more.</summary>
    private sealed class Crowd(CopyList copies, List<Figures> versions)
    {
        private readonly int _contested = new FigureValues(copies.Select(copy => copy.Figures)).Several.Count;
        private readonly FigureValues _values = new(versions);
        private readonly HashSet<Figures> _known = [.. versions];

        internal ImmutableArray<int> Differing => [.. _values.Several];

        internal bool IsSettled => _values.Several.Count == _contested;

        internal bool Knows(Figures figures) => !_known.Add(figures);

        internal void Add(Figures version) => _values.Add(version);
    }

    /// <summary>Which figures have more than one value among sheets.</summary>
    private sealed class FigureValues
    {
        private readonly Dictionary<int, int> _first = [];

        internal FigureValues(IEnumerable<Figures> sheets)
        {
            foreach (var figures in sheets) Add(figures);
        }

        internal SortedSet<int> Several { get; } = [];

        internal void Add(Figures figures)
        {
            for (var i = 0; i < figures.Count; i++)
                if (!_first.TryAdd(figures.NumberAt(i), figures.ValueAt(i)) && _first[figures.NumberAt(i)] != figures.ValueAt(i))
                    Several.Add(figures.NumberAt(i));
        }
    }
}
