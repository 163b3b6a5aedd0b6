using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;


namespace Saksei.Election.Stations;

/// <summary>Ballots delivered to a station, by the act that says so.</summary>
public sealed record DeliveryState(Delivery Delivery, ActPlace Place);

/// <summary>What one organisation saw at a station, by the act that says so.</summary>
public sealed record ConditionsState(string Organisation, StationConditions Conditions, ActPlace Place)
{
    /// <summary>Each organisation's last word by an act, of all that was ever told of a station.</summary>
    public static ImmutableArray<ConditionsState> LastOf(ImmutableArray<ConditionsState> history, long until = long.MaxValue) =>
        [.. history.Where(told => told.Place.Index <= until).GroupBy(told => told.Organisation, StringComparer.Ordinal).Select(told => told.Last())];
}

/// <summary>What is known of stations beside their forms: deliveries, and how the count was held.</summary>
public sealed class StationBook
{
    private readonly ElectionDefinition _definition;
    private readonly OrganisationBook _organisations;
    private readonly DeliveryState?[] _deliveries;
    private readonly Dictionary<int, ImmutableArray<ConditionsState>> _history = [];

    internal StationBook(ElectionDefinition definition, OrganisationBook organisations)
    {
        (_definition, _organisations) = (definition, organisations);
        _deliveries = new DeliveryState?[definition.Stations.Length];
    }

    /// <summary>The delivery that stands for a station, or null.</summary>
    public DeliveryState? DeliveryOf(Station station) => _deliveries[station.Index];

    /// <summary>What organisations saw at a station, in the order of the register.</summary>
    public ImmutableArray<ConditionsState> ConditionsOf(Station station) => ConditionsState.LastOf(HistoryOf(station));

    /// <summary>Stations where anybody saw the doors closed during the count.</summary>
    public int CountedBehindClosedDoors =>
        _history.Values.Count(all => ConditionsState.LastOf(all).Any(state => state.Conditions.Doors == Doors.Closed));

    /// <summary>Stations whose count anybody observed.</summary>
    public int Observed => _history.Count;

    /// <summary>All that was ever told, in the order of the register: what an organisation told anew didn't take away what it told before.</summary>
    public ImmutableArray<ConditionsState> HistoryOf(Station station) => _history.GetValueOrDefault(station.Index, []);

    /// <summary>The rules of this book's kinds.</summary>
    internal IEnumerable<KindRule> Rules => [StationKinds.DeliveredKind.By(Deliver), StationKinds.ConditionsKind.By(Observe)];

    private Ruling Deliver(StationsDelivered act, ActPlace place)
    {
        if (_organisations.CheckOffice(act, Office.Deliver) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var stations = new Dictionary<Station, Delivery>();
        foreach (var delivery in act.Deliveries)
        {
            if (_definition.FindStation(delivery.Station) is not { } station) return Ruling.Void("station-unknown", delivery.Station);
            if (!stations.TryAdd(station, delivery)) return Ruling.Void("station-twice", delivery.Station);
            if (_deliveries[station.Index]?.Place.Identity != delivery.Previous) return Ruling.Void("stale-edit", delivery.Station);
        }

        return Ruling.Apply(() =>
        {
            foreach (var (station, delivery) in stations) _deliveries[station.Index] = new DeliveryState(delivery, place);
        });
    }

    // Copies are compared between organisations that there are, each named once; any others would be pairs without end.
    private Outcome? HandingProblem(StationConditions act)
    {
        var codes = act.Handed.Select(handing => handing.Organisation).ToList();
        if (codes.Find(code => !_organisations.All.ContainsKey(code) && !_definition.Head.Organisations.Any(known => known.Code == code)) is { } unknown) return Outcome.Void("organisation-unknown", unknown);
        return codes.Distinct(StringComparer.Ordinal).Count() < codes.Count ? Outcome.Void("organisation-twice", act.Station) : null;
    }

    private Ruling Observe(StationConditions act, ActPlace place)
    {
        if (_definition.FindStation(act.Station) is not { } station) return Ruling.Void("station-unknown", act.Station);
        var organisation = _organisations.Author(act).Organisation;
        if (HandingProblem(act) is { } problem) return Ruling.Void(problem);
        var own = ConditionsOf(station).FirstOrDefault(state => state.Organisation == organisation);
        if (own?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Station);
        var now = new ConditionsState(organisation, act, place);
        return Ruling.Apply(() => _history[station.Index] = HistoryOf(station).Add(now));
    }
}
