using System.Collections.Immutable;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>
/// Receipts of the records that one append added, made from what it wrote: every tile on the way from a new leaf to the root was
/// changed by it, so the store isn't asked. Nodes are computed once for the whole batch.
/// </summary>
public sealed class BatchProofs(Appended appended)
{
    private readonly Lock _lock = new();
    private readonly NodesOnce _nodes = new(new TileHashReader(appended.Next.Size, ReaderOf(appended.Tiles)));

    /// <summary>The receipt of a record that was appended with this batch.</summary>
    public Receipt ReceiptOf(long index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, appended.First);
        lock (_lock)
            return new Receipt(index, InclusionProof.Prove(_nodes, index, appended.Next.Size), appended.CheckpointNote);
    }

    private static Func<TileCoordinate, byte[]> ReaderOf(ImmutableArray<Tile> tiles)
    {
        var bytes = tiles.ToDictionary(tile => tile.At, tile => tile.Bytes);
        return at => bytes[at];
    }

    private sealed class NodesOnce(IHashReader reader) : IHashReader
    {
        private readonly Dictionary<(int Level, long Index), Hash> _known = [];

        public Hash Node(int level, long index)
        {
            if (_known.TryGetValue((level, index), out var node)) return node;

            // From its two halves while these are within one tile, so that a node costs one hash and not all below it.
            node = level % 8 == 0 ? reader.Node(level, index) : Hash.OfNode(Node(level - 1, 2 * index), Node(level - 1, (2 * index) + 1));
            return _known[(level, index)] = node;
        }
    }
}
