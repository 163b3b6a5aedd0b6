using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>The quota whose whole multiples are turned into seats first.</summary>
public enum Quota
{
    /// <summary>No quota: every seat goes by the divisors.</summary>
    None,

    /// <summary>votes / seats.</summary>
    Hare,

    /// <summary>The whole part of votes / (seats + 1), plus one.</summary>
    Droop,

    /// <summary>votes / (seats + 1), exact.</summary>
    HagenbachBischoff,

    /// <summary>votes / (seats + 2), exact. It can promise more seats than there are: see <see cref="StepKind.QuotaRaised"/>.</summary>
    Imperiali,
}

/// <summary>How the seats that the whole quotas leave are given out.</summary>
public enum Completion
{
    /// <summary>One seat at a time to the highest average, recomputed after every seat.</summary>
    HighestAverages,

    /// <summary>One seat each in the order of what is left of the votes after the whole quotas.</summary>
    LargestRemainders,

    /// <summary>One seat each in the order of averages computed once: the reading of 1998 that the final text gave up.</summary>
    OneShotAverages,
}

/// <summary>
/// The divisors d(1), d(2) … by which a list's votes are divided for its first, second … seat, as integers over a common
/// <see cref="Scale"/>: 1.4, 3, 5 are 7, 15, 25 over 5. Squared sequences (Huntington-Hill) hold d(n)² and are compared with votes².
/// </summary>
public sealed record DivisorSequence
{
    private const int Tabled = 128;
    private readonly ulong[] reciprocals = new ulong[Tabled];

    private DivisorSequence(long step, long offset, long first)
    {
        Step = step;
        Offset = offset;
        First = first;
        // A division costs as much as everything else that is done for a seat.
        for (var seat = 1; seat < Tabled; seat++)
            if (At(seat) > 1) reciprocals[seat] = ulong.MaxValue / (ulong)At(seat) + 1;
    }

    /// <summary>What one further seat adds to the divisor, times the scale.</summary>
    public long Step { get; }

    private long Offset { get; }

    /// <summary>d(1) times the scale; zero where the first seat comes before all quotients (Adams, Huntington-Hill).</summary>
    public long First { get; }

    public long Scale { get; private init; } = 1;

    /// <summary>Whether votes are squared before they are divided (Huntington-Hill).</summary>
    public bool Squared { get; private init; }

    public static DivisorSequence DHondt { get; } = new(1, 0, 1);

    public static DivisorSequence SainteLague { get; } = new(2, -1, 1);

    public static DivisorSequence Danish { get; } = new(3, -2, 1);

    public static DivisorSequence Imperiali { get; } = new(1, 1, 2);

    public static DivisorSequence Adams { get; } = new(1, -1, 0);

    public static DivisorSequence HuntingtonHill { get; } = new(1, -1, 0) { Squared = true };

    /// <summary>d(n) times the scale (for a squared sequence: n(n−1)).</summary>
    public long At(int seat) => seat == 1 ? First : Squared ? (long)seat * (seat - 1) : Step * seat + Offset;

    /// <summary>⌊n / d(seat)⌋ for n·d(seat) &lt; 2⁶⁴: with m = ⌊(2⁶⁴−1)/d⌋ + 1 the product n·m / 2⁶⁴ is above n/d by less than 1/d.</summary>
    internal ulong Divide(ulong n, int seat)
    {
        if (seat >= Tabled) return n / (ulong)At(seat);
        // No reciprocal: the divisor is 1.
        return reciprocals[seat] is not 0 and var reciprocal ? Math.BigMul(n, reciprocal, out _) : n;
    }

    public bool Equals(DivisorSequence? other) =>
        other is not null && (Step, Offset, First, Scale, Squared) == (other.Step, other.Offset, other.First, other.Scale, other.Squared);

    public override int GetHashCode() => HashCode.Combine(Step, Offset, First, Scale, Squared);

