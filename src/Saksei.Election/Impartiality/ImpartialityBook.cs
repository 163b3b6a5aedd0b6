using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Election.Statistics;

namespace Saksei.Election.Impartiality;

/// <summary>How many counts were held behind closed doors: seen among the observed ones, and the bounds for all.</summary>
/// <param name="Closed">Stations where anybody saw the doors closed.</param>
/// <param name="Observed">Stations whose count anybody observed.</param>
/// <param name="Stations">All stations.</param>
public sealed record ClosedCounts(long Closed, long Observed, long Stations)
{
    /// <summary>If no other count was closed, and if every one that nobody observed was.</summary>
    public (long Low, long High) Bounds => (Closed, Closed + Stations - Observed);
}

/// <summary>Whether two organisations' agents were handed their copies alike, within stations where both asked (McNemar).</summary>
/// <param name="First">One organisation.</param>
/// <param name="Second">The other.</param>
/// <param name="Both">Stations where both got it.</param>
/// <param name="OnlyFirst">Only the first.</param>
/// <param name="OnlySecond">Only the second.</param>
/// <param name="Neither">Neither.</param>
/// <param name="P">The exact p, central.</param>
public sealed record HandedPair(string First, string Second, long Both, long OnlyFirst, long OnlySecond, long Neither, Fraction P);

/// <summary>Whether several organisations' agents were handed their copies alike, within stations where just they asked (Cochran).</summary>
/// <param name="Organisations">Those that asked, at least three.</param>
/// <param name="Handed">At how many stations each got it.</param>
/// <param name="Stations">At how many stations they asked.</param>
/// <param name="P">The exact p; null where there are too many permutations to count.</param>
public sealed record HandedSet(ImmutableArray<string> Organisations, ImmutableArray<long> Handed, long Stations, Fraction? P);

/// <summary>How long one group waited: those decided, with those that still wait counted as waiting.</summary>
/// <param name="Group">The group.</param>
/// <param name="Filed">Complaints filed.</param>
/// <param name="Admissible">Those not refused for their form.</param>
/// <param name="Decided">Those decided on the merits.</param>
/// <param name="Steps">Kaplan and Meier, in hours; withdrawals compete (Aalen and Johansen).</param>
public sealed record GroupWaits(string Group, long Filed, long Admissible, long Decided, ImmutableArray<SurvivalStep> Steps);

/// <summary>Time to decision by one grouping.</summary>
/// <param name="Grouping">The grouping.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Test">The stratified log-rank test; null where only one group waited.</param>
public sealed record WaitComparison(string Grouping, ImmutableArray<GroupWaits> Groups, LogRank? Test);

/// <summary>
/// Whether like cases are treated alike: counts and the cases behind them, tests at declared checkpoints only (the last stage of the
/// results that was declared). Before any stage there are counts and no p.
/// </summary>
public sealed record ImpartialityBook
{
    private const long SecondsOfHour = 3600;

    /// <summary>The index of the last act that counts.</summary>
    public required long Until { get; init; }

    /// <summary>Whether a stage has been declared, so that tests are run.</summary>
    public required bool IsTested { get; init; }

    /// <summary>Families, questions, groupings.</summary>
    public required ImmutableArray<Comparison> Comparisons { get; init; }

    /// <summary>Time to decision on complaints.</summary>
    public required ImmutableArray<WaitComparison> Waits { get; init; }

    /// <summary>Agents' copies, by pairs of organisations.</summary>
    public required ImmutableArray<HandedPair> Handed { get; init; }

    /// <summary>Agents' copies where three or more organisations asked.</summary>
    public required ImmutableArray<HandedSet> HandedTogether { get; init; }

    /// <summary>Counts behind closed doors.</summary>
    public required ClosedCounts Closed { get; init; }

    /// <summary>Computes it.</summary>
    /// <param name="definition">The election.</param>
    /// <param name="files">All cases.</param>
    /// <param name="viewAt">A case with its deadlines as of a moment.</param>
    /// <param name="tick">The register's time.</param>
    /// <param name="conditionsOf">What was seen at a station.</param>
    /// <param name="closed">Counts behind closed doors.</param>
    /// <param name="stages">The stages declared.</param>
    /// <param name="size">Acts of the register.</param>
    /// <param name="grouping">A grouping's code to show alone; null: all. Corrections are over all of them either way.</param>
    public static ImpartialityBook Of(
        ElectionDefinition definition, IEnumerable<CaseFile> files, Func<CaseFile, Moment, CaseView> viewAt, Moment tick,
        Func<Station, ImmutableArray<ConditionsState>> conditionsOf, ClosedCounts closed, IReadOnlyList<StageState> stages, long size, string? grouping = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(conditionsOf);
        ArgumentNullException.ThrowIfNull(stages);
        var (until, asOf) = stages.Count > 0 ? (stages[^1].Place.Index, stages[^1].Place.Tick) : (size, tick);
        var cases = files.Where(file => file.Opened.Place.Index <= until).Select(file => viewAt(file.Until(until), asOf)).ToList();
        var groupings = definition.Procedures.Groupings;
        var asking = definition.Stations.Select(station => AskedAt([.. conditionsOf(station).Where(seen => seen.Place.Index <= until)])).Where(handed => handed.Count > 1).ToList();
        var asked = TreatmentQuestions.All.ToDictionary(code => code, code => TreatmentQuestions.Of(code, cases, definition), StringComparer.Ordinal);
        var comparisons = Treatment.Compare(
            definition.Procedures.Families, groupings, definition.Procedures.Level, code => asked.GetValueOrDefault(code, []));
        return new ImpartialityBook
        {
            Until = until,
            IsTested = stages.Count > 0,
            Comparisons = [.. comparisons.Where(comparison => grouping is null || comparison.Grouping == grouping).Select(comparison => stages.Count > 0 ? comparison : Untested(comparison))],
            Waits = [.. groupings.Where(known => grouping is null || known.Code == grouping).Select(known => WaitsOf(known, cases, asOf))],
            Handed = HandedPairs(asking),
            HandedTogether = HandedSets(asking),
            Closed = closed,
        };
    }

