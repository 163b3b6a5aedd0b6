using CsCheck;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>Laws of apportionment, for every list of random elections. A tie is open, so a list is held to the range that lots leave it.</summary>
public sealed class Laws
{
    private static readonly Gen<(SeatRule Rule, AllocationInput Input)> AnyElection = Gen.Select(Elections.AnyRule, Elections.Any);
    private static readonly Gen<(SeatRule Rule, AllocationInput Input)> ByDivisors = Gen.Select(Elections.DivisorRule, Elections.Any);

    [Fact]
    public void The_Cambodian_article_equals_DHondt_on_every_input() =>
        Gen.OneOf(Elections.Any, Elections.Huge).Sample(input =>
        {
            var article = SeatRule.Named("cambodia")!.Allocate(input);
            var divisors = SeatRule.Named("dhondt")!.Allocate(input);
            Assert.Equal(divisors.Lists, article.Lists);
            Assert.Equal(divisors.Unfilled, article.Unfilled);
            Assert.Equal(divisors.Ties.Select(tie => (string.Join(',', tie.Lists), tie.Seats)), article.Ties.Select(tie => (string.Join(',', tie.Lists), tie.Seats)));
        }, iter: 20_000);

    [Fact]
    public void Every_seat_is_given_or_tied_or_there_are_no_votes() => AnyElection.Sample((rule, input) =>
    {
        var result = rule.Allocate(input);
        Assert.Null(result.Refusal);
        Assert.Equal(input.Seats, result.Lists.Sum(list => list.Seats) + result.Ties.Sum(tie => tie.Seats) + result.Unfilled);
        Assert.Equal(input.Lists.All(list => list.Votes == 0) ? input.Seats : 0, result.Unfilled);
        Assert.Equal(result.Lists.Sum(list => list.Seats), result.Steps.Sum(step => step.Seats));
    }, iter: 20_000);

    [Fact]
    public void The_order_in_which_lists_are_given_decides_nothing() => Gen.Select(AnyElection, Gen.Int[0, 100]).Sample((election, turn) =>
    {
        var (rule, input) = election;
        var turned = input with { Lists = [.. input.Lists.Select((list, i) => (list, i)).OrderBy(pair => (pair.i * 7 + turn) % 13).Select(pair => pair.list)] };
        var first = rule.Allocate(input);
        var second = rule.Allocate(turned);
        Assert.Equal(first.Lists.OrderBy(list => list.List), second.Lists.OrderBy(list => list.List));
        Assert.Equal(first.Ties.SelectMany(tie => tie.Lists).Order(), second.Ties.SelectMany(tie => tie.Lists).Order());
    }, iter: 10_000);

    [Fact]
    public void A_tie_is_between_more_lists_than_seats() => AnyElection.Sample((rule, input) =>
        Assert.All(rule.Allocate(input).Ties, tie => Assert.InRange(tie.Seats, 1, tie.Lists.Length - 1)), iter: 10_000);

    [Fact]
    public void A_list_never_loses_a_seat_when_the_house_grows_where_the_method_grants_it() => ByDivisors.Sample((rule, input) =>
    {
        var before = rule.Allocate(input);
        var after = rule.Allocate(input with { Seats = input.Seats + 1 });
        for (var list = 0; list < input.Lists.Length; list++)
            Assert.True(before.Seats(list).Fewest <= after.Seats(list).Fewest && before.Seats(list).Most <= after.Seats(list).Most);
    }, iter: 10_000);

    [Fact]
    public void Hare_with_largest_remainders_can_lose_a_seat_when_the_house_grows()
    {
        var rule = SeatRule.Named("hare-largest-remainder")!;
        var input = new AllocationInput { Seats = 25, Lists = [new("A", 1500), new("B", 1500), new("C", 900), new("D", 500), new("E", 500), new("F", 200)] };
        Assert.Equal([7, 7, 4, 3, 3, 1], rule.Allocate(input).Lists.Select(list => list.Seats));
        Assert.Equal([8, 8, 5, 2, 2, 1], rule.Allocate(input with { Seats = 26 }).Lists.Select(list => list.Seats));
    }

    // Not granted by Imperiali's quota (one vote fewer can spare a list its raising) nor by Droop's, rounded, with remainders.
    [Fact]
    public void No_list_gains_by_losing_votes() => Gen.Select(AnyElection.Where((rule, _) => GrantsIt(rule.Method)), Gen.Int[0, 11], Gen.Long[0, 1_000_000]).Sample((election, pick, loss) =>
    {
        var (rule, input) = election;
        var list = pick % input.Lists.Length;
        var votes = input.Lists[list].Votes;
        var before = rule.Allocate(input).Seats(list);
        var after = rule.Allocate(input.WithVotes(list, votes - loss % (votes + 1))).Seats(list);
        Assert.True(after.Fewest <= before.Fewest && after.Most <= before.Most, $"{rule.Name}: {before} {after}");
    }, iter: 20_000);

    private static bool GrantsIt(Method method) =>
        method.Quota != Quota.Imperiali && (method.Quota != Quota.Droop || method.Completion == Completion.HighestAverages);

