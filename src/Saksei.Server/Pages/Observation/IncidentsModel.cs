using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Clock;
using Saksei.Election.Observation;

namespace Saksei.Server.Pages.Observation;

/// <summary>Every incident, or those of one state, of one office that is to answer, or both.</summary>
/// <param name="Chosen">What was chosen, as the address has it.</param>
/// <param name="Incidents">Those of this page.</param>
/// <param name="Times">Of those that were chosen: answered in time, late, or not at all.</param>
/// <param name="States">How many there are of each state, of the office that was chosen.</param>
/// <param name="Offices">How many each office is to answer, of the state that was chosen.</param>
/// <param name="OfState">How many there are of the state that was chosen: one may be several offices' to answer.</param>
/// <param name="Paging">Which page.</param>
public sealed record IncidentsModel(
    ImmutableArray<(string Name, string Value)> Chosen, ImmutableArray<Incident> Incidents, AnswerTimes Times, ImmutableArray<(IncidentState State, int Count)> States,
    ImmutableArray<(string Office, int Count)> Offices, int OfState, Paging Paging)
{
    private const string StateName = "state", OfficeName = "by";

    /// <summary>The state that was chosen; empty for all.</summary>
    public string State => Value(StateName);

    /// <summary>The office that was chosen; empty for all.</summary>
    public string Office => Value(OfficeName);

    internal static Page? Page(PageRequest request)
    {
        if (!ObservationModel.IsKept(request)) return null;
        if (request.Code.Length > 0) return IncidentModel.Page(request);
        var (state, office) = (request.Query(StateName), request.Query(OfficeName));
        if (state.Length > 0 && !Enum.GetValues<IncidentState>().Any(known => known.Word == state)) return null;
        return Pages.Page.Of<IncidentsPage, IncidentsModel>(Of([.. request.Books.Snapshot.Incidents], state, office, request.PageNumber));
    }

    private static IncidentsModel Of(ImmutableArray<Incident> all, string state, string office, int page)
    {
        bool IsOfState(Incident incident) => state.Length == 0 || incident.State.Word == state;
        bool IsOfOffice(Incident incident) => office.Length == 0 || incident.Offices.Contains(office);
        var counts = all.Where(IsOfOffice).CountBy(incident => incident.State).ToDictionary();
        var incidents = all.Where(incident => IsOfState(incident) && IsOfOffice(incident)).ToList();
        var paging = Paging.Of(page, incidents.Count, Paging.Acts);
        return new IncidentsModel(
            [.. new[] { (StateName, state), (OfficeName, office) }.Where(part => part.Item2.Length > 0)], [.. paging.Cut(incidents)], AnswerTimes.Of(incidents.Select(incident => incident.Time)),
            [.. Enum.GetValues<IncidentState>().Select(one => (one, counts.GetValueOrDefault(one)))],
            [.. all.Where(IsOfState).SelectMany(incident => incident.Offices).CountBy(one => one).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))],
            all.Count(IsOfState), paging);
    }

    private string Value(string name) => Chosen.FirstOrDefault(part => part.Name == name).Value ?? "";
}

/// <summary>One incident: who reports it, whose task it is to answer, and what was answered.</summary>
public sealed record IncidentModel(Incident Incident)
{
    internal static Page? Page(PageRequest request) =>
        long.TryParse(request.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && request.Books.Snapshot.FindIncident(index) is { } incident
            ? Pages.Page.Of<IncidentPage, IncidentModel>(new IncidentModel(incident)) : null;
}
