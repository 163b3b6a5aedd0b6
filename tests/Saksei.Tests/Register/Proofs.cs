using CsCheck;
using Saksei.Register.Tree;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Register;

/// <summary>
/// For every size 1…300 every proof of inclusion and of consistency: made, equal to the one that the text of RFC 6962 gives,
/// accepted, and refused with anything about it altered.
/// A size alone is bound by no proof: where two sizes place a leaf alike, the path is the same. It is bound by the
/// checkpoint that signs size and root together, so a wrong size comes here with the root of that size.
/// </summary>
public sealed class Proofs
{
    private const int Largest = 300;
    private static readonly GrownTree Grown = GrownTree.Of(Enumerable.Range(0, Largest + 1).Select(Rfc6962.Record));
    private static readonly Hash[] Leaves = [.. Enumerable.Range(0, Largest + 1).Select(i => new Hash(Rfc6962.Leaf(Rfc6962.Record(i))))];
    private static readonly Hash[] Roots = NaiveRoots();

    [Fact]
    public void Every_inclusion_proof_up_to_300_is_made_accepted_and_refused_when_altered() =>
        Parallel.For(1, Largest + 1, size =>
        {
            var rfc = Rfc6962.Counted(size);
            var reader = Grown.Reader(size);
            for (var index = 0; index < size; index++)
            {
                var proof = InclusionProof.Prove(reader, index, size).ToArray();
                Assert.Equal(rfc.Path(index, size).ToHashes(), proof);
                Assert.True(InclusionProof.Check(proof, index, size, Leaves[index], Roots[size]), $"{index} of {size}");
                foreach (var altered in Alterations(proof, index))
                    Assert.False(InclusionProof.Check(altered, index, size, Leaves[index], Roots[size]), $"{index} of {size}");
                CheckWrongPlace(proof, index, size);
            }
        });

    [Fact]
    public void Every_consistency_proof_up_to_300_is_made_accepted_and_refused_when_altered() =>
        Parallel.For(1, Largest + 1, newSize =>
        {
            var rfc = Rfc6962.Counted(newSize);
            var reader = Grown.Reader(newSize);
            for (var oldSize = 0; oldSize <= newSize; oldSize++)
            {
                var proof = ConsistencyProof.Prove(reader, oldSize, newSize).ToArray();
                Assert.Equal(oldSize == 0 ? [] : rfc.Proof(oldSize, newSize).ToHashes(), proof);
                Assert.True(ConsistencyProof.Check(proof, oldSize, newSize, Roots[oldSize], Roots[newSize]), $"{oldSize} → {newSize}");
                foreach (var altered in Alterations(proof, oldSize))
                    Assert.False(ConsistencyProof.Check(altered, oldSize, newSize, Roots[oldSize], Roots[newSize]), $"{oldSize} → {newSize}");
                CheckWrongSizes(proof, oldSize, newSize);
            }
        });

    [Fact]
    public void A_size_alone_passes_only_where_both_sizes_place_the_leaf_alike()
    {
        for (var size = 1; size <= 64; size++)
            for (var index = 0; index < size; index++)
            {
                var proof = InclusionProof.Prove(Grown.Reader(size), index, size).ToArray();
                for (var other = index + 1; other <= 64; other++)
                    Assert.Equal(
                        Rfc6962.Turns(index, other) == Rfc6962.Turns(index, size),
                        InclusionProof.Check(proof, index, other, Leaves[index], Roots[size]));
            }
    }

