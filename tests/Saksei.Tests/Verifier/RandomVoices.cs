using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Election.Observation;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Books;

namespace Saksei.Tests.Verifier;

/// <summary>One random thing said: what, by whom, what it refers to, and which of its parts is odd.</summary>
internal readonly record struct VoiceStep(int Kind, int Who, int To, int What, int Odd);

/// <summary>
/// Random acts of observation, findings, recommendations and statements. Many break two rules at once, so that the order of rules shows:
/// in a register an act has one code.
/// </summary>
internal sealed class RandomVoices(RegisterHost host)
{
    internal const int Kinds = 15;

    private static readonly string[] Organisations = [.. SmallRegister.Organisations, "nec", "nobody"];
    private static readonly string[] Places = ["S01", "S02", "S06", "S99"];
    private readonly Dictionary<string, List<Hash>> _made = [];
    private readonly Attachment _paper = new(host.Store.AddAttachment("a paper"u8, "text/plain"), 7, "text/plain");

    internal Submission Sign(VoiceStep step)
    {
        var key = SmallElection.Key(SmallRegister.Organisations[step.Who % SmallRegister.Organisations.Length] + "/desk");
        var act = Make(step, host.Desk.Header(key));
        var signed = host.Desk.Sign(act, key);
        if (!_made.TryGetValue(act.Kind, out var made)) _made[act.Kind] = made = [];
        made.Add(signed.Identity);
        return signed;
    }

    private Act Make(VoiceStep step, ActHeader header) => step.Kind switch
    {
        0 => new ObservationDeploy(header, [new(Place(step.To), step.What % 3), new(Place(step.What), 1)], step.Odd % 2 == 0),
        1 => Checklist(step, header),
        2 or 3 => Answers(step, header),
        4 => new ObservationTurnedAway(header, Place(step.To), Organisation(step.What), (KeptPeople)(step.What % 2), (KeptFrom)(step.Odd % 2), (KeptBy)(step.Odd % 3),
            PartOfDay.Voting, Any(["", "no-badge", "odd"], step.Odd), [], Maybe("observation/turned-away", step)),
        5 => new ObservationIncident(header, Any(["closed-count", "restriction", "odd"], step.What), step.Odd % 4 == 0 ? "" : Place(step.To), step.Odd % 5 == 0 ? "P1" : "",
            new DateOnly(2023, 11, 15), [], Maybe("observation/incident", step)),
        6 => new ObservationJoin(header, One("observation/incident", step.To), One("observation/incident", step.What)),
        7 => new ObservationAnswer(header, One("observation/incident", step.To), Any(["", "weather", "odd"], step.Odd), null, []),
        8 => new FindingFind(header, Subject(step), Words(step), Asked(step), Due(step), Grounds(step), []) { Reported = Said(step) },
        9 => new FindingAnswer(header, One("findings/find", step.To), Parts(step)) { Reported = Said(step) },
        10 => new RecommendationMake(header, Subject(step), [], Words(step), Organisation(step.What), ChangeOf.Law, Priority.Other, Due(step), [], [],
            step.Odd % 3 == 0 ? [One("findings/find", step.To)] : [], [])
        { Reported = Said(step) },
        11 => new RecommendationWord(header, One("recommendations/make", step.To), Words(step), Maybe("recommendations/word", step) ?? One("recommendations/make", step.To)) { Reported = Said(step) },
        12 => new RecommendationAnswer(header, One("recommendations/make", step.To), Parts(step)) { Reported = Said(step) },
        13 => new RecommendationStatus(header, One("recommendations/make", step.To), (CarriedOut)(step.What % 4), step.Odd % 3 == 0 ? [_paper] : [], Maybe("recommendations/status", step)) { Reported = Said(step) },
        _ => step.What % 2 == 0
            ? new StatementMake(header, Words(step), [Subject(step)], [Any(["P1", "P9"], step.Odd)], Grounds(step)) { Reported = Said(step) }
            : new StatementAnswer(header, One("statements/make", step.To), Words(step)) { Reported = Said(step) },
    };

    private ObservationChecklist Checklist(VoiceStep step, ActHeader header)
    {
        CodedQuestion[] questions = [new("doors", QuestionType.SelectOne, ["open", "closed"]), new("seen", QuestionType.SelectMultiple, ["a", "b"]), new("people", QuestionType.Integer, [])];
        return new ObservationChecklist(header, Any(["counting", "voting"], step.To), "1", _paper, [.. questions, .. step.Odd % 5 == 0 ? questions.Take(1) : []], Maybe("observation/checklist", step));
    }

    private ObservationAnswers Answers(VoiceStep step, ActHeader header)
    {
        CodedAnswer[] answers =
        [
            new("doors", [Any(["open", "closed", "ajar"], step.What)], null), new("seen", [.. new[] { "a", "b", "b" }.Take(step.Odd % 4)], null),
            new("people", [], step.What), new("odd", ["a"], null),
        ];
        return new ObservationAnswers(header, Place(step.To), One("observation/checklist", step.What), step.Odd % 3, [.. answers.Take(1 + (step.Odd % 5))], [], Maybe("observation/answers", step));
    }

    private static string Any(string[] words, int draw) => words[draw % words.Length];

    private static string Place(int draw) => Any(Places, draw);

    private static string Organisation(int draw) => Any(Organisations, draw);

    private static string Subject(VoiceStep step) => step.Odd % 7 == 0 ? "odd" : "counting";

    private static string Asked(VoiceStep step) => step.Odd % 6 == 0 ? "" : Organisation(step.What);

    // Long past, far ahead, or so near that an answer may come behind it.
    private Moment? Due(VoiceStep step) => (step.Odd % 4) switch { 0 => null, 1 => new Moment(1_600_000_000, 0), 2 => host.Desk.Now().Plus(4), _ => new Moment(1_900_000_000, 0) };

    private static Reported Said(VoiceStep step) => step.Odd % 3 == 0 ? new Reported(Organisation(step.To), Any(["2023-07", "2023", "2023-06-30", "2022"], step.What), "https://example.org/paper") : Reported.Nothing;

    private ImmutableArray<Wording> Words(VoiceStep step) => step.Odd % 5 == 0 ? [] : [new Wording("en", _paper)];

    private AnswerParts Parts(VoiceStep step) => new((AnswerWord)(step.What % 3), Words(step), [], null, step.Odd % 2 == 0 ? [_paper] : []);

    private ImmutableArray<Hash> Grounds(VoiceStep step) =>
        (step.What % 4) switch { 0 => [], 1 => [One("observation/incident", step.To)], 2 => [One("findings/find", step.To)], _ => [One("recommendations/make", step.To)] };

    // One of those that were made, whether it took effect or not; or one that never was.
    private Hash One(string kind, int draw) =>
        _made.TryGetValue(kind, out var made) && draw % (made.Count + 1) is var place && place < made.Count ? made[place] : Hash.OfBytes("never"u8);

    private Hash? Maybe(string kind, VoiceStep step) => (step.What + step.Odd) % 3 == 0 ? One(kind, step.To) : null;
}
