using System.Text;
using CsCheck;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Election.Stations;
using Saksei.Node;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Election;

/// <summary>What is kept of observation from act to act equals what is computed from nothing, and by a slow way of its own.</summary>
public sealed class ObservationLaws
{
    private static readonly string[] Organisations = ["commission", "observers", "party"];
    private static readonly string[] Choices = ["open", "closed"];
    private static readonly Lazy<Saksei.Election.Definition.ElectionDefinition> Small = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("saksei-observation-");
        SmallElection.WriteDefinition(folder.FullName);
        var definition = Founding.ReadFolder(folder.FullName);
        folder.Delete(recursive: true);
        return definition;
    });

    private static readonly Gen<(int Kind, int Who, int Where, int What)[]> Steps =
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 63], (kind, who, where, what) => (kind, who, where, what)).Array[0, 80];

    [Fact]
    public void Numbers_and_incidents_of_a_snapshot_equal_those_counted_from_nothing_and_replayed() => Steps.Sample(steps =>
    {
        var register = new ObservedRegister(Small.Value);
        foreach (var (step, at) in steps.Select((step, at) => (step, at)))
        {
            register.Take(step.Kind, step.Who, step.Where, step.What);
            if (at % 7 != 3) continue;
            var books = register.Register.Fold.Snapshot();
            Assert.Equal(Sorted(ObservationTallies.Of(books.Definition, books.Observation, books.Stations)), Sorted(books.ObservationTallies));
        }

        var (kept, again) = (register.Register.Fold.Snapshot(), register.Again().Snapshot());
        Assert.Equal(Encoding.UTF8.GetString(ObservationDocument.Write(again.ObservationInput)), Encoding.UTF8.GetString(ObservationDocument.Write(kept.ObservationInput)));
        Assert.Equal(Groups(kept.Observation), kept.Observation.Incidents.Select(reports => string.Join(' ', reports.Select(report => report.Number))));
    }, iter: 300);

    [Fact]
    public void A_stations_condition_is_what_the_rules_make_of_all_words_one_after_the_other() => Steps.Sample(steps =>
    {
        var register = new ObservedRegister(Small.Value);
        foreach (var (kind, who, where, what) in steps) register.Take(kind, who, where, what);
        foreach (var station in Small.Value.Stations.Take(4))
            foreach (var organisation in Organisations)
                Assert.Equal(register.SlowDoors(station.Code, organisation), register.Register.Fold.Stations.Of(station).WordOf(organisation).Doors);
        foreach (var station in Small.Value.Stations.Take(4))
            Assert.Equal(Organisations.Any(organisation => register.SlowDoors(station.Code, organisation) == Doors.Closed), register.Register.Fold.Stations.Of(station).IsClosed);
    }, iter: 300);

    private static IEnumerable<string> Sorted(ObservationTallies tallies) => tallies.All.Select(one => $"{one.Key} {one.Value}").Order(StringComparer.Ordinal);

    // By walking from report to report, in both directions.
    private static IEnumerable<string> Groups(ObservationRecords records)
    {
        var seen = new HashSet<int>();
        foreach (var report in records.Reports)
        {
            if (!seen.Add(report.Number)) continue;
            var (group, open) = (new SortedSet<int> { report.Number }, new Queue<int>([report.Number]));
            while (open.TryDequeue(out var number))
                foreach (var near in records.Reports.Where(other => other.JoinedTo == number || records.Reports[number].JoinedTo == other.Number).Where(other => group.Add(other.Number)))
                    open.Enqueue(near.Number);
            seen.UnionWith(group);
            yield return string.Join(' ', group);
        }
    }

    /// <summary>A register of random acts of observation, which keeps what it was given.</summary>
    private sealed class ObservedRegister
    {
        private readonly List<(Act Act, Hash Identity, bool Applied)> _acts = [];
        private readonly Hash _checklist;

        internal ObservedRegister(Saksei.Election.Definition.ElectionDefinition definition)
        {
            Register = new CaseRegister(definition, Organisations);
            _checklist = Take(new ObservationChecklist(
                Register.Header("observers"), "counting", "1", new Attachment(default, 1, "application/json"),
                [new("doors", QuestionType.SelectOne, [.. Choices]), new("waiting", QuestionType.Integer, [])], null));
        }

        internal CaseRegister Register { get; }

        internal ElectionFold Again()
        {
            var again = new CaseRegister(Register.Fold.Definition, Organisations);
            foreach (var (act, identity, _) in _acts) again.Fold.Apply(act, identity);
            return again.Fold;
        }

        internal void Take(int kind, int who, int where, int what)
        {
            var (organisation, station) = (Organisations[who], $"S0{where + 1}");
            var header = Register.Header(organisation);
            Take(kind switch
            {
                0 => new ObservationDeploy(header, [new(station, what % 3)], what % 2 == 0),
                1 or 2 or 3 => Answers(header, organisation, station, 1 + what % 2, what),
                4 => new StationConditions(header, station, (Doors)(what % 4), [], Seen.NotSeen, [], null, null, [], LastConditions(station, organisation)),
                5 => new ObservationTurnedAway(header, station, Organisations[what % 3], (KeptPeople)(what % 2), (KeptFrom)(what % 3), (KeptBy)(what % 6), PartOfDay.Voting, "", [], null),
                6 => new ObservationIncident(header, what % 2 == 0 ? "closed-count" : "restriction", station, "", new DateOnly(2023, 11, 15), [], what % 5 == 0 ? Report(what) : null),
                7 => new ObservationJoin(header, Report(what), Report(what / 2)),
                _ => new ObservationAnswer(header, Report(what), what % 2 == 0 ? "weather" : "", null, []),
            });
        }

        /// <summary>The doors by an organisation's word, found by going through all its acts that took effect.</summary>
        internal Doors? SlowDoors(string station, string organisation)
        {
            var own = _acts.Where(one => one.Applied && one.Act.Header.Signers[0].Name == organisation + "/desk").Select((one, at) => (one.Act, At: _acts.IndexOf(one))).ToList();
            var answers = own.Where(one => one.Act is ObservationAnswers said && said.Station == station).GroupBy(one => ((ObservationAnswers)one.Act).Team).Select(team => team.Last())
                .SelectMany(one => ((ObservationAnswers)one.Act).Answers.Where(answer => answer.Question == "doors").Select(answer => (one.At, Doors: answer.Choices[0] == "closed" ? Doors.Closed : Doors.Open)))
                .OrderBy(one => one.At).Select(one => ((int At, Doors Doors)?)(one.At, one.Doors)).LastOrDefault();
            var report = own.Where(one => one.Act is StationConditions seen && seen.Station == station).Select(one => ((int At, Doors Doors)?)(one.At, ((StationConditions)one.Act).Doors)).LastOrDefault();
            return answers is { } said1 && (report is not { Doors: not Doors.NotSeen } told || told.At < said1.At) ? said1.Doors : report?.Doors;
        }

        private ObservationAnswers Answers(ActHeader header, string organisation, string station, int team, int what) => new(
            header, station, _checklist, team, what % 7 == 0 ? [new("waiting", [], what)] : [new("doors", [Choices[what / 2 % 2]], null)], [],
            Of(station).Answers.LastOf(new AnswersKey(organisation, _checklist, team))?.Place.Identity);

        private StationObservation Of(string station) => Register.Fold.Observation.Snapshot().Of(Register.Fold.Definition.FindStation(station)!);

        private Hash? LastConditions(string station, string organisation) =>
            Register.Fold.Stations.Of(Register.Fold.Definition.FindStation(station)!).LastOf(organisation, StationKinds.Conditions)?.Place.Identity;

        private Hash Report(int what) => Register.Fold.Observation.Snapshot().Reports is { Count: > 0 } reports ? reports[what % reports.Count].Versions[^1].Place.Identity : default;

        private Hash Take(Act act)
        {
            var identity = Register.Identity;
            _acts.Add((act, identity, Register.Fold.Apply(act, identity).IsApplied));
            return identity;
        }
    }
}
