using System.Numerics;
using CsCheck;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats.Naive;

/// <summary>Margins against trying one vote more, two votes more, and so on.</summary>
public sealed class NaiveMarginsTests
{
    private const int MostTried = 90;

    private static readonly Gen<SmallElection> Election = Gen.Select(SmallRules.OfQuotients, SmallElections.Tiny, SmallElections.Order, SmallElections.Of);

    [Fact]
    public void The_fewest_votes_added_and_ballots_moved_are_those_found_by_trying() => Election.Sample(election =>
    {
        if (Bridge.Allocate(Bridge.Rule(election.Rule), election.Input, null).Margins is not { } margins) return;
        foreach (var margin in margins.NextSeats)
        {
            AssertAdded(election, margin);
            AssertMoved(election, margin);
        }
    }, iter: 500);

    [Fact]
    public void Margins_are_given_exactly_where_the_specification_says() => Gen.Select(SmallRules.Bare, SmallElections.Tiny, SmallElections.Order, SmallElections.Of).Sample(election =>
    {
        var rule = NaiveRule.Read(election.Rule);
        var result = new NaiveSeats(rule, election.Input).Allot();
        var given = Bridge.Allocate(Bridge.Rule(election.Rule), election.Input, null).Margins is { };
        var remainders = rule.Method.EndsWith("remainder", StringComparison.Ordinal) || rule.Method is "cambodia-1998-one-shot";
        var none = remainders || rule.Method is "imperiali-highest-averages" or "adams" or "huntington-hill";
        Assert.True(given == (!none && result.Ties.Count == 0 && result.Unfilled == 0), $"{election}\n{given} {result}");
    }, iter: 2_000);

    [Fact]
    public void The_runner_up_is_the_pair_of_the_last_seat_and_the_next_quotient() => Election.Sample(election =>
    {
        var rule = NaiveRule.Read(election.Rule);
        var result = new NaiveSeats(rule, election.Input).Allot();
        if (Bridge.Allocate(Bridge.Rule(election.Rule), election.Input, null).Margins is not { RunnerUp: { } runner } margins) return;
        var (last, next) = (margins.LastSeat, runner.List);
        Assert.Equal((result.Seats[last], result.Seats[next] + 1), (margins.LastSeatOrdinal, runner.Ordinal));
        foreach (var list in new NaiveSeats(rule, election.Input).TakingPart())
        {
            if (result.Seats[list] > 0) Assert.True(Quotient(list, 0, result.Seats[list]) >= Quotient(last, 0, result.Seats[last]));
            if (list != last) Assert.True(Quotient(list, 0, result.Seats[list] + 1) <= Quotient(next, 0, runner.Ordinal));
        }

        var given = (runner.AddedLevel, runner.AddedOutright);
        var found = (Fewest(votes => Gap(votes, 0) >= 0), Fewest(votes => Gap(votes, 0) > 0));
        Assert.True(given == found, $"{election}\n{last} {next} added {given}, by trying {found}");
        var givenMoved = (runner.MovedLevel, runner.MovedOutright);
        var foundMoved = (Fewest(votes => Gap(votes, votes) >= 0), Fewest(votes => Gap(votes, votes) > 0));
        Assert.True(runner.MovedOutright is null || givenMoved == foundMoved, $"{election}\n{last} {next} moved {givenMoved}, by trying {foundMoved}");

        int Gap(int to, int from) => Quotient(next, to, runner.Ordinal).CompareTo(Quotient(last, -from, margins.LastSeatOrdinal));
        NaiveFraction Quotient(string list, int more, int seat) => NaiveMethod.Quotient(
            NaiveMethod.IsDivisorMethod(rule.Method) ? rule.Method : "dhondt", rule.FirstDivisor, election.Input.Lists.Single(one => one.Name == list).Votes + more, seat).Value;
    }, iter: 3_000);

    private static BigInteger Fewest(Predicate<int> enough)
    {
        var votes = 0;
        while (!enough(votes)) votes++;
        return votes;
    }

    private static void AssertAdded(SmallElection election, SeatMargin margin)
    {
        if (margin.AddedOutright > MostTried) return;
        NaiveMargins naive = new(NaiveRule.Read(election.Rule), election.Input, MostTried + 1);
        var (level, outright) = (naive.Added(margin.List, false), naive.Added(margin.List, true));
        Assert.True(
            naive.SidesChanged || (level == margin.AddedLevel && outright == margin.AddedOutright),
            $"{election}\n{margin.List} added {margin.AddedLevel} {margin.AddedOutright}, by trying {level} {outright}");
    }

    private static void AssertMoved(SmallElection election, SeatMargin margin)
    {
        NaiveMargins naive = new(NaiveRule.Read(election.Rule), election.Input, 0);
        var others = election.Input.Lists.Where(list => list.Name != margin.List).ToList();
        var found = others.Select(from => (From: from.Name, Votes: naive.Moved(from.Name, margin.List, true))).ToList();
        var fewest = found.Min(move => move.Votes);
        var level = others.Min(from => naive.Moved(from.Name, margin.List, false));
        if (naive.SidesChanged) return;
        Assert.True(
            fewest == margin.MovedOutright && level == margin.MovedLevel && (fewest is null || found.Contains((margin.MovedFrom!, fewest))),
            $"{election}\n{margin.List} moved {margin.MovedLevel} {margin.MovedOutright} from {margin.MovedFrom}, by trying {level} and {string.Join(' ', found)}");
    }
}
