using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Saksei.Election.Values;

namespace Saksei.Election.Evidence;

/// <summary>
/// Checks certificates in whole numbers, by code of its own: it shares the numbers with the search for them, and none of its steps.
/// What is open is rerun through the allocation; what is settled is added up.
/// </summary>
public static class EvidenceCheck
{
    private const int MostChoices = 4096;

    /// <summary>Whether both certificates of a seat prove what they stand for. Where nothing is claimed there is nothing to prove.</summary>
    public static bool Holds(ConstituencyEvidence constituency, SeatEvidence seat)
    {
        ArgumentNullException.ThrowIfNull(constituency);
        ArgumentNullException.ThrowIfNull(seat);
        if (constituency.NoBound is not null) return seat is { Level1: Verdict.NoBound, Level2: Verdict.NoBound };
        var list = constituency.Lists.IndexOf(seat.List);
        return HoldsLevel1(constituency, seat, list) && HoldsLevel2(constituency, seat, list);
    }

    private static bool HoldsLevel1(ConstituencyEvidence constituency, SeatEvidence seat, int list) => seat.Certificate1 switch
    {
        null => seat.Level1 == Verdict.NoBound,
        NothingOpenCertificate => seat.Level1 == Verdict.Settled && constituency.Open.IsEmpty,
        PoolCertificate pool => pool.Pool == constituency.Pool && Pool(constituency.Settled.Given(), list, seat.Ordinal, seat.Level1, pool),
        _ => false,
    };

    private static bool HoldsLevel2(ConstituencyEvidence constituency, SeatEvidence seat, int list) => seat.Certificate2 switch
    {
        NothingOpenCertificate => seat.Level2 == Verdict.Settled && constituency.Open.IsEmpty,
        AnyFiguresCertificate => seat is { Level1: Verdict.Settled, Level2: Verdict.Settled } && WithinBounds(constituency),
        var certificate => Copies(constituency.Copies.Given(), list, seat.Ordinal, seat.Level2, certificate),
    };

    // What copies can add to what is settled is no more than the ballots that are open, those of stations with one option included.
    private static bool WithinBounds(ConstituencyEvidence constituency) =>
        constituency is { Copies: { } copies, Settled: { } settled }
        && copies.Fixed.Base - settled.Base + copies.Stations.Sum(station => station.Options.Max(option => option.Total)) + copies.Pool <= constituency.Pool;

    /// <summary>A verdict of level 1 on a list's i-th seat, whose certificate names the pool.</summary>
    public static bool Pool(SeatContest settled, int list, int ordinal, Verdict verdict, PoolCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(settled);
        ArgumentNullException.ThrowIfNull(certificate);
        return verdict switch
        {
            Verdict.Open => certificate.Cheapest.Votes <= certificate.Pool && IsLost(settled, list, ordinal, certificate.Cheapest),
            Verdict.Settled => certificate.Cheapest.Votes > certificate.Pool && PoolRecount.IsBeyond(settled, list, ordinal, certificate.Pool),
            Verdict.Undetermined or Verdict.NoBound => false,
        };
    }

    /// <summary>A verdict of level 2 on a list's i-th seat.</summary>
    public static bool Copies(CopyContest contest, int list, int ordinal, Verdict verdict, Certificate? certificate)
    {
        ArgumentNullException.ThrowIfNull(contest);
        return (verdict, certificate) switch
        {
            (Verdict.Undetermined or Verdict.NoBound, null) => true,
            (_, PoolCertificate pool) => contest.Stations.IsEmpty && pool.Pool == contest.Pool && Pool(contest.Fixed, list, ordinal, verdict, pool),
            (Verdict.Open, ChoiceCertificate choice) => IsWitness(contest, list, ordinal, choice),
            (Verdict.Settled, CapsCertificate caps) => new CopySums(contest, list, ordinal).Refutes(caps, []),
            (Verdict.Settled, WeightsCertificate weights) => new CopySums(contest, list, ordinal).Refutes(weights.Caps, weights.Sharings),
            (Verdict.Settled, EveryChoiceCertificate every) => every.Choices == contest.Choices && every.Choices <= MostChoices && EveryChoiceKeeps(contest, list, ordinal),
            _ => false,
        };
    }

    private static bool IsWitness(CopyContest contest, int list, int ordinal, ChoiceCertificate choice) =>
        choice.Taking.Votes <= contest.Pool && choice.Options.Length == contest.Stations.Length
        && contest.Stations.Zip(choice.Options).All(pair => pair.Second >= 0 && pair.Second < pair.First.Options.Length)
        && IsLost(contest.With(choice.Options.AsSpan()), list, ordinal, choice.Taking);

    private static bool EveryChoiceKeeps(CopyContest contest, int list, int ordinal)
    {
        for (long number = 0; number < contest.Choices; number++)
        {
            var (rest, choice) = (number, new int[contest.Stations.Length]);
            for (var station = 0; station < choice.Length; station++)
                (rest, choice[station]) = (rest / contest.Stations[station].Options.Length, (int)(rest % contest.Stations[station].Options.Length));
            if (!PoolRecount.IsBeyond(contest.With(choice), list, ordinal, contest.Pool ?? 0)) return false;
        }

        return true;
    }

