using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Observation;

/// <summary>
/// Reports of incidents, which of them are of one incident, and what was answered. A report is joined by its own author, to one other:
/// so no third can bring two reports together that aren't its own.
/// </summary>
internal sealed class IncidentBook
{
    private readonly ElectionDefinition _definition;
    private readonly OrganisationBook _organisations;
    private readonly PagedArray<IncidentReport> _reports;
    private readonly PagedMap<Hash, ReportNumber> _acts;

    private readonly ReportGroups _groups;

    internal IncidentBook(ElectionDefinition definition, OrganisationBook organisations) =>
        (_definition, _organisations, _reports, _acts, _groups) = (definition, organisations, new(), new(), new());

    internal IncidentBook(IncidentBook start, OrganisationBook organisations)
    {
        (_definition, _organisations, _acts) = (start._definition, organisations, new(start._acts));
        (_reports, _groups) = (new(start._reports.Snapshot()), new(start._groups));
    }

    internal ObservationRecords Snapshot(IReadOnlyList<StationObservation> stations, IPagedMap<Hash, ChecklistState> checklists) =>
        new(stations, checklists, _reports.Snapshot(), _acts.Snapshot(), _groups.Snapshot());

    /// <summary>A report or another version of one, whose place was found to be one.</summary>
    internal Ruling Report(ObservationIncident act, ActPlace place, Action<int> noted)
    {
        if (_definition.Head.Observation.FindCategory(act.Category) is null) return Ruling.Void("category-unknown", act.Category);
        var organisation = _organisations.Author(act).Organisation;
        if (act.Previous is not { } previous) return Ruling.Apply(() => noted(Add(organisation, new IncidentVersion(act, place))));
        if (Find(previous) is not { } report) return Ruling.Void("incident-unknown", previous.ToHex());
        if (report.Organisation != organisation) return Ruling.Void("report-of-another", report.Organisation);
        if (report.Versions[^1].Place.Identity != previous) return Ruling.Void("stale-edit", act.Category);
        return Ruling.Apply(() =>
        {
            _reports[report.Number] = report with { Versions = report.Versions.Add(new IncidentVersion(act, place)) };
            _acts.Set(place.Identity, new ReportNumber(report.Number));
            noted(report.Number);
        });
    }

    internal Ruling Join(ObservationJoin act, ActPlace place)
    {
        if (Find(act.Own) is not { } own) return Ruling.Void("incident-unknown", act.Own.ToHex());
        if (Find(act.Other) is not { } other) return Ruling.Void("incident-unknown", act.Other.ToHex());
        if (own.Organisation != _organisations.Author(act).Organisation) return Ruling.Void("report-of-another", own.Organisation);
        if (own.Number == other.Number) return Ruling.Void("join-of-itself", act.Own.ToHex());
        if (own.JoinedTo is not null) return Ruling.Void("joined-already", act.Own.ToHex());
        return Ruling.Apply(() =>
        {
            _reports[own.Number] = own with { Joined = new JoinedReport(other.Number, place) };
            _groups.Unite(own.Number, other.Number);
        });
    }

    internal Ruling Answer(ObservationAnswer act, ActPlace place)
    {
        var rules = _definition.Head.Observation;
        if (Find(act.Incident) is not { } report) return Ruling.Void("incident-unknown", act.Incident.ToHex());
        var office = _organisations.Author(act).Organisation;
        if (rules.FindCategory(report.Act.Category).Given().Office != office) return Ruling.Void("task-of-another", report.Act.Category);
        if (act.Cause.Length > 0 && !rules.Causes.Any(cause => cause.Code == act.Cause)) return Ruling.Void("cause-unknown", act.Cause);
        return Ruling.Apply(() => _reports[report.Number] = report with { Answers = report.Answers.Add(new IncidentAnswer(office, act, place)) });
    }

    private IncidentReport? Find(Hash act) => _acts.Find(act) is { } number ? _reports[number.Value] : null;

    private int Add(string organisation, IncidentVersion first)
    {
        var number = _reports.Count;
        _reports.Add(new IncidentReport(number, organisation, [first], [], null));
        _acts.Set(first.Place.Identity, new ReportNumber(number));
        _groups.Add();
        return number;
    }
}
