using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Impartiality;
using Saksei.Election.Observation;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Tests.Election;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Impartiality;

/// <summary>What is compared of observation equals what a slow way of its own finds in the acts, as of any act, whatever came behind it.</summary>
public sealed class ObservedTreatmentLaws
{
    private static readonly Gen<(int Kind, int Who, int What)[]> Steps =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 8], Gen.Int[0, 5039], (kind, who, what) => (kind, who, what)).Array[0, 70];

    [Fact]
    public void As_of_any_act_it_is_what_is_found_by_going_through_the_acts_up_to_there() => Gen.Select(Steps, Gen.Double[0, 1]).Sample((steps, part) =>
    {
        var walk = new Walk();
        foreach (var (kind, who, what) in steps) walk.Take(kind, who, what);
        var until = 1 + (int)(part * (walk.Acts.Count - 1));
        var moment = walk.Acts.Take(until + 1).Last().Place.Tick;
        var again = new CaseRegister(walk.Election.Fold.Definition, ObservedElection.Organisations);
        foreach (var one in walk.Acts.Skip(2).Take(until - 1)) again.Fold.Apply(one.Act, one.Place.Identity);
        foreach (var question in ObservationQuestions.All)
        {
            var kept = walk.Election.Ask(question, until, moment).ToList();
            Assert.Equal(ObservedElection.Text(ObservationQuestions.Of(question, again.Treatment.AsOf(until, moment))), kept);
            Assert.Equal(new SlowTreatment([.. walk.Acts.Take(until + 1).Where(one => one.IsApplied)], moment).Ask(question).Order(StringComparer.Ordinal), Each(kept).Order(StringComparer.Ordinal));
        }
    }, iter: 400);

    // Case by case: which of a bundle stands for all is drawn. People at a station are never in one.
    private static IEnumerable<string> Each(IEnumerable<string> bundles) => bundles.Select(bundle => bundle.Split(": ")).SelectMany(parts =>
        (parts[1].StartsWith("stations/", StringComparison.Ordinal) ? [parts[1]] : parts[1].Split(' ')).Select(name => $"{parts[0]}: {name}"));

    /// <summary>Acts one after the other, void ones among them.</summary>
    private sealed class Walk
    {
        private static readonly Presence[] Presences = [Presence.Present, Presence.SentAway, Presence.Refused, Presence.Absent, Presence.NotSeen];

        internal ObservedElection Election { get; } = new();

        internal List<TakenAct> Acts { get; } = [];

        internal Walk()
        {
            Acts.Add(new(Election.Register.Found(), default, true));
            Acts.Add(new(Election.Register.ClockTick(0), new ActPlace(1, default, Election.Fold.Tick), true));
        }

        internal void Take(int kind, int who, int what)
        {
            var (author, other, station) = (ObservedElection.Organisations[who], ObservedElection.Organisations[what % 9], what % 2 == 0 ? "S01" : "S06");
            if (kind == 0) Take(Election.Register.ClockTick(what % 40 * 3600));
            else Take(ActOf(kind, Election.Register.Header(kind == 8 ? what % 3 == 0 ? "friend" : "commission" : author), author, other, station, what));
        }

        private Act ActOf(int kind, ActHeader header, string author, string other, string station, int what) => kind switch
        {
            1 => new ObservationDeploy(header, [new(station, what % 3)], false),
            2 => new StationConditions(header, station, Doors.NotSeen, [new(other, Presences[what / 9 % 5]), new(author, Presences[what / 45 % 5])], Seen.NotSeen, [], null, null, [], LastSeen(author, station)),
            3 => new ObservationTurnedAway(header, station, other, KeptPeople.Agent, (KeptFrom)(what / 9 % 3), KeptBy.Other, PartOfDay.Voting, "", [], LastKept(author, other, (KeptFrom)(what / 9 % 3), station)),
            4 or 5 => new ObservationIncident(header, what % 4 == 0 ? "restriction" : "closed-count", station, "", new DateOnly(2023, 11, 15), [], what % 5 == 0 ? Report(what) : null),
            6 or 7 => new ObservationJoin(header, Report(what), Report(what / 7)),
            8 => new ObservationAnswer(header, Report(what), "", null, []),
            _ => new OrganisationAccredit(Election.Register.Header("commission"), what % 7 == 0 ? "party" : $"new-{what % 5}", "observer", "civil", what % 3 == 0 ? AccreditOutcome.Granted : AccreditOutcome.Refused, "late", "art", what % 3 == 0 ? [Election.Register.Desk($"new-{what % 5}")] : [], Recovery.None),
        };

        private StationObservation Of(string station) => Election.Fold.Observation.Snapshot().Of(Election.Fold.Definition.FindStation(station)!);

        private Hash? LastKept(string author, string organisation, KeptFrom from, string station) =>
            Of(station).TurnedAway.LastOf((author, new KeptKey(organisation, KeptPeople.Agent, from)))?.Place.Identity;

        private Hash? LastSeen(string author, string station) =>
            Election.Fold.Stations.Of(Election.Fold.Definition.FindStation(station)!).LastOf(author, StationKinds.Conditions)?.Place.Identity;

        private Hash Report(int what) => Election.Fold.Observation.Snapshot().Reports is { Count: > 0 } reports ? reports[what / 3 % reports.Count].Versions[^1].Place.Identity : default;

        private void Take(Act act)
        {
            var place = new ActPlace(Election.Fold.Size, Election.Register.Identity, Election.Fold.Tick);
            Acts.Add(new(act, place, Election.Fold.Apply(act, place.Identity).IsApplied));
        }
    }
}

