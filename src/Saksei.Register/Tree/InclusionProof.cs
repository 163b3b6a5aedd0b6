using System.Collections.Immutable;

namespace Saksei.Register.Tree;

/// <summary>
/// Shows that one leaf stands at one index of a tree (RFC 6962 section 2.1.1).
/// Siblings run from the leaf up to the root's child; at most 63.
/// </summary>
public static class InclusionProof
{
    /// <summary>Makes the proof for the leaf <paramref name="index"/> in the tree of <paramref name="size"/> leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index isn't within the tree.</exception>
    public static ImmutableArray<Hash> Prove(IHashReader reader, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = ImmutableArray.CreateBuilder<Hash>();
        Walk(reader, index, 0, size, path);
        return path.DrainToImmutable();
    }

    /// <summary>Checks a proof by RFC 9162 section 2.1.3.2; no hash may be missing and none left over.</summary>
    public static bool Check(ReadOnlySpan<Hash> proof, long index, long size, Hash leaf, Hash root)
    {
        if (index < 0 || index >= size) return false;
        long node = index, last = size - 1;
        var computed = leaf;
        foreach (var sibling in proof)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                computed = Hash.OfNode(sibling, computed);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                computed = Hash.OfNode(computed, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && computed == root;
    }

    private static void Walk(IHashReader reader, long index, long start, long end, ImmutableArray<Hash>.Builder path)
    {
        if (end - start == 1) return;
        var middle = start + MerkleTree.SplitPoint(end - start);
        if (index < middle)
        {
            Walk(reader, index, start, middle, path);
            path.Add(MerkleTree.RangeRoot(reader, middle, end));
        }
        else
        {
            Walk(reader, index, middle, end, path);
            path.Add(MerkleTree.RangeRoot(reader, start, middle));
        }
    }
}
