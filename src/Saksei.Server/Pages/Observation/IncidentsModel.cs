using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Observation;

namespace Saksei.Server.Pages.Observation;

/// <summary>Every incident, or those of one state.</summary>
public sealed record IncidentsModel(string State, ImmutableArray<Incident> Incidents, int Count, Paging Paging)
{
    internal static Page? Page(PageRequest request)
    {
        if (request.Code.Length > 0) return IncidentModel.Page(request);
        var state = request.Query("state");
        if (state.Length > 0 && !Enum.GetValues<IncidentState>().Any(known => known.Word == state)) return null;
        var incidents = request.Books.Snapshot.Incidents.Where(incident => state.Length == 0 || incident.State.Word == state).ToList();
        var paging = Paging.Of(request.PageNumber, incidents.Count, Paging.Acts);
        return Pages.Page.Of<IncidentsPage, IncidentsModel>(new IncidentsModel(state, [.. paging.Cut(incidents)], incidents.Count, paging));
    }
}

/// <summary>One incident: who reports it, whose task it is to answer, and what was answered.</summary>
public sealed record IncidentModel(Incident Incident)
{
    internal static Page? Page(PageRequest request) =>
        long.TryParse(request.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && request.Books.Snapshot.FindIncident(index) is { } incident
            ? Pages.Page.Of<IncidentPage, IncidentModel>(new IncidentModel(incident)) : null;
}