    /// <summary>Whether the list doesn't surely have its i-th seat once the votes are given to those who take it.</summary>
    public static bool IsLost(SeatContest contest, int list, int ordinal, Taking taking)
    {
        ArgumentNullException.ThrowIfNull(contest);
        ArgumentNullException.ThrowIfNull(taking);
        var votes = contest.Votes.ToArray();
        var others = contest.Base - votes.Sum();
        foreach (var taken in taking.By)
        {
            if (taken.List == list || taken.Votes < 0) return false;
            votes[taken.List] += taken.Votes;
        }

        if (taking.By.Sum(taken => taken.Votes) > taking.Votes) return false;
        if (taking.By.IsEmpty) Dilute(contest, list, taking.Votes, votes, ref others);
        return SurelyHas(contest.Rule, contest.Seats, votes, others, list) < ordinal;
    }

    // Below the threshold it doesn't matter who gets the votes: blank ones where they count, else any rival.
    private static void Dilute(SeatContest contest, int list, long added, long[] votes, ref long others)
    {
        if (contest.Rule.Threshold?.Of is ThresholdBase.Cast or ThresholdBase.ValidWithBlank) others += added;
        else if (votes.Length > 1) votes[list == 0 ? 1 : 0] += added;
    }

    private static int SurelyHas(SeatRule rule, int seats, long[] votes, long others, int list)
    {
        // A tie counts against the claim, however the rule would break it.
        var result = SeatAllocation.Allocate(rule with { Ties = [] }, new AllocationInput
        {
            Seats = seats,
            Lists = [.. votes.Select((own, place) => new ListVotes($"list {place}", own))],
            BlankVotes = rule.Threshold?.Of == ThresholdBase.Cast ? 0 : others,
            CastVotes = votes.Sum() + others,
        });
        return result.Refusal is null ? result.Lists[list].Seats : throw new InvalidOperationException(result.Refusal.Code);
    }
}

/// <summary>Counts the fewest votes that take a seat once more, recursively and in unbounded integers.</summary>
internal sealed class PoolRecount
{
    private readonly SeatContest _contest;
    private readonly int _list, _ordinal;
    private readonly BigInteger _need;
    private readonly Dictionary<(int Rival, int Seats), BigInteger?> _least = [];

    private PoolRecount(SeatContest contest, int list, int ordinal, BigInteger need) => (_contest, _list, _ordinal, _need) = (contest, list, ordinal, need);

    /// <summary>Whether no use of so many ballots takes the seat: from zero upwards, what the cheapest use needs is never reached.</summary>
    internal static bool IsBeyond(SeatContest contest, int list, int ordinal, long pool)
    {
        if (contest.Votes[list] == 0 || contest.Votes[list] < Need(contest, contest.Base + (CanDilute(contest) ? pool : 0))) return false;
        for (BigInteger used = 0; ;)
        {
            var least = new PoolRecount(contest, list, ordinal, Need(contest, contest.Base + used)).Least(0, contest.Seats - ordinal + 1);
            if (least is null || least > pool) return true;
            if (least <= used) return false;
            used = least.Value;
        }
    }

    /// <summary>Whether ballots can raise the threshold without being the list's own.</summary>
    internal static bool CanDilute(SeatContest contest) =>
        contest.Votes.Length > 1 || contest.Rule.Threshold?.Of is ThresholdBase.Cast or ThresholdBase.ValidWithBlank;

    private static BigInteger Need(SeatContest contest, BigInteger total)
    {
        if (contest.Rule.Threshold is not { } threshold) return 0;
        var share = threshold.For("single") * new Fraction(total, threshold.Of == ThresholdBase.Quota ? contest.Seats : 1);
        return share.Sign == 0 ? 0 : threshold.MoreThan ? share.Floor() + 1 : share.Ceiling();
    }

    /// <summary>The fewest votes with which rivals from a place on have so many quotients before the seat; null where they can't.</summary>
    private BigInteger? Least(int rival, int seats)
    {
        if (seats == 0) return 0;
        if (rival == _contest.Votes.Length) return null;
        if (rival == _list) return Least(rival + 1, seats);
        if (_least.TryGetValue((rival, seats), out var known)) return known;
        BigInteger? least = null;
        for (var own = 0; own <= seats; own++)
            if (Cost(rival, own) is { } cost && Least(rival + 1, seats - own) is { } rest && !(least <= cost + rest)) least = cost + rest;
        return _least[(rival, seats)] = least;
    }

    private BigInteger? Cost(int rival, int seats)
    {
        if (seats == 0) return 0;
        var (held, own) = ((BigInteger)_contest.Votes[_list], (BigInteger)_contest.Votes[rival]);
        var divisors = _contest.Rule.Method.Divisors;
        BigInteger mine = divisors.At(_ordinal), theirs = divisors.At(seats);
        if (mine.IsZero && !theirs.IsZero) return null;
        // Upwards from an estimate that is never too high, by the comparison itself.
        var votes = BigInteger.Max(BigInteger.Max(own, _need), 1);
        if (!divisors.Squared && !mine.IsZero) votes = BigInteger.Max(votes, held * theirs / mine);
        if (divisors.Squared && !mine.IsZero) votes = BigInteger.Max(votes, Root(held * held * theirs / mine));
        if (mine.IsZero) votes = BigInteger.Max(votes, held);
        while (divisors.Squared ? votes * votes * mine < held * held * theirs : votes * mine < held * theirs) votes++;
        return votes - own;
    }

    private static BigInteger Root(BigInteger square)
    {
        if (square.IsZero) return 0;
        var root = BigInteger.One << ((int)square.GetBitLength() / 2 + 1);
        for (var next = (root + square / root) / 2; next < root; next = (root + square / root) / 2) root = next;
        return root;
    }
}
