using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Values;

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
    // Each organisation's reports, kind by kind; and what its answers say by the definition's rule.
    private Versions<(string Organisation, ActKind Kind), ReportState> Own { get; init; } = Versions<(string Organisation, ActKind Kind), ReportState>.Empty;

    private Versions<string, ObservedWord> Answered { get; init; } = Versions<string, ObservedWord>.Empty;

    // Organisations whose word that stands has the doors closed.
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

    /// <summary>How many organisations watched: they reported how the station was counted, or their answers say something of it.</summary>
    public int Observers { get; private init; }

    /// <summary>What became of requests for a copy of the form, by the words that stand.</summary>
    public CopyRequests Copies { get; private init; } = CopyRequests.None;

    /// <summary>Whether any organisation's word that stands has the doors closed during the count.</summary>
    public bool IsClosed => SeeingClosed > 0;

    /// <summary>The reports that stand, those whose organisation reported first first.</summary>
    public ImmutableArray<ReportState> Reports => [.. Own.Standing];

    /// <summary>Some of <see cref="Reports"/>, for a page of them.</summary>
    public ImmutableArray<ReportState> ReportsFrom(int first, int count) => Own.From(first, count);

    /// <summary>What each organisation says that reported or answered, those that reported first first.</summary>
    public IEnumerable<OrganisationWord> Words => Authors.Select(WordOf);

    /// <summary>The words that stood behind an act.</summary>
    public IEnumerable<OrganisationWord> WordsUntil(long index)
    {
        var reports = Own.Until(index, report => report.Place.Index).ToDictionary(one => one.Key, one => one.Value);
        var answers = Answered.Until(index, word => word.Index).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        return Authors.Select(organisation => new OrganisationWord(
                organisation, reports.GetValueOrDefault((organisation, StationKinds.Conditions)), reports.GetValueOrDefault((organisation, StationKinds.Refusal)),
                answers.GetValueOrDefault(organisation)))
            .Where(word => word is { Watched: true } or { Refusal: not null });
    }

    /// <summary>What one organisation says.</summary>
    public OrganisationWord WordOf(string organisation) =>
        new(organisation, LastOf(organisation, StationKinds.Conditions), LastOf(organisation, StationKinds.Refusal), Answered.LastOf(organisation));

    /// <summary>An organisation's last report of a kind, or null.</summary>
    internal ReportState? LastOf(string organisation, ActKind kind) => Own.LastOf((organisation, kind));

    internal StationRecord With(ReportState report) =>
        Counted(report.Organisation, this with { Own = Own.With((report.Organisation, report.Report.Row), report) });

    /// <summary>With what an organisation's answers say.</summary>
    internal StationRecord With(string organisation, ObservedWord word) => Counted(organisation, this with { Answered = Answered.With(organisation, word) });

    private IEnumerable<string> Authors => Own.Standing.Select(report => report.Organisation).Concat(Answered.Keys).Distinct(StringComparer.Ordinal);

    private StationRecord Counted(string organisation, StationRecord after)
    {
        var (before, now) = (WordOf(organisation), after.WordOf(organisation));
        return after with
        {
            Observers = Observers - Count(before.Watched) + Count(now.Watched),
            SeeingClosed = SeeingClosed - Count(before.Doors == Doors.Closed) + Count(now.Doors == Doors.Closed),
            Copies = Copies.With(before, now),
        };
    }

    private static int Count(bool holds) => holds ? 1 : 0;
}
