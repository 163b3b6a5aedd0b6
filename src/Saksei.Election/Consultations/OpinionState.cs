using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Tree;

namespace Saksei.Election.Consultations;

/// <summary>Where an opinion stands.</summary>
public enum OpinionStatus
{
    /// <summary>In the register, neither published nor rejected.</summary>
    Waiting,

    /// <summary>Published.</summary>
    Published,

    /// <summary>Rejected by a rule.</summary>
    Rejected,

    /// <summary>Handed in after the last day: recorded, and no part of the consultation.</summary>
    Late,
}

/// <summary>What was decided when a rejection was asked about again.</summary>
public sealed record ReviewState(ReviewOutcome Outcome, ActPlace Place);

/// <summary>A rejection: by which rule, who signed it, and what came of it. It stays in the log, restored or not.</summary>
/// <param name="Rule">The rule's code.</param>
/// <param name="Place">The act.</param>
/// <param name="People">Commitments to those who signed it or answered for it, who therefore can't look at it again.</param>
public sealed record RejectionState(string Rule, ActPlace Place, ImmutableHashSet<Hash> People)
{
    /// <summary>By which act it was asked about again, the last time.</summary>
    public ActPlace? Asked { get; init; }

    /// <summary>What came of that; null while nobody answered.</summary>
    public ReviewState? Review { get; init; }

    private ImmutableHashSet<string> Askers { get; init; } = [];

    /// <summary>Whether somebody asked and nobody has answered.</summary>
    public bool IsPending => Asked is not null && Review is null;

    /// <summary>
    /// Whether an organisation may ask: once, while it stands and nothing is pending. One question in all would be spent by a friend of
    /// those who rejected it, before the person comes.
    /// </summary>
    internal bool MayBeAskedBy(string organisation) => Stands && !IsPending && !Askers.Contains(organisation);

    internal RejectionState AskedBy(string organisation, ActPlace place) => this with { Asked = place, Review = null, Askers = Askers.Add(organisation) };

    internal RejectionState Answered(ReviewState review, ImmutableArray<Hash> people) => this with { Review = review, People = People.Union(people) };

    /// <summary>Whether it stands.</summary>
    public bool Stands => Review?.Outcome != ReviewOutcome.Restored;
}

/// <summary>
/// An opinion in its consultation. The same hash in another is another opinion: anybody can register what he saw elsewhere, and that
/// must say nothing of where it was handed in.
/// </summary>
/// <param name="Consultation">The consultation's code.</param>
/// <param name="Opinion">SHA-256 of its text (<see cref="OpinionText"/>).</param>
public readonly record struct OpinionName(string Consultation, Hash Opinion);

/// <summary>An opinion: its name, how it came in, and what became of it. A value.</summary>
/// <param name="Name">Its consultation and its hash.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="Workshop">The workshop where it was handed in; empty where that isn't said.</param>
/// <param name="Received">When it was handed in: by its batch, its promise, or the register's time.</param>
/// <param name="Place">The act by which it is in the register.</param>
public sealed record OpinionState(OpinionName Name, OpinionChannel Channel, string Workshop, Moment Received, ActPlace Place)
{
    /// <summary>Its hash.</summary>
    public Hash Opinion => Name.Opinion;

    /// <summary>Whether it was handed in after the last day.</summary>
    public bool IsLate { get; init; }

    /// <summary>Whether it was registered more than an hour after it was handed in.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>By which act its promise was shown.</summary>
    public ActPlace? Shown { get; init; }

    /// <summary>Its rejection, restored or not.</summary>
    public RejectionState? Rejection { get; init; }

    /// <summary>By which act it is published.</summary>
    public ActPlace? Published { get; init; }

    /// <summary>Bytes of its words where these may be read; null else.</summary>
    public long? Length { get; init; }

    /// <summary>How many recommendations name it.</summary>
    public int Named { get; init; }

    /// <summary>Where it stands.</summary>
    public OpinionStatus Status => IsLate ? OpinionStatus.Late
        : Published is not null ? OpinionStatus.Published
        : Rejection is { Stands: true } ? OpinionStatus.Rejected : OpinionStatus.Waiting;
}
