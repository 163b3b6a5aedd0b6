using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Observation;

/// <summary>An act of a report, by its number.</summary>
internal sealed record ReportNumber(int Value);

/// <summary>What was observed: of the book that grows, or in a snapshot of it that never changes.</summary>
public sealed class ObservationRecords
{
    private readonly IReadOnlyList<StationObservation> _stations;
    private readonly IPagedMap<Hash, ChecklistState> _checklists;
    private readonly IPagedMap<Hash, ReportNumber> _acts;
    private readonly ReportGrouping _groups;

    internal ObservationRecords(
        IReadOnlyList<StationObservation> stations, IPagedMap<Hash, ChecklistState> checklists, IReadOnlyList<IncidentReport> reports,
        IPagedMap<Hash, ReportNumber> acts, ReportGrouping groups) =>
        (_stations, _checklists, Reports, _acts, _groups) = (stations, checklists, reports, acts, groups);

    /// <summary>Every report of an incident, in the order of the register.</summary>
    public IReadOnlyList<IncidentReport> Reports { get; }

    /// <summary>Every checklist and version, in the order of the register.</summary>
    public IEnumerable<ChecklistState> Checklists => _checklists.All;

    /// <summary>What was observed at a station.</summary>
    public StationObservation Of(Station station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return _stations[station.Index];
    }

    /// <summary>The checklist that an act registers, or null.</summary>
    public ChecklistState? FindChecklist(Hash act) => _checklists.Find(act);

    /// <summary>The report that an act makes or changes, or null.</summary>
    public IncidentReport? FindReport(Hash act) => _acts.Find(act) is { } number ? Reports[number.Value] : null;

    /// <summary>The report whose first act has an index, or null: reports are numbered in the order of the register.</summary>
    public IncidentReport? FindReport(long first)
    {
        var (low, high) = (0, Reports.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Reports[middle].First.Index < first) low = middle + 1;
            else high = middle;
        }

        return low < Reports.Count && Reports[low].First.Index == first ? Reports[low] : null;
    }

    /// <summary>The reports of the incident that a report is of, in the order of the register.</summary>
    public ImmutableArray<IncidentReport> IncidentOf(IncidentReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. _groups.Members[_groups.Of[report.Number]].Select(number => Reports[number])];
    }

    /// <summary>Every incident by its reports, in the order of their first.</summary>
    public IEnumerable<ImmutableArray<IncidentReport>> Incidents => Reports.Where(report => _groups.Members[_groups.Of[report.Number]][0] == report.Number).Select(IncidentOf);

    /// <summary>The stations, by index, of which anything is known that wasn't.</summary>
    internal IEnumerable<int> ChangedSince(ObservationRecords earlier) => _stations.ChangedSince(earlier._stations);
}
