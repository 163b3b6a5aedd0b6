using System.Text;
using System.Text.Json;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Register;

/// <summary>Trees that others published: vectors/register/tree.json and tessera-log.json.</summary>
public sealed class TreeVectors
{
    private static readonly JsonElement Tree = Repository.Vectors("register", "tree.json");

    [Fact]
    public void Digests_of_leaves_and_nodes_are_the_published_ones()
    {
        var digests = Tree.GetProperty("digests");
        foreach (var leaf in digests.GetProperty("leaves").EnumerateArray())
            Assert.Equal(leaf.GetProperty("digest").Hex(), Hash.OfLeaf(Encoding.UTF8.GetBytes(leaf.GetProperty("text").GetString()!)));
        foreach (var leaf in digests.GetProperty("leavesBase64").EnumerateArray())
            Assert.Equal(leaf.GetProperty("digest").GetString(), Hash.OfLeaf(Encoding.UTF8.GetBytes(leaf.GetProperty("text").GetString()!)).ToString());
        Assert.Equal(digests.GetProperty("emptyTree").Hex(), Hash.EmptyTree);

        // The published node has children of four bytes; ours are digests by type, so the second implementation takes it.
        foreach (var node in digests.GetProperty("nodes").EnumerateArray())
            Digests.Equal(
                Rfc6962.Node(Encoding.UTF8.GetBytes(node.GetProperty("leftText").GetString()!), Encoding.UTF8.GetBytes(node.GetProperty("rightText").GetString()!)),
                node.GetProperty("digest").Hex());
    }

    [Fact]
    public void Roots_and_nodes_of_the_first_nine_sizes_are_the_published_ones()
    {
        var small = Tree.GetProperty("small");
        var records = Records(small);
        var roots = small.GetProperty("rootsBySize").EnumerateArray().Select(Digests.Hex).ToArray();
        Assert.Equal(9, roots.Length);
        for (var size = 0; size < roots.Length; size++)
        {
            var grown = GrownTree.Of(records[..size]);
            Assert.Equal(roots[size], grown.Tree.Root());
            Assert.Equal(roots[size], MerkleTree.Root(grown.Reader(size), size));
            Assert.Equal(roots[size], MerkleTree.Root(records[..size].Select(record => Hash.OfLeaf(record)).ToArray()));
            Digests.Equal(new Rfc6962(records).Mth(size), roots[size]);
        }

        var reader = GrownTree.Of(records).Reader(8);
        foreach (var (level, nodes) in small.GetProperty("nodesByLevel").EnumerateArray().Index())
            foreach (var (index, node) in nodes.EnumerateArray().Index())
                Assert.Equal(node.Hex(), reader.Node(level, index));
    }

    [Fact]
    public void Proofs_of_the_small_tree_are_the_published_ones()
    {
        var small = Tree.GetProperty("small");
        var grown = GrownTree.Of(Records(small));
        var roots = small.GetProperty("rootsBySize").EnumerateArray().Select(Digests.Hex).ToArray();
        foreach (var vector in small.GetProperty("inclusion").EnumerateArray())
        {
            int index = vector.GetProperty("index").GetInt32(), size = vector.GetProperty("size").GetInt32();
            var proof = vector.GetProperty("proof").EnumerateArray().Select(Digests.Hex).ToArray();
            Assert.Equal(proof, InclusionProof.Prove(grown.Reader(size), index, size));
            Assert.True(InclusionProof.Check(proof, index, size, Hash.OfLeaf(Records(small)[index]), roots[size]));
        }

        foreach (var vector in small.GetProperty("consistency").EnumerateArray())
        {
            int oldSize = vector.GetProperty("old").GetInt32(), newSize = vector.GetProperty("new").GetInt32();
            var proof = vector.GetProperty("proof").EnumerateArray().Select(Digests.Hex).ToArray();
            Assert.Equal(proof, ConsistencyProof.Prove(grown.Reader(newSize), oldSize, newSize));
            Assert.True(ConsistencyProof.Check(proof, oldSize, newSize, roots[oldSize], roots[newSize]));
        }
    }

