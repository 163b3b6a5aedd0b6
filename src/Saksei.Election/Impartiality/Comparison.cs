using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Statistics;

namespace Saksei.Election.Impartiality;

/// <summary>What a comparison says.</summary>
public enum TreatmentVerdict
{
    /// <summary>A difference as large would be rarer than the declared level if like cases were treated alike.</summary>
    Unequal,

    /// <summary>No such difference is shown; that isn't the same as none.</summary>
    NotShown,

    /// <summary>With so few cases no difference could be shown at all.</summary>
    CannotShow,
}

/// <summary>How often it happened to one group.</summary>
/// <param name="Group">The group's code.</param>
/// <param name="Counted">To how many cases.</param>
/// <param name="All">Of how many.</param>
/// <param name="Cases">All its cases: those that are counted first, those that are left out last.</param>
public sealed record GroupShare(string Group, long Counted, long All, ImmutableArray<TreatmentCase> Cases)
{
    private static readonly Fraction Confidence = new(95, 100);

    /// <summary>How many cases are left out: one side alone reports what was answered.</summary>
    public long ReportedByOneSide => Cases.Where(one => one.ReportedByOneSide).Sum(one => (long)one.Cases.Length);

    /// <summary>All cases, also those for which another stands: to how many it happened, and of how many.</summary>
    public (long Counted, long All) Singly => (
        Cases.Where(one => !one.ReportedByOneSide).Sum(one => one.Cases.LongCount(single => single.Counted)), Cases.Where(one => !one.ReportedByOneSide).Sum(one => (long)one.Cases.Length));

    /// <summary>The bounds of the share (Clopper and Pearson, 95 %); found when read.</summary>
    public (Fraction Low, Fraction High) Bounds => Shares.Interval(Counted, All, Confidence);
}

/// <summary>One question asked of one grouping.</summary>
/// <param name="Family">The family that it is corrected with.</param>
/// <param name="Question">Its code.</param>
/// <param name="Grouping">The grouping's code.</param>
/// <param name="Groups">The groups, and the others behind them where there are any.</param>
/// <param name="Test">The exact test; null where fewer than two groups have any case, or before anything is tested.</param>
/// <param name="Adjusted">The p after correction for the family (Tarone and Holm); null without a test.</param>
/// <param name="Verdict">What it says.</param>
public sealed record Comparison(
    string Family, string Question, string Grouping, ImmutableArray<GroupShare> Groups, GroupTest? Test, Fraction? Adjusted, TreatmentVerdict Verdict);

/// <summary>Compares how like cases were treated. It shows treatment, never intent.</summary>
public static class Treatment
{
    /// <summary>
    /// Every question of every family, for every grouping. The level is that of the whole: families share it equally, and within a
    /// family comparisons are corrected together.
    /// </summary>
    public static ImmutableArray<Comparison> Compare(
        ImmutableArray<TestFamily> families, ImmutableArray<Grouping> groupings, Fraction level, Func<string, ImmutableArray<TreatmentCase>> casesOf)
    {
        ArgumentNullException.ThrowIfNull(casesOf);
        var share = families.IsEmpty ? level : level / new Fraction(families.Length);
        return [.. families.SelectMany(family => Judged(Count(family, groupings, casesOf, tested: true), share))];
    }

    /// <summary>The same questions with counts alone: nothing is tested before it may be published.</summary>
    public static ImmutableArray<Comparison> CountOnly(
        ImmutableArray<TestFamily> families, ImmutableArray<Grouping> groupings, Func<string, ImmutableArray<TreatmentCase>> casesOf) =>
        [.. families.SelectMany(family => Count(family, groupings, casesOf, tested: false))];

    private static List<Comparison> Count(
        TestFamily family, ImmutableArray<Grouping> groupings, Func<string, ImmutableArray<TreatmentCase>> casesOf, bool tested) =>
        [.. family.Questions.SelectMany(question => groupings.Where(family.IsBy).Select(grouping => Ask(family, question, grouping, casesOf(question), tested)))];

