using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Statistics;
using Saksei.Rehearsal;
using Xunit;

namespace Saksei.Tests.Statistics;

/// <summary>Estimates and bounds are those that plain halving finds, with every weight exact.</summary>
public sealed class OddsRatioLaws(ITestOutputHelper output)
{
    private const ulong Seed = 20261130;
    private const int Bits = 192, Halvings = 48;
    private static readonly Fraction Level = new(95, 100);

    [Fact]
    public void Every_bound_is_within_a_step_of_the_grid_of_the_one_that_halving_finds()
    {
        output.WriteLine($"seed {Seed}");
        var random = new RehearsalSeed(Seed).Stream("odds ratios");
        for (var i = 0; i < 60; i++)
        {
            var distribution = i % 2 == 0 ? ConditionalDistribution.Binomial(random.Between(1, 14))
                : ConditionalDistribution.Of(new TwoByTwo(random.Between(1, 9), random.Between(0, 9), random.Between(0, 9), random.Between(1, 9)));
            for (var observed = distribution.First; observed <= distribution.Last && distribution.First < distribution.Last; observed++) Check(distribution, observed);
        }
    }

    private static void Check(ConditionalDistribution distribution, long observed)
    {
        var half = (Fraction.One - Level) / new Fraction(2);
        var interval = OddsRatios.Interval(distribution, observed, Level);
        if (interval.Low.Value is { Sign: > 0 } low) Near(Halved(ratio => ShareOf(distribution, ratio, value => value >= observed) < half), low);
        if (interval.High.Value is { } high) Near(Halved(ratio => ShareOf(distribution, ratio, value => value <= observed) >= half), high);
        if (OddsRatios.Estimate(distribution, observed).Value is { Sign: > 0 } estimate) Near(Halved(ratio => MeanOf(distribution, ratio) < new Fraction(observed)), estimate);
    }

    // A ratio that solves the question exactly may lie on the grid: sums that are cut off at their last bit take it for a little too low.
    private static void Near(Fraction halved, Fraction found) =>
        Assert.True(found == halved || (found > halved && found - halved <= halved * new Fraction(3, BigInteger.One << Halvings)), $"{found} is not {halved}");

    private static Fraction Halved(Func<Fraction, bool> isTooLow)
    {
        var one = BigInteger.One << Bits;
        bool Ask(BigInteger ratio) => isTooLow(new Fraction(ratio, one));
        var low = one;
        while (!Ask(low)) low >>= 2;
        var high = low << 2;
        while (Ask(high)) (low, high) = (high, high << 2);
        for (var i = 0; i < Halvings; i++)
            if (((low + high) >> 1) is var middle && Ask(middle)) low = middle;
            else high = middle;
        return new Fraction(high, one);
    }

    private static Fraction ShareOf(ConditionalDistribution distribution, Fraction ratio, Func<long, bool> counts) =>
        Sum(distribution, ratio, value => counts(value) ? 1 : 0) / Sum(distribution, ratio, _ => 1);

    private static Fraction MeanOf(ConditionalDistribution distribution, Fraction ratio) => Sum(distribution, ratio, value => value) / Sum(distribution, ratio, _ => 1);

    private static Fraction Sum(ConditionalDistribution distribution, Fraction ratio, Func<long, long> worth)
    {
        var (sum, power) = (Fraction.Zero, Fraction.One);
        for (var value = distribution.First; value <= distribution.Last; value++, power *= ratio)
            sum += distribution.At(value) * power * new Fraction(worth(value));
        return sum;
    }
}
