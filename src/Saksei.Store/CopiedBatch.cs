using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>
/// A batch of a register that another writes: records as they stand there, under the checkpoint that its log signed for them. It is
/// appended by the same transaction as one's own, and only where the records make the root that was signed.
/// </summary>
public static class CopiedBatch
{
    /// <summary>What is to be appended; null where the records don't make the checkpoint's root.</summary>
    /// <param name="store">Where the copy is kept.</param>
    /// <param name="head">Where it stands, with the epoch of who writes.</param>
    /// <param name="records">Those behind it, up to the checkpoint's size.</param>
    /// <param name="checkpoint">What the log signed.</param>
    /// <param name="note">With its signature: what receipts will be over.</param>
    public static Append? Prepare(IRegisterStore store, RegisterHead head, IReadOnlyList<ReadOnlyMemory<byte>> records, Checkpoint checkpoint, ReadOnlyMemory<byte> note)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (head.Size + records.Count != checkpoint.Size || records.Count == 0) return null;
        var (tree, tiles) = (TileTree.Open(head.Size, store.ReadTile), new List<Tile>());
        foreach (var record in records) tree.Append(Hash.OfLeaf(record.Span), tiles);
        if (tree.Root() != checkpoint.Root) return null;
        tiles.AddRange(tree.Partials());
        return new Append(head, head with { Size = checkpoint.Size, Root = checkpoint.Root }, [.. records], [.. tiles], note);
    }
}
