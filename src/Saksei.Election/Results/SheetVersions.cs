using System.Collections.Immutable;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>
/// The versions of one station's sheet. A copy joins the first version that it agrees with wherever both hold a figure, and the version
/// then holds its figures too; a sheet without figures says nothing. The fullest come first: a tally of the votes alone agrees with two
/// sheets that differ in the invalid ballots, and must not hide it. Two copies that differ never join one version.
/// </summary>
/// <param name="Figures">The versions, which differ pairwise; three stand for any more.</param>
/// <param name="Differing">Numbers of the figures of which two copies hold different values, ascending.</param>
internal readonly record struct SheetVersions(IReadOnlyList<Figures> Figures, ImmutableArray<int> Differing)
{
    private const int Several = 3;

    /// <summary>The versions among copies. A crowd of copies that contradict each other is passed through once.</summary>
    internal static SheetVersions Of(CopyList copies)
    {
        var versions = new List<Figures>(2);
        foreach (var copy in copies.OrderByDescending(copy => copy.Figures.Count))
        {
            if (copy.Figures.Count == 0 || versions.Count == Several) break;
            Join(versions, copy.Figures);
        }

        return new SheetVersions(versions, versions.Count switch
        {
            < 2 => [],
            2 => [.. versions[0].Differing(versions[1])],
            _ => [.. Contested(copies.Select(copy => copy.Figures))],
        });
    }

    /// <summary>Whether any two sheets differ.</summary>
    internal static bool Differ(IEnumerable<Figures> sheets) => Contested(sheets).Count > 0;

    private static void Join(List<Figures> versions, Figures figures)
    {
        var version = versions.FindIndex(figures.Agrees);
        if (version < 0) versions.Add(figures);
        else if (figures.CountCommon(versions[version], 0) < figures.Count) versions[version] = versions[version].With(figures, new FigureShapes());
    }

    // The figures that have more than one value among sheets.
    private static SortedSet<int> Contested(IEnumerable<Figures> sheets)
    {
        var (first, contested) = (new Dictionary<int, int>(), new SortedSet<int>());
        foreach (var figures in sheets)
            for (var i = 0; i < figures.Count; i++)
                if (!first.TryAdd(figures.NumberAt(i), figures.ValueAt(i)) && first[figures.NumberAt(i)] != figures.ValueAt(i))
                    contested.Add(figures.NumberAt(i));
        return contested;
    }
}
