using System.Collections.Immutable;
using Saksei.Election.Acts;

namespace Saksei.Election.Stations;

/// <summary>Ballots delivered to a station, by the act that says so.</summary>
public sealed record DeliveryState(Delivery Delivery, ActPlace Place);

/// <summary>What one organisation saw at a station, by the act that says so.</summary>
public sealed record ConditionsState(string Organisation, StationConditions Conditions, ActPlace Place);

/// <summary>
/// What is known of one station beside its forms: a value. Another report costs logarithmic work, however many there are, of one
/// organisation or of many; and what an organisation reports anew takes nothing away that it reported before.
/// </summary>
public sealed record StationRecord
{
    // Each organisation's reports in the order of the register; organisations in the order of their first.
    private ImmutableList<ImmutableList<ConditionsState>> Reports { get; init; } = [];

    private ImmutableDictionary<string, int> Places { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    // Organisations whose last report has the doors closed.
    private int SeeingClosed { get; init; }

    internal static StationRecord Empty { get; } = new();

    /// <summary>The delivery that stands, or null.</summary>
    public DeliveryState? Delivery { get; init; }

    /// <summary>How many organisations reported what they saw.</summary>
    public int Observers => Reports.Count;

    /// <summary>Whether any organisation's last report has the doors closed during the count.</summary>
    public bool IsClosed => SeeingClosed > 0;

    /// <summary>Each organisation's last report, those who reported first first.</summary>
    public ImmutableArray<ConditionsState> Conditions => [.. Reports.Select(own => own[^1])];

    /// <summary>Some of <see cref="Conditions"/>, for a page of them.</summary>
    public ImmutableArray<ConditionsState> ConditionsFrom(int first, int count) =>
        [.. Enumerable.Range(first, Math.Clamp(Reports.Count - first, 0, count)).Select(place => Reports[place][^1])];

    /// <summary>Each organisation's last report by an act, those who reported first first.</summary>
    public ImmutableArray<ConditionsState> ConditionsUntil(long index) =>
        [.. Reports.Select(own => CountUntil(own, index) is > 0 and var count ? own[count - 1] : null).OfType<ConditionsState>()];

    /// <summary>An organisation's last report, or null.</summary>
    internal ConditionsState? LastOf(string organisation) => Places.TryGetValue(organisation, out var place) ? Reports[place][^1] : null;

    internal StationRecord With(ConditionsState report)
    {
        var closed = SeeingClosed - Closed(LastOf(report.Organisation)) + Closed(report);
        return Places.TryGetValue(report.Organisation, out var place)
            ? this with { Reports = Reports.SetItem(place, Reports[place].Add(report)), SeeingClosed = closed }
            : this with { Reports = Reports.Add([report]), Places = Places.Add(report.Organisation, Reports.Count), SeeingClosed = closed };
    }

    private static int Closed(ConditionsState? report) => report?.Conditions.Doors == Doors.Closed ? 1 : 0;

    // Acts stand in their order: so many of them are no later than the one with this index.
    private static int CountUntil(ImmutableList<ConditionsState> own, long index)
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
