using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Cases;
using Saksei.Election.Observation;
using Saksei.Register.Tree;
using Saksei.Server.Pages.Cases;
using Saksei.Server.Pages.Observation;
using Saksei.Server.Pages.Register;

namespace Saksei.Server.Pages.Findings;

/// <summary>An act that a finding rests on, as a page shows it.</summary>
/// <param name="Title">The station, the case, the incident or the finding; or what the act did.</param>
/// <param name="To">Where that stands; empty where it stands in an earlier register only.</param>
/// <param name="Said">What was answered or done there.</param>
/// <param name="Index">The act; null where it isn't one of this register.</param>
public sealed record FindingGround(string Title, string To, string Said, long? Index)
{
    internal static ImmutableArray<FindingGround> Of(PageRequest request, IEnumerable<Hash> identities)
    {
        var words = new AnsweredWords(request.Frame);
        return [.. identities.Select(identity => Of(request, words, identity))];
    }

    /// <summary>Where an act stands in this register at the page's checkpoint; null where it doesn't.</summary>
    internal static long? IndexOf(PageRequest request, Hash identity) => request.Frame.Host.Find(identity) is { } place && place < request.Books.Size ? place : null;

    private static FindingGround Of(PageRequest request, AnsweredWords words, Hash identity)
    {
        var frame = request.Frame;
        if (request.Books.Findings.Finding(identity) is { } finding)
            return new FindingGround(frame.Speech.Say("findings.number", finding.Number), frame.Link("/findings/" + finding.Number.ToString(CultureInfo.InvariantCulture)), VoiceTexts.Text(frame, finding.Found.Act.Wording).Title, null);
        if (IndexOf(request, identity) is not { } index) return new FindingGround(frame.Speech.Say("findings.elsewhere"), "", identity.ToHex()[..12], null);
        if (request.Books.Snapshot.Observation.FindReport(identity) is { } report) return Of(frame, report, index);
        var line = frame.Host.Lines(index, index + 1)[0];
        var said = ActSentences.Of(frame.Speech, line);
        if (ActSentences.CaseOf(line) is not null && line.Subject.Split('/', 2) is [var book, var id] && request.Books.Cases.Find(book, id) is { } file) return Of(frame, file, index);
        return frame.Definition.FindStation(line.Subject) is { } station
            ? new FindingGround(frame.TitleAndPlace(station), frame.To(station), Answered(frame, words, index) is { Length: > 0 } answered ? answered : said, index)
            : new FindingGround(said, string.Create(CultureInfo.InvariantCulture, $"/log/acts/{index}"), line.Subject, index);
    }

    private static FindingGround Of(Frame frame, IncidentReport report, long index) => new(
        IncidentWords.Category(frame, report.Act.Category) + frame.Speech.Say("list.comma") + IncidentWords.Place(frame, report.Act),
        frame.Link(string.Create(CultureInfo.InvariantCulture, $"/observation/incidents/{report.First.Index}")),
        frame.Books.Snapshot.FindIncident(report.First.Index) is { } incident ? frame.Speech.Say("incident.state." + incident.State.Word) : "", index);

    private static FindingGround Of(Frame frame, CaseFile file, long index) =>
        new(CaseWords.Title(frame.Speech, frame.Definition, file), frame.To(file), CaseWords.State(frame.Speech, frame.Books.Cases.View(file).Standing), index);

    // What the act's own answers say, also where others replaced them later.
    private static string Answered(Frame frame, AnsweredWords words, long index)
    {
        var line = frame.Host.Journal(index, index + 1).First();
        if (line.Act is not ObservationAnswers act || frame.Books.Snapshot.Observation.FindChecklist(act.Checklist) is not { } checklist) return "";
        var own = new AnswersState("", act, checklist, new(index, line.Identity, line.Tick));
        return string.Join(frame.Speech.Say("list.semicolon"), words.First(own).Select(answer => words.Say(own, answer)));
    }
}
