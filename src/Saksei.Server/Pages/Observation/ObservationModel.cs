using System.Collections.Immutable;
using Saksei.Election.Checklists;
using Saksei.Election.Clock;
using Saksei.Election.Evidence;
using Saksei.Election.Observation;
using Saksei.Election.Stations;

namespace Saksei.Server.Pages.Observation;

/// <summary>Where somebody watched and where nobody, what was answered, who was kept away.</summary>
/// <param name="Input">The numbers.</param>
/// <param name="Questions">Questions with choices, of this page.</param>
/// <param name="Paging">Which page of them.</param>
/// <param name="Own">Evidence with stations open that were counted behind closed doors; null where there are none, or no seats.</param>
/// <param name="Incidents">Of all incidents: answered in time, late, or not at all.</param>
public sealed record ObservationModel(
    ObservationInput Input, ImmutableArray<ObservedQuestion> Questions, Paging Paging, ElectionEvidence? Own, AnswerTimes Incidents)
{
    private const int QuestionsOfPage = 6;

    /// <summary>Counts of the whole election.</summary>
    public StationCounts Counts => Input.Stations.CountsOf(Input.Definition.Units[0]);

    /// <summary>How many stations there are.</summary>
    public int Stations => Input.Definition.Stations.Length;

    /// <summary>Organisations that watched anywhere.</summary>
    public ImmutableArray<string> Organisations => Input.Tallies.OrganisationsOf(TallyOf.Watched);

    /// <summary>How many stations an organisation watched, and how many of those it had drawn by lot.</summary>
    public (long All, long Drawn) WatchedBy(string organisation) => (Of(TallyOf.Watched, organisation), Of(TallyOf.WatchedDrawn, organisation));

    /// <summary>How many were kept away, each organisation's once at a station.</summary>
    public long Kept(KeptFrom from) => Enum.GetValues<KeptPeople>().Sum(people => Input.Tallies[new TallyKey(TallyOf.Kept, default, from.Word, people.Word, TallyScope.All, "")]);

    /// <summary>Reasons that were given to them, with how often; empty where none was.</summary>
    public IEnumerable<(string Reason, long Count)> Reasons =>
        Input.Tallies.All.Where(one => one.Key.Of == TallyOf.KeptReason).OrderByDescending(one => one.Value).ThenBy(one => one.Key.Word, StringComparer.Ordinal).Select(one => (one.Key.Word, one.Value));

    /// <summary>Stations that were counted behind closed doors are open: what the page weighs.</summary>
    internal static EvidenceReading? Reading(PageRequest request) =>
        request.Frame.Contest.SeatRule is not null && ClosedIn(request) is { IsEmpty: false } closed ? EvidenceReading.Own(closed) : null;

    /// <summary>Whether there is anything that could be observed: stations, or places in which incidents are reported.</summary>
    internal static bool IsKept(PageRequest request) => !request.Frame.Definition.Stations.IsEmpty || !request.Frame.Definition.Head.Observation.Incidents.IsEmpty;

    internal static Page? Page(PageRequest request)
    {
        if (!IsKept(request)) return null;
        var input = request.Books.Snapshot.ObservationInput;
        var questions = input.Tallies.Questions.Where(question => question.Question.Type != QuestionType.Integer).ToList();
        var paging = Paging.Of(request.PageNumber, questions.Count, QuestionsOfPage);
        return Pages.Page.Of<ObservationPage, ObservationModel>(new ObservationModel(
            input, [.. paging.Cut(questions)], paging, request.Own, AnswerTimes.Of(input.Incidents.Select(incident => incident.Time))));
    }

    private static ImmutableArray<string> ClosedIn(PageRequest request) =>
        [.. request.Frame.Contest.Stations.Where(station => request.Books.Stations.Of(station).IsClosed).Select(station => station.Code)];

    private long Of(TallyOf of, string organisation) => Input.Tallies[new TallyKey(of, default, "", "", TallyScope.Organisation, organisation)];
}
