using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;

namespace Saksei.Election.Stations;

/// <summary>Takes deliveries, and reports of how the count was held.</summary>
public sealed class StationBook : StationRecords
{
    private readonly ElectionDefinition _definition;
    private readonly OrganisationBook _organisations;
    private readonly PagedArray<StationRecord> _stations;

    // By unit, kept by differences: what follows from all records would have to be looked for in all of them.
    private readonly PagedArray<StationCounts> _counts;

    internal StationBook(ElectionDefinition definition, OrganisationBook organisations)
    {
        (_definition, _organisations) = (definition, organisations);
        _stations = new PagedArray<StationRecord>(definition.Stations.Length, StationRecord.Empty);
        _counts = new PagedArray<StationCounts>(definition.Units.Length, default);
    }

    /// <summary>A book that goes on from another as it is now.</summary>
    internal StationBook(StationBook start, OrganisationBook organisations)
    {
        (_definition, _organisations) = (start._definition, organisations);
        (_stations, _counts) = (new PagedArray<StationRecord>(start._stations.Snapshot()), new PagedArray<StationCounts>(start._counts.Snapshot()));
    }

    /// <inheritdoc/>
    public override StationRecord Of(Station station) => _stations[station.Index];

    /// <inheritdoc/>
    public override StationCounts CountsOf(Unit unit) => _counts[unit.Index];

    private protected override IReadOnlyList<StationRecord> Frozen => _stations.Snapshot();

    /// <summary>The records as they are now, for ever.</summary>
    public StationRecords Snapshot() => new StationSnapshot(_stations.Snapshot(), _counts.Snapshot());

    /// <summary>The rules of this book's kinds.</summary>
    internal IEnumerable<KindRule> Rules =>
        [StationKinds.DeliveredKind.By(Deliver), .. StationKinds.Reports.Select(kind => new KindRule(kind, (act, place) => Report((StationReport)act, place)))];

    private Ruling Deliver(StationsDelivered act, ActPlace place)
    {
        if (ContestActs.Find(_definition, act, out var contest) is { IsApplied: false } unclear) return Ruling.Void(unclear);
        if (_organisations.CheckOffice(act, Office.Deliver) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var stations = new Dictionary<Station, Delivery>();
        foreach (var delivery in act.Deliveries)
        {
            if (_definition.FindStation(delivery.Station) is not { } station) return Ruling.Void("station-unknown", delivery.Station);
            if (!contest.Has(station)) return Ruling.Void("station-not-in-contest", delivery.Station);
            if (!stations.TryAdd(station, delivery)) return Ruling.Void("station-twice", delivery.Station);
            if (DeliveryOf(station, contest)?.Place.Identity != delivery.Previous) return Ruling.Void("stale-edit", delivery.Station);
        }

        return Ruling.Apply(() =>
        {
            foreach (var (station, delivery) in stations) _stations[station.Index] = Of(station).With(contest, new DeliveryState(delivery, place));
        });
    }

    private Ruling Report(StationReport act, ActPlace place)
    {
        if (_definition.FindStation(act.Station) is not { } station) return Ruling.Void("station-unknown", act.Station);
        var organisation = _organisations.Author(act).Organisation;
        if (CopiesProblem(act, organisation) is { } problem) return Ruling.Void(problem);
        if (Of(station).LastOf(organisation, act.Row)?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Station);
        return Ruling.Apply(() => Keep(station, Of(station), Of(station).With(new ReportState(organisation, act, place))));
    }

    /// <summary>Takes what an organisation's answers say of a station by the definition's rule.</summary>
    internal void Keep(Station station, string organisation, ObservedWord word) => Keep(station, Of(station), Of(station).With(organisation, word));

    private void Keep(Station station, StationRecord before, StationRecord after)
    {
        _stations[station.Index] = after;
        var change = StationCounts.Of(after).Minus(StationCounts.Of(before));
        if (change == default) return;
        for (var unit = station.Unit; unit is not null; unit = unit.Parent) _counts[unit.Index] = _counts[unit.Index].Plus(change);
    }

    // Copies are compared between organisations that there are, each named once; any others would be pairs without end.
    private Outcome? CopiesProblem(StationReport act, string author)
    {
        var codes = act.CopiesBy(author).Select(handing => handing.Organisation).ToList();
        if (codes.Find(code => !_organisations.All.ContainsKey(code) && !_definition.Head.Organisations.Any(known => known.Code == code)) is { } unknown) return Outcome.Void("organisation-unknown", unknown);
        return codes.Distinct(StringComparer.Ordinal).Count() < codes.Count ? Outcome.Void("organisation-twice", act.Station) : null;
    }
}
