using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Statistics;
using Saksei.Rehearsal;
using Xunit;

namespace Saksei.Tests.Statistics;

/// <summary>Several groups, and whole members that change places: against counting every choice one by one.</summary>
public sealed class GroupTestLaws(ITestOutputHelper output)
{
    private const ulong Seed = 20261127;

    [Fact]
    public void In_one_stratum_several_groups_are_tested_as_Freeman_and_Halton_do()
    {
        var random = Random("one stratum");
        for (var i = 0; i < 300; i++)
        {
            var cells = Cells(random, groups: random.Between(2, 4), most: 9);
            var rows = cells.Select(cell => ImmutableArray.Create(cell.Counted, cell.All - cell.Counted)).ToImmutableArray();
            Assert.Equal(ExactTests.FreemanHalton(rows), ManyGroups.Of([cells])!.P);
        }
    }

    [Fact]
    public void Over_strata_the_share_is_that_of_all_ways_to_hand_out_what_was_counted()
    {
        var random = Random("strata");
        for (var i = 0; i < 150; i++)
        {
            var groups = random.Between(2, 4);
            ImmutableArray<ImmutableArray<GroupCell>> strata = [.. Enumerable.Range(0, random.Between(1, 3)).Select(_ => Cells(random, groups, most: 3))];
            var ways = ByBruteForce(strata);
            var observed = ways[string.Join(',', Enumerable.Range(0, groups).Select(group => strata.Sum(stratum => stratum[group].Counted)))];
            var whole = ways.Values.Aggregate(BigInteger.Zero, (sum, one) => sum + one);
            Fraction NoLikelier(BigInteger than) => new(ways.Values.Where(one => one <= than).Aggregate(BigInteger.Zero, (sum, one) => sum + one), whole);
            var test = ManyGroups.Of(strata)!;
            Assert.Equal(NoLikelier(observed), test.P);
            Assert.Equal(NoLikelier(ways.Values.Min()), test.Smallest);
        }
    }

    [Fact]
    public void Members_that_change_places_are_counted_one_by_one()
    {
        var random = Random("members");
        for (var i = 0; i < 200; i++)
        {
            ImmutableArray<MemberScore> members = [.. Enumerable.Range(0, random.Between(1, 11))
                .Select(_ => new MemberScore(new Fraction(random.Between(-12, 12), random.Between(1, 7)), 1, random.Chance(500)))];
            var (first, observed) = (members.Count(member => member.IsFirst), Sum(members.Where(member => member.IsFirst)));
            var sums = Enumerable.Range(0, 1 << members.Length).Where(choice => BitOperations.PopCount((uint)choice) == first)
                .Select(choice => Sum(members.Where((_, at) => (choice >> at & 1) != 0))).ToList();
            var tails = MemberExchange.Of(members)!.Value;
            Assert.Equal(new Fraction(sums.Count(sum => sum <= observed), sums.Count), tails.Less);
            Assert.Equal(new Fraction(sums.Count(sum => sum >= observed), sums.Count), tails.Greater);
        }
    }

    [Fact]
    public void What_is_too_much_to_count_is_said_not_to_be_counted()
    {
        ImmutableArray<GroupCell> great = [new(200, 400), new(200, 400), new(200, 400)];
        Effort.AtMost(10_000, () => Assert.Null(MemberExchange.Of(Members(MemberExchange.MostMembers + 1))));
        Effort.AtMost(8_000_000, () => Assert.NotNull(MemberExchange.Of(Members(MemberExchange.MostMembers))));
        Effort.AtMost(100_000_000, () => Assert.Null(ManyGroups.Of([great])));
        Effort.AtMost(100_000_000, () => Assert.Null(ManyGroups.Of([.. Enumerable.Repeat(great, 10)])));
        Effort.AtMost(75_000_000, () => Assert.Null(ManyGroups.Of([[.. Enumerable.Repeat(new GroupCell(24, 48), 5)]])));
        Effort.AtMost(75_000_000, () => Assert.Null(ManyGroups.Of([[.. Enumerable.Repeat(new GroupCell(5, 10), 8)]])));
        Assert.Null(CochranQ.Of([.. Enumerable.Range(0, 400).Select(i => ImmutableArray.Create(i % 2 == 0, i % 3 == 0, i % 5 == 0, i % 7 == 0))]).P);
    }

    private static ImmutableArray<MemberScore> Members(int count) => [.. Enumerable.Range(0, count).Select(i => new MemberScore(new Fraction(i), 1, i % 2 == 0))];

    private SeededRandom Random(string stream)
    {
        output.WriteLine($"seed {Seed}, {stream}");
        return new RehearsalSeed(Seed).Stream(stream);
    }

    private static ImmutableArray<GroupCell> Cells(SeededRandom random, int groups, int most) =>
        [.. Enumerable.Range(0, groups).Select(_ => random.Between(0, most)).Select(all => new GroupCell(random.Between(0, all), all))];

    // Every case of every stratum is counted or not; those choices with as many counted in each stratum are equally likely.
    private static Dictionary<string, BigInteger> ByBruteForce(ImmutableArray<ImmutableArray<GroupCell>> strata)
    {
        var cases = strata.SelectMany((stratum, at) => stratum.SelectMany((cell, group) => Enumerable.Repeat((at, group), (int)cell.All))).ToList();
        var ways = new Dictionary<string, BigInteger>();
        for (var choice = 0; choice < 1 << cases.Count; choice++)
        {
            var counted = cases.Where((_, i) => (choice >> i & 1) != 0).ToList();
            if (strata.Where((stratum, at) => counted.Count(one => one.at == at) != stratum.Sum(cell => cell.Counted)).Any()) continue;
            var key = string.Join(',', Enumerable.Range(0, strata[0].Length).Select(group => counted.Count(one => one.group == group)));
            ways[key] = ways.GetValueOrDefault(key) + 1;
        }

        return ways;
    }

    private static Fraction Sum(IEnumerable<MemberScore> members) => members.Aggregate(Fraction.Zero, (sum, member) => sum + member.Score);
}
