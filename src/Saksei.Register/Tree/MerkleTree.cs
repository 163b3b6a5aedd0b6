using System.Numerics;

namespace Saksei.Register.Tree;

/// <summary>
/// Reads the digest of a perfect subtree: the 2^level leaves that begin at index·2^level.
/// What holds the digests (memory, tiles on a disk, tiles behind HTTP) gives them by this one method,
/// and every proof below is made from it.
/// </summary>
public interface IHashReader
{
    /// <summary>The digest of the perfect subtree <paramref name="index"/> of <paramref name="level"/> (0 = leaves).</summary>
    Hash Node(int level, long index);
}

/// <summary>The tree of RFC 6962 section 2.1 over SHA-256: roots of ranges of leaves.</summary>
public static class MerkleTree
{
    /// <summary>The root of the tree over the first <paramref name="size"/> leaves.</summary>
    public static Hash Root(IHashReader reader, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? Hash.EmptyTree : RangeRoot(reader, 0, size);
    }

    /// <summary>The root over digests that lie in memory: leaves, or roots of equal perfect subtrees.</summary>
    public static Hash Root(ReadOnlySpan<Hash> nodes)
    {
        if (nodes.IsEmpty) return Hash.EmptyTree;
        if (nodes.Length == 1) return nodes[0];
        var left = (int)SplitPoint(nodes.Length);
        return Hash.OfNode(Root(nodes[..left]), Root(nodes[left..]));
    }

    /// <summary>The largest power of two strictly smaller than <paramref name="size"/>, which is at least 2.</summary>
    public static long SplitPoint(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(size - 1)));

    /// <summary>
    /// The root of the leaves [start, end). The range must be one that the recursion of RFC 6962 reaches:
    /// start is a multiple of the smallest power of two that is at least end − start.
    /// </summary>
    internal static Hash RangeRoot(IHashReader reader, long start, long end)
    {
        var size = end - start;
        if (BitOperations.IsPow2(size))
        {
            var level = BitOperations.TrailingZeroCount(size);
            return reader.Node(level, start >> level);
        }

        var middle = start + SplitPoint(size);
        return Hash.OfNode(RangeRoot(reader, start, middle), RangeRoot(reader, middle, end));
    }
}
