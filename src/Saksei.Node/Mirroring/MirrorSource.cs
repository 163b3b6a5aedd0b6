using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Verifier;

namespace Saksei.Node.Mirroring;

/// <summary>What is followed, and what is known of it from elsewhere.</summary>
/// <param name="Address">Where, as people are to read it.</param>
/// <param name="Open">The way to its files, anew for each look: bounded in time, sizes and attempts.</param>
/// <param name="Log">The log's key; null where it is pinned on first use.</param>
/// <param name="Founding">The founding act's identity, likewise.</param>
public sealed record MirrorSource(string Address, Func<IPublishedFiles> Open, VerifierKey? Log = null, Hash? Founding = null)
{
    /// <summary>Whether what is stored is followed too before enough have co-signed it: for who is to co-sign it.</summary>
    public bool FollowsAll { get; init; }
}
