using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;

namespace Saksei.Election.Stations;

/// <summary>Ballots delivered to a station, by the act that says so.</summary>
public sealed record DeliveryState(Delivery Delivery, ActPlace Place);

/// <summary>What one organisation reports of a station, by the act that says so.</summary>
public sealed record ReportState(string Organisation, StationReport Report, ActPlace Place)
{
    /// <summary>How the station was counted, where the report says it.</summary>
    public StationConditions? Conditions => Report as StationConditions;
}

/// <summary>
/// What is known of one station beside its forms: a value. Another report costs logarithmic work, however many there are, of one
/// organisation or of many; and what an organisation reports anew takes nothing away that it reported before.
/// </summary>
public sealed record StationRecord
{
    // Each organisation's reports of one kind in the order of the register; all of them in the order of their first.
    private ImmutableList<ImmutableList<ReportState>> Own { get; init; } = [];

    private ImmutableDictionary<(string Organisation, ActKind Kind), int> Places { get; init; } = ImmutableDictionary<(string Organisation, ActKind Kind), int>.Empty;

    // Organisations whose last report has the doors closed.
    private int SeeingClosed { get; init; }

    internal static StationRecord Empty { get; } = new();

    /// <summary>The deliveries that stand, by the index of their contest.</summary>
    private ImmutableDictionary<int, DeliveryState> Deliveries { get; init; } = ImmutableDictionary<int, DeliveryState>.Empty;

    /// <summary>The delivery of a contest's ballots that stands, or null.</summary>
    public DeliveryState? DeliveryOf(Contest contest)
    {
        ArgumentNullException.ThrowIfNull(contest);
        return Deliveries.GetValueOrDefault(contest.Index);
    }

    internal StationRecord With(Contest contest, DeliveryState delivery) => this with { Deliveries = Deliveries.SetItem(contest.Index, delivery) };

    /// <summary>How many reports stand, each organisation's last one of each kind.</summary>
    public int ReportCount => Own.Count;

    /// <summary>How many organisations reported how the station was counted.</summary>
    public int Observers { get; private init; }

    /// <summary>What became of requests for a copy of the form, by the reports that stand.</summary>
    public CopyRequests Copies { get; private init; } = CopyRequests.None;

    /// <summary>Whether any organisation's last report has the doors closed during the count.</summary>
    public bool IsClosed => SeeingClosed > 0;

    /// <summary>The reports that stand, those whose organisation reported first first.</summary>
    public ImmutableArray<ReportState> Reports => [.. Own.Select(own => own[^1])];

    /// <summary>Some of <see cref="Reports"/>, for a page of them.</summary>
    public ImmutableArray<ReportState> ReportsFrom(int first, int count) =>
        [.. Enumerable.Range(first, Math.Clamp(Own.Count - first, 0, count)).Select(place => Own[place][^1])];

    /// <summary>The reports that stood behind an act, those whose organisation reported first first.</summary>
    public ImmutableArray<ReportState> ReportsUntil(long index) =>
        [.. Own.Select(own => CountUntil(own, index) is > 0 and var count ? own[count - 1] : null).OfType<ReportState>()];

    /// <summary>An organisation's last report of a kind, or null.</summary>
    internal ReportState? LastOf(string organisation, ActKind kind) => Places.TryGetValue((organisation, kind), out var place) ? Own[place][^1] : null;

    internal StationRecord With(ReportState report)
    {
        var (key, last) = ((report.Organisation, report.Report.Row), LastOf(report.Organisation, report.Report.Row));
        var record = this with
        {
            Observers = Observers + (last is null && report.Conditions is not null ? 1 : 0),
            SeeingClosed = SeeingClosed - Closed(last) + Closed(report),
            Copies = Copies.With(last, report),
        };
        return Places.TryGetValue(key, out var place)
            ? record with { Own = Own.SetItem(place, Own[place].Add(report)) }
            : record with { Own = Own.Add([report]), Places = Places.Add(key, Own.Count) };
    }

    private static int Closed(ReportState? report) => report?.Conditions?.Doors == Doors.Closed ? 1 : 0;

    // Acts stand in their order: so many of them are no later than the one with this index.
    private static int CountUntil(ImmutableList<ReportState> own, long index)
    {
        var (low, high) = (0, own.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (own[middle].Place.Index <= index) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
