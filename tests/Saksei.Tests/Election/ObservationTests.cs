using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Clock;
using Saksei.Election.Evidence;
using Saksei.Election.Observation;
using Saksei.Election.Stations;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Nobody deletes, overwrites, joins, closes or answers in another's name; what answers say of a station follows the definition.</summary>
public sealed class ObservationTests : IDisposable
{
    private const string Commission = "commission/desk", Observers = "observers/desk", Party = "party/desk";
    private static readonly DateOnly Day = new(2023, 11, 15);
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public void Nobody_changes_or_joins_anothers_report_or_answers_it_for_the_office()
    {
        var own = Applied(header => new ObservationIncident(header, "closed-count", "S01", "", Day, [], null), Observers);
        var other = Applied(header => new ObservationIncident(header, "closed-count", "S02", "", Day, [], null), Party);
        Void("report-of-another", header => new ObservationIncident(header, "restriction", "S01", "", Day, [], own), Party);
        Void("report-of-another", header => new ObservationJoin(header, own, other), Party);
        Void("report-of-another", header => new ObservationJoin(header, own, other), Commission);
        Void("task-of-another", header => new ObservationAnswer(header, own, "weather", null, []), Party);
        Void("task-of-another", header => new ObservationAnswer(header, own, "weather", null, []), Observers);
        var incidents = _election.Fold.Snapshot().Incidents.ToList();
        Assert.Equal(2, incidents.Count);
        Assert.All(incidents, incident => Assert.Equal(IncidentState.Waiting, incident.State));
    }

    /// <summary>A third who joins reports of its own to two others brings them together by neither, nor by both.</summary>
    [Fact]
    public void Nobody_brings_two_reports_together_of_which_neither_is_its_own()
    {
        var first = Applied(header => new ObservationIncident(header, "closed-count", "S01", "", Day, [], null), Observers);
        var second = Applied(header => new ObservationIncident(header, "closed-count", "S02", "", Day, [], null), Party);
        var (one, two) = (Applied(header => Weather(header), Commission), Applied(header => Weather(header), Commission));
        Applied(header => new ObservationJoin(header, one, first), Commission);
        Void("joined-already", header => new ObservationJoin(header, one, second), Commission);
        Applied(header => new ObservationJoin(header, two, one), Commission);
        Void("joined-already", header => new ObservationJoin(header, two, second), Commission);
        Assert.Equal(2, _election.Fold.Snapshot().Incidents.Count());
        static ObservationIncident Weather(ActHeader header) => new(header, "restriction", "S03", "", Day, [], null);
    }

    /// <summary>An answer that an office gives to its own report doesn't answer another office's task, though the reports are of one incident.</summary>
    [Fact]
    public void An_office_answers_what_is_its_task_and_nothing_else_of_the_incident()
    {
        var closed = Applied(header => new ObservationIncident(header, "closed-count", "S01", "", Day, [], null), Observers);
        var restricted = Applied(header => new ObservationIncident(header, "restriction", "S01", "", Day, [], null), Party);
        Applied(header => new ObservationJoin(header, restricted, closed), Party);
        Applied(header => new ObservationAnswer(header, restricted, "", null, []), Party);
        var incident = Assert.Single(_election.Fold.Snapshot().Incidents);
        Assert.Equal([IncidentState.Waiting, IncidentState.Answered], incident.Reports.Select(report => report.State));
        Assert.Equal(IncidentState.Waiting, incident.State);
        Applied(header => new ObservationAnswer(header, closed, "weather", null, []), Commission);
        Assert.Equal(IncidentState.Answered, Assert.Single(_election.Fold.Snapshot().Incidents).State);
    }

