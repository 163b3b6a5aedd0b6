using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Stations;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Observation;

/// <summary>A checklist, by the act that registers it.</summary>
/// <param name="Organisation">Who registered it.</param>
/// <param name="Act">What it says.</param>
/// <param name="Place">Where the act stands.</param>
/// <param name="First">The act of its first version: what all versions are known by.</param>
public sealed record ChecklistState(string Organisation, ObservationChecklist Act, ActPlace Place, Hash First);

/// <summary>What a team answered, by the act that says so.</summary>
public sealed record AnswersState(string Organisation, ObservationAnswers Act, ChecklistState Checklist, ActPlace Place)
{
    /// <summary>What it says of the station by the definition's rules.</summary>
    public IEnumerable<ObservedAnswer> Says(ObservationRules rules) => ChecklistRules.Says(rules, this);
}

/// <summary>How many observers an organisation sends to a station, by the last act that says so.</summary>
public sealed record Deployment(string Organisation, long Observers, bool Drawn, ActPlace Place);

/// <summary>Somebody was kept away, by the act that says so.</summary>
/// <param name="Author">The organisation that reports it.</param>
/// <param name="Act">What it reports.</param>
/// <param name="Place">Where the act stands.</param>
public sealed record TurnedAwayState(string Author, ObservationTurnedAway Act, ActPlace Place)
{
    internal KeptKey Kept => new(Act.Organisation, Act.People, Act.From);
}

/// <summary>Who was kept away from what at a station: counted once, however many report it.</summary>
public readonly record struct KeptKey(string Organisation, KeptPeople People, KeptFrom From);

/// <summary>Whose answers replace each other at a station: those of one team by one checklist.</summary>
public readonly record struct AnswersKey(string Organisation, Hash Checklist, int Team);

/// <summary>What was observed at one station: a value.</summary>
public sealed record StationObservation
{
    internal static StationObservation Empty { get; } = new();

    /// <summary>What teams answered.</summary>
    public Versions<AnswersKey, AnswersState> Answers { get; init; } = Versions<AnswersKey, AnswersState>.Empty;

    /// <summary>Who was kept away, by author.</summary>
    public Versions<(string Author, KeptKey Kept), TurnedAwayState> TurnedAway { get; init; } = Versions<(string Author, KeptKey Kept), TurnedAwayState>.Empty;

    /// <summary>Who sends observers.</summary>
    public Versions<string, Deployment> Deployments { get; init; } = Versions<string, Deployment>.Empty;

    /// <summary>Whether nobody was sent, kept away, or answered: most stations of most registers.</summary>
    internal bool IsEmpty => Answers.Count == 0 && TurnedAway.Count == 0 && Deployments.Count == 0;

    /// <summary>Numbers of the reports of incidents here.</summary>
    public ImmutableSortedSet<int> Incidents { get; init; } = [];
}

/// <summary>One version of a report.</summary>
public sealed record IncidentVersion(ObservationIncident Act, ActPlace Place);

/// <summary>What an office answered.</summary>
public sealed record IncidentAnswer(string Office, ObservationAnswer Act, ActPlace Place);

/// <summary>The number of the report that is of the same incident, by the act that says so.</summary>
public sealed record JoinedReport(int Number, ActPlace Place);

/// <summary>One organisation's report of an incident, with all its versions and what was answered to it: a value.</summary>
/// <param name="Number">Its number among the reports.</param>
/// <param name="Organisation">Who reports it.</param>
/// <param name="Versions">From the first to the one that stands.</param>
/// <param name="Answers">What was answered to this report, in order; none overwrites another.</param>
/// <param name="Joined">To which report its author says that it belongs; null where it doesn't.</param>
public sealed record IncidentReport(
    int Number, string Organisation, ImmutableList<IncidentVersion> Versions, ImmutableList<IncidentAnswer> Answers, JoinedReport? Joined)
{
    /// <summary>The number of the report that its author says is of the same incident; null where it doesn't.</summary>
    public int? JoinedTo => Joined?.Number;

    /// <summary>The first act: the report is known by it.</summary>
    public ActPlace First => Versions[0].Place;

    /// <summary>What it says now.</summary>
    public ObservationIncident Act => Versions[^1].Act;

    /// <summary>The act since which it is of its category: no office is late for what wasn't its task.</summary>
    public ActPlace Since => Versions[Versions.FindLastIndex(version => version.Act.Category != Act.Category) + 1].Place;
}
