using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Observation;

internal static class DeployFields
{
    private const int MostStations = 500, MostObservers = 1000;
    private static readonly Field<SentTo, string> Station = new("station", ActCodecs.Code, sent => sent.Station);
    private static readonly Field<SentTo, long> Observers = new("observers", ActCodecs.Whole(MostObservers), sent => sent.Observers);
    private static readonly Codec<SentTo> Codec = Codecs.Object(
        FieldSet<SentTo>.Of([Station, Observers]), new SentTo("", 0), values => new SentTo(values.Of(Station), values.Of(Observers)));

    internal static readonly Field<ObservationDeploy, ImmutableArray<SentTo>> Stations =
        new("stations", Codecs.Items(MostStations, Codec), act => act.Stations, "how many observers go to each; 0 withdraws them");

    internal static readonly Field<ObservationDeploy, bool> Drawn = new("drawn", ActCodecs.Flag, act => act.Drawn, "whether these stations were drawn by lot");
}

internal static class ChecklistFields
{
    private const int MostQuestions = 400, MostChoices = 64;
    private static readonly Field<CodedQuestion, string> Name = new("name", ActCodecs.Code, question => question.Name);
    private static readonly Field<CodedQuestion, QuestionType> Type = new("type", QuestionTypes.Coded, question => question.Type);
    private static readonly Field<CodedQuestion, ImmutableArray<string>> Choices = new("choices", ActCodecs.CodesUpTo(MostChoices), question => question.Choices);
    private static readonly Codec<CodedQuestion> Codec = Codecs.Object(
        FieldSet<CodedQuestion>.Of([Name, Type], Choices), new CodedQuestion("", default, []),
        values => new CodedQuestion(values.Of(Name), values.Of(Type), values.Of(Choices)));

    internal static readonly Field<ObservationChecklist, string> Id = new("id", ActCodecs.Code, act => act.Id, "the same for all versions");
    internal static readonly Field<ObservationChecklist, string> Version = new("version", ActCodecs.Code, act => act.Version);
    internal static readonly Field<ObservationChecklist, Attachment> Form = new("form", ActCodecs.Attachment, act => act.Form, "the whole checklist");
    internal static readonly Field<ObservationChecklist, ImmutableArray<CodedQuestion>> Questions =
        new("questions", Codecs.Items(MostQuestions, Codec), act => act.Questions, "those answered by choices or whole numbers");

    internal static readonly Field<ObservationChecklist, Hash?> Previous =
        new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the organisation's last version of this `id`");
}

internal static class AnswersFields
{
    private const int MostAnswers = 400, MostChoices = 64, MostTeams = 20;
    private const long MostNumber = 999_999_999;
    private static readonly Field<CodedAnswer, string> Question = new("question", ActCodecs.Code, answer => answer.Question);
    private static readonly Field<CodedAnswer, ImmutableArray<string>> Choices = new("choices", ActCodecs.CodesUpTo(MostChoices), answer => answer.Choices);
    private static readonly Field<CodedAnswer, long?> Number = new("number", ActCodecs.Whole(MostNumber).OrNone, answer => answer.Number);
    private static readonly Codec<CodedAnswer> Codec = Codecs.Object(
        FieldSet<CodedAnswer>.Of([Question], Choices, Number), new CodedAnswer("", [], null),
        values => new CodedAnswer(values.Of(Question), values.Of(Choices), values.Of(Number)));

    internal static readonly Field<ObservationAnswers, string> Station = new("station", ActCodecs.Code, act => act.Station);
    internal static readonly Field<ObservationAnswers, Hash> Checklist = new("checklist", ActCodecs.Hash, act => act.Checklist, "the act that registers it");
    internal static readonly Field<ObservationAnswers, int> Team = new("team", ActCodecs.Small(MostTeams), act => act.Team, "which of the organisation's teams at this station, from 1");
    internal static readonly Field<ObservationAnswers, ImmutableArray<CodedAnswer>> Answers =
        new("answers", Codecs.Items(MostAnswers, Codec), act => act.Answers, "one choice for `select_one`, any for `select_multiple`, a number for `integer`");

    internal static readonly Field<ObservationAnswers, ImmutableArray<Attachment>> Words =
        new("words", ActCodecs.Attachments, act => act.Words, "salted: texts, places, images, exact times");

    internal static readonly Field<ObservationAnswers, Hash?> Previous =
        new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the team's own earlier act by this checklist at this station");
}

internal static class TurnedAwayFields
{
    internal static readonly Field<ObservationTurnedAway, string> Station = new("station", ActCodecs.Code, act => act.Station);
    internal static readonly Field<ObservationTurnedAway, string> Organisation = new("organisation", ActCodecs.Code, act => act.Organisation, "whose observer or agent");
    internal static readonly Field<ObservationTurnedAway, KeptPeople> People = new("people", ObservationVocabulary.People.Codec, act => act.People);
    internal static readonly Field<ObservationTurnedAway, KeptFrom> From = new("from", ObservationVocabulary.Ways.Codec, act => act.From);
    internal static readonly Field<ObservationTurnedAway, KeptBy> By = new("by", ObservationVocabulary.Keepers.Codec, act => act.By, "by whose word");
    internal static readonly Field<ObservationTurnedAway, PartOfDay> When = new("when", ObservationVocabulary.Parts.Codec, act => act.When);
    internal static readonly Field<ObservationTurnedAway, string> Reason = new("reason", ActCodecs.Code, act => act.Reason, "the reason that was given, one of the definition's; left out where none was");
    internal static readonly Field<ObservationTurnedAway, ImmutableArray<Attachment>> Evidence = new("evidence", ActCodecs.Attachments, act => act.Evidence);
    internal static readonly Field<ObservationTurnedAway, Hash?> Previous =
        new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the author's own earlier act on the same people of the same organisation there");
}

internal static class IncidentFields
{
    internal static readonly Field<ObservationIncident, string> Category = new("category", ActCodecs.Code, act => act.Category, "one of the definition's");
    internal static readonly Field<ObservationIncident, DateOnly> On = new("on", ActCodecs.Date, act => act.On, "the day");
    internal static readonly Field<ObservationIncident, string> Station = new("station", ActCodecs.Code, act => act.Station, "where; or `unit`");
    internal static readonly Field<ObservationIncident, string> Unit = new("unit", ActCodecs.Code, act => act.Unit, "where; or `station`");
    internal static readonly Field<ObservationIncident, ImmutableArray<Attachment>> Evidence = new("evidence", ActCodecs.Attachments, act => act.Evidence);
    internal static readonly Field<ObservationIncident, Hash?> Previous = new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the organisation's own earlier act on this incident");
}

internal static class JoinFields
{
    internal static readonly Field<ObservationJoin, Hash> Own = new("own", ActCodecs.Hash, act => act.Own, "the organisation's own report: its first act");
    internal static readonly Field<ObservationJoin, Hash> Other = new("other", ActCodecs.Hash, act => act.Other, "another report: its first act");
}

internal static class AnswerFields
{
    internal static readonly Field<ObservationAnswer, Hash> Incident = new("incident", ActCodecs.Hash, act => act.Incident, "a report of it: its first act");
    internal static readonly Field<ObservationAnswer, string> Cause = new("cause", ActCodecs.Code, act => act.Cause, "one of the definition's");
    internal static readonly Field<ObservationAnswer, DateOnly?> By = new("by", ActCodecs.Date.OrNone, act => act.By, "by when it is remedied");
    internal static readonly Field<ObservationAnswer, ImmutableArray<Attachment>> Remedy = new("remedy", ActCodecs.Attachments, act => act.Remedy);
}
