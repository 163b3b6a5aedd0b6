using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Observation;

namespace Saksei.Server.Pages.Observation;

/// <summary>Every incident, or those of one state.</summary>
/// <param name="Counts">How many there are of each state.</param>
public sealed record IncidentsModel(string State, ImmutableArray<Incident> Incidents, ImmutableArray<(IncidentState State, int Count)> Counts, Paging Paging)
{
    /// <summary>All of them.</summary>
    public int All => Counts.Sum(one => one.Count);

    /// <summary>Those of the state that is shown.</summary>
    public int Count => State.Length == 0 ? All : Counts.Where(one => one.State.Word == State).Sum(one => one.Count);

    internal static Page? Page(PageRequest request)
    {
        if (request.Code.Length > 0) return IncidentModel.Page(request);
        var state = request.Query("state");
        if (state.Length > 0 && !Enum.GetValues<IncidentState>().Any(known => known.Word == state)) return null;
        var all = request.Books.Snapshot.Incidents.ToList();
        var counts = all.CountBy(incident => incident.State).ToDictionary();
        var incidents = all.Where(incident => state.Length == 0 || incident.State.Word == state).ToList();
        var paging = Paging.Of(request.PageNumber, incidents.Count, Paging.Acts);
        return Pages.Page.Of<IncidentsPage, IncidentsModel>(new IncidentsModel(
            state, [.. paging.Cut(incidents)], [.. Enum.GetValues<IncidentState>().Select(one => (one, counts.GetValueOrDefault(one)))], paging));
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
