using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Register.Tree;
using Saksei.Tests.Election;

namespace Saksei.Tests.Growth;

/// <summary>Acts of the book of observation, again and again.</summary>
internal static class ObservationSeries
{
    private const string Station = "S01";

    internal static IEnumerable<Series> Of(string kind) => kind switch
    {
        "observation/deploy" => [new(kind, RepeatedActs.Small, (register, i) => new ObservationDeploy(register.Header("observers"), [new(Station, i % 9)], i % 2 == 0))],
        "observation/checklist" =>
        [
            new(kind, RepeatedActs.Small, (register, i) => Checklist(register, "counting", register.LastOf("observers"))),
            new(kind + " of many", RepeatedActs.Small, (register, i) => Checklist(register, $"list-{i}", null)),
        ],
        "observation/answers" =>
        [
            new(kind, WithChecklist, Answers),
            new(kind + " by many checklists", RepeatedActs.Small, (register, i) => i % 2 == 0 ? Checklist(register, $"list-{i}", null) : Answers(register, register.LastOf("observers"), null, i)),
        ],
        "observation/turned-away" => [new(kind, RepeatedActs.Small, (register, i) => new ObservationTurnedAway(
            register.Header("observers"), Station, "observers", KeptPeople.Agent, KeptFrom.KeptOut, (KeptBy)(i % 6), PartOfDay.Voting, "", [], register.LastOf("observers")))],
        "observation/incident" =>
        [
            new(kind, RepeatedActs.Small, (register, i) => Incident(register, register.LastOf("observers"))),
            new(kind + " of many", RepeatedActs.Small, (register, _) => Incident(register, null)),
        ],
        "observation/join" => [new(kind, RepeatedActs.Small, Join)],
        "observation/answer" => [new(kind, WithIncident, (register, i) => new ObservationAnswer(register.Header("commission"), register.LastOf("observers").GetValueOrDefault(), "weather", null, []))],
        _ => [],
    };

    private static CaseRegister WithChecklist() => After(register => Checklist(register, "counting", null));

    private static CaseRegister WithIncident() => After(register => Incident(register, null));

    private static CaseRegister After(Func<CaseRegister, Act> first)
    {
        var register = RepeatedActs.Small();
        var act = first(register);
        var identity = register.Identity;
        register.Note(act, register.Fold.Apply(act, identity), identity);
        return register;
    }

    private static ObservationChecklist Checklist(CaseRegister register, string id, Hash? previous) => new(
        register.Header("observers"), id, "1", new Attachment(default, 1, "application/json"), [new("doors", QuestionType.SelectOne, ["open", "closed"])], previous);

    // The first answers stand behind the checklist, the next ones behind those before them.
    private static ObservationAnswers Answers(CaseRegister register, int i) =>
        Answers(register, register.Fold.Snapshot().Observation.Checklists.First().Place.Identity, i == 0 ? null : register.LastOf("observers"), i);

    private static ObservationAnswers Answers(CaseRegister register, Hash? checklist, Hash? previous, int i) => new(
        register.Header("observers"), Station, checklist.GetValueOrDefault(), 1, [new("doors", [i % 2 == 0 ? "closed" : "open"], null)], [], previous);

    private static ObservationIncident Incident(CaseRegister register, Hash? previous) =>
        new(register.Header("observers"), "closed-count", Station, "", new DateOnly(2023, 11, 15), [], previous);

    // Every second act joins the report before it to the first of all.
    private static Act Join(CaseRegister register, int i) => i % 2 == 0 ? Incident(register, null)
        : new ObservationJoin(register.Header("observers"), register.LastOf("observers").GetValueOrDefault(), register.Fold.Snapshot().Observation.Reports[0].First.Identity);
}
