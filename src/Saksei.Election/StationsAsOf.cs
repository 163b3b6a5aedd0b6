using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Stations;

namespace Saksei.Election;

/// <summary>Deliveries and conditions of one moment.</summary>
public sealed class StationsAsOf
{
    private readonly ImmutableArray<DeliveryState?> _deliveries;
    private readonly ImmutableArray<ImmutableArray<ConditionsState>> _history;

    internal StationsAsOf(ElectionDefinition definition, StationBook book)
    {
        _deliveries = [.. definition.Stations.Select(book.DeliveryOf)];
        _history = [.. definition.Stations.Select(book.HistoryOf)];
        (Observed, CountedBehindClosedDoors) = (book.Observed, book.CountedBehindClosedDoors);
    }

    /// <summary>Stations whose count anybody observed.</summary>
    public int Observed { get; }

    /// <summary>Stations where anybody saw the doors closed during the count.</summary>
    public int CountedBehindClosedDoors { get; }

    /// <summary>The delivery that stands for a station, or null.</summary>
    public DeliveryState? DeliveryOf(Station station) => _deliveries[station.Index];

    /// <summary>All that was ever reported of a station, in the order of the register.</summary>
    public ImmutableArray<ConditionsState> HistoryOf(Station station) => _history[station.Index];

    /// <summary>What organisations saw at a station.</summary>
    public ImmutableArray<ConditionsState> ConditionsOf(Station station) => ConditionsState.LastOf(HistoryOf(station));
}
