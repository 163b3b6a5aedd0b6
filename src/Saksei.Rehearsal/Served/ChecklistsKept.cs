using Saksei.Rehearsal.Observation;

namespace Saksei.Rehearsal.Served;

/// <summary>Of the answers that are planned, those of the count, in a whole night 2,000 and in a part of it fewer in proportion.</summary>
internal static class ChecklistsKept
{
    private const int OfWholeNight = 2000;

    internal static void Keep(StationPlan[] all, List<StationPlan> own, RehearsalSeed seed)
    {
        var planned = own.SelectMany(plan => plan.Answers).Where(answers => answers.Checklist == RehearsedChecklists.Counting).ToArray();
        seed.Stream("answers of the served night").Shuffle<PlannedAnswers>(planned);
        var kept = planned.Take((OfWholeNight * own.Count + all.Length - 1) / all.Length).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var plan in all) plan.Answers.RemoveAll(answers => !kept.Contains(answers));
    }
}
