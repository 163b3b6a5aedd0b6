using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary><c>holders/candidates</c>: a list's candidates in one constituency, in the order of the ballot, as posted. Codes, not names.</summary>
/// <param name="Header">Signed by the office that declares results.</param>
/// <param name="Constituency">Its code.</param>
/// <param name="List">The list's code.</param>
/// <param name="Candidates">Their codes, in order.</param>
/// <param name="Preferences">Votes of preference, one for each; empty where there are none.</param>
/// <param name="Previous">The act that it replaces; null for the first.</param>
public sealed record HoldersCandidates(
    ActHeader Header, string Constituency, string List, ImmutableArray<string> Candidates, ImmutableArray<long> Preferences, Hash? Previous) : Act(Header), IContestAct
{
    /// <inheritdoc/>
    public override ActKind Row => HolderKinds.Candidates;

    /// <inheritdoc/>
    public string Contest { get; init; } = "";
}

/// <summary>What happens to a seat.</summary>
public enum SeatChangeKind { Vacated, Replaced, Reassigned }

/// <summary><c>holders/change</c>: after the official result a seat is vacated, filled by the next on the list, or given to another list by decision.</summary>
/// <param name="Header">Signed by the office that declares results.</param>
/// <param name="Constituency">Its code.</param>
/// <param name="List">The list that holds the seat.</param>
/// <param name="Ordinal">Which of the list's seats, from 1.</param>
/// <param name="Change">What happens.</param>
/// <param name="To">The list that it is given to; empty otherwise.</param>
/// <param name="Ground">The ground, of the definition's list.</param>
/// <param name="Article">The article.</param>
/// <param name="Attachments">The decision.</param>
public sealed record HoldersChange(
    ActHeader Header, string Constituency, string List, int Ordinal, SeatChangeKind Change, string To, string Ground, string Article,
    ImmutableArray<Attachment> Attachments) : Act(Header), IContestAct
{
    /// <inheritdoc/>
    public override ActKind Row => HolderKinds.Change;

    /// <inheritdoc/>
    public string Contest { get; init; } = "";

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;
}
