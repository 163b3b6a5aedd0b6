using Saksei.Election.Clock;
using Saksei.Election.Observation;

namespace Saksei.Server.Pages.Observation;

/// <summary>How incidents are spoken of.</summary>
internal static class IncidentWords
{
    internal static string Kind(Frame frame, Incident incident) =>
        frame.Speech.List([.. incident.Reports.Select(report => report.Category).DistinctBy(category => category.Code).Select(category => frame.Speech.Name(category.Names, category.Code))]);

    internal static string Category(Frame frame, string code) =>
        frame.Definition.Head.Observation.FindCategory(code) is { } category ? frame.Speech.Name(category.Names, code) : code;

    internal static string Place(Frame frame, ObservationIncident act) => act.Station.Length > 0
        ? frame.Definition.FindStation(act.Station) is { } station ? frame.TitleAndPlace(station) : act.Station
        : frame.Definition.FindUnit(act.Unit) is { } unit ? frame.Name(unit) : act.Unit;

    internal static string Cause(Frame frame, string code) =>
        frame.Definition.Head.Observation.Causes.FirstOrDefault(cause => cause.Code == code) is { } known ? frame.Speech.Name(known.Names, code) : code;

    internal static string Clock(Frame frame, AnswerTime time) =>
        frame.Speech.Say("answer.due", frame.Speech.Time(time.Due)) + " · " + Sentences.Answer(frame.Speech, time, frame.Books.Tick);

    internal static string Shape(IncidentState state) => state switch
    {
        IncidentState.Answered => "agree",
        IncidentState.Waiting => "alone",
        IncidentState.Unanswered => "missing",
    };
}
