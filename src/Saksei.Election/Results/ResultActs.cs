using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary><c>results/lot</c>: a lot was drawn between lists that the rule leaves tied; it is checked against the tie that arises.</summary>
/// <param name="Header">Signed by the office that draws.</param>
/// <param name="Constituency">Its code; the outermost unit's where the tie is beyond one constituency.</param>
/// <param name="Step">The step of the allocation, from 1.</param>
/// <param name="Lists">The lists that tied.</param>
/// <param name="Drawn">Those that were drawn, in their order.</param>
/// <param name="Within">The joint list inside which they tied, or the level beyond one constituency; empty elsewhere.</param>
/// <param name="Attachments">The record of the drawing.</param>
public sealed record ResultsLot(
    ActHeader Header, string Constituency, int Step, ImmutableArray<string> Lists, ImmutableArray<string> Drawn, string Within,
    ImmutableArray<Attachment> Attachments) : Act(Header), IContestAct
{
    /// <inheritdoc/>
    public override ActKind Row => ResultKinds.Lot;

    /// <inheritdoc/>
    public string Contest { get; init; } = "";

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> Lasting => References;
}

/// <summary>The stages of results, in their order; the legal clock starts at provisional.</summary>
public enum Stage { Preliminary, Provisional, Official }

/// <summary>
/// <c>results/stage</c>: the office declares results to have reached a stage. It names the tally by hash, and the fold
/// recomputes it: a declaration of other figures than the register's is void.
/// </summary>
public sealed record ResultsStage(ActHeader Header, Stage Stage, Hash Tally, ImmutableArray<Attachment> Attachments) : Act(Header), IContestAct
{
    /// <inheritdoc/>
    public override ActKind Row => ResultKinds.Declare;

    /// <inheritdoc/>
    public string Contest { get; init; } = "";

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> Lasting => References;
}