    /// <summary>How many divisors aren't above this one (not for squared sequences).</summary>
    public BigInteger CountUpTo(BigInteger divisor) =>
        divisor < First ? 0 : BigInteger.Max(1, BigInteger.Divide(divisor - Offset, Step));

    /// <summary>The same sequence with another first divisor, or null where the divisors would no longer rise.</summary>
    public DivisorSequence? WithFirst(Fraction first)
    {
        if (Squared || first.Sign <= 0 || first.Denominator > 1000 || first >= new Fraction(At(2), Scale)) return null;
        var scale = (long)first.Denominator;
        return new DivisorSequence(Step / Scale * scale, Offset / Scale * scale, (long)first.Numerator) { Scale = scale };
    }

    /// <summary>votes / d(n) (votes² / d(n)² where squared); null where the divisor is zero, which comes before every quotient.</summary>
    public Fraction? Quotient(long votes, int seat)
    {
        var divisor = At(seat);
        if (divisor == 0) return null;
        var top = new BigInteger(votes);
        return new Fraction(Squared ? top * top : top * Scale, divisor);
    }
}

/// <summary>A method by its name: whole quotas (or none), then how the rest is given out.</summary>
public sealed record Method(string Name, Quota Quota, Completion Completion, DivisorSequence Divisors)
{
    private static readonly Method[] All =
    [
        Divisor("dhondt", DivisorSequence.DHondt),
        Divisor("sainte-lague", DivisorSequence.SainteLague),
        Divisor("sainte-lague-1.4", DivisorSequence.SainteLague.WithFirst(new Fraction(7, 5)).Given()),
        Divisor("danish", DivisorSequence.Danish),
        Divisor("imperiali", DivisorSequence.Imperiali),
        Divisor("adams", DivisorSequence.Adams),
        Divisor("huntington-hill", DivisorSequence.HuntingtonHill),
        ByQuota("hare-largest-remainder", Quota.Hare, Completion.LargestRemainders),
        ByQuota("droop-largest-remainder", Quota.Droop, Completion.LargestRemainders),
        ByQuota("hagenbach-bischoff-largest-remainder", Quota.HagenbachBischoff, Completion.LargestRemainders),
        ByQuota("imperiali-largest-remainder", Quota.Imperiali, Completion.LargestRemainders),
        ByQuota("hare-highest-averages", Quota.Hare, Completion.HighestAverages),
        ByQuota("droop-highest-averages", Quota.Droop, Completion.HighestAverages),
        ByQuota("hagenbach-bischoff-highest-averages", Quota.HagenbachBischoff, Completion.HighestAverages),
        ByQuota("imperiali-highest-averages", Quota.Imperiali, Completion.HighestAverages),
        Divisor("majority", DivisorSequence.DHondt) with { IsMajority = true },
        ByQuota("cambodia", Quota.Hare, Completion.HighestAverages),
        ByQuota("cambodia-1998-one-shot", Quota.Hare, Completion.OneShotAverages),
    ];

    /// <summary>The names of all methods, bare methods first, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.ConvertAll(All, method => method.Name);

    /// <summary>Every seat falls where the divisors put it, so a seat more or less moves one list only.</summary>
    public bool IsDivisorMethod => Quota == Quota.None;

    /// <summary>One seat, to the most votes if they reach the rule's share of all; otherwise there is a second round between the first two.</summary>
    public bool IsMajority { get; private init; }

    /// <summary>
    /// The last seat is decided by quotients alone: divisor methods, and a quota that never gives more whole seats than D'Hondt does.
    /// </summary>
    public bool IsDecidedByQuotients => Completion == Completion.HighestAverages && Quota != Quota.Imperiali;

    /// <summary>The bare method of that name, or null.</summary>
    public static Method? Named(string name) => Array.Find(All, method => method.Name == name);

    private static Method Divisor(string name, DivisorSequence divisors) =>
        new(name, Quota.None, Completion.HighestAverages, divisors);

    private static Method ByQuota(string name, Quota quota, Completion completion) =>
        new(name, quota, completion, DivisorSequence.DHondt);
}
