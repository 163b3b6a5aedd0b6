using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Register;

/// <summary>Tiles and bundles: their bytes, their paths, and the tree that grows them.</summary>
public sealed class Tiles
{
    private static readonly JsonElement Vectors = Repository.Vectors("register", "tiles.json");

    [Fact]
    public void The_tree_has_the_root_of_the_RFC_at_every_size_up_to_1000()
    {
        var rfc = Rfc6962.Counted(1000);
        var grown = new GrownTree();
        for (var size = 0; size <= 1000; size++)
        {
            Digests.Equal(rfc.Mth(size), grown.Tree.Root());
            if (size < 1000) grown.Append(Rfc6962.Record(size));
        }
    }

    [Fact]
    public void Every_tile_of_every_size_up_to_1000_holds_the_digests_of_the_RFC()
    {
        var rfc = Rfc6962.Counted(1000);
        var grown = new GrownTree();
        for (var size = 1; size <= 1000; size++)
        {
            grown.Append(Rfc6962.Record(size - 1));
            foreach (var at in TileCoordinate.AllOf(size))
            {
                Assert.Equal(at.Index == TileCoordinate.NodesAt(at.Level, size) / 256 ? TileCoordinate.NodesAt(at.Level, size) % 256 : 256, at.Width);
                CheckTile(rfc, grown.Read(at), at, size);
            }

            // What the tree still holds is just the partial tiles that the size implies.
            Assert.Equal(TileCoordinate.AllOf(size).Where(at => !at.IsFull), grown.Tree.Partials().Select(tile => tile.At));
        }
    }

    [Fact]
    public void A_tree_reopened_at_any_size_up_to_600_grows_on_as_if_it_had_never_stopped()
    {
        var straight = GrownTree.Of(Enumerable.Range(0, 900).Select(Rfc6962.Record));
        for (var size = 0; size <= 600; size++)
        {
            var reopened = TileTree.Open(size, straight.Read);
            Assert.Equal(MerkleTree.Root(straight.Reader(size), size), reopened.Root());
            List<Tile> finished = [];
            for (var i = size; i < 900; i++) reopened.Append(Hash.OfLeaf(Rfc6962.Record(i)), finished);
            Assert.Equal(straight.Tree.Root(), reopened.Root());
            Assert.Equal(900, reopened.Size);
            foreach (var tile in finished.Concat(reopened.Partials())) Assert.Equal(straight.Read(tile.At), tile.Bytes);
            Assert.Equal(TileCoordinate.AllOf(900).Where(at => at.IsFull && (at.Index + 1) << (8 * (at.Level + 1)) > size), finished.Select(tile => tile.At).OrderBy(at => (at.Level, at.Index)));
        }
    }

    [Fact]
    public void Reopening_asks_for_partial_tiles_only_and_for_their_exact_width()
    {
        var grown = GrownTree.Of(Enumerable.Range(0, 70_000).Select(Rfc6962.Record));
        List<TileCoordinate> asked = [];
        var reopened = TileTree.Open(70_000, at =>
        {
            asked.Add(at);
            return grown.Read(at);
        });
        Assert.Equal([new(0, 273, 112), new(1, 1, 17), new(2, 0, 1)], asked);
        Assert.Equal(grown.Tree.Root(), reopened.Root());
    }

    [Fact]
    public void The_bytes_of_tiles_and_bundles_of_70000_records_are_those_of_the_vectors()
    {
        var bytes = Vectors.GetProperty("bytes");
        var size = bytes.GetProperty("size").GetInt32();
        var grown = GrownTree.Of(Enumerable.Range(0, size).Select(Rfc6962.Record));
        foreach (var tile in bytes.GetProperty("tiles").EnumerateArray())
        {
            var at = new TileCoordinate(tile.GetProperty("level").GetInt32(), tile.GetProperty("index").GetInt64(), tile.GetProperty("width").GetInt32());
            Assert.Contains(at, TileCoordinate.AllOf(size));
            Assert.Equal(tile.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(grown.Read(at))));
        }