    [Fact]
    public void What_lies_outside_the_tree_has_no_proof_and_passes_no_check()
    {
        var reader = Grown.Reader(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Prove(reader, 5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Prove(reader, -1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Prove(reader, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Prove(reader, 6, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Prove(reader, -1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.Root(reader, -1));
        Assert.False(InclusionProof.Check([], -1, 1, Leaves[0], Roots[1]));
        Assert.False(InclusionProof.Check([], 1, 1, Leaves[0], Roots[1]));
        Assert.False(InclusionProof.Check([], 0, 0, Leaves[0], Roots[0]));
        Assert.False(ConsistencyProof.Check([], -1, 1, Roots[0], Roots[1]));
        Assert.False(ConsistencyProof.Check([], 2, 1, Roots[2], Roots[1]));
        Assert.False(ConsistencyProof.Check([], 0, 1, Roots[1], Roots[1]));
    }

    [Fact]
    public void Sizes_up_to_the_largest_are_refused_without_overflow()
    {
        var proof = Enumerable.Range(0, 64).Select(i => Leaves[i]).ToArray();
        for (var length = 0; length <= 64; length++)
        {
            Assert.False(InclusionProof.Check(proof.AsSpan(0, length), long.MaxValue - 1, long.MaxValue, Leaves[0], Roots[1]));
            Assert.False(InclusionProof.Check(proof.AsSpan(0, length), 0, long.MaxValue, Leaves[0], Roots[1]));
            Assert.False(ConsistencyProof.Check(proof.AsSpan(0, length), 1L << 62, long.MaxValue, Roots[1], Roots[2]));
            Assert.False(ConsistencyProof.Check(proof.AsSpan(0, length), long.MaxValue - 1, long.MaxValue, Roots[1], Roots[2]));
        }
    }

    [Fact]
    public void Proofs_made_from_the_tiles_of_any_earlier_size_hold()
    {
        const int largest = 70_000;
        var grown = GrownTree.Of(Enumerable.Range(0, largest).Select(Rfc6962.Record));
        Gen.Select(Gen.Int[1, largest], Gen.Int[0, largest - 1], Gen.Int[0, largest]).Sample((size, some, other) =>
        {
            int index = some % size, oldSize = other % (size + 1);
            var reader = grown.Reader(size);
            Hash root = MerkleTree.Root(reader, size), oldRoot = MerkleTree.Root(grown.Reader(oldSize), oldSize);
            return InclusionProof.Check(InclusionProof.Prove(reader, index, size).AsSpan(), index, size, Hash.OfLeaf(Rfc6962.Record(index)), root)
                && ConsistencyProof.Check(ConsistencyProof.Prove(reader, oldSize, size).AsSpan(), oldSize, size, oldRoot, root);
        }, iter: 1_000);
    }

    private static void CheckWrongPlace(Hash[] proof, int index, int size)
    {
        bool Holds(long i, long s, Hash leaf, Hash root) => InclusionProof.Check(proof, i, s, leaf, root);
        Assert.False(Holds(index, size, Leaves[index].WithBitTurned(index), Roots[size]));
        Assert.False(Holds(index, size, Leaves[index], Roots[size].WithBitTurned(index)));
        for (var bit = 1; bit < 2 * size; bit <<= size > 64 ? 3 : 1) Assert.False(Holds(index ^ bit, size, Leaves[index], Roots[size]), $"{index}^{bit} of {size}");
        Assert.False(Holds(index + 1, size, Leaves[index], Roots[size]));
        Assert.False(Holds(index - 1, size, Leaves[index], Roots[size]));
        Assert.False(Holds(index, size + 1, Leaves[index], Roots[size + 1]), $"{index} of {size + 1}");
        if (size > 1) Assert.False(Holds(index, size - 1, Leaves[index], Roots[size - 1]), $"{index} of {size - 1}");
    }

    private static void CheckWrongSizes(Hash[] proof, int oldSize, int newSize)
    {
        // Everything extends the empty tree by the empty proof, whatever it is.
        if (oldSize == 0) return;
        bool Holds(long o, long n, Hash oldRoot, Hash newRoot) => ConsistencyProof.Check(proof, o, n, oldRoot, newRoot);
        Assert.False(Holds(oldSize, newSize, Roots[oldSize].WithBitTurned(newSize), Roots[newSize]));
        Assert.False(Holds(oldSize, newSize, Roots[oldSize], Roots[newSize].WithBitTurned(newSize)));
        Assert.False(Holds(oldSize, newSize + 1, Roots[oldSize], Roots[newSize + 1]), $"{oldSize} → {newSize + 1}");
        if (oldSize < newSize)
        {
            Assert.False(Holds(newSize, oldSize, Roots[newSize], Roots[oldSize]));
            Assert.False(Holds(oldSize, newSize, Roots[newSize], Roots[oldSize]));
            Assert.False(Holds(oldSize + 1, newSize, Roots[oldSize + 1], Roots[newSize]), $"{oldSize + 1} → {newSize}");
            if (oldSize > 1) Assert.False(Holds(oldSize - 1, newSize, Roots[oldSize - 1], Roots[newSize]), $"{oldSize - 1} → {newSize}");
        }
    }

    // Each hash with one bit turned; each hash dropped and one added at each place, in proofs of more than six hashes at three.
    private static IEnumerable<Hash[]> Alterations(Hash[] proof, int seed)
    {
        for (var i = 0; i < proof.Length; i++)
        {
            Hash[] turned = [.. proof];
            turned[i] = turned[i].WithBitTurned(seed * 7 + i * 31);
            yield return turned;
            if (IsTried(i, proof.Length - 1)) yield return [.. proof[..i], .. proof[(i + 1)..]];
        }

        for (var i = 0; i <= proof.Length; i++)
            if (IsTried(i, proof.Length)) yield return [.. proof[..i], Leaves[i], .. proof[i..]];
    }

    private static bool IsTried(int place, int last) => last <= 6 || place == 0 || place == last / 2 || place == last;

    private static Hash[] NaiveRoots()
    {
        var rfc = Rfc6962.Counted(Largest + 1);
        return [.. Enumerable.Range(0, Largest + 2).Select(size => new Hash(rfc.Mth(size)))];
    }
}
