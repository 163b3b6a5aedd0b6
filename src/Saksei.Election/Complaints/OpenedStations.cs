using System.Collections.Immutable;

namespace Saksei.Election.Complaints;

/// <summary>Stations that some complaint opens, kept by differences: each by how many complaints.</summary>
internal sealed class OpenedStations
{
    private readonly Dictionary<string, int> _complaints;

    internal OpenedStations() => _complaints = new(StringComparer.Ordinal);

    internal OpenedStations(OpenedStations start) => (_complaints, Open) = (new(start._complaints, StringComparer.Ordinal), start.Open);

    /// <summary>The stations that are open now: a value.</summary>
    internal ImmutableHashSet<string> Open { get; private set; } = [];

    /// <summary>A step made a complaint open stations, or no longer.</summary>
    internal void Note(bool before, bool after, ImmutableArray<string> stations)
    {
        if (before == after) return;
        foreach (var station in stations) Add(station, after ? 1 : -1);
    }

    private void Add(string station, int more)
    {
        var complaints = _complaints[station] = _complaints.GetValueOrDefault(station) + more;
        Open = complaints > 0 ? Open.Add(station) : Open.Remove(station);
    }
}