    [Fact]
    public void Roots_of_counted_leaves_up_to_70000_are_the_published_ones()
    {
        var wanted = Tree.GetProperty("counted").GetProperty("roots").EnumerateArray()
            .ToDictionary(root => root.GetProperty("size").GetInt32(), root => root.GetProperty("root").Hex());
        var grown = new GrownTree();
        var seen = 0;
        for (var size = 1; size <= 70_000; size++)
        {
            grown.Append(Rfc6962.Record(size - 1));
            if (!wanted.TryGetValue(size, out var root)) continue;
            seen++;
            Assert.Equal(root, grown.Tree.Root());
            Assert.Equal(root, MerkleTree.Root(grown.Reader(size), size));
        }

        Assert.Equal(7, seen);
    }

    [Fact]
    public void Tesseras_log_has_the_roots_the_bundle_and_the_proofs_that_Tessera_gives()
    {
        var log = Repository.Vectors("register", "tessera-log.json");
        var records = log.GetProperty("records").EnumerateArray().Select(text => Encoding.UTF8.GetBytes(text.GetString()!)).ToArray();
        var grown = GrownTree.Of(records);
        var roots = log.GetProperty("roots").EnumerateArray().ToDictionary(root => root.GetProperty("size").GetInt32(), root => root.GetProperty("root").Base64());
        foreach (var (size, root) in roots) Assert.Equal(root, MerkleTree.Root(grown.Reader(size), size));

        var bundle = Saksei.Register.Tiles.EntryBundle.Join([.. records[..3].Select(record => (ReadOnlyMemory<byte>)record)]);
        Assert.Equal(log.GetProperty("bundle").GetProperty("hex").GetString(), Convert.ToHexStringLower(bundle));
        Assert.Equal(log.GetProperty("bundle").GetProperty("path").GetString(), Saksei.Register.Tiles.TileCoordinate.BundlePath(0, 3));

        var inclusion = log.GetProperty("inclusion").GetProperty("proof").EnumerateArray().Select(Digests.Base64).ToArray();
        Assert.Equal(inclusion, InclusionProof.Prove(grown.Reader(15), 2, 15));
        Assert.True(InclusionProof.Check(inclusion, 2, 15, Hash.OfLeaf(records[2]), roots[15]));

        var consistency = log.GetProperty("consistency").GetProperty("proof").EnumerateArray().Select(Digests.Base64).ToArray();
        Assert.Equal(consistency, ConsistencyProof.Prove(grown.Reader(15), 10, 15));
        Assert.True(ConsistencyProof.Check(consistency, 10, 15, MerkleTree.Root(grown.Reader(10), 10), roots[15]));
    }

    [Fact]
    public void A_digest_is_read_in_one_form_only()
    {
        var hash = Hash.OfBytes("x"u8);
        Assert.True(Hash.TryParseHex(hash.ToHex(), out var fromHex) && fromHex == hash);
        Assert.True(Hash.TryParseBase64(Encoding.UTF8.GetBytes(hash.ToString()), out var fromBase64) && fromBase64 == hash);
        foreach (var wrong in new[] { "", hash.ToHex().ToUpperInvariant(), hash.ToHex()[1..], hash.ToHex() + "0", "g" + hash.ToHex()[1..], "\u0661" + hash.ToHex()[1..] })
            Assert.False(Hash.TryParseHex(wrong, out _), wrong);
        Assert.Throws<ArgumentException>(() => new Hash(new byte[31]));
        Assert.Throws<ArgumentException>(() => new Hash(new byte[33]));
    }

    [Fact]
    public void Digests_sort_by_their_bytes()
    {
        var hashes = Enumerable.Range(0, 500).Select(i => Hash.OfBytes(Rfc6962.Record(i))).ToList();
        hashes.Sort();
        Assert.Equal(hashes.Select(hash => hash.ToHex()).Order(StringComparer.Ordinal), hashes.Select(hash => hash.ToHex()));
        for (var i = 1; i < hashes.Count; i++) Assert.True(hashes[i - 1] < hashes[i] && hashes[i] > hashes[i - 1] && hashes[i] >= hashes[i] && hashes[i] <= hashes[i]);
    }

    private static byte[][] Records(JsonElement small) =>
        [.. small.GetProperty("records").EnumerateArray().Select(record => Convert.FromHexString(record.GetString()!))];
}
