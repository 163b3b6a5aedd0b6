using System.Runtime.InteropServices;
using Saksei.Register.Tree;

namespace Saksei.Register.Tiles;

/// <summary>A tile and its bytes: <c>Width</c> digests of 32 bytes.</summary>
public readonly record struct Tile(TileCoordinate At, byte[] Bytes);

/// <summary>
/// The growing end of a tree: for each level the digests of its unfinished tile, at most 255 of them.
/// That is all a writer needs: finished tiles leave it once, and the root follows from what stays.
/// Invariant: <c>_edge[L].Count == (Size >> 8L) mod 256</c>.
/// </summary>
public sealed class TileTree
{
    private readonly List<List<Hash>> _edge = [];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Continues a tree of <paramref name="size"/> leaves from its partial tiles.</summary>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="read">Gives the bytes of a partial tile; its width is exactly the one asked for.</param>
    public static TileTree Open(long size, Func<TileCoordinate, byte[]> read)
    {
        var tree = new TileTree { Size = size };
        for (var level = 0; TileCoordinate.NodesAt(level, size) is var nodes and > 0; level++)
        {
            var width = (int)(nodes % TileCoordinate.FullWidth);
            tree.Level(level).AddRange(width == 0 ? [] : Digests(read(new TileCoordinate(level, nodes / TileCoordinate.FullWidth, width))));
        }

        return tree;
    }

    /// <summary>Appends a leaf; tiles that it finishes are added to <paramref name="finished"/>, lowest level first.</summary>
    public void Append(Hash leaf, ICollection<Tile> finished)
    {
        Size++;
        var node = leaf;
        for (var level = 0; ; level++)
        {
            var digests = Level(level);
            digests.Add(node);
            if (digests.Count < TileCoordinate.FullWidth) return;
            var index = (Size >> (8 * (level + 1))) - 1;
            finished.Add(new Tile(new TileCoordinate(level, index, TileCoordinate.FullWidth), Join(digests)));
            node = MerkleTree.Root(CollectionsMarshal.AsSpan(digests));
            digests.Clear();
        }
    }

    /// <summary>The unfinished tiles, one a level where it has any digest.</summary>
    public IEnumerable<Tile> Partials()
    {
        for (var level = 0; level < _edge.Count; level++)
            if (_edge[level].Count > 0)
                yield return new Tile(
                    new TileCoordinate(level, TileCoordinate.NodesAt(level, Size) / TileCoordinate.FullWidth, _edge[level].Count),
                    Join(_edge[level]));
    }

    /// <summary>
    /// The root. At each level the unfinished digests, followed by the smaller tree to their right, split just as
    /// RFC 6962 splits the leaves below them, because all but the last are perfect and of one size.
    /// </summary>
    public Hash Root()
    {
        if (Size == 0) return Hash.EmptyTree;
        Hash? right = null;
        foreach (var digests in _edge)
        {
            if (digests.Count == 0) continue;
            Hash[] nodes = right is { } remainder ? [.. digests, remainder] : [.. digests];
            right = MerkleTree.Root(nodes);
        }

        return right ?? throw new InvalidOperationException("a tree with leaves has a digest at some level");
    }

    private List<Hash> Level(int level)
    {
        while (_edge.Count <= level) _edge.Add(new List<Hash>(TileCoordinate.FullWidth));
        return _edge[level];
    }

    private static byte[] Join(List<Hash> digests)
    {
        var bytes = new byte[digests.Count * Hash.Length];
        for (var i = 0; i < digests.Count; i++) digests[i].CopyTo(bytes.AsSpan(i * Hash.Length));
        return bytes;
    }

    private static IEnumerable<Hash> Digests(byte[] tile) =>
        Enumerable.Range(0, tile.Length / Hash.Length).Select(i => Hash.At(tile, i));
}
