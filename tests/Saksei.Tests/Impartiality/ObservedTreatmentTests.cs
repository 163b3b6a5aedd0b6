using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Counts;
using Saksei.Election.Impartiality;
using Saksei.Election.Observation;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Xunit;

namespace Saksei.Tests.Impartiality;

/// <summary>Who was let in, whose people were sent away, whom an office answered: what is counted, by hand.</summary>
public sealed class ObservedTreatmentTests
{
    private readonly ObservedElection _election = new();

    [Fact]
    public void An_office_is_compared_by_its_first_decision_on_each_organisation_that_it_could_let_in()
    {
        _election.Accredit("new-1", AccreditOutcome.Refused);
        _election.Accredit("new-1", AccreditOutcome.Refused, "press");
        _election.Accredit("new-1", AccreditOutcome.Granted);
        _election.Accredit("new-4", AccreditOutcome.Granted);
        _election.Accredit("new-4", AccreditOutcome.Withdrawn);
        _election.Accredit("party", AccreditOutcome.Refused);
        Assert.Equal(["new-1 in commission observer: organisations/new-1!", "new-4 in commission observer: organisations/new-4"], _election.Ask(ObservationQuestions.AccreditationRefused));
    }

    [Fact]
    public void People_are_sent_away_as_those_say_who_take_no_side_and_what_one_side_says_stands_beside()
    {
        _election.See("watch", "S01", new PresenceOf("a-1", Presence.SentAway), new("a-2", Presence.Present), new("a-3", Presence.NotSeen), new("nobody", Presence.SentAway));
        _election.TurnedAway("watch", "b-1", KeptFrom.NoPhotographs);
        _election.TurnedAway("friend", "b-2");
        _election.TurnedAway("friend", "a-1", station: "S02");
        _election.TurnedAway("b-3", "b-3");
        _election.TurnedAway("a-2", "b-3", station: "S03");
        Assert.Equal(
            [
                "a-1 in P1 beside: stations/S02 a-1!", "a-1 in P1: stations/S01 a-1!", "a-2 in P1: stations/S01 a-2", "b-1 in P1: stations/S01 b-1", "b-2 in P1: stations/S01 b-2!",
                "b-3 in P1 beside: stations/S01 b-3!", "b-3 in P1 beside: stations/S03 b-3!",
            ],
            _election.Ask(ObservationQuestions.ObserverTurnedAway));
    }

    [Fact]
    public void Where_observers_were_sent_it_takes_somebody_who_takes_no_side_to_say_that_they_stayed()
    {
        _election.Send("a-2");
        _election.Send("b-2", station: "S06");
        _election.See("b-1", "S01");
        Assert.Empty(_election.Ask(ObservationQuestions.ObserverTurnedAway));
        _election.See("watch", "S01");
        Assert.Equal(["a-2 in P1: stations/S01 a-2"], _election.Ask(ObservationQuestions.ObserverTurnedAway));
        _election.TurnedAway("a-2", "a-2");
        Assert.Equal(["a-2 in P1 beside: stations/S01 a-2!", "a-2 in P1: stations/S01 a-2"], _election.Ask(ObservationQuestions.ObserverTurnedAway));
        var before = _election.Last;
        _election.Send("a-2", observers: 0);
        Assert.Equal(["a-2 in P1 beside: stations/S01 a-2!"], _election.Ask(ObservationQuestions.ObserverTurnedAway));
        Assert.Equal(2, _election.Ask(ObservationQuestions.ObserverTurnedAway, before).Count());
    }

    [Fact]
    public void What_an_organisation_answers_of_its_own_people_stands_beside()
    {
        var checklist = _election.Applied(header => new ObservationChecklist(
            header, "c", "1", new Attachment(default, 1, "application/json"), [new("people", QuestionType.SelectOne, ["in", "out"])], null), "a-2");
        _election.Applied(header => new ObservationAnswers(header, "S01", checklist, 1, [new("people", ["out"], null)], [], null), "a-2");
        Assert.Equal(["a-2 in P1 beside: stations/S01 a-2!"], _election.Ask(ObservationQuestions.ObserverTurnedAway));
    }

    [Fact]
    public void An_incident_counts_once_its_office_answered_in_time_or_its_time_is_over()
    {
        var (answered, late) = (_election.Incident("a-1"), _election.Incident("a-2"));
        _election.Incident("b-1", "restriction");
        Assert.Empty(Incidents);
        _election.Answer(answered);
        Assert.Equal(["a-1 in commission closed-count: incidents/2"], Incidents);
        _election.Hours(72);
        Assert.Single(Incidents);
        _election.Hours(1);
        string[] due = ["a-1 in commission closed-count: incidents/2", "a-2 in commission closed-count: incidents/3!"];
        Assert.Equal(due, Incidents);
        _election.Answer(late);
        Assert.Equal(due, Incidents);
    }

    private IEnumerable<string> Incidents => _election.Ask(ObservationQuestions.IncidentUnanswered);

