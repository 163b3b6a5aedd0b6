using System.Collections.Concurrent;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>
/// Digests of perfect subtrees from a store's tiles. A full tile never changes: it is read once and the tree above its digests kept,
/// so that a proof costs a few hashes. Bounded; forgets all at once when it is full.
/// </summary>
/// <param name="store">Where the tiles are.</param>
/// <param name="size">Where the register stands.</param>
internal sealed class TileNodes(IRegisterStore store, Func<long> size) : IHashReader
{
    private const int MostTiles = 2048;
    private const int TileLevels = 8;
    private readonly ConcurrentDictionary<(int Level, long Index), Hash[][]> _full = new();

    /// <inheritdoc/>
    public Hash Node(int level, long index)
    {
        var (tileLevel, within) = (level / TileLevels, level % TileLevels);
        var (tile, first) = ((index << within) / TileCoordinate.FullWidth, (index << within) % TileCoordinate.FullWidth);
        var width = (int)Math.Min(TileCoordinate.NodesAt(tileLevel, size()) - (tile * TileCoordinate.FullWidth), TileCoordinate.FullWidth);
        if (width == TileCoordinate.FullWidth) return Full(tileLevel, tile)[within][first >> within];
        var digests = Digests(store.ReadTile(new TileCoordinate(tileLevel, tile, width)));
        return MerkleTree.Root(digests.AsSpan((int)first, 1 << within));
    }

    private Hash[][] Full(int level, long tile)
    {
        if (_full.TryGetValue((level, tile), out var known)) return known;
        if (_full.Count >= MostTiles) _full.Clear();
        var rows = new Hash[TileLevels][];
        rows[0] = Digests(store.ReadTile(new TileCoordinate(level, tile, TileCoordinate.FullWidth)));
        for (var row = 1; row < TileLevels; row++) rows[row] = Pairs(rows[row - 1]);
        return _full[(level, tile)] = rows;
    }

    private static Hash[] Pairs(Hash[] below) =>
        [.. Enumerable.Range(0, below.Length / 2).Select(i => Hash.OfNode(below[2 * i], below[(2 * i) + 1]))];

    private static Hash[] Digests(byte[] tile) => [.. Enumerable.Range(0, tile.Length / Hash.Length).Select(i => new Hash(tile.AsSpan(i * Hash.Length, Hash.Length)))];
}
