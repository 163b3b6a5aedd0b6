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
/// <param name="Cases">All its cases: those that are counted first.</param>
public sealed record GroupShare(string Group, long Counted, long All, ImmutableArray<TreatmentCase> Cases)
{
    private static readonly Fraction Confidence = new(95, 100);

    /// <summary>The bounds of the share (Clopper and Pearson, 95 %); found when read.</summary>
    public (Fraction Low, Fraction High) Bounds => Shares.Interval(Counted, All, Confidence);
}

/// <summary>What the exact test of two groups gives. The sizes of effects are found when read: they take longer than the test.</summary>
public sealed class TwoGroupTest
{
    private static readonly Fraction Confidence = new(95, 100);

    private readonly Lazy<(Ratio Common, Interval Interval, Fraction? Homogeneity, Ratio Crude)> _effects;

    internal TwoGroupTest(ImmutableArray<TwoByTwo> strata, TwoByTwo crude)
    {
        // A stratum in which nothing can vary says nothing.
        ImmutableArray<TwoByTwo> telling = [.. strata.Where(table => table.Least < table.Most)];
        var distribution = ConditionalDistribution.Of(telling);
        var observed = telling.Sum(table => table.A);
        P = new Tails(distribution.AtMost(observed), distribution.AtLeast(observed)).Central;
        Smallest = ExactTests.SmallestCentral(distribution);
        _effects = new(() => (
            OddsRatios.Estimate(distribution, observed), OddsRatios.Interval(distribution, observed, Confidence),
            telling.Length > 1 ? ExactTests.Zelen(telling) : null, OddsRatios.Estimate(ConditionalDistribution.Of(crude), crude.A)));
    }

    /// <summary>Central p of the stratified conditional test.</summary>
    public Fraction P { get; }

    /// <summary>The smallest that these margins allow.</summary>
    public Fraction Smallest { get; }

    /// <summary>The common odds ratio.</summary>
    public Ratio OddsRatio => _effects.Value.Common;

    /// <summary>Its central interval, 95 %.</summary>
    public Interval Interval => _effects.Value.Interval;

    /// <summary>Zelen's p of whether the odds ratio is the same in all strata; null for one stratum, or too many tables to count.</summary>
    public Fraction? Homogeneity => _effects.Value.Homogeneity;

    /// <summary>The odds ratio with all strata thrown together.</summary>
    public Ratio CrudeOddsRatio => _effects.Value.Crude;

    /// <summary>Whether crude and stratified lie on different sides of one (Simpson).</summary>
    public bool IsReversed => Side(OddsRatio) * Side(CrudeOddsRatio) < 0;

    // Below one, at one, above one.
    private static int Side(Ratio ratio) => ratio.IsInfinite ? 1 : ratio.Value is { } value ? value.CompareTo(Fraction.One) : 0;
}

/// <summary>One question asked of one grouping.</summary>
/// <param name="Family">The family that it is corrected with.</param>
/// <param name="Question">Its code.</param>
/// <param name="Grouping">The grouping's code.</param>
/// <param name="Groups">The groups, and the others behind them where there are any.</param>
/// <param name="Test">The exact test; null where the grouping doesn't have two groups, or nothing was asked of either.</param>
/// <param name="Adjusted">The p after correction for the family (Tarone and Holm); null without a test.</param>
/// <param name="Verdict">What it says.</param>
public sealed record Comparison(
    string Family, string Question, string Grouping, ImmutableArray<GroupShare> Groups, TwoGroupTest? Test, Fraction? Adjusted, TreatmentVerdict Verdict);

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
        return [.. families.SelectMany(family => Family(family, groupings, share, casesOf))];
    }

    private static IEnumerable<Comparison> Family(
        TestFamily family, ImmutableArray<Grouping> groupings, Fraction level, Func<string, ImmutableArray<TreatmentCase>> casesOf)
    {
        var comparisons = family.Questions.SelectMany(question => groupings.Select(grouping => Ask(family, question, grouping, casesOf(question)))).ToList();
        var tested = comparisons.FindAll(comparison => comparison.Test is not null);
        var adjusted = Adjustments.TaroneHolm([.. tested.Select(comparison => comparison.Test!.P)], [.. tested.Select(comparison => comparison.Test!.Smallest)]);
        var at = 0;
        foreach (var comparison in comparisons)
            yield return comparison.Test is { } test ? Judge(comparison, test, adjusted[at++], level) : comparison;
    }

    private static Comparison Judge(Comparison comparison, TwoGroupTest test, Fraction adjusted, Fraction level) => comparison with
    {
        Adjusted = adjusted,
        Verdict = adjusted <= level ? TreatmentVerdict.Unequal : test.Smallest > level ? TreatmentVerdict.CannotShow : TreatmentVerdict.NotShown,
    };

    private static Comparison Ask(TestFamily family, string question, Grouping grouping, ImmutableArray<TreatmentCase> cases)
    {
        var byGroup = cases.ToLookup(one => grouping.GroupOf(one.Member));
        ImmutableArray<GroupShare> groups = [.. grouping.Groups.Select(group => group.Code).Append(Grouping.Others)
            .Where(group => group != Grouping.Others || byGroup[group].Any()).Select(group => ShareOf(group, byGroup[group]))];
        var test = grouping.Groups.Length == 2 ? Test(cases, grouping) : null;
        return new Comparison(family.Code, question, grouping.Code, groups, test, null, TreatmentVerdict.CannotShow);
    }

    private static GroupShare ShareOf(string group, IEnumerable<TreatmentCase> cases)
    {
        ImmutableArray<TreatmentCase> all = [.. cases.OrderByDescending(one => one.Counted)];
        return new GroupShare(group, all.Count(one => one.Counted), all.Length, all);
    }

    private static TwoGroupTest? Test(ImmutableArray<TreatmentCase> cases, Grouping grouping)
    {
        var strata = cases.GroupBy(one => one.Stratum, StringComparer.Ordinal).Select(stratum => TableOf(stratum, grouping)).ToImmutableArray();
        var crude = strata.Aggregate(default(TwoByTwo), (sum, table) => new TwoByTwo(sum.A + table.A, sum.B + table.B, sum.C + table.C, sum.D + table.D));
        return crude.Row1 == 0 || crude.Row2 == 0 ? null : new TwoGroupTest(strata, crude);
    }

    private static TwoByTwo TableOf(IEnumerable<TreatmentCase> stratum, Grouping grouping)
    {
        long Count(int group, bool counted) => stratum.Count(one => one.Counted == counted && grouping.GroupOf(one.Member) == grouping.Groups[group].Code);
        return new TwoByTwo(Count(0, true), Count(0, false), Count(1, true), Count(1, false));
    }
}
