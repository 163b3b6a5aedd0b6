using System.Collections.Immutable;
using System.Numerics;

namespace Saksei.Election.Evidence;

/// <summary>What can be said of a seat.</summary>
public enum Verdict
{
    /// <summary>Nothing that is open can take it.</summary>
    Settled,

    /// <summary>What is open can take it; a tie counts as taking.</summary>
    Open,

    /// <summary>Neither could be shown. It counts as open.</summary>
    Undetermined,

    /// <summary>For this rule, or without a bound on a station, nothing is claimed.</summary>
    NoBound,
}

/// <summary>
/// Why a seat is settled or open, for anybody to check in integers (docs/spec/evidence.md).
/// List numbers are places in <see cref="ConstituencyEvidence.Lists"/>.
/// </summary>
public abstract record Certificate
{
    private protected Certificate()
    {
    }

    /// <summary>The certificate's kind in JSON.</summary>
    public abstract string Kind { get; }
}

/// <summary>
/// The fewest votes that take the seat, added to what is settled, against all ballots that are open: settled just if they are more.
/// </summary>
/// <param name="Pool">All ballots that are open.</param>
/// <param name="Needed">How many of the rivals' quotients must come before the seat.</param>
/// <param name="Cheapest">The fewest votes; where they are beyond the pool, a lower bound is enough.</param>
public sealed record PoolCertificate(long Pool, int Needed, Taking Cheapest) : Certificate
{
    /// <inheritdoc/>
    public override string Kind => "pool";
}

/// <summary>Nothing is open here: the seat stands as it was given, by lot where one was drawn.</summary>
public sealed record NothingOpenCertificate : Certificate
{
    /// <inheritdoc/>
    public override string Kind => "nothing-open";
}

/// <summary>Settled for any figures, so for any copies: no copy is above its station's bound.</summary>
public sealed record AnyFiguresCertificate : Certificate
{
    /// <inheritdoc/>
    public override string Kind => "any-figures";
}

/// <summary>Settled: no rival can have more than so many quotients before the seat, and they are too few together.</summary>
/// <param name="Needed">How many would be needed.</param>
/// <param name="Caps">The most seats of each rival; those without any are left out.</param>
public sealed record CapsCertificate(int Needed, ImmutableArray<(int List, int Seats)> Caps) : Certificate
{
    /// <inheritdoc/>
    public override string Kind => "caps";
}

/// <summary>A condition's weight: that a rival's quotient comes before the seat, or that the rival reaches the threshold.</summary>
public sealed record RowWeight(int List, bool IsThreshold, BigInteger Weight);

/// <summary>One way of sharing the needed seats among rivals, and weights under which its conditions can't hold together.</summary>
public sealed record RefutedSharing(ImmutableArray<(int List, int Seats)> Seats, ImmutableArray<RowWeight> Weights);

/// <summary>Settled: within the caps, every sharing of the needed seats is refuted by weights.</summary>
public sealed record WeightsCertificate(CapsCertificate Caps, ImmutableArray<RefutedSharing> Sharings) : Certificate
{
    /// <inheritdoc/>
    public override string Kind => "weights";
}

/// <summary>Settled: every choice of copies was tried; there are few enough to do it again.</summary>
public sealed record EveryChoiceCertificate(long Choices) : Certificate
{
    /// <inheritdoc/>
    public override string Kind => "every-choice";
}

/// <summary>Open: with these copies right, and these votes at stations without copies, the seat is lost or comes to a lot.</summary>
/// <param name="Options">The option taken at each station of <see cref="CopyContest.Stations"/>.</param>
/// <param name="Taking">Votes at stations without copies.</param>
public sealed record ChoiceCertificate(ImmutableArray<int> Options, Taking Taking) : Certificate
{
    /// <inheritdoc/>
    public override string Kind => "choice";
}
