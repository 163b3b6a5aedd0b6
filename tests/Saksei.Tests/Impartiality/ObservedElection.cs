using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Impartiality;
using Saksei.Election.Observation;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Tests.Election;

namespace Saksei.Tests.Impartiality;

/// <summary>A small election in which observers of two sides are compared, one organisation that takes neither, and what they report.</summary>
internal sealed class ObservedElection
{
    internal static readonly string[] One = ["a-1", "a-2", "a-3"], Other = ["b-1", "b-2", "b-3"];
    internal static readonly string[] Organisations = ["commission", "watch", "friend", .. One, .. Other];
    private static readonly Lazy<ElectionDefinition> Read = new(Make);

    internal ObservedElection() => Register = new CaseRegister(Read.Value, Organisations);

    internal CaseRegister Register { get; }

    internal ElectionFold Fold => Register.Fold;

    /// <summary>The index of the act that came last.</summary>
    internal long Last => Fold.Size - 1;

    internal Hash Applied(Func<ActHeader, Act> act, string organisation)
    {
        Xunit.Assert.Equal(Outcome.Applied, Register.Apply(act, organisation));
        return Register.Identity;
    }

    internal void Hours(int hours) => Register.Tick(Fold.Tick.Plus(hours * 3600L).ToString());

    internal Hash Incident(string organisation, string category = "closed-count", Hash? previous = null) =>
        Applied(header => new ObservationIncident(header, category, "S01", "", new DateOnly(2023, 11, 15), [], previous), organisation);

    internal Hash Answer(Hash incident, string office = "commission") => Applied(header => new ObservationAnswer(header, incident, "", null, []), office);

    internal void TurnedAway(string author, string organisation, KeptFrom from = KeptFrom.SentAway, string station = "S01") => Applied(header => new ObservationTurnedAway(
        header, station, organisation, KeptPeople.Observer, from, KeptBy.StationHead, PartOfDay.Voting, "", [], null), author);

    internal void Send(string organisation, long observers = 1, string station = "S01") =>
        Applied(header => new ObservationDeploy(header, [new(station, observers)], false), organisation);

    internal void See(string author, string station, params PresenceOf[] presence) => Applied(header => new StationConditions(
        header, station, Doors.NotSeen, [.. presence], Seen.NotSeen, [], null, null, [], null), author);

    internal void Accredit(string organisation, AccreditOutcome outcome, string category = "observer") => Applied(header => new OrganisationAccredit(
        header, organisation, category, "civil", outcome, outcome == AccreditOutcome.Granted ? "" : "late", outcome == AccreditOutcome.Granted ? "" : "art",
        outcome == AccreditOutcome.Granted ? [Register.Desk(organisation)] : [], Recovery.None), "commission");

    /// <summary>A question as it stands now, or stood behind an act: what is compared first, and behind it what one side alone reports.</summary>
    internal IEnumerable<string> Ask(string question, long? until = null, Moment? moment = null) =>
        Text(ObservationQuestions.Of(question, Register.Treatment.AsOf(until ?? Last, moment ?? Fold.Tick)));

    internal static IEnumerable<string> Text(IEnumerable<TreatmentCase> cases) => cases.Select(one =>
        $"{one.Member} in {one.Stratum}{(one.ReportedByOneSide ? " beside" : "")}: {string.Join(' ', one.Cases.Select(single => single.Name + (single.Counted ? "!" : "")))}").Order(StringComparer.Ordinal);

    private static ElectionDefinition Make()
    {
        var folder = Directory.CreateTempSubdirectory("saksei-treatment-");
        SmallElection.WriteDefinition(folder.FullName, Edit);
        var definition = Founding.ReadFolder(folder.FullName);
        folder.Delete(recursive: true);
        return definition;
    }

    // The friend is of the same interest group as one of those that are compared; the other grouping is that of complaints alone.
    private static string Edit(string role, string text) => role switch
    {
        "procedures" => $$"""
            {"format":"saksei/procedures/v1","offsets":[{"from":"2000-01-01T00:00:00+07:00","offset":"+07:00"}],"weekend":["sunday"],"holidays":[],"deadlines":[],"running":[],"bodies":[],
            "groupings":[{"code":"sides","names":{"en":"Sides"},"groups":[{"code":"one","names":{"en":"one"},"members":["a-1","a-2","a-3","new-1","new-2","new-3"]},{"code":"other","names":{"en":"other"},"members":["b-1","b-2","b-3","new-4","new-5","new-6"]}]},
            {"code":"watchers","names":{"en":"Watchers"},"groups":[{"code":"watch","names":{"en":"watch"},"members":["watch"]},{"code":"friend","names":{"en":"friend"},"members":["friend"]}]}],
            "families":[{"code":"observation","names":{"en":"Observation"},"questions":["accreditation-refused","observer-turned-away","incident-unanswered"],"groupings":["sides"]},
            {"code":"complaints","names":{"en":"Complaints"},"questions":["complaint-late"],"groupings":["watchers"]}]}
            """,
        "definition" => text.Replace("\"facts\":[]", "\"facts\":[],\"organisations\":[{\"code\":\"a-1\",\"names\":{\"en\":\"A\"},\"interest\":\"first\"},{\"code\":\"friend\",\"names\":{\"en\":\"Friend\"},\"interest\":\"first\"},{\"code\":\"party\",\"names\":{\"en\":\"P\"},\"interest\":\"parties\"}]", StringComparison.Ordinal)
            .Replace("\"office\":\"party\"", "\"office\":\"friend\"", StringComparison.Ordinal)
            .Replace("\"conditions\":[", "\"conditions\":[{\"question\":\"people\",\"answer\":\"out\",\"says\":\"kept-out\"},", StringComparison.Ordinal),
        _ => text,
    };
}
