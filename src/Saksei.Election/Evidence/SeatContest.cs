using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Seats;
using Saksei.Election.Values;

namespace Saksei.Election.Evidence;

/// <summary>
/// Seats and votes of one constituency as exact numbers: whose quotient comes before whose, and who takes part.
/// </summary>
public sealed class SeatContest
{
    private const long Moderate = 1L << 40;
    private readonly Fraction _share;
    private readonly bool _moreThan;

    /// <param name="rule">A rule for which <see cref="NoBound"/> is null.</param>
    /// <param name="seats">How many seats are given.</param>
    /// <param name="votes">One number for each list.</param>
    /// <param name="others">Ballots beside the lists' votes that the threshold is measured with.</param>
    public SeatContest(SeatRule rule, int seats, ImmutableArray<long> votes, long others)
    {
        ArgumentNullException.ThrowIfNull(rule);
        (Rule, Seats, Votes, Base) = (rule, seats, votes, votes.Sum() + others);
        if (rule.Threshold is not { } threshold) return;
        _share = threshold.For(Kind) / new Fraction(threshold.Of == ThresholdBase.Quota ? seats : 1);
        _moreThan = threshold.MoreThan;
    }

    private const string Kind = "single";

    /// <summary>How seats are given.</summary>
    public SeatRule Rule { get; }

    /// <summary>How many seats are given.</summary>
    public int Seats { get; }

    /// <summary>Votes by list.</summary>
    public ImmutableArray<long> Votes { get; }

    /// <summary>The votes that the threshold is a share of.</summary>
    public long Base { get; }

    internal DivisorSequence Divisors => Rule.Method.Divisors;

    internal bool HasThreshold => _share.Sign > 0;

    internal Fraction Share => _share;

    internal bool MoreThan => _moreThan;

    /// <summary>
    /// Why nothing can be said under a rule; null where it can: every seat must be decided by quotients of one constituency's votes.
    /// </summary>
    public static string? NoBound(SeatRule rule, ImmutableArray<ListVotes> lists = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!lists.IsDefault && lists.Any(list => list.Coalition is not null)) return "joint-lists";
        if (!lists.IsDefault && lists.Any(list => list.Candidates is not null)) return "candidates-limited";
        if (rule.Threshold is { Kinds.Count: > 0 }) return "threshold-by-kind";
        if (rule.Levelling is not null) return "levelling";
        if (rule.Biproportional is not null) return "biproportional";
        if (rule.Threshold is { Level: ThresholdLevel.National }) return "national-threshold";
        return rule.Method.Completion switch
        {
            Completion.LargestRemainders => "largest-remainders",
            Completion.OneShotAverages => "one-shot-averages",
            Completion.HighestAverages => rule.Method.IsDecidedByQuotients ? null : "imperiali-quota",
        };
    }

    /// <summary>The least votes with which a list takes part where the threshold is a share of so many.</summary>
    public long Need(long total)
    {
        var share = _share * new Fraction(total);
        if (share.Sign <= 0) return 0;
        return (long)(_moreThan ? share.Floor() + 1 : share.Ceiling());
    }

    /// <summary>With how many votes added to the base the least votes to take part exceed those of a list; null where they never do.</summary>
    internal long? Dilution(int list)
    {
        if (!HasThreshold || (Votes.Length == 1 && Rule.Threshold.Given().Of is ThresholdBase.Valid or ThresholdBase.Quota)) return null;
        var reached = new Fraction(Votes[list]) / _share;
        var total = _moreThan ? reached.Ceiling() : reached.Floor() + 1;
        return total - Base < CheapestTaking.Never ? (long)BigInteger.Max(0, total - Base) : null;
    }

    /// <summary>
    /// The least votes with which a rival's n-th quotient comes before the i-th of a list that holds so many, or is level with it
    /// (not when <paramref name="outright"/>): d(i)·T_q ≥ d(n)·T_A.
    /// </summary>
    internal long LeastVotes(long held, int ordinal, int seat, bool outright)
    {
        if (held == 0) return 0;
        var (mine, theirs) = (Divisors.At(ordinal), Divisors.At(seat));
        // A zero divisor comes before every quotient; between two of them the votes decide.
        if (mine == 0) return theirs == 0 ? held + (outright ? 1 : 0) : CheapestTaking.Never;
        if (theirs == 0) return 1;
        if (Divisors.Squared) return LeastSquared(held, mine, theirs, outright);
        if (held < Moderate && theirs < Moderate >> 18) return outright ? held * theirs / mine + 1 : (held * theirs + mine - 1) / mine;
        var product = (Int128)held * theirs;
        var least = outright ? product / mine + 1 : (product + mine - 1) / mine;
        return least < CheapestTaking.Never ? (long)least : CheapestTaking.Never;
    }

    // The least whole v with v²·d(i)² ≥ T_A²·d(n)²: from the square root upwards by at most one.
    private static long LeastSquared(long held, long mine, long theirs, bool outright)
    {
        var product = (BigInteger)held * held * theirs;
        var (low, high) = (BigInteger.Zero, (BigInteger)held * theirs + 1);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var order = (middle * middle * mine).CompareTo(product);
            if (order > 0 || (order == 0 && !outright)) high = middle;
            else low = middle + 1;
        }

        return low < CheapestTaking.Never ? (long)low : CheapestTaking.Never;
    }
}
