using Saksei.Election.Statistics;
using Xunit;

namespace Saksei.Tests.Statistics;

/// <summary>What would take too long to count is said not to be counted, before much of it was.</summary>
public sealed class Bounds
{
    [Fact]
    public void Zelen_gives_up_early_on_many_strata_and_on_great_ones()
    {
        Effort.AtMost(32_000_000, () => Assert.Null(ExactTests.Zelen([.. Enumerable.Range(0, 12).Select(i => new TwoByTwo(20 + i, 30, 25, 30 + 2 * i))])));
        Effort.AtMost(1_000, () => Assert.Null(ExactTests.Zelen([new TwoByTwo(20_000, 30_000, 25_000, 30_000), new TwoByTwo(1, 2, 3, 4)])));
        Assert.NotNull(ExactTests.Zelen([new TwoByTwo(20, 30, 25, 30), new TwoByTwo(10, 20, 30, 40)]));
    }

    [Fact]
    public void The_waits_of_three_thousand_complaints_are_computed_without_long_fractions() => Effort.AtMost(13_000_000, () =>
    {
        var steps = Survival.Of(Enumerable.Range(0, 3000).Select(i => new Duration(i * 7919L % 1500, i % 3)), 2);
        Assert.Equal(1500, steps.Length);
    });
}
