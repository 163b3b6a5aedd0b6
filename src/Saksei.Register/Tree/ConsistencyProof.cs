using System.Collections.Immutable;
using System.Numerics;

namespace Saksei.Register.Tree;

/// <summary>
/// Shows that a tree only grew: the first <c>oldSize</c> leaves of the new one are those of the old one
/// (RFC 6962 section 2.1.2). Every tree extends the empty one, by the empty proof.
/// </summary>
public static class ConsistencyProof
{
    /// <summary>Makes the proof that the tree of <paramref name="newSize"/> leaves extends its first <paramref name="oldSize"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">oldSize is negative or larger than newSize.</exception>
    public static ImmutableArray<Hash> Prove(IHashReader reader, long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize) return [];
        var path = ImmutableArray.CreateBuilder<Hash>();
        Walk(reader, oldSize, 0, newSize, true, path);
        return path.DrainToImmutable();
    }

    /// <summary>Checks a proof by RFC 9162 section 2.1.4.2; no hash may be missing and none left over.</summary>
    public static bool Check(ReadOnlySpan<Hash> proof, long oldSize, long newSize, Hash oldRoot, Hash newRoot)
    {
        if (oldSize < 0 || oldSize > newSize) return false;
        if (oldSize == newSize) return proof.IsEmpty && oldRoot == newRoot;
        if (oldSize == 0) return proof.IsEmpty && oldRoot == Hash.EmptyTree;
        if (proof.IsEmpty) return false;
        return (BitOperations.IsPow2(oldSize) ? RootsFrom(oldRoot, proof, oldSize, newSize) : RootsFrom(proof[0], proof[1..], oldSize, newSize)) == (oldRoot, newRoot);
    }

    /// <summary>
    /// The hashes of which both roots follow: a proof, and before it the old tree's root where the old size is a power of two, since
    /// a proof leaves that one to who checks it.
    /// </summary>
    public static ImmutableArray<Hash> ProveBoth(IHashReader reader, long oldSize, long newSize)
    {
        var proof = Prove(reader, oldSize, newSize);
        return oldSize > 0 && oldSize < newSize && BitOperations.IsPow2(oldSize) ? proof.Insert(0, MerkleTree.RangeRoot(reader, 0, oldSize)) : proof;
    }

    /// <summary>The roots of both sizes that such hashes give; null where one is missing or left over.</summary>
    public static (Hash Old, Hash New)? RootsOf(ReadOnlySpan<Hash> hashes, long oldSize, long newSize) =>
        oldSize <= 0 || oldSize >= newSize || hashes.IsEmpty ? null : RootsFrom(hashes[0], hashes[1..], oldSize, newSize);

    private static (Hash Old, Hash New)? RootsFrom(Hash first, ReadOnlySpan<Hash> rest, long oldSize, long newSize)
    {
        long node = oldSize - 1, last = newSize - 1;
        while ((node & 1) == 1) (node, last) = (node >> 1, last >> 1);
        Hash oldComputed = first, newComputed = first;
        foreach (var sibling in rest)
        {
            if (last == 0) return null;
            if ((node & 1) == 1 || node == last)
            {
                oldComputed = Hash.OfNode(sibling, oldComputed);
                newComputed = Hash.OfNode(sibling, newComputed);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                newComputed = Hash.OfNode(newComputed, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 ? (oldComputed, newComputed) : null;
    }

    // SUBPROOF of the RFC: `complete` says that the old tree's part of [start, end) is the whole range,
    // whose root the checker then already has.
    private static void Walk(
        IHashReader reader, long oldEnd, long start, long end, bool complete, ImmutableArray<Hash>.Builder path)
    {
        if (oldEnd == end)
        {
            if (!complete) path.Add(MerkleTree.RangeRoot(reader, start, end));
            return;
        }

        var middle = start + MerkleTree.SplitPoint(end - start);
        if (oldEnd <= middle)
        {
            Walk(reader, oldEnd, start, middle, complete, path);
            path.Add(MerkleTree.RangeRoot(reader, middle, end));
        }
        else
        {
            Walk(reader, oldEnd, middle, end, false, path);
            path.Add(MerkleTree.RangeRoot(reader, start, middle));
        }
    }
}
