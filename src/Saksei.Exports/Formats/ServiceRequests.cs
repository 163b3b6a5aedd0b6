using System.Text.Json;
using Saksei.Election;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Stations;
using Saksei.Words;

namespace Saksei.Exports.Formats;

/// <summary>
/// Complaints and reports from stations as service requests of Open311 GeoReport v2. Nobody is named in them: neither who brought one nor
/// whom it is about, and no paper of it is linked.
/// </summary>
/// <param name="json">Where it goes to.</param>
/// <param name="books">The books.</param>
/// <param name="speech">The language of names and states.</param>
internal sealed class ServiceRequests(Utf8JsonWriter json, ElectionBooks books, Speech speech)
{
    private const string Complaint = "complaints";

    internal static byte[] Services(ExportInput input, string origin, Speech speech) => JsonText.Write(json => new ServiceRequests(json, input.Books, speech).WriteServices(origin));

    internal static byte[] Requests(ExportInput input, string origin, Speech speech) => JsonText.Write(json => new ServiceRequests(json, input.Books, speech).WriteRequests(origin));

    private void WriteServices(string origin)
    {
        json.WriteStartArray();
        foreach (var kind in books.Definition.Procedures.Complaints) WriteService(origin, ServiceOf(kind.Code), speech.Exact(kind.Names, kind.Code), Complaint);
        foreach (var kind in StationKinds.Reports) WriteService(origin, ServiceOf(kind), speech.Say(kind.Label), "reports");
        json.WriteEndArray();
    }

    private void WriteService(string origin, string code, string name, string group) => json.Object(() =>
    {
        json.WriteString("service_code", code);
        json.WriteString("service_name", name);
        json.WriteString("description", Notice(origin));
        json.WriteBoolean("metadata", false);
        json.WriteString("type", "batch");
        json.WriteString("keywords", "");
        json.WriteString("group", group);
    });

    // Lists of the format have no head: every item says of which register it is, and where that is simulated.
    private string Notice(string origin) => books.IsSimulated ? origin + " · " + speech.Say("simulated") : origin;

    private void WriteRequests(string origin)
    {
        json.WriteStartArray();
        foreach (var file in books.Cases.Files.Where(file => file.Table == CaseRules.Complaints)) WriteComplaint(origin, books.Cases.View(file));
        foreach (var station in books.Definition.Stations)
            foreach (var report in books.Stations.ReportsOf(station)) WriteReport(origin, station, report);
        json.WriteEndArray();
    }

    private void WriteComplaint(string origin, CaseView view)
    {
        var file = view.File;
        var kind = books.Definition.Procedures.FindComplaint(file.Complaint);
        WriteRequest(origin, new ServiceRequest(Complaint + "/" + file.Id, ServiceOf(file.Complaint), kind is null ? file.Complaint : speech.Exact(kind.Names, kind.Code))
        {
            IsOpen = WaitsForBody(file),
            Notes = RegisterWords.Of(speech, view),
            Agency = books.Definition.Procedures.FindBody(file.Body) is { } body ? speech.Exact(body.Names, body.Code) : file.Body,
            Requested = file.Opened.When.ToString(),
            Updated = file.Events[^1].Place.Tick.ToString(),
            Expected = view.Runs.LastOrDefault(run => run is { IsRunning: true, BindsBody: true, Deadlines.IsEmpty: false })?.Deadlines[^1].At.ToString() ?? "",
            Place = file.Unit.Length > 0 ? file.Unit : file.Stations.FirstOrDefault(""),
        });
    }

    // A complaint is open while a body must do something about it other than hand over its notice.
    private static bool WaitsForBody(CaseFile file) => !file.HasEnded && file.Next.Any(step => step.By == StepBy.Body && step.Verb != "serve");

    // A report asks for nothing, so that nothing of it is open.
    private void WriteReport(string origin, Station station, ReportState report) =>
        WriteRequest(origin, new ServiceRequest("reports/" + report.Place.Identity.ToHex(), ServiceOf(report.Report.Row), speech.Say(report.Report.Row.Label))
        {
            Requested = report.Place.Tick.ToString(),
            Updated = report.Place.Tick.ToString(),
            Place = station.Code,
        });

    private void WriteRequest(string origin, ServiceRequest request) => json.Object(() =>
    {
        json.WriteString("service_request_id", request.Id);
        json.WriteString("status", request.IsOpen ? "open" : "closed");
        json.WriteString("status_notes", request.Notes);
        json.WriteString("service_name", request.Name);
        json.WriteString("service_code", request.Service);
        json.WriteString("description", request.Name);
        json.WriteString("agency_responsible", request.Agency);
        json.WriteString("service_notice", Notice(origin));
        json.WriteString("requested_datetime", request.Requested);
        json.WriteString("updated_datetime", request.Updated);
        if (request.Expected.Length > 0) json.WriteString("expected_datetime", request.Expected);
        json.WriteString("address", PlaceNames(request.Place));
        json.WriteString("address_id", request.Place);
        json.WriteNull("lat");
        json.WriteNull("long");
        json.WriteNull("media_url");
    });

    // From the place up to below the country.
    private string PlaceNames(string code)
    {
        var (station, unit) = (books.Definition.FindStation(code), books.Definition.FindUnit(code));
        var path = (unit ?? station?.Unit)?.Path().Skip(1).Reverse().Select(own => speech.Exact(own.Names, own.Code)) ?? [];
        return string.Join(", ", unit is null && station is not null ? path.Prepend(speech.Exact(station.Names, station.Code)) : path);
    }

    private static string ServiceOf(string complaint) => Complaint + "-" + complaint;

    private static string ServiceOf(Election.Acts.ActKind report) => report.Name.Replace('/', '-');

    private sealed record ServiceRequest(string Id, string Service, string Name)
    {
        internal bool IsOpen { get; init; }

        internal string Notes { get; init; } = "";

        internal string Agency { get; init; } = "";

        internal string Requested { get; init; } = "";

        internal string Updated { get; init; } = "";

        internal string Expected { get; init; } = "";

        internal string Place { get; init; } = "";
    }
}
