using Saksei.Register.Tree;

namespace Saksei.Register.Tiles;

/// <summary>
/// Digests of perfect subtrees from the tiles of a tree of <paramref name="size"/> leaves.
/// A node of level l lies in tile level l/8; within it the 2^(l mod 8) digests below the node are folded.
/// The tiles are believed: check the root before believing a proof made from them.
/// </summary>
/// <param name="size">Leaves of the tree, from a checkpoint.</param>
/// <param name="read">Gives a tile's bytes; never asked for a tile that the size doesn't imply.</param>
public sealed class TileHashReader(long size, Func<TileCoordinate, byte[]> read) : IHashReader
{
    private readonly Dictionary<TileCoordinate, byte[]> _tiles = [];

    /// <inheritdoc/>
    public Hash Node(int level, long index)
    {
        var within = level % 8;
        var first = index << within;
        var tile = Read(level / 8, first / TileCoordinate.FullWidth);
        var digests = new Hash[1 << within];
        var offset = (int)(first % TileCoordinate.FullWidth);
        for (var i = 0; i < digests.Length; i++) digests[i] = Hash.At(tile, offset + i);
        return MerkleTree.Root(digests);
    }

    private byte[] Read(int level, long index)
    {
        var nodes = TileCoordinate.NodesAt(level, size) - index * TileCoordinate.FullWidth;
        var at = new TileCoordinate(level, index, (int)Math.Min(nodes, TileCoordinate.FullWidth));
        if (!_tiles.TryGetValue(at, out var bytes)) _tiles[at] = bytes = read(at);
        return bytes;
    }
}
