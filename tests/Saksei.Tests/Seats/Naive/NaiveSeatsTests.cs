using CsCheck;
using Xunit;

namespace Saksei.Tests.Seats.Naive;

/// <summary>Both implementations give the same seats, lots and unfilled seats, with lots open and with lots drawn.</summary>
public sealed class NaiveSeatsTests
{
    [Fact]
    public void They_agree_on_every_method() => Compare(SmallRules.Bare, SmallElections.Bare, 6_000);

    [Fact]
    public void They_agree_on_other_first_divisors() => Compare(SmallRules.FirstDivisor, SmallElections.Bare, 2_000);

    [Fact]
    public void They_agree_on_thresholds() => Compare(SmallRules.WithThreshold, SmallElections.Full.Select(WithoutCandidates), 4_000);

    [Fact]
    public void They_agree_on_joint_lists() => Compare(SmallRules.WithJointLists, SmallElections.Full.Select(WithoutCandidates), 4_000);

    [Fact]
    public void They_agree_on_lists_struck_out() => Compare(SmallRules.WithStruckLists, SmallElections.Full.Select(WithoutCandidates), 4_000);

    [Fact]
    public void They_agree_on_lists_without_candidates_left() => Compare(SmallRules.WithExhaustion, SmallElections.Full, 4_000);

    [Fact]
    public void They_agree_on_what_breaks_ties() => Compare(SmallRules.WithTies, Gen.OneOf(SmallElections.Bare, SmallElections.Level), 8_000);

    [Fact]
    public void They_agree_on_all_parts_together() => Compare(SmallRules.WithEverything, SmallElections.Full, 6_000);

    private static NaiveInput WithoutCandidates(NaiveInput input) => input with { Lists = input.Lists.Select(list => list with { Candidates = null }).ToList() };

    private static void Compare(Gen<string> rules, Gen<NaiveInput> inputs, int times) =>
        Gen.Select(rules, inputs, SmallElections.Order, SmallElections.Of).Sample(election =>
        {
            AssertSame(election, null);
            AssertSame(election, election.Drawn);
        }, iter: times);

    private static void AssertSame(SmallElection election, List<string>? drawn)
    {
        var naive = new NaiveSeats(NaiveRule.Read(election.Rule), election.Input, drawn).Allot().ToString();
        var fast = Bridge.Result(Bridge.Allocate(Bridge.Rule(election.Rule), election.Input, drawn)).ToString();
        Assert.True(naive == fast, $"{election}{(drawn is null ? "" : $" drawn {string.Join(' ', drawn)}")}\nnaive {naive}\nfast  {fast}");
    }
}