        foreach (var wanted in bytes.GetProperty("bundles").EnumerateArray())
        {
            var bundle = EntryBundle.Join([.. Enumerable.Range(0, 256).Select(i => (ReadOnlyMemory<byte>)Rfc6962.Record(i))]);
            Assert.Equal(wanted.GetProperty("length").GetInt32(), bundle.Length);
            Assert.Equal(wanted.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bundle)));
        }

        Assert.Equal(273 + 1 + 1 + 1 + 1, TileCoordinate.AllOf(size).Count());
        Assert.Equal(273 + 1, TileCoordinate.BundlesOf(size).Count());
    }

    [Fact]
    public void Paths_are_written_and_read_as_others_write_them()
    {
        var paths = Vectors.GetProperty("paths");
        foreach (var vector in paths.GetProperty("tiles").EnumerateArray())
        {
            var tile = new TileCoordinate(vector.GetProperty("level").GetInt32(), vector.GetProperty("index").GetInt64(), vector.GetProperty("width").GetInt32());
            var path = vector.GetProperty("path").GetString()!;
            Assert.Equal(path, tile.Path);
            Assert.True(TileCoordinate.TryParse(path["tile/".Length..], out var read), path);
            Assert.Equal(tile, read);
        }

        foreach (var vector in paths.GetProperty("bundles").EnumerateArray())
        {
            long index = vector.GetProperty("index").GetInt64();
            var (width, path) = (vector.GetProperty("width").GetInt32(), vector.GetProperty("path").GetString()!);
            Assert.Equal(path, TileCoordinate.BundlePath(index, width));
            Assert.True(TileCoordinate.TryParse(path["tile/".Length..], out var read), path);
            Assert.Equal(new TileCoordinate(-1, index, width), read);
        }
    }

    [Fact]
    public void Paths_that_are_none_are_refused()
    {
        var paths = Vectors.GetProperty("paths");
        foreach (var path in paths.GetProperty("refused").EnumerateArray().Concat(paths.GetProperty("refusedHere").GetProperty("paths").EnumerateArray()))
            Assert.False(TileCoordinate.TryParse(path.GetString()!["tile/".Length..], out _), path.GetString());
    }

    [Fact]
    public void A_path_that_is_read_is_written_back_the_same()
    {
        Gen.Select(Gen.Int[0, 63], Gen.Long[0, 4_000_000_000_000_000], Gen.Int[1, 256]).Sample((level, index, width) =>
        {
            var tile = new TileCoordinate(level, index, width);
            return TileCoordinate.TryParse(tile.Path["tile/".Length..], out var read) && read == tile;
        });
        Gen.Char["x019/.p-"].Array[1, 14].Sample(chars =>
        {
            var path = "0/" + new string(chars);
            return !TileCoordinate.TryParse(path, out var tile) || tile.Path == "tile/" + path;
        }, iter: 20_000);
    }

    [Fact]
    public void Records_come_out_of_a_bundle_as_they_went_in()
    {
        Gen.Byte.Array[0, 40].Array[0, 12].Sample(records =>
        {
            var bundle = EntryBundle.Join([.. records.Select(record => (ReadOnlyMemory<byte>)record)]);
            return EntryBundle.TrySplit(bundle, records.Length, out var read)
                && read.Zip(records).All(pair => pair.First.Span.SequenceEqual(pair.Second));
        });
    }

    [Fact]
    public void A_bundle_cut_short_or_too_long_is_refused()
    {
        var bundle = EntryBundle.Join([Rfc6962.Record(0), Array.Empty<byte>(), Rfc6962.Record(1)]);
        Assert.True(EntryBundle.TrySplit(bundle, 3, out _));
        for (var length = 0; length < bundle.Length; length++) Assert.False(EntryBundle.TrySplit(bundle.AsMemory(0, length), 3, out _));
        Assert.False(EntryBundle.TrySplit(bundle, 2, out _));
        Assert.False(EntryBundle.TrySplit(bundle, 4, out _));
        Assert.False(EntryBundle.TrySplit((byte[])[.. bundle, 0], 3, out _));
        Assert.True(EntryBundle.TrySplit(Array.Empty<byte>(), 0, out _));
    }

    [Fact]
    public void A_record_of_65535_bytes_fits_and_one_more_doesnt()
    {
        var bundle = EntryBundle.Join([new byte[65_535]]);
        Assert.True(EntryBundle.TrySplit(bundle, 1, out var records) && records[0].Length == 65_535);
        Assert.Throws<ArgumentException>(() => EntryBundle.Join([new byte[65_536]]));
    }

    // tile(L, n)[i] = MTH(D[(n·256 + i)·256^L : (n·256 + i + 1)·256^L])
    private static void CheckTile(Rfc6962 rfc, byte[] bytes, TileCoordinate at, int size)
    {
        Assert.Equal(at.Width * 32, bytes.Length);
        var span = 1 << (8 * at.Level);

        // The last digest is the one that this size may have added; earlier ones were checked at their own size.
        foreach (var i in size % 97 == 0 ? Enumerable.Range(0, at.Width) : [at.Width - 1])
        {
            var first = ((int)at.Index * 256 + i) * span;
            Assert.Equal(rfc.Mth(first, first + span), bytes[(i * 32)..(i * 32 + 32)]);
        }
    }
}
