using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Election.Stations;

/// <summary>A run of serial numbers, first and last included, as the books of ballots print them.</summary>
public sealed record SerialRange(string First, string Last);

/// <summary>Ballots delivered to one station; <paramref name="Previous"/> names the delivery that it replaces.</summary>
public sealed record Delivery(string Station, long Ballots, ImmutableArray<SerialRange> Serials, Hash? Previous);

/// <summary><c>stations/delivered</c>: ballots delivered to up to 500 stations. It bounds what a station can hold, whatever a form says.</summary>
public sealed record StationsDelivered(ActHeader Header, ImmutableArray<Delivery> Deliveries) : Act(Header), IContestAct
{
    /// <inheritdoc/>
    public override ActKind Row => StationKinds.Delivered;

    /// <inheritdoc/>
    public string Contest { get; init; } = "";
}

/// <summary>How the doors were while ballots were counted.</summary>
public enum Doors { Open, Closed, Partly, NotSeen }

/// <summary>Who was there during the count.</summary>
public enum Presence { Present, Absent, Refused, SentAway, NotSeen }

/// <summary>Whether something was done, as far as was seen.</summary>
public enum Seen { Yes, No, NotSeen }

/// <summary>What became of an agent's or observer's request for a copy of the form.</summary>
public enum Handing { Handed, Refused, NotAsked, NotSeen }

/// <summary>Presence of one organisation's people.</summary>
public sealed record PresenceOf(string Organisation, Presence State);

/// <summary>Whether the form was handed to one organisation's people.</summary>
public sealed record HandingTo(string Organisation, Handing Outcome);

/// <summary>
/// What one organisation reports of one station. Of each kind its last report stands; <paramref name="Previous"/> names the one that it replaces.
/// </summary>
public abstract record StationReport(ActHeader Header, string Station, Hash? Previous) : Act(Header)
{
    /// <summary>What it says became of requests for a copy of the form, where <paramref name="author"/> is the organisation that reports.</summary>
    internal abstract IEnumerable<HandingTo> CopiesBy(string author);
}

/// <summary><c>stations/conditions</c>: how a station was counted, as one organisation saw it.</summary>
public sealed record StationConditions(
    ActHeader Header, string Station, Doors Doors, ImmutableArray<PresenceOf> Presence, Seen Posted, ImmutableArray<HandingTo> Handed,
    Moment? From, Moment? Until, ImmutableArray<Attachment> Attachments, Hash? Previous) : StationReport(Header, Station, Previous)
{
    /// <inheritdoc/>
    public override ActKind Row => StationKinds.Conditions;

    internal override IEnumerable<HandingTo> CopiesBy(string author) => Handed;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;
}

/// <summary>Who refused a copy of the form.</summary>
public enum Refuser { StationHead, StationMember, Security, Other }

/// <summary>The reason that was given for it.</summary>
public enum RefusalReason { NoCopies, FormNotFilledIn, NotAllowed, Other, NoneGiven }

/// <summary>
/// <c>forms/refusal</c>: the organisation that asked for a copy of a station's form and got none says so itself. It stands with what
/// others saw of the station, since that is where copies are counted.
/// </summary>
public sealed record FormRefusal(
    ActHeader Header, string Station, Moment When, Refuser By, RefusalReason Reason, Hash? Previous) : StationReport(Header, Station, Previous)
{
    /// <inheritdoc/>
    public override ActKind Row => StationKinds.Refusal;

    internal override IEnumerable<HandingTo> CopiesBy(string author) => [new(author, Handing.Refused)];
}
