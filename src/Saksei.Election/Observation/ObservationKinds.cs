using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Observation;

/// <summary>The kinds by which what was observed comes into the register.</summary>
public static class ObservationKinds
{
    /// <summary><c>observation/deploy</c>.</summary>
    public static ActKind Deploy => DeployKind;

    /// <summary><c>observation/checklist</c>.</summary>
    public static ActKind Checklist => ChecklistKind;

    /// <summary><c>observation/answers</c>.</summary>
    public static ActKind Answers => AnswersKind;

    /// <summary><c>observation/turned-away</c>.</summary>
    public static ActKind TurnedAway => TurnedAwayKind;

    /// <summary><c>observation/incident</c>.</summary>
    public static ActKind Incident => IncidentKind;

    /// <summary><c>observation/join</c>.</summary>
    public static ActKind Join => JoinKind;

    /// <summary><c>observation/answer</c>.</summary>
    public static ActKind Answer => AnswerKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Deploy, Checklist, Answers, TurnedAway, Incident, Join, Answer];

    internal static ActKind<ObservationDeploy> DeployKind { get; } = new(
        "observation/deploy", [KeyRole.Desk], "Where an organisation sends observers: numbers, no names.")
    {
        Set = FieldSet<ObservationDeploy>.Of([DeployFields.Stations], DeployFields.Drawn),
        Make = (header, read) => new ObservationDeploy(header, read.Of(DeployFields.Stations), read.Of(DeployFields.Drawn)),
        About = act => new ActAbout([.. act.Stations.Select(sent => sent.Station).Distinct(StringComparer.Ordinal)]),
    };

    internal static ActKind<ObservationChecklist> ChecklistKind { get; } = new(
        "observation/checklist", [KeyRole.Desk], "A checklist, named by hash, with the questions whose answers are codes or whole numbers.")
    {
        Set = FieldSet<ObservationChecklist>.Of(
            [ChecklistFields.Id, ChecklistFields.Version, ChecklistFields.Form, ChecklistFields.Questions], ChecklistFields.Previous),
        Make = (header, read) => new ObservationChecklist(
            header, read.Of(ChecklistFields.Id), read.Of(ChecklistFields.Version), read.Of(ChecklistFields.Form), read.Of(ChecklistFields.Questions),
            read.Of(ChecklistFields.Previous)),
        About = act => new ActAbout([], "", act.Id),
    };

    internal static ActKind<ObservationAnswers> AnswersKind { get; } = new(
        "observation/answers", [KeyRole.Desk, KeyRole.Agent], "What one team of an organisation answered at a station, by a checklist that the act names.")
    {
        Set = FieldSet<ObservationAnswers>.Of(
            [AnswersFields.Station, AnswersFields.Checklist, AnswersFields.Team, AnswersFields.Answers], AnswersFields.Words, AnswersFields.Previous),
        Make = (header, read) => new ObservationAnswers(
            header, read.Of(AnswersFields.Station), read.Of(AnswersFields.Checklist), read.Of(AnswersFields.Team), read.Of(AnswersFields.Answers),
            read.Of(AnswersFields.Words), read.Of(AnswersFields.Previous)),
        About = act => ActAbout.Station(act.Station),
    };

    internal static ActKind<ObservationTurnedAway> TurnedAwayKind { get; } = new(
        "observation/turned-away", [KeyRole.Desk, KeyRole.Agent], "An observer or an agent was sent away, kept out or forbidden to photograph.")
    {
        Set = FieldSet<ObservationTurnedAway>.Of(
            [TurnedAwayFields.Station, TurnedAwayFields.Organisation, TurnedAwayFields.People, TurnedAwayFields.From, TurnedAwayFields.By, TurnedAwayFields.When],
            TurnedAwayFields.Reason, TurnedAwayFields.Evidence, TurnedAwayFields.Previous),
        Make = (header, read) => new ObservationTurnedAway(
            header, read.Of(TurnedAwayFields.Station), read.Of(TurnedAwayFields.Organisation), read.Of(TurnedAwayFields.People), read.Of(TurnedAwayFields.From),
            read.Of(TurnedAwayFields.By), read.Of(TurnedAwayFields.When), read.Of(TurnedAwayFields.Reason), read.Of(TurnedAwayFields.Evidence),
            read.Of(TurnedAwayFields.Previous)),
        About = act => ActAbout.Station(act.Station, act.From.Word),
    };

    internal static ActKind<ObservationIncident> IncidentKind { get; } = new(
        "observation/incident", [KeyRole.Desk, KeyRole.Agent], "Something that happened at a station or in a place, by the kinds of incidents of the definition.")
    {
        Set = FieldSet<ObservationIncident>.Of(
            [IncidentFields.Category, IncidentFields.On], IncidentFields.Station, IncidentFields.Unit, IncidentFields.Evidence, IncidentFields.Previous),
        Make = (header, read) => new ObservationIncident(
            header, read.Of(IncidentFields.Category), read.Of(IncidentFields.Station), read.Of(IncidentFields.Unit), read.Of(IncidentFields.On),
            read.Of(IncidentFields.Evidence), read.Of(IncidentFields.Previous)),
        About = act => act.Station.Length > 0 ? ActAbout.Station(act.Station, act.Category) : new ActAbout([], "", act.Category) { Unit = act.Unit },
    };

    internal static ActKind<ObservationJoin> JoinKind { get; } = new(
        "observation/join", [KeyRole.Desk], "An organisation says that its own report is of the same incident as another. Nobody joins others' reports.")
    {
        Set = FieldSet<ObservationJoin>.Of([JoinFields.Own, JoinFields.Other]),
        Make = (header, read) => new ObservationJoin(header, read.Of(JoinFields.Own), read.Of(JoinFields.Other)),
        About = _ => ActAbout.Register,
    };

    internal static ActKind<ObservationAnswer> AnswerKind { get; } = new(
        "observation/answer", [KeyRole.Desk], "What the office whose task it is answers to an incident: cause, remedy, by when.")
    {
        Set = FieldSet<ObservationAnswer>.Of([AnswerFields.Incident], AnswerFields.Cause, AnswerFields.By, AnswerFields.Remedy),
        Make = (header, read) => new ObservationAnswer(
            header, read.Of(AnswerFields.Incident), read.Of(AnswerFields.Cause), read.Of(AnswerFields.By), read.Of(AnswerFields.Remedy)),
        About = act => new ActAbout([], "", act.Cause),
    };
}