    [Fact]
    public void A_list_never_loses_a_seat_to_votes_that_another_list_lost() => Gen.Select(ByDivisors, Gen.Int[0, 11]).Sample((election, pick) =>
    {
        var (rule, input) = election;
        var loser = pick % input.Lists.Length;
        var before = rule.Allocate(input);
        var after = rule.Allocate(input.WithVotes(loser, input.Lists[loser].Votes / 2));
        for (var list = 0; list < input.Lists.Length; list++)
            if (list != loser && after.Unfilled == 0) Assert.True(after.Seats(list).Fewest >= before.Seats(list).Fewest);
    }, iter: 10_000);

    [Fact]
    public void Every_list_has_at_least_its_whole_quotas_by_DHondt_and_by_Hare() =>
        Gen.Select(Elections.OneOf(["dhondt", "cambodia", "hare-largest-remainder", "cambodia-1998-one-shot"]), Elections.Any).Sample((name, input) =>
        {
            var total = input.Lists.Sum(list => list.Votes);
            var result = SeatRule.Named(name)!.Allocate(input);
            for (var list = 0; list < input.Lists.Length && total > 0; list++)
                Assert.True(result.Seats(list).Fewest >= input.Lists[list].Votes * input.Seats / total);
        }, iter: 10_000);

    [Fact]
    public void No_list_has_more_than_its_quotas_rounded_up_by_Hare_with_remainders() => Elections.Any.Sample(input =>
    {
        var total = input.Lists.Sum(list => list.Votes);
        var result = SeatRule.Named("hare-largest-remainder")!.Allocate(input);
        for (var list = 0; list < input.Lists.Length && total > 0; list++)
            Assert.True(result.Seats(list).Most <= (input.Lists[list].Votes * input.Seats + total - 1) / total);
    }, iter: 10_000);

    [Fact]
    public void Two_lists_that_join_never_lose_a_seat_by_DHondt() => Elections.Any.Where(input => input.Lists.Length > 1).Sample(input =>
    {
        var rule = SeatRule.Named("dhondt")! with { Coalitions = new CoalitionRule(Method.Named("dhondt")!) };
        var apart = rule.Allocate(input);
        var joined = rule.Allocate(input with { Lists = [.. input.Lists.Select((list, i) => i < 2 ? list with { Coalition = "joint" } : list)] });
        var together = joined.Steps.Where(step => step.Within is null && step.List == "joint").Sum(step => step.Seats);
        Assert.True(together >= apart.Lists[0].Seats + apart.Lists[1].Seats);
    }, iter: 10_000);

    [Fact]
    public void Any_lot_that_fits_completes_the_allocation() => Gen.Select(Elections.AnyRule, Elections.Tied).Where((rule, input) => !rule.Allocate(input).Ties.IsEmpty).Sample((rule, input) =>
    {
        var open = rule.Allocate(input);
        var tie = Assert.Single(open.Ties);
        var drawn = tie.Lists.Reverse().Take(tie.Seats).ToArray();
        var result = rule.Allocate(input with { Lots = [new Lot(tie.Step, tie.Lists, [.. drawn])] });
        Assert.Null(result.Refusal);
        Assert.True(result.Complete);
        foreach (var (before, after) in open.Lists.Zip(result.Lists))
            Assert.Equal(before.Seats + (drawn.Contains(before.List) ? 1 : 0), after.Seats);
    }, iter: 2_000);

    [Fact]
    public void Added_and_moved_votes_win_outright_what_the_margins_say_and_one_fewer_does_not() =>
        ByDivisors.Where((rule, input) => rule.Allocate(input).Margins is not null).Sample((rule, input) =>
        {
            var margins = rule.Allocate(input).Margins!;
            foreach (var margin in margins.NextSeats.Where(margin => margin.AddedOutright < long.MaxValue / 2))
            {
                var list = IndexOf(input, margin.List);
                var votes = input.Lists[list].Votes;
                Assert.True(rule.Allocate(input.WithVotes(list, votes + (long)margin.AddedOutright)).Seats(list).Fewest >= margin.Ordinal);
                Assert.True(rule.Allocate(input.WithVotes(list, votes + (long)margin.AddedLevel)).Seats(list).Most >= margin.Ordinal);
                if (margin.AddedLevel > 0)
                    Assert.True(rule.Allocate(input.WithVotes(list, votes + (long)margin.AddedLevel - 1)).Seats(list).Most < margin.Ordinal);
                AssertMoved(rule, input, margin, list);
            }
        }, iter: 2_000);

    private static void AssertMoved(SeatRule rule, AllocationInput input, SeatMargin margin, int list)
    {
        if (margin.MovedFrom is { } from)
            Assert.True(rule.Allocate(Moved(input, IndexOf(input, from), list, (long)margin.MovedOutright!)).Seats(list).Fewest >= margin.Ordinal);
        for (var source = 0; source < input.Lists.Length; source++)
            if (source != list && margin.MovedLevel is not { IsZero: true })
                Assert.True(Most(source, margin.MovedLevel is { } level ? (long)level - 1 : long.MaxValue) < margin.Ordinal);

        int Most(int source, long ballots) =>
            rule.Allocate(Moved(input, source, list, source == list ? 0 : Math.Min(ballots, input.Lists[source].Votes))).Seats(list).Most;
    }

    private static AllocationInput Moved(AllocationInput input, int from, int to, long ballots) =>
        input.WithVotes(from, input.Lists[from].Votes - ballots).WithVotes(to, input.Lists[to].Votes + ballots);

    private static int IndexOf(AllocationInput input, string list) => input.Lists.ToList().FindIndex(other => other.List == list);
}
