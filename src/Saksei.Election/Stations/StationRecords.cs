using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Values;

namespace Saksei.Election.Stations;

/// <summary>What is known of all stations beside their forms: in the book that grows, or in a snapshot of it that never changes.</summary>
public abstract class StationRecords
{
    private protected StationRecords()
    {
    }

    /// <summary>What is known of one station.</summary>
    public abstract StationRecord Of(Station station);

    /// <summary>What is known of the stations in a unit and below, counted.</summary>
    public abstract StationCounts CountsOf(Unit unit);

    /// <summary>The records by the index of their stations, for ever.</summary>
    private protected abstract IReadOnlyList<StationRecord> Frozen { get; }

    /// <summary>The stations, by index, whose delivery of a contest's ballots is another than it was.</summary>
    internal IEnumerable<int> DeliveriesChangedSince(StationRecords earlier, Contest contest)
    {
        var (now, before) = (Frozen, earlier.Frozen);
        return now.ChangedSince(before).Where(index => !ReferenceEquals(now[index].DeliveryOf(contest), before[index].DeliveryOf(contest)));
    }

    /// <summary>The stations, by index, of which anything is known that wasn't.</summary>
    internal IEnumerable<int> ChangedSince(StationRecords earlier) => Frozen.ChangedSince(earlier.Frozen);

    /// <summary>The delivery of a contest's ballots that stands for a station, or null.</summary>
    public DeliveryState? DeliveryOf(Station station, Contest contest) => Of(station).DeliveryOf(contest);

    /// <summary>Each organisation's last report of each kind of a station.</summary>
    public ImmutableArray<ReportState> ReportsOf(Station station) => Of(station).Reports;
}

/// <summary>The records of stations as they were when the snapshot was taken.</summary>
internal sealed class StationSnapshot(PagedView<StationRecord> stations, PagedView<StationCounts> counts) : StationRecords
{
    private protected override IReadOnlyList<StationRecord> Frozen => stations;

    public override StationRecord Of(Station station) => stations[station.Index];

    public override StationCounts CountsOf(Unit unit) => counts[unit.Index];
}