    private static IEnumerable<Comparison> Judged(List<Comparison> comparisons, Fraction level)
    {
        var tests = comparisons.Select(comparison => comparison.Test).OfType<GroupTest>().ToList();
        ImmutableArray<Fraction> p = [.. tests.Select(test => test.P)], smallest = [.. tests.Select(test => test.Smallest)];
        var adjusted = Adjustments.TaroneHolm(p, smallest);
        var at = 0;
        foreach (var comparison in comparisons)
            yield return comparison.Test is null ? comparison : comparison with { Adjusted = adjusted[at], Verdict = Verdict(p, smallest, adjusted, at++, level) };
    }

    // Nothing could be shown where, the others being as they are, not even the most extreme table would be called unequal.
    private static TreatmentVerdict Verdict(ImmutableArray<Fraction> p, ImmutableArray<Fraction> smallest, ImmutableArray<Fraction> adjusted, int at, Fraction level) =>
        adjusted[at] <= level ? TreatmentVerdict.Unequal
        : Adjustments.TaroneHolm(p.SetItem(at, smallest[at]), smallest)[at] > level ? TreatmentVerdict.CannotShow : TreatmentVerdict.NotShown;

    private static Comparison Ask(TestFamily family, string question, Grouping grouping, ImmutableArray<TreatmentCase> cases, bool tested)
    {
        var byGroup = cases.ToLookup(one => grouping.GroupOf(one.Member));
        ImmutableArray<GroupShare> groups = [.. grouping.Groups.Select(group => group.Code).Append(Grouping.Others)
            .Where(group => group != Grouping.Others || byGroup[group].Any()).Select(group => ShareOf(group, byGroup[group]))];
        var test = !tested ? null : Test([.. cases.Where(one => !one.ReportedByOneSide && grouping.GroupOf(one.Member) != Grouping.Others)], grouping);
        return new Comparison(family.Code, question, grouping.Code, groups, test, null, TreatmentVerdict.CannotShow);
    }

    private static GroupShare ShareOf(string group, IEnumerable<TreatmentCase> cases)
    {
        ImmutableArray<TreatmentCase> all = [.. cases.OrderBy(one => one.ReportedByOneSide).ThenByDescending(one => one.Counted)];
        return new GroupShare(group, all.Count(one => one is { Counted: true, ReportedByOneSide: false }), all.Count(one => !one.ReportedByOneSide), all);
    }

    private static GroupTest? Test(ImmutableArray<TreatmentCase> cases, Grouping grouping)
    {
        var strata = cases.GroupBy(one => one.Stratum, StringComparer.Ordinal).Select(stratum => (stratum.Key, Cells: CellsOf(stratum, grouping))).ToImmutableArray();
        if (grouping.Groups.Where((_, group) => strata.Any(stratum => stratum.Cells[group].All > 0)).Count() < 2) return null;
        return grouping.Groups.Length == 2
            ? new TwoGroupTest([.. strata.Select(stratum => (stratum.Key, TableOf(stratum.Cells)))], () => ScoresOf(cases, grouping))
            : new ManyGroupTest([.. strata.Select(stratum => stratum.Cells)]);
    }

    private static ImmutableArray<GroupCell> CellsOf(IEnumerable<TreatmentCase> stratum, Grouping grouping)
    {
        var byGroup = stratum.ToLookup(one => grouping.GroupOf(one.Member));
        return [.. grouping.Groups.Select(group => new GroupCell(byGroup[group.Code].LongCount(one => one.Counted), byGroup[group.Code].LongCount()))];
    }

    private static TwoByTwo TableOf(ImmutableArray<GroupCell> cells) =>
        new(cells[0].Counted, cells[0].All - cells[0].Counted, cells[1].Counted, cells[1].All - cells[1].Counted);

    // By how much more often it happened to each member than to like cases on the whole.
    private static ImmutableArray<MemberScore> ScoresOf(ImmutableArray<TreatmentCase> cases, Grouping grouping)
    {
        var rates = cases.GroupBy(one => one.Stratum, StringComparer.Ordinal)
            .ToDictionary(stratum => stratum.Key, stratum => new Fraction(stratum.Count(one => one.Counted), stratum.Count()), StringComparer.Ordinal);
        return [.. cases.GroupBy(one => one.Member, StringComparer.Ordinal).Select(member => new MemberScore(
            member.Aggregate(Fraction.Zero, (sum, one) => sum + (one.Counted ? Fraction.One : Fraction.Zero) - rates[one.Stratum]), member.Count(), grouping.GroupOf(member.Key) == grouping.Groups[0].Code))];
    }
}
