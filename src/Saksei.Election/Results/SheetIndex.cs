using System.Collections.Immutable;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>
/// Finds sheets that stand at two stations: equal figure by figure, with at least three figures that aren't zero,
/// below which small stations coincide by chance. Immutable.
/// </summary>
internal sealed class SheetIndex
{
    private const int FewestNonZero = 3;
    private readonly IReadOnlyDictionary<Figures, SheetHolders> _holders;

    private SheetIndex(IReadOnlyDictionary<Figures, SheetHolders> holders) => _holders = holders;

    /// <summary>The sheets of all stations.</summary>
    internal static SheetIndex Of(FormsAsOf forms)
    {
        var holders = new Dictionary<Figures, SheetHolders>();
        for (var station = 0; station < forms.Stations.Count; station++)
            foreach (var copy in forms.Stations[station].Copies)
                if (IsDistinctive(copy.Figures))
                    holders[copy.Figures] = holders.TryGetValue(copy.Figures, out var known) ? known.With(station) : new SheetHolders(station, null);
        return new SheetIndex(holders);
    }

    internal bool IsAnotherStations(Figures figures, int station) => _holders.TryGetValue(figures, out var holders) && holders.AnyBut(station);

    /// <summary>The sheets after some stations changed.</summary>
    /// <param name="changed">The stations.</param>
    /// <param name="before">The forms of this index.</param>
    /// <param name="after">The forms of the next.</param>
    /// <param name="concerned">Takes the other stations for which the answer may be another.</param>
    internal SheetIndex Next(IEnumerable<int> changed, FormsAsOf before, FormsAsOf after, SortedSet<int> concerned)
    {
        var holders = (_holders as ImmutableDictionary<Figures, SheetHolders> ?? _holders.ToImmutableDictionary()).ToBuilder();
        foreach (var station in changed)
        {
            var (gone, come) = (DistinctiveOf(before.Stations[station]), DistinctiveOf(after.Stations[station]));
            foreach (var figures in gone)
                if (!come.Contains(figures)) Remove(holders, figures, station, concerned);
            foreach (var figures in come)
                if (!gone.Contains(figures)) Add(holders, figures, station, concerned);
        }

        return new SheetIndex(holders.ToImmutable());
    }

    // The station that had the sheet alone isn't alone any more.
    private static void Add(ImmutableDictionary<Figures, SheetHolders>.Builder holders, Figures figures, int station, SortedSet<int> concerned)
    {
        var isKnown = holders.TryGetValue(figures, out var known);
        if (known is { All: null } && isKnown) concerned.Add(known.First);
        holders[figures] = isKnown ? known.With(station) : new SheetHolders(station, null);
    }

    // The station that has the sheet alone from now on.
    private static void Remove(ImmutableDictionary<Figures, SheetHolders>.Builder holders, Figures figures, int station, SortedSet<int> concerned)
    {
        if (holders[figures].Without(station) is not { } left)
        {
            holders.Remove(figures);
            return;
        }

        holders[figures] = left;
        if (left.All is null) concerned.Add(left.First);
    }

    private static HashSet<Figures> DistinctiveOf(StationForms forms) => [.. forms.Copies.Select(copy => copy.Figures).Where(IsDistinctive)];

    private static bool IsDistinctive(Figures figures)
    {
        var nonZero = 0;
        for (var i = 0; i < figures.Count && nonZero < FewestNonZero; i++)
            if (figures.ValueAt(i) != 0)
                nonZero++;
        return nonZero == FewestNonZero;
    }
}

/// <summary>The stations that have a sheet: mostly one.</summary>
/// <param name="First">The one.</param>
/// <param name="All">All, where there are several.</param>
internal readonly record struct SheetHolders(int First, ImmutableHashSet<int>? All)
{
    internal bool AnyBut(int station) => All is not null || First != station;

    internal SheetHolders With(int station) => All is not null ? this with { All = All.Add(station) } : First == station ? this : this with { All = [First, station] };

    /// <summary>Null where nobody is left.</summary>
    internal SheetHolders? Without(int station)
    {
        if (All is null) return null;
        var left = All.Remove(station);
        return left.Count > 1 ? this with { All = left } : new SheetHolders(left.Single(), null);
    }
}