    /// <summary>A friend of the office joins an answered report of its own to one that was never answered, once its time is over.</summary>
    [Fact]
    public void An_answer_to_anothers_report_counts_if_they_were_joined_in_time_and_nobody_is_robbed_of_a_case()
    {
        var (own, proxy, joined) = (_election.Incident("a-1"), _election.Incident("watch"), _election.Incident("b-1"));
        _election.Answer(proxy);
        _election.Applied(header => new ObservationJoin(header, joined, proxy), "b-1");
        _election.Hours(73);
        var second = _election.Incident("watch");
        _election.Answer(second);
        _election.Applied(header => new ObservationJoin(header, second, own), "watch");
        var asked = Incidents.ToList();
        Assert.Contains("a-1 in commission closed-count: incidents/2!", asked);
        Assert.Contains("b-1 in commission closed-count: incidents/4", asked);
        Assert.Equal(2, asked.Count(one => one.StartsWith("watch", StringComparison.Ordinal)));
    }

    [Fact]
    public void Who_reports_the_same_twice_or_makes_it_another_kind_before_it_is_due_gains_nothing()
    {
        var first = _election.Incident("a-1");
        _election.Hours(30);
        var again = _election.Incident("a-1");
        _election.Applied(header => new ObservationJoin(header, again, first), "a-1");
        var turned = _election.Incident("b-1", "restriction");
        _election.Hours(100);
        _election.Incident("b-1", "closed-count", turned);
        _election.Hours(200);
        Assert.Equal(["a-1 in commission closed-count: incidents/2!"], Incidents);
    }

    [Fact]
    public void Incidents_of_one_day_and_kind_that_one_organisation_reports_to_one_office_count_once()
    {
        for (var i = 0; i < 20; i++) _election.Incident("a-1");
        _election.Hours(73);
        var cases = Assert.Single(ObservationQuestions.Of(ObservationQuestions.IncidentUnanswered, _election.Register.Treatment.AsOf(_election.Last, _election.Fold.Tick)));
        Assert.Equal(20, cases.Cases.Length);
    }

    /// <summary>Three of three against none of three: of 20 tables one is as extreme, and the smaller tail is doubled.</summary>
    [Theory]
    [InlineData(ObservationQuestions.AccreditationRefused)]
    [InlineData(ObservationQuestions.ObserverTurnedAway)]
    [InlineData(ObservationQuestions.IncidentUnanswered)]
    public void Three_of_three_against_none_of_three_is_as_rare_as_one_table_in_twenty_doubled(string question)
    {
        for (var i = 0; i < 3; i++)
        {
            _election.Accredit($"new-{i + 1}", AccreditOutcome.Refused);
            _election.Accredit($"new-{i + 4}", AccreditOutcome.Granted);
            _election.Incident(ObservedElection.One[i]);
            _election.Answer(_election.Incident(ObservedElection.Other[i]));
        }

        _election.See("watch", "S01", [.. ObservedElection.One.Select(one => new PresenceOf(one, Presence.Refused)), .. ObservedElection.Other.Select(other => new PresenceOf(other, Presence.Present))]);
        _election.Hours(73);
        StageState[] stages = [new(Stage.Official, default, new ActPlace(_election.Last, default, _election.Fold.Tick))];
        var book = ImpartialityBook.Of(_election.Register.Treatment, _election.Fold.Tick, stages, _election.Fold.Size);
        var comparison = Assert.Single(book.Comparisons, one => one.Question == question);
        Assert.Equal([("one", 3L, 3L), ("other", 0L, 3L)], comparison.Groups.Take(2).Select(group => (group.Group, group.Counted, group.All)));
        Assert.Equal(("sides", new Fraction(1, 10)), (comparison.Grouping, comparison.Test!.P));
        Assert.Equal(TreatmentVerdict.CannotShow, comparison.Verdict);
        Assert.Equal("watchers", Assert.Single(book.Waits).Grouping);
    }

    [Fact]
    public void What_comes_behind_the_last_stage_changes_no_comparison()
    {
        var first = _election.Incident("a-1");
        _election.Send("a-1");
        _election.See("watch", "S01");
        _election.Accredit("new-1", AccreditOutcome.Refused);
        _election.Hours(80);
        StageState[] stages = [new(Stage.Official, default, new ActPlace(_election.Last, default, _election.Fold.Tick))];
        string Document() => Encoding.UTF8.GetString(ImpartialityDocument.Write(ImpartialityBook.Of(_election.Register.Treatment, _election.Fold.Tick, stages, _election.Fold.Size)));
        var before = Document();
        _election.Answer(first);
        _election.Send("a-1", observers: 0);
        _election.TurnedAway("watch", "a-1");
        _election.Accredit("new-1", AccreditOutcome.Granted);
        _election.Accredit("new-4", AccreditOutcome.Refused);
        var late = _election.Incident("a-2");
        _election.Applied(header => new ObservationJoin(header, late, first), "a-2");
        _election.Hours(80);
        Assert.Equal(before, Document());
    }
}
