using CsCheck;
using Saksei.Election.Counts;
using Saksei.Election.Evidence;
using Saksei.Election.Seats;

namespace Saksei.Tests.Evidence;

/// <summary>Elections small enough that everything open can be tried: each way of giving out the pool, each choice of copies.</summary>
internal static class SmallElections
{
    private static readonly string[] Methods =
    [
        "dhondt", "cambodia", "sainte-lague", "sainte-lague-1.4", "danish", "imperiali", "adams", "huntington-hill",
        "hare-highest-averages", "droop-highest-averages", "hagenbach-bischoff-highest-averages",
    ];

    private static readonly Gen<string> MethodName = Gen.Frequency((4, Gen.Const("dhondt")), (2, Gen.Const("cambodia")), (4, Gen.Int[0, Methods.Length - 1].Select(i => Methods[i])));

    private static readonly Gen<Threshold?> AnyThreshold = Gen.Frequency(
        (2, Gen.Const((Threshold?)null)),
        (3, Gen.Select(Gen.Int[1, 40], Gen.Int[0, 3], Gen.Bool, (percent, of, more) =>
            (Threshold?)new Threshold(new Fraction(percent, 100), (ThresholdBase)of, ThresholdLevel.Constituency) { MoreThan = more })));

    /// <summary>A rule of which something is claimed.</summary>
    internal static Gen<SeatRule> Rule { get; } = Gen.Select(MethodName, AnyThreshold, (name, threshold) =>
        SeatRule.Named(name)! with { Threshold = threshold is { Of: ThresholdBase.Quota } ? threshold with { Share = threshold.Share } : threshold });

    /// <summary>Settled votes, seats and a pool.</summary>
    internal static Gen<(SeatContest Contest, long Pool)> Pooled { get; } =
        Gen.Select(Rule, Gen.Int[1, 5], VotesGen(1, 4, 25), Gen.Long[0, 4], Gen.Long[0, 7], (rule, seats, votes, others, pool) =>
            (new SeatContest(rule, seats, [.. votes], CountsOthers(rule) ? others : 0), pool));

    /// <summary>The same with stations that have several copies.</summary>
    internal static Gen<CopyContest> WithCopies { get; } =
        Gen.Select(Rule, Gen.Int[1, 5], Gen.Int[2, 4], Gen.Long[0, 3], Gen.Int[0, 3], Gen.Int[0, int.MaxValue]).SelectMany((rule, seats, lists, others, pool, _) =>
            Gen.Select(Gen.Long[0, 25].Array[lists], Options(lists, CountsOthers(rule)).Array[2, 3].Array[1, 4], (votes, stations) => new CopyContest(
                new SeatContest(rule, seats, [.. votes], CountsOthers(rule) ? others : 0), pool,
                [.. stations.Select((options, station) => new StationOptions($"station {station}", [.. options]))])));

    /// <summary>Thirteen stations with two copies each: 8,192 choices, and figures that are close.</summary>
    internal static Gen<CopyContest> WithManyCopies { get; } =
        Gen.Select(Rule.Where(rule => !rule.Method.Divisors.Squared), Gen.Int[1, 5], Gen.Int[3, 4], Gen.Long[0, 20]).SelectMany((rule, seats, lists, pool) =>
            Gen.Select(Gen.Long[200, 300].Array[lists], Options(lists, CountsOthers(rule)).Array[2].Array[13], (votes, stations) => new CopyContest(
                new SeatContest(rule, seats, [.. votes], 0), pool,
                [.. stations.Select((options, station) => new StationOptions($"station {station}", [.. options]))])));

    /// <summary>Whether a list keeps a seat in each choice of copies, whatever the pool is.</summary>
    internal static bool StandsInEveryChoice(CopyContest contest, int list, int ordinal)
    {
        var choice = new int[contest.Stations.Length];
        for (var place = 0; place < choice.Length;)
        {
            if (CheapestTaking.Added(contest.With(choice), list, ordinal, false, contest.Pool!.Value).Votes <= contest.Pool) return false;
            for (place = 0; place < choice.Length && ++choice[place] == contest.Stations[place].Options.Length; place++) choice[place] = 0;
        }

        return true;
    }

    internal static bool CountsOthers(SeatRule rule) => rule.Threshold?.Of is ThresholdBase.Cast or ThresholdBase.ValidWithBlank;

    /// <summary>The seats that a list has for sure: a tie counts against it.</summary>
    internal static int[] Sure(SeatContest contest, ReadOnlySpan<long> added, long others)
    {
        var rule = contest.Rule;
        var votes = contest.Votes.ToArray();
        for (var list = 0; list < votes.Length; list++) votes[list] += added.IsEmpty ? 0 : added[list];
        var rest = contest.Base - contest.Votes.Sum() + others;
        var result = SeatAllocation.Allocate(rule, new AllocationInput
        {
            Seats = contest.Seats,
            Lists = [.. votes.Select((own, list) => new ListVotes($"list {list}", own))],
            BlankVotes = rule.Threshold?.Of == ThresholdBase.Cast ? 0 : rest,
            CastVotes = votes.Sum() + rest,
        });
        return result.Refusal is null ? [.. result.Lists.Select(list => list.Seats)] : throw new InvalidOperationException(result.Refusal.Code);
    }

    /// <summary>The fewest seats that each list has for sure, over every way of giving out at most so many ballots.</summary>
    internal static int[] Fewest(SeatContest contest, long pool)
    {
        var fewest = Enumerable.Repeat(contest.Seats, contest.Votes.Length).ToArray();
        var added = new long[contest.Votes.Length];
        Spread(0, pool);
        return fewest;

        void Spread(int list, long left)
        {
            if (list < added.Length)
            {
                for (long own = 0; own <= left; own++)
                {
                    added[list] = own;
                    Spread(list + 1, left - own);
                }

                added[list] = 0;
                return;
            }

            for (long others = 0; others <= (CountsOthers(contest.Rule) ? left : 0); others++) Lower(fewest, Sure(contest, added, others));
        }
    }

    /// <summary>The fewest seats over every choice of copies and every way of giving out the pool.</summary>
    internal static int[] Fewest(CopyContest contest)
    {
        var fewest = Enumerable.Repeat(contest.Fixed.Seats, contest.Fixed.Votes.Length).ToArray();
        var choice = new int[contest.Stations.Length];
        for (var place = 0; place < choice.Length;)
        {
            Lower(fewest, Fewest(contest.With(choice), contest.Pool!.Value));
            for (place = 0; place < choice.Length && ++choice[place] == contest.Stations[place].Options.Length; place++) choice[place] = 0;
        }

        return fewest;
    }

    private static void Lower(int[] fewest, int[] seats)
    {
        for (var list = 0; list < fewest.Length; list++) fewest[list] = Math.Min(fewest[list], seats[list]);
    }

    private static Gen<long[]> VotesGen(int fewest, int most, long votes) =>
        Gen.OneOf(Gen.Long[0, votes].Array[fewest, most], Gen.Long[0, 4].Array[fewest, most]);

    private static Gen<CopyOption> Options(int lists, bool others) =>
        Gen.Select(Gen.Long[0, 9].Array[lists], Gen.Long[0, 2], Gen.Int[0, 2], (votes, beside, organisation) => new CopyOption(
            [.. votes], votes.Sum() + (others ? beside : 0), [new CopyOrigin($"organisation {organisation}", "official", Saksei.Register.Tree.Hash.OfBytes([]))]));
}
