using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Statistics;

namespace Saksei.Election.Impartiality;

/// <summary>How long one group waited: those decided, with those that still wait counted as waiting.</summary>
/// <param name="Group">The group.</param>
/// <param name="Filed">Complaints filed, by book and code.</param>
/// <param name="Admissible">Those not refused for their form, or decided on the merits later.</param>
/// <param name="Decided">Those decided on the merits.</param>
/// <param name="Steps">Kaplan and Meier, in hours; withdrawals compete (Aalen and Johansen).</param>
public sealed record GroupWaits(
    string Group, ImmutableArray<string> Filed, ImmutableArray<string> Admissible, ImmutableArray<string> Decided, ImmutableArray<SurvivalStep> Steps)
{
    /// <summary>By how many hours half of them had an answer; null where half never had. One that was withdrawn never has.</summary>
    public long? HoursUntilHalf => Steps.FirstOrDefault(step => step.Incidence[Answer - 1] >= Half) is { } step ? step.Time : null;

    /// <summary>The cause of an answer among those that end a wait.</summary>
    internal const int Answer = 1;

    private static Fraction Half { get; } = new(1, 2);
}

/// <summary>Time to decision by one grouping.</summary>
/// <param name="Grouping">The grouping.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Test">The stratified log-rank test; null where only one group waited.</param>
public sealed record WaitComparison(string Grouping, ImmutableArray<GroupWaits> Groups, LogRank? Test);

/// <summary>How long complaints wait for their first answer.</summary>
internal static class TimeToDecision
{
    /// <summary>The question of the same, whose groupings it is shown by.</summary>
    internal const string Question = "complaint-late";

    private const long SecondsOfHour = 3600;
    private const int Withdrawal = 2;

    /// <summary>Compares the groups of a grouping: all complaints are counted, those that were answered together wait once.</summary>
    internal static WaitComparison Compare(Grouping grouping, IEnumerable<CaseView> cases, Zone zone, Moment asOf)
    {
        var codes = grouping.Groups.Select(group => group.Code).ToList();
        var waits = cases.Where(view => view.File.Table == CaseRules.Complaints).Select(view => WaitOf(view, zone, asOf))
            .Where(wait => codes.Contains(grouping.GroupOf(wait.Member))).ToList();
        var once = waits.DistinctBy(wait => (wait.Member, wait.Stratum, wait.Template, wait.Filed, wait.Answered, wait.Duration.Cause)).ToList();
        var strata = once.Select(wait => wait.Stratum).Distinct().Order(StringComparer.Ordinal).ToList();
        var test = once.Select(wait => grouping.GroupOf(wait.Member)).Distinct().Count() < 2 ? null
            : LogRank.Of(once.Select(wait => (wait.Duration, codes.IndexOf(grouping.GroupOf(wait.Member)), strata.IndexOf(wait.Stratum))), codes.Count);
        return new WaitComparison(grouping.Code, [.. codes.Select(code => GroupOf(code, waits, once, grouping))], test);
    }

    private static GroupWaits GroupOf(string code, List<Wait> waits, List<Wait> once, Grouping grouping)
    {
        var own = waits.FindAll(wait => grouping.GroupOf(wait.Member) == code);
        return new GroupWaits(
            code, Names(own), Names(own.Where(wait => IsOnMerits(wait) || !wait.Verbs.Contains("return"))), Names(own.Where(IsOnMerits)),
            Survival.Of(once.Where(wait => grouping.GroupOf(wait.Member) == code).Select(wait => wait.Duration), Withdrawal));
    }

    private static ImmutableArray<string> Names(IEnumerable<Wait> waits) => [.. waits.Select(wait => wait.Name)];

    // One that was refused for its form and cured or appealed can be decided on the merits after all.
    private static bool IsOnMerits(Wait wait) => wait.Verbs.Contains("uphold") || wait.Verbs.Contains("reject");

    // Hours to the first decision (cause 1) or withdrawal (cause 2); else as long as it was watched.
    private static Wait WaitOf(CaseView view, Zone zone, Moment asOf)
    {
        var (file, opened) = (view.File, view.File.Opened.When);
        var answer = file.Events.FirstOrDefault(entry => entry.Step.IsDecision || entry.Step.Verb == "withdraw");
        var hours = Math.Max(0, (answer?.When ?? asOf).UnixSeconds - opened.UnixSeconds) / SecondsOfHour;
        var duration = new Duration(hours, answer is null ? 0 : answer.Step.IsDecision ? GroupWaits.Answer : Withdrawal);
        var (filed, answered) = file.Template.Length > 0 ? (default, default) : (zone.DateOf(opened), answer is null ? default : zone.DateOf(answer.When));
        return new Wait(file.Table.Book + "/" + file.Id, file.Applicant, $"{file.Opened.Body} {file.Complaint}", file.Template, filed, answered, duration, [.. file.Events.Select(entry => entry.Step.Verb)]);
    }

    /// <summary>One complaint's wait, and what makes it the same as another's: its template, or the days on which both were filed and answered.</summary>
    private sealed record Wait(string Name, string Member, string Stratum, string Template, DateOnly Filed, DateOnly Answered, Duration Duration, ImmutableArray<string> Verbs);
}
