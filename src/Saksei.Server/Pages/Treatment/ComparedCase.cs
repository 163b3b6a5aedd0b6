using System.Globalization;
using Saksei.Election.Impartiality;
using Saksei.Server.Pages.Observation;

namespace Saksei.Server.Pages.Treatment;

/// <summary>What a comparison counts, as a page shows it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="To">Where it stands.</param>
internal sealed record ComparedCase(string Title, string To)
{
    /// <summary>By the name that a comparison gives it: a case, a decision on an organisation, people at a station, or an incident.</summary>
    internal static ComparedCase Of(Frame frame, string name) => name.Split('/', 2) switch
    {
        [ObservationQuestions.Organisations, var organisation] => OfOrganisation(frame, organisation),
        [ObservationQuestions.Stations, var people] => AtStation(frame, people.Split(' ', 2)[0]),
        [ObservationQuestions.Incidents, var index] => OfIncident(frame, long.Parse(index, CultureInfo.InvariantCulture)),
        _ => new ComparedCase(TreatmentWords.Case(frame, name), frame.To(TreatmentWords.File(frame, name))),
    };

    private static ComparedCase OfOrganisation(Frame frame, string organisation)
    {
        var decision = frame.Books.Organisations.Accreditations.First(decision => decision.Act.Organisation == organisation);
        return new ComparedCase(frame.NameOfOrganisation(organisation), string.Create(CultureInfo.InvariantCulture, $"/log/acts/{decision.Place.Index}"));
    }

    private static ComparedCase AtStation(Frame frame, string code) => frame.Definition.FindStation(code) is { } station
        ? new ComparedCase(frame.TitleAndPlace(station), frame.To(station)) : throw new ArgumentException(code, nameof(code));

    private static ComparedCase OfIncident(Frame frame, long index)
    {
        var report = frame.Books.Snapshot.Observation.FindReport(index) ?? throw new ArgumentOutOfRangeException(nameof(index));
        var title = IncidentWords.Category(frame, report.Versions[0].Act.Category) + frame.Speech.Say("list.comma") + IncidentWords.Place(frame, report.Act);
        return new ComparedCase(title, frame.Link(string.Create(CultureInfo.InvariantCulture, $"/observation/incidents/{index}")));
    }
}
