using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Findings;
using Saksei.Election.Observation;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Observation;
using Saksei.Tests.Consultations;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Pages of observation, incidents, findings, recommendations and consultations: how late answers are, what rests on what, and what can be chosen.</summary>
public sealed partial class VoicePageTests : ServedElection
{
    private const string Commission = "commission/desk", Observers = "observers/desk";
    private const int Day = 24 * 3600;
    private static readonly DateOnly PollingDay = new(2023, 11, 15);
    private readonly VoiceSamples _samples;

    public VoicePageTests() : base(SmallElection.WithFindings)
    {
        byte[] paper = [.. "A paper\n"u8];
        _samples = new VoiceSamples(new Attachment(Small.Host.Store.AddAttachment(paper, "text/plain"), paper.Length, "text/plain"));
    }

    [Fact]
    public async Task Findings_say_at_once_how_many_answers_came_in_time_late_or_not_at_all_and_each_says_its_own_clock()
    {
        var due = Small.Host.Desk.Now().Plus(Day);
        Hash[] all = [.. Enumerable.Range(0, 4).Select(i => Applied(header => _samples.Finding(header, "commission") with { Due = i == 3 ? due.Plus(90 * Day) : due }, Observers))];
        Applied(header => _samples.Answer(header, all[0]), Commission);
        Pass(3 * Day + 60);
        Applied(header => _samples.Answer(header, all[1]), Commission);
        var page = await Read("/en/findings");
        Assert.Contains("1 answered in time; 1 late, by up to 2 days; one without an answer, past its date; 1 still in time.", page, StringComparison.Ordinal);
        Assert.Single(Late().Matches(page));
        Assert.Contains("no answer, 2 days past the date", page, StringComparison.Ordinal);
        Assert.Contains(", 2 days late.", await Read("/en/findings/2"), StringComparison.Ordinal);
        Assert.Contains("យឺត 2 ថ្ងៃ", await Read("/km/findings/2"), StringComparison.Ordinal);
        Assert.Contains("ឆ្លើយយឺត 1 យូរបំផុត 2 ថ្ងៃ", await Read("/km/findings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incidents_are_chosen_by_state_and_by_the_office_that_is_to_answer_and_say_how_late_it_did()
    {
        var first = Applied(header => new ObservationIncident(header, "closed-count", "S01", "", PollingDay, [], null), Observers);
        Applied(header => new ObservationIncident(header, "restriction", "S02", "", PollingDay, [], null), Observers);
        Pass(5 * Day + 60);
        Applied(header => new ObservationAnswer(header, first, "weather", null, []), Commission);
        var page = await Read("/en/observation/incidents");
        Assert.Contains("0 answered in time; 1 late, by up to 2 days; 0 without an answer, past their date; 1 still in time.", page, StringComparison.Ordinal);
        Assert.Contains("/en/observation/incidents?by=party", page, StringComparison.Ordinal);
        var own = await Read("/en/observation/incidents?state=waiting&by=party");
        Assert.Contains("<h1>party, in time for an answer: One incident reported.</h1>", own, StringComparison.Ordinal);
        Assert.Contains("/en/observation/incidents?by=party\"", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Station S01", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Station S02", await Read("/en/observation/incidents?state=answered&by=party"), StringComparison.Ordinal);
        await Served.Page("/en/observation/incidents?state=odd", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_incident_that_two_offices_are_to_answer_is_one_of_all()
    {
        var closed = Applied(header => new ObservationIncident(header, "closed-count", "S01", "", PollingDay, [], null), Observers);
        var restricted = Applied(header => new ObservationIncident(header, "restriction", "S01", "", PollingDay, [], null), "party/desk");
        Applied(header => new ObservationJoin(header, restricted, closed), "party/desk");
        var page = await Read("/en/observation/incidents");
        Assert.Contains(">commission: 1<", page, StringComparison.Ordinal);
        Assert.Contains(">party: 1<", page, StringComparison.Ordinal);
        Assert.Equal(2, AllOfOne().Count(page));
    }

    [Fact]
    public async Task Recommendations_show_when_an_answer_is_due_and_are_chosen_by_addressee_state_and_priority()
    {
        var due = Small.Host.Desk.Now().Plus(Day);
        Applied(header => _samples.Recommendation(header, "commission") with { Due = due, Priority = Priority.Priority }, Observers);
        Applied(header => _samples.Recommendation(header, "party"), Observers);
        Pass(4 * Day + 60);
        Applied(header => _samples.Recommendation(header, "party"), Observers);
        Assert.Contains("no answer, 3 days past the date", await Read("/en/recommendations"), StringComparison.Ordinal);
        foreach (var (chosen, count) in new[] { ("by=party", 2), ("state=silent", 1), ("priority=priority", 1), ("by=party&state=silent", 0), ("by=commission&state=silent&priority=priority", 1) })
            Assert.Equal(count, Row().Count(await Read("/en/recommendations?" + chosen)));
        Assert.Contains("/en/recommendations?state=silent&by=commission\"", await Read("/en/recommendations?by=party&state=silent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_finding_rests_on_opens_the_station_the_incident_or_the_finding_and_says_what_was_answered_there()
    {
        var (checklist, answers) = Answered();
        var incident = Applied(header => new ObservationIncident(header, "closed-count", "S02", "", PollingDay, [], null), Observers);
        Applied(header => _samples.Finding(header, "commission", answers, incident), Observers);
        var page = await Read("/en/findings/1");
        var doors = checklist.English("doors") + " – Closed";
        Assert.Contains("href=\"/en/stations/S01\"", page, StringComparison.Ordinal);
        Assert.Contains(doors, page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/en/observation/incidents/{Small.Host.Find(incident)}\"", page, StringComparison.Ordinal);
        var station = await Read("/en/stations/S01");
        Assert.Contains(doors, station, StringComparison.Ordinal);
        var more = station[station.IndexOf("<details>", StringComparison.Ordinal)..];
        Assert.Contains(checklist.English("light"), more, StringComparison.Ordinal);
        Assert.DoesNotContain(doors, more, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consultation_says_at_once_what_its_own_dates_promised_and_did_not_come_and_names_what_came_of_it()
    {
        var from = Small.Host.Desk.Now().Plus(60);
        Applied(header => ConsultationSamples.Open(header, from, ConsultationSamples.Code, "observers", "party"), Observers);
        Pass(120);
        var opinion = ConsultationSamples.Opinion(1);
        Applied(header => ConsultationSamples.Batch(header, from.Plus(30), opinion), Observers);
        Applied(header => ConsultationSamples.Publish(header, opinion), Observers);
        Assert.DoesNotContain("were to come by", await Read("/en/consultations/" + ConsultationSamples.Code), StringComparison.Ordinal);
        Pass(49 * Day);
        Applied(header => _samples.Finding(header, "commission"), Observers);
        Assert.Contains("None names an opinion of it.", await Read("/en/consultations/" + ConsultationSamples.Code), StringComparison.Ordinal);
        Applied(header => _samples.Recommendation(header, "commission") with { Opinions = [ConsultationSamples.Named(1)], Due = from.Plus(150 * Day) }, Observers);
        var page = await Read("/en/consultations/" + ConsultationSamples.Code);
        Assert.DoesNotContain("None names an opinion of it.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/en/recommendations/1\"", page, StringComparison.Ordinal);
        Pass(102 * Day);
        Applied(header => _samples.Finding(header, "commission"), Observers);
        Assert.Contains("1 of 1 recommendations has no answer. Answers were to come by", await Read("/en/consultations/" + ConsultationSamples.Code), StringComparison.Ordinal);
        var line = await Read("/en/recommendations/1");
        Assert.Contains("It names one opinion", line, StringComparison.Ordinal);
        Assert.Contains("21 days after the last day for opinions", line, StringComparison.Ordinal);
    }

    /// <summary>Anybody may open one, so that a page without a bound would be as long as somebody likes.</summary>
    [Fact]
    public async Task Many_consultations_stand_on_several_pages()
    {
        for (var i = 0; i < 60; i++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"c-{i:00}");
            Applied(header => ConsultationSamples.Open(header, header.At.Plus(Day), code, "observers", "party"), Observers);
        }

        Assert.Contains("/en/consultations/c-49\"", await Read("/en/consultations"), StringComparison.Ordinal);
        Assert.DoesNotContain("/en/consultations/c-50\"", await Read("/en/consultations"), StringComparison.Ordinal);
        Assert.Contains("/en/consultations/c-59\"", await Read("/en/consultations?page=2"), StringComparison.Ordinal);
    }

    /// <summary>Of an election without stations incidents can be reported in places, if its definition has any.</summary>
    [Theory]
    [InlineData(false, HttpStatusCode.NotFound)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task Without_stations_the_pages_of_observation_are_all_there_or_none(bool hasIncidents, HttpStatusCode status)
    {
        var definition = Directory.CreateDirectory(Path.Combine(Small.Folder, "without-stations")).FullName;
        foreach (var file in Directory.GetFiles(Repository.At("elections", "cambodia-2023"))) File.Copy(file, Path.Combine(definition, Path.GetFileName(file)));
        const string Observation = """
            "observation": {"incidents": [{"code": "closed-count", "names": {"en": "Closed"}, "office": "nec", "hours": 72}], "reasons": [], "causes": [], "conditions": []}, "findings": {
            """;
        var head = Path.Combine(definition, "definition.json");
        if (hasIncidents) File.WriteAllText(head, File.ReadAllText(head).Replace("\"findings\": {", Observation, StringComparison.Ordinal));
        using var host = Founding.Found(Path.Combine(Small.Folder, "register-without"), definition, SmallElection.Plan with { Founders = [("nec", "commission", "authorities")] });
        await using var server = await RunningServer.Start(host);
        foreach (var path in (string[])["/observation", "/observation/incidents", "/observation/stations?figure=watched"]) await server.Page("/en" + path, status);
        if (hasIncidents) Assert.Contains("<h1>Nothing was observed here.</h1>", await server.Page("/en/observation"), StringComparison.Ordinal);
    }

    /// <summary>Two like figures of two pages differ, so each says what it counts and where the other stands.</summary>
    [Fact]
    public async Task Observation_says_what_it_counts_and_where_teams_differ()
    {
        var checklist = Applied(header => new ObservationChecklist(header, "c", "1", _samples.Words[0].File, [new("doors", QuestionType.SelectOne, ["open", "closed"])], null), Observers);
        foreach (var (team, choice) in new[] { (1, "open"), (2, "closed") })
            Applied(header => new ObservationAnswers(header, "S01", checklist, team, [new("doors", [choice], null)], [], null), Observers);
        var page = await Read("/en/observation");
        Assert.Contains("each organisation’s people count once for each of these", page, StringComparison.Ordinal);
        Assert.Contains("each organisation that asked counts once at a station", page, StringComparison.Ordinal);
        Assert.Contains("Teams answered differently at one station.", page, StringComparison.Ordinal);
        Assert.Contains("Where teams answered differently the station counts for each of their answers", page, StringComparison.Ordinal);
    }

    private (RehearsedWords Checklist, Hash Answers) Answered()
    {
        var rehearsed = RehearsedChecklists.All.First(one => one.Coded.Any(question => question.Name == "doors"));
        Small.Host.Store.AddAttachment(rehearsed.Bytes, rehearsed.Attachment.MediaType);
        var checklist = Applied(header => new ObservationChecklist(header, rehearsed.Id, "1", rehearsed.Attachment, rehearsed.Coded, null), Observers);
        CodedAnswer Of(string question, string choice) => new(question, [choice], null);
        var other = rehearsed.Coded.First(question => question.Name is not ("doors" or "posted" or "copy") && question.Choices.Length > 0);
        return (new RehearsedWords(rehearsed, other.Name), Applied(header => new ObservationAnswers(header, "S01", checklist, 1, [Of("doors", "closed"), Of(other.Name, other.Choices[0])], [], null), Observers));
    }

    private sealed record RehearsedWords(RehearsedChecklist Checklist, string Other)
    {
        internal string English(string question) =>
            ChecklistJson.Read(Checklist.Bytes, out _).Checklist!.Checklist.Survey.First(row => row.Name == (question == "light" ? Other : question)).Label[0];
    }

    private void Pass(long seconds)
    {
        var until = Small.Host.Desk.Now().Plus(seconds);
        while (Small.Host.Desk.Now() < until)
        {
        }
    }

    private async Task<string> Read(string path) => WebUtility.HtmlDecode(await Served.Page(path));

    private Hash Applied(Func<ActHeader, Act> act, string key)
    {
        var submitted = Small.Submit(act, key);
        Assert.Equal(Outcome.Applied, submitted.Outcome);
        return submitted.Identity;
    }

    [GeneratedRegex(">all: 1<")]
    private static partial Regex AllOfOne();

    [GeneratedRegex(", 2 days late")]
    private static partial Regex Late();

    [GeneratedRegex("<th scope=\"row\"><a href=\"/en/recommendations/")]
    private static partial Regex Row();
}
