using System.Collections.Immutable;
using Saksei.Election.Observation;
using Saksei.Election.Stations;

namespace Saksei.Rehearsal.Observation;

/// <summary>
/// Turns what was seen of counts into checklists: of the watched stations 714, drawn by lot, are those of an organisation that was
/// refused accreditation; what was to be reported of the others is answered there instead.
/// </summary>
internal static class AnswerPlan
{
    /// <summary>Stations that were drawn by lot.</summary>
    internal const int Drawn = 714;

    /// <summary>Nine organisations report otherwise than they answered.</summary>
    private const int Otherwise = 9;

    internal static void Draw(StationPlan[] plans, SeededRandom random)
    {
        var watched = plans.Where(plan => plan.Conditions.Count > 0).ToArray();
        random.Shuffle<StationPlan>(watched);
        for (var i = 0; i < watched.Length; i++) Answer(watched[i], i < Drawn, random);
        foreach (var plan in watched.Where(plan => plan.Answers.Exists(answers => Says(answers, "doors", "open"))).Take(Otherwise)) Contradict(plan);
    }

    private static void Answer(StationPlan plan, bool drawn, SeededRandom random)
    {
        List<PlannedConditions> seen = drawn ? [plan.Conditions[0] with { Organisation = Organisations.Tallies }] : [.. plan.Conditions];
        plan.Conditions.Clear();
        foreach (var one in seen)
        {
            if (random.Chance(980)) plan.Answers.Add(new(one.Organisation, RehearsedChecklists.Opening, random.Between(7, 40, 9, 0), Opening(random)));
            if (random.Chance(954)) plan.Answers.Add(new(one.Organisation, RehearsedChecklists.Voting, random.Between(14, 0, 15, 0), Voting(random)));
            plan.Answers.Add(new(one.Organisation, RehearsedChecklists.Counting, one.At, Counting(one, random)));
        }
    }

    private static ImmutableArray<CodedAnswer> Opening(SeededRandom random) =>
    [
        Chosen("opened", random.Chance(115) ? "late" : "on-time"), Chosen("box_empty", random.Chance(12) ? "no" : "yes"), new("agents", [], random.Between(1, 6)),
    ];

    private static ImmutableArray<CodedAnswer> Voting(SeededRandom random) =>
        [Chosen("noted", random.Chance(85) ? "yes" : "no"), Chosen("strangers", random.Chance(46) ? "yes" : "no")];

    private static ImmutableArray<CodedAnswer> Counting(PlannedConditions seen, SeededRandom random)
    {
        var answers = ImmutableArray.CreateBuilder<CodedAnswer>();
        answers.Add(Chosen("doors", seen.Doors.Word));
        if (seen.Doors != Doors.Open)
        {
            answers.Add(Chosen("closed_by", random.Below(61) switch { < 38 => "station-head", < 47 => "commune-official", _ => "not-said" }));
            answers.Add(Chosen("closed_reason", random.Below(61) switch { < 21 => "weather", < 30 => "instruction", _ => "none" }));
        }

        answers.Add(Chosen("posted", seen.Posted.Word));
        answers.Add(Chosen("copy", seen.Handed.Word));
        if (seen.Handed == Handing.Refused) answers.Add(Chosen("copy_reason", random.Below(214) switch { < 131 => "from-commune", < 166 => "not-allowed", < 188 => "no-blank", _ => "none" }));
        answers.Add(Chosen("presence", seen.AgentPresence == Presence.Refused ? "kept-out" : seen.AgentPresence.Word));
        answers.Add(new CodedAnswer("signed", [], random.Between(1, 5)));
        return answers.DrainToImmutable();
    }

    // Later the same organisation says itself that the doors were partly closed: its later word stands.
    private static void Contradict(StationPlan plan)
    {
        var answers = plan.Answers.First(own => Says(own, "doors", "open"));
        plan.Conditions.Add(new PlannedConditions(answers.Organisation, Doors.Partly, Seen.NotSeen, Handing.NotSeen, Presence.NotSeen, answers.At + 4000));
    }

    internal static bool Says(PlannedAnswers answers, string question, string choice) => answers.Answers.Any(answer => answer.Question == question && answer.Choices.Contains(choice));

    private static CodedAnswer Chosen(string question, string choice) => new(question, [choice], null);
}