/// <summary>An act as it was taken.</summary>
internal sealed record TakenAct(Act Act, ActPlace Place, bool IsApplied)
{
    internal string Author => Act.Header.Signers[0].Name.Split('/')[0];
}

/// <summary>The three questions, answered by looking through all acts again for each thing that is asked.</summary>
internal sealed class SlowTreatment(List<TakenAct> acts, Moment moment)
{
    internal IEnumerable<string> Ask(string question) => question switch
    {
        ObservationQuestions.AccreditationRefused => Accreditations(),
        ObservationQuestions.ObserverTurnedAway => from station in new[] { "S01", "S06" } from organisation in ObservedElection.Organisations from said in People(station, organisation) select said,
        _ => Incidents(),
    };

    private IEnumerable<string> Accreditations() => Of<OrganisationAccredit>().Where(one => one.Act.Organisation != "party").GroupBy(one => one.Act.Organisation)
        .Select(own => $"{own.Key} in commission observer: organisations/{own.Key}{(own.First().Act.Outcome == AccreditOutcome.Refused ? "!" : "")}");

    private IEnumerable<(T Act, TakenAct Taken)> Of<T>() where T : Act => acts.Where(one => one.Act is T).Select(one => ((T)one.Act, one));

    private IEnumerable<string> People(string station, string organisation)
    {
        var reports = Turned(station, organisation).Concat(Seen(station, organisation)).ToList();
        bool Neutral(string author) => author != organisation && (author is "commission" or "watch" || (author == "friend" && organisation != "a-1"));
        var (away, watched) = (reports.Exists(one => one.Away && Neutral(one.Author)), LastSeen(station).Any(one => Neutral(one.Taken.Author)));
        var (unit, name) = (station == "S01" ? "P1" : "P2", $"stations/{station} {organisation}");
        if (reports.Exists(one => Neutral(one.Author)) || (watched && IsSent(station, organisation))) yield return $"{organisation} in {unit}: {name}{(away ? "!" : "")}";
        if (!away && reports.Exists(one => one.Away)) yield return $"{organisation} in {unit} beside: {name}!";
    }

    private bool IsSent(string station, string organisation) =>
        Of<ObservationDeploy>().LastOrDefault(one => one.Taken.Author == organisation && one.Act.Stations[0].Station == station).Act?.Stations[0].Observers > 0;

    private IEnumerable<(string Author, bool Away)> Turned(string station, string organisation) =>
        Of<ObservationTurnedAway>().Where(one => one.Act.Station == station && one.Act.Organisation == organisation).Select(one => (one.Taken.Author, one.Act.From != KeptFrom.NoPhotographs));

    private IEnumerable<(string Author, bool Away)> Seen(string station, string organisation) => LastSeen(station).SelectMany(one => one.Act.Presence
        .Where(seen => seen.Organisation == organisation && seen.State is not (Presence.Absent or Presence.NotSeen)).Select(seen => (one.Taken.Author, seen.State != Presence.Present)));

    private IEnumerable<(StationConditions Act, TakenAct Taken)> LastSeen(string station) =>
        Of<StationConditions>().Where(one => one.Act.Station == station).GroupBy(one => one.Taken.Author).Select(own => own.Last());

    private IEnumerable<string> Incidents()
    {
        var reports = Of<ObservationIncident>().Where(one => one.Act.Previous is null).ToList();
        var judged = reports.Select(one => (one.Act, one.Taken, Answered: Judge(one.Act, one.Taken))).Where(one => one.Answered is not null).ToList();
        return judged.Where(one => !judged.Exists(first => first.Taken.Place.Index < one.Taken.Place.Index && first.Taken.Author == one.Taken.Author && first.Act.Category == one.Act.Category
                && Joined(one.Taken.Place.Identity, acts).Contains(first.Taken.Place.Identity)))
            .Select(one => $"{one.Taken.Author} in {OfficeOf(one.Act.Category)} {one.Act.Category}: incidents/{one.Taken.Place.Index}{(one.Answered == true ? "" : "!")}");
    }

    private static string OfficeOf(string category) => category == "restriction" ? "friend" : "commission";

    // Whether it was answered in time; null where it doesn't count.
    private bool? Judge(ObservationIncident act, TakenAct taken)
    {
        var due = taken.Place.Tick.Plus((act.Category == "restriction" ? 240 : 72) * 3600L);
        var inTime = acts.Where(one => one.Place.Tick <= due).ToList();
        var incident = Joined(taken.Place.Identity, inTime);
        var answer = inTime.Find(one => one.Act is ObservationAnswer said && one.Author == OfficeOf(act.Category) && incident.Contains(FirstOf(said.Incident)));
        if (answer is null && moment <= due) return null;
        var changed = inTime.Exists(one => one.Act is ObservationIncident version && version.Category != act.Category && FirstOf(one.Place.Identity) == taken.Place.Identity
            && (answer is null || one.Place.Index < answer.Place.Index));
        return changed ? null : answer is not null;
    }

    private Hash FirstOf(Hash act)
    {
        while (acts.Find(one => one.Place.Identity == act) is { Act: ObservationIncident { Previous: { } previous } }) act = previous;
        return act;
    }

    private HashSet<Hash> Joined(Hash first, List<TakenAct> known)
    {
        var found = new HashSet<Hash> { first };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var join in known.Select(one => one.Act).OfType<ObservationJoin>())
                if (found.Contains(FirstOf(join.Own)) != found.Contains(FirstOf(join.Other))) grown |= found.Add(FirstOf(join.Own)) | found.Add(FirstOf(join.Other));
        }

        return found;
    }
}