    /// <summary>Who changes the kind of an old report doesn't make an office late for what wasn't its task.</summary>
    [Fact]
    public void An_office_has_its_time_from_when_a_report_became_its_task()
    {
        var report = Applied(header => new ObservationIncident(header, "closed-count", "S01", "", Day, [], null), Observers);
        for (var second = 0; second < 96 * 3600; second++) _election.Host.Desk.Now();
        Applied(header => new ObservationDeploy(header, [new("S01", 1)], false), Observers);
        Assert.Equal(IncidentState.Unanswered, Assert.Single(_election.Fold.Snapshot().Incidents).State);
        var changed = Applied(header => new ObservationIncident(header, "restriction", "S01", "", Day, [], report), Observers);
        Assert.Equal(IncidentState.Waiting, Assert.Single(_election.Fold.Snapshot().Incidents).State);
        var place = Assert.Single(_election.Fold.Snapshot().Observation.Reports).Versions[^1].Place;
        Applied(header => new ObservationIncident(header, "restriction", "S01", "", Day.AddDays(1), [], changed), Observers);
        Assert.Equal(place.Tick.Plus(240 * 3600), Assert.Single(_election.Fold.Snapshot().Incidents).Reports[0].Due);
    }

    [Fact]
    public void An_answer_behind_the_due_moment_is_late_by_whole_days_and_the_incident_by_its_latest()
    {
        var report = Applied(header => new ObservationIncident(header, "closed-count", "S01", "", Day, [], null), Observers);
        var due = Assert.Single(_election.Fold.Snapshot().Incidents).Reports[0].Due;
        while (_election.Host.Desk.Now() < due.Plus(2 * 86_400 + 5))
        {
        }

        Applied(header => new ObservationAnswer(header, report, "weather", null, []), Commission);
        var incident = Assert.Single(_election.Fold.Snapshot().Incidents);
        Assert.Equal((IncidentState.Answered, 2L), (incident.State, incident.Time.LateDays));
        Assert.Equal(new AnswerTimes(0, 1, 2, 0, 0), AnswerTimes.Of([incident.Time]));
        Assert.Contains("\"state\":\"answered\",\"lateDays\":2,\"answers\":[", System.Text.Encoding.UTF8.GetString(ObservationDocument.Write(_election.Fold.Snapshot().ObservationInput)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_organisation_has_so_many_checklists_and_each_any_number_of_versions()
    {
        var paper = new Attachment(_election.Host.Store.AddAttachment("a paper"u8, "text/plain"), 7, "text/plain");
        ObservationChecklist Of(ActHeader header, int number, Hash? previous) => new(header, $"list-{number}", "1", paper, [new("doors", QuestionType.SelectOne, ["open"])], previous);
        var first = Applied(header => Of(header, 0, null), Observers);
        for (var i = 1; i < 64; i++) Applied(header => Of(header, i, null), Observers);
        Void("too-many-checklists", header => Of(header, 64, null), Observers);
        Applied(header => Of(header, 0, first), Observers);
        Applied(header => Of(header, 64, null), Party);
    }

    /// <summary>Of people who were kept away their own organisation's report counts, also where another's came first; and a station once for each word.</summary>
    [Fact]
    public void Of_who_was_kept_away_their_own_organisations_report_counts()
    {
        ObservationTurnedAway Of(ActHeader header, KeptPeople people, KeptBy by) => new(header, "S01", "observers", people, KeptFrom.SentAway, by, PartOfDay.Counting, "", [], null);
        Applied(header => Of(header, KeptPeople.Observer, KeptBy.Other), Party);
        Applied(header => Of(header, KeptPeople.Observer, KeptBy.StationHead), Observers);
        Applied(header => Of(header, KeptPeople.Agent, KeptBy.StationHead), Observers);
        var by = _election.Fold.Snapshot().ObservationTallies.All.Where(one => one.Key.Of == TallyOf.KeptBy).ToDictionary(one => one.Key.Word, one => one.Value);
        Assert.Equal(1, Assert.Single(by, one => one.Key == KeptBy.StationHead.Word).Value);
        Assert.Single(by);
    }

    [Fact]
    public void Answers_are_replaced_by_their_own_team_only_and_what_was_typed_first_stays()
    {
        var checklist = Register();
        var first = Applied(header => Doors(header, checklist, "S01", "closed", null), Observers);
        Void("stale-edit", header => Doors(header, checklist, "S01", "open", first), Party);
        Void("stale-edit", header => Doors(header, checklist, "S01", "open", null), Observers);
        Applied(header => Doors(header, checklist, "S01", "open", first), Observers);
        var answers = _election.Fold.Snapshot().Observation.Of(_election.Host.Definition.FindStation("S01")!).Answers;
        Assert.Equal(2, Assert.Single(answers.All).Count);
        Assert.False(_election.Fold.Stations.Of(_election.Host.Definition.FindStation("S01")!).IsClosed);
    }

    [Fact]
    public void Answers_to_one_version_of_a_checklist_are_no_answers_to_another()
    {
        var first = Register();
        var second = Applied(header => new ObservationChecklist(header, "counting", "2", Form(), [new("light", QuestionType.SelectOne, ["yes", "no"])], first), Observers);
        Void("question-unknown", header => Doors(header, second, "S01", "closed", null), Observers);
        Applied(header => Doors(header, first, "S01", "closed", null), Observers);
        Void("checklist-unknown", header => Doors(header, Hash.OfBytes([1]), "S02", "closed", null), Observers);
    }

    /// <summary>Else a checklist about anything would make the share of closed doors smaller.</summary>
    [Fact]
    public void Who_answers_nothing_about_the_count_watched_none()
    {
        var station = _election.Host.Definition.FindStation("S01")!;
        var queue = Applied(header => new ObservationChecklist(header, "queue", "1", Form(), [new("light", QuestionType.SelectOne, ["yes", "no"])], null), Observers);
        Applied(header => new ObservationAnswers(header, "S01", queue, 1, [new("light", ["yes"], null)], [], null), Observers);
        Assert.Equal(0, _election.Fold.Stations.Of(station).Observers);
        Applied(header => Doors(header, Register(), "S01", "open", null), Observers);
        Assert.Equal(1, _election.Fold.Stations.Of(station).Observers);
    }

    [Fact]
    public void A_later_word_of_the_same_organisation_stands_and_another_organisations_does_not_outweigh_it()
    {
        var (checklist, station) = (Register(), _election.Host.Definition.FindStation("S01")!);
        Applied(header => Doors(header, checklist, "S01", "closed", null), Observers);
        Assert.True(_election.Fold.Stations.Of(station).IsClosed);
        Applied(header => Seen(header, Saksei.Election.Stations.Doors.Open), Party);
        Assert.True(_election.Fold.Stations.Of(station).IsClosed);
        Applied(header => Seen(header, Saksei.Election.Stations.Doors.Open), Observers);
        var record = _election.Fold.Stations.Of(station);
        Assert.False(record.IsClosed);
        Assert.Equal(2, record.Observers);
        Assert.NotNull(record.WordOf("observers").Answered?.Doors);
        static StationConditions Seen(ActHeader header, Doors doors) => new(header, "S01", doors, [], Saksei.Election.Stations.Seen.NotSeen, [], null, null, [], null);
    }

    [Fact]
    public void A_closed_count_opens_its_station_where_the_definition_says_so()
    {
        using var opening = new SmallElection((role, text) => role == "definition" ? text.Replace("\"conditions\":[", "\"closedOpens\":true,\"conditions\":[", StringComparison.Ordinal) : text);
        Assert.Contains("closed-count", Closed(opening));
        Assert.DoesNotContain("closed-count", Closed(_election));
    }

    private static List<string> Closed(SmallElection election)
    {
        election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        election.Submit(header => new StationConditions(header, "S01", Saksei.Election.Stations.Doors.Closed, [], Seen.NotSeen, [], null, null, [], null), Observers);
        return [.. election.Fold.Snapshot().Contests[0].Evidence.Constituencies.SelectMany(constituency => constituency.Open).Where(open => open.Station.Code == "S01").Select(open => open.Reason.Code())];
    }

    private Hash Register() =>
        Applied(header => new ObservationChecklist(header, "counting", "1", Form(), [new("doors", QuestionType.SelectOne, ["open", "closed"])], null), Observers);

    private Attachment Form() => new(_election.Host.Store.AddAttachment("a form"u8, "application/json"), 6, "application/json");

    private static ObservationAnswers Doors(ActHeader header, Hash checklist, string station, string choice, Hash? previous) =>
        new(header, station, checklist, 1, [new("doors", [choice], null)], [], previous);

    private Hash Applied(Func<ActHeader, Act> act, string key)
    {
        var submitted = _election.Submit(act, key);
        Assert.Equal(Outcome.Applied, submitted.Outcome);
        return submitted.Identity;
    }

    private void Void(string code, Func<ActHeader, Act> act, string key) => Assert.Equal(code, _election.Submit(act, key).Outcome.VoidCode);
}
