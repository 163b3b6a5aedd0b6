using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Statistics;

namespace Saksei.Election.Impartiality;

/// <summary>What an exact test of groups gives.</summary>
public abstract class GroupTest
{
    /// <summary>The p.</summary>
    public abstract Fraction P { get; }

    /// <summary>The smallest that these margins allow.</summary>
    public abstract Fraction Smallest { get; }
}

/// <summary>One stratum's own table: how one body or place treated the two groups.</summary>
/// <param name="Stratum">The place, or the body with the kind of case where there are several.</param>
/// <param name="Table">Rows are the groups, the first column is what is counted.</param>
/// <param name="P">Fisher's central p.</param>
/// <param name="Adjusted">Corrected over the strata (Benjamini and Hochberg): the share of false ones among those that stand out.</param>
public sealed record StratumTable(string Stratum, TwoByTwo Table, Fraction P, Fraction Adjusted)
{
    /// <summary>Whether it stands out: corrected, at or below the declared level.</summary>
    public bool StandsOut(Fraction level) => Adjusted <= level;

    /// <summary>The table of each stratum in which anything could vary.</summary>
    internal static ImmutableArray<StratumTable> Of(IEnumerable<(string Stratum, TwoByTwo Table)> strata)
    {
        var telling = strata.Where(stratum => stratum.Table.Least < stratum.Table.Most).ToList();
        ImmutableArray<Fraction> p = [.. telling.Select(stratum => ExactTests.Fisher(stratum.Table).Central)];
        var adjusted = Adjustments.BenjaminiHochberg(p);
        return [.. telling.Select((stratum, i) => new StratumTable(stratum.Stratum, stratum.Table, p[i], adjusted[i]))];
    }
}

/// <summary>The exact test of two groups. What takes longer than the test itself is found when read.</summary>
public sealed class TwoGroupTest : GroupTest
{
    private static readonly Fraction Confidence = new(95, 100);

    private readonly Lazy<(Ratio Common, Interval Interval, Fraction? Homogeneity, Ratio Crude)> _effects;
    private readonly Lazy<ImmutableArray<StratumTable>> _strata;
    private readonly Lazy<Fraction?> _members;

    internal TwoGroupTest(ImmutableArray<(string Stratum, TwoByTwo Table)> strata, Func<ImmutableArray<MemberScore>> members)
    {
        // A stratum in which nothing can vary says nothing.
        ImmutableArray<TwoByTwo> telling = [.. strata.Select(stratum => stratum.Table).Where(table => table.Least < table.Most)];
        var distribution = ConditionalDistribution.Of(telling);
        var observed = telling.Sum(table => table.A);
        P = ExactTests.TailsOf(distribution, observed).Central;
        Smallest = ExactTests.SmallestCentral(distribution);
        _effects = new(() => (
            OddsRatios.Estimate(distribution, observed), OddsRatios.Interval(distribution, observed, Confidence),
            telling.Length > 1 ? ExactTests.Zelen(telling) : null, OddsRatios.Estimate(ConditionalDistribution.Of(Sum(strata)), Sum(strata).A)));
        _strata = new(() => StratumTable.Of(strata));
        _members = new(() => MemberExchange.Of(members())?.Central);
    }

    /// <summary>Central p of the stratified conditional test.</summary>
    public override Fraction P { get; }

    /// <inheritdoc/>
    public override Fraction Smallest { get; }

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

    /// <summary>Each stratum's own table.</summary>
    public ImmutableArray<StratumTable> Strata => _strata.Value;

    /// <summary>
    /// The central p where whole members change places and not single cases; null where there are too many members to count, or where
    /// they are too unlike in size to stand for each other.
    /// </summary>
    public Fraction? MembersP => _members.Value;

    private static TwoByTwo Sum(ImmutableArray<(string Stratum, TwoByTwo Table)> strata) => strata.Aggregate(default(TwoByTwo), (sum, stratum) =>
        new TwoByTwo(sum.A + stratum.Table.A, sum.B + stratum.Table.B, sum.C + stratum.Table.C, sum.D + stratum.Table.D));

    // Below one, at one, above one.
    private static int Side(Ratio ratio) => ratio.IsInfinite ? 1 : ratio.Value is { } value ? value.CompareTo(Fraction.One) : 0;
}

/// <summary>
/// The exact test of more than two groups: Freeman and Halton's, or where there are too many tables to count the least p of each group
/// against the others, times the number of groups.
/// </summary>
public sealed class ManyGroupTest : GroupTest
{
    internal ManyGroupTest(ImmutableArray<ImmutableArray<GroupCell>> strata)
    {
        ImmutableArray<ImmutableArray<GroupCell>> telling = [.. strata.Where(stratum => stratum.Sum(cell => cell.Counted) is var counted && counted > 0 && counted < stratum.Sum(cell => cell.All))];
        if (ManyGroups.Of(telling) is { } counted) (P, Smallest, IsCounted) = (counted.P, counted.Smallest, true);
        else (P, Smallest) = AgainstOthers(telling);
    }

    /// <inheritdoc/>
    public override Fraction P { get; }

    /// <inheritdoc/>
    public override Fraction Smallest { get; }

    /// <summary>Whether all tables were counted; if not, each group was held against the others.</summary>
    public bool IsCounted { get; }

    private static (Fraction P, Fraction Smallest) AgainstOthers(ImmutableArray<ImmutableArray<GroupCell>> strata)
    {
        var (groups, p, smallest) = (strata[0].Length, Fraction.One, Fraction.One);
        for (var group = 0; group < groups; group++)
        {
            var tables = strata.Select(stratum => AgainstOthers(stratum, group)).ToImmutableArray();
            p = Tails.Least(p, new Fraction(groups) * ExactTests.Stratified(tables).Central);
            smallest = Tails.Least(smallest, new Fraction(groups) * ExactTests.SmallestCentral(ConditionalDistribution.Of(tables)));
        }

        return (p, smallest);
    }

    private static TwoByTwo AgainstOthers(ImmutableArray<GroupCell> stratum, int group)
    {
        var (own, counted, all) = (stratum[group], stratum.Sum(cell => cell.Counted), stratum.Sum(cell => cell.All));
        return new TwoByTwo(own.Counted, own.All - own.Counted, counted - own.Counted, all - own.All - counted + own.Counted);
    }
}