    private static Comparison Untested(Comparison comparison) => comparison with { Test = null, Adjusted = null, Verdict = TreatmentVerdict.CannotShow };

    private static WaitComparison WaitsOf(Grouping grouping, IReadOnlyList<CaseView> cases, Moment asOf)
    {
        var complaints = cases.Where(view => view.File.Table == CaseRules.Complaints).ToList();
        var waits = complaints.Select(view => (View: view, Group: grouping.GroupOf(view.File.Applicant), Wait: WaitOf(view, asOf.UnixSeconds))).ToList();
        var codes = grouping.Groups.Select(group => group.Code).ToList();
        var tested = waits.Where(wait => codes.Contains(wait.Group)).ToList();
        var strata = tested.Select(wait => StratumOf(wait.View)).Distinct().Order(StringComparer.Ordinal).ToList();
        var test = tested.Select(wait => wait.Group).Distinct().Count() < 2 ? null
            : LogRank.Of(tested.Select(wait => (wait.Wait, codes.IndexOf(wait.Group), strata.IndexOf(StratumOf(wait.View)))), codes.Count);
        return new WaitComparison(grouping.Code, [.. codes.Select(code => GroupOf(code, waits.FindAll(wait => wait.Group == code).ConvertAll(wait => (wait.View, wait.Wait))))], test);
    }

    private static string StratumOf(CaseView view) => view.File.Opened.Body + " " + view.File.Complaint;

    private static GroupWaits GroupOf(string code, List<(CaseView View, Duration Wait)> waits) => new(
        code, waits.Count, waits.Count(wait => !Verbs(wait.View).Contains("return")), waits.Count(wait => Verbs(wait.View).Any(verb => verb is "uphold" or "reject")),
        Survival.Of(waits.Select(wait => wait.Wait), 2));

    private static IEnumerable<string> Verbs(CaseView view) => view.File.Events.Select(entry => entry.Step.Verb);

    // Hours to the first decision (cause 1) or withdrawal (cause 2); else as long as it was watched.
    private static Duration WaitOf(CaseView view, long end)
    {
        var start = view.File.Opened.Place.Tick.UnixSeconds;
        var answer = view.File.Events.FirstOrDefault(entry => entry.Step.IsDecision || entry.Step.Verb == "withdraw");
        return answer is null ? new Duration((end - start) / SecondsOfHour, 0)
            : new Duration((answer.Place.Tick.UnixSeconds - start) / SecondsOfHour, answer.Step.IsDecision ? 1 : 2);
    }

    private static ImmutableArray<HandedPair> HandedPairs(List<Dictionary<string, bool>> asked)
    {
        var organisations = asked.SelectMany(handed => handed.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return [.. from first in organisations
                   from second in organisations
                   where string.CompareOrdinal(first, second) < 0
                   let both = asked.Where(handed => handed.ContainsKey(first) && handed.ContainsKey(second)).Select(handed => (handed[first], handed[second])).ToList()
                   where both.Count > 0
                   select PairOf(first, second, both)];
    }

    private static ImmutableArray<HandedSet> HandedSets(List<Dictionary<string, bool>> asked) =>
        [.. asked.Where(handed => handed.Count > 2).GroupBy(handed => string.Join(' ', handed.Keys.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderBy(stations => stations.Key, StringComparer.Ordinal).Select(stations => SetOf([.. stations.Key.Split(' ')], [.. stations]))];

    private static HandedSet SetOf(ImmutableArray<string> organisations, List<Dictionary<string, bool>> stations) => new(
        organisations, [.. organisations.Select(organisation => stations.LongCount(handed => handed[organisation]))], stations.Count,
        CochranQ.Of([.. stations.Select(handed => organisations.Select(organisation => handed[organisation]).ToImmutableArray())]).P);

    private static HandedPair PairOf(string first, string second, List<(bool First, bool Second)> both)
    {
        long Count(bool one, bool other) => both.LongCount(pair => pair.First == one && pair.Second == other);
        return new HandedPair(first, second, Count(true, true), Count(true, false), Count(false, true), Count(false, false),
            ExactTests.McNemar(Count(true, false), Count(false, true)).Central);
    }

    // Who asked for a copy at a station, and whether it was handed over: by anybody who saw it, refused before handed.
    private static Dictionary<string, bool> AskedAt(ImmutableArray<ConditionsState> conditions)
    {
        var asked = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var handing in conditions.SelectMany(state => state.Conditions.Handed))
            if (handing.Outcome is Handing.Handed or Handing.Refused)
                asked[handing.Organisation] = handing.Outcome == Handing.Handed && asked.GetValueOrDefault(handing.Organisation, true);
        return asked;
    }
}
