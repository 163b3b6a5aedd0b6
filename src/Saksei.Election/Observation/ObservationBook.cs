using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Observation;

/// <summary>
/// Takes where observers are sent, what they answered, who was kept away, incidents and answers to them. Nobody changes, joins or answers
/// in another's name, and nothing is lost: what is replaced stays.
/// </summary>
public sealed class ObservationBook
{
    // Every question is counted for all and apart: without a bound one desk could make everybody's document as long as it likes.
    private const int MostChecklists = 64;

    private readonly ElectionDefinition _definition;
    private readonly OrganisationBook _organisations;
    private readonly StationBook _conditions;
    private readonly PagedArray<StationObservation> _stations;
    private readonly PagedMap<Hash, ChecklistState> _checklists;
    private readonly PagedMap<(string Organisation, string Id), ChecklistState> _lastVersions;
    private readonly PagedMap<string, Registered> _checklistsOf;
    private readonly IncidentBook _incidents;

    internal ObservationBook(ElectionDefinition definition, OrganisationBook organisations, StationBook conditions)
    {
        (_definition, _organisations, _conditions) = (definition, organisations, conditions);
        _stations = new(definition.Stations.Length, StationObservation.Empty);
        (_checklists, _lastVersions, _checklistsOf, _incidents) = (new(), new(), new(), new(definition, organisations));
    }

    /// <summary>A book that goes on from another as it is now.</summary>
    internal ObservationBook(ObservationBook start, OrganisationBook organisations, StationBook conditions)
    {
        (_definition, _organisations, _conditions) = (start._definition, organisations, conditions);
        _stations = new(start._stations.Snapshot());
        (_checklists, _lastVersions) = (new(start._checklists), new(start._lastVersions));
        (_checklistsOf, _incidents) = (new(start._checklistsOf), new(start._incidents, organisations));
    }

    /// <summary>The records as they are now, for ever.</summary>
    public ObservationRecords Snapshot() => _incidents.Snapshot(_stations.Snapshot(), _checklists.Snapshot());

    /// <summary>The rules of this book's kinds.</summary>
    internal IEnumerable<KindRule> Rules =>
    [
        ObservationKinds.DeployKind.By(Deploy), ObservationKinds.ChecklistKind.By(Register), ObservationKinds.AnswersKind.By(Take),
        ObservationKinds.TurnedAwayKind.By(TurnAway), ObservationKinds.IncidentKind.By(Report), ObservationKinds.JoinKind.By(_incidents.Join),
        ObservationKinds.AnswerKind.By(_incidents.Answer),
    ];

    private Ruling Deploy(ObservationDeploy act, ActPlace place)
    {
        var stations = new HashSet<Station>();
        foreach (var sent in act.Stations)
        {
            if (_definition.FindStation(sent.Station) is not { } station) return Ruling.Void("station-unknown", sent.Station);
            if (!stations.Add(station)) return Ruling.Void("station-twice", sent.Station);
        }

        var organisation = _organisations.Author(act).Organisation;
        return Ruling.Apply(() =>
        {
            foreach (var sent in act.Stations) Send(_definition.FindStation(sent.Station).Given(), new Deployment(organisation, sent.Observers, act.Drawn, place));
        });
    }

    private void Send(Station station, Deployment deployment) => _stations[station.Index] = _stations[station.Index] with
    {
        Deployments = _stations[station.Index].Deployments.With(deployment.Organisation, deployment),
    };

    private Ruling Register(ObservationChecklist act, ActPlace place)
    {
        var organisation = _organisations.Author(act).Organisation;
        var last = _lastVersions.Find((organisation, act.Id));
        if (ChecklistRules.Problem(act) is { } problem) return Ruling.Void(problem);
        if (last?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Id);
        var count = _checklistsOf.Find(organisation)?.Checklists ?? 0;
        if (last is null && count == MostChecklists) return Ruling.Void("too-many-checklists", act.Id);
        return Ruling.Apply(() =>
        {
            if (last is null) _checklistsOf.Set(organisation, new Registered(count + 1));
            var checklist = new ChecklistState(organisation, act, place, last?.First ?? place.Identity);
            _checklists.Set(place.Identity, checklist);
            _lastVersions.Set((organisation, act.Id), checklist);
        });
    }

    private Ruling Take(ObservationAnswers act, ActPlace place)
    {
        if (_definition.FindStation(act.Station) is not { } station) return Ruling.Void("station-unknown", act.Station);
        if (_checklists.Find(act.Checklist) is not { } checklist) return Ruling.Void("checklist-unknown", act.Checklist.ToHex());
        if (act.Team == 0) return Ruling.Void("team-zero", act.Station);
        if (ChecklistRules.Problem(act, checklist.Act) is { } problem) return Ruling.Void(problem);
        var (organisation, before) = (_organisations.Author(act).Organisation, _stations[station.Index]);
        var key = new AnswersKey(organisation, checklist.First, act.Team);
        var last = before.Answers.LastOf(key);
        if (last?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Station);
        return Ruling.Apply(() => Keep(station, before, key, last, new AnswersState(organisation, act, checklist, place)));
    }

    // What answers say of the station's condition goes into its record at once: no second entry is needed, or possible.
    private void Keep(Station station, StationObservation before, AnswersKey key, AnswersState? last, AnswersState answers)
    {
        _stations[station.Index] = before with { Answers = before.Answers.With(key, answers) };
        var rules = _definition.Head.Observation;
        var word = _conditions.Of(station).WordOf(answers.Organisation).Answered ?? ObservedWord.Empty;
        _conditions.Keep(station, answers.Organisation, word.With(last is null ? [] : last.Says(rules), answers.Says(rules), answers.Place.Index));
    }

    private Ruling TurnAway(ObservationTurnedAway act, ActPlace place)
    {
        if (_definition.FindStation(act.Station) is not { } station) return Ruling.Void("station-unknown", act.Station);
        if (!IsKnown(act.Organisation)) return Ruling.Void("organisation-unknown", act.Organisation);
        if (act.Reason.Length > 0 && !_definition.Head.Observation.Reasons.Any(reason => reason.Code == act.Reason)) return Ruling.Void("reason-unknown", act.Reason);
        var (state, before) = (new TurnedAwayState(_organisations.Author(act).Organisation, act, place), _stations[station.Index]);
        var key = (state.Author, state.Kept);
        if (before.TurnedAway.LastOf(key)?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Station);
        return Ruling.Apply(() => _stations[station.Index] = before with { TurnedAway = before.TurnedAway.With(key, state) });
    }

    private bool IsKnown(string organisation) =>
        _organisations.All.ContainsKey(organisation) || _definition.Names(organisation);

    private Ruling Report(ObservationIncident act, ActPlace place)
    {
        if (act.Station.Length > 0 == act.Unit.Length > 0) return Ruling.Void("place-not-one", act.Category);
        var station = _definition.FindStation(act.Station);
        if (act.Station.Length > 0 && station is null) return Ruling.Void("station-unknown", act.Station);
        if (act.Unit.Length > 0 && _definition.FindUnit(act.Unit) is null) return Ruling.Void("unit-unknown", act.Unit);
        return _incidents.Report(act, place, number =>
        {
            if (station is null) return;
            _stations[station.Index] = _stations[station.Index] with { Incidents = _stations[station.Index].Incidents.Add(number) };
        });
    }

    private sealed record Registered(int Checklists);
}
