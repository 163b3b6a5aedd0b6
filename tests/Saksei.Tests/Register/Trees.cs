using System.Text.Json;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Register;

/// <summary>A tree grown by the library, whose tiles stay in memory: what a store keeps, without a store.</summary>
internal sealed class GrownTree
{
    private readonly Dictionary<(int Level, long Index), byte[]> _tiles = [];
    private readonly List<Tile> _finished = [];

    public TileTree Tree { get; } = new();

    public static GrownTree Of(IEnumerable<byte[]> records)
    {
        var grown = new GrownTree();
        foreach (var record in records) grown.Tree.Append(Hash.OfLeaf(record), grown._finished);
        grown.Keep();
        return grown;
    }

    public void Append(byte[] record)
    {
        Tree.Append(Hash.OfLeaf(record), _finished);
        Keep();
    }

    /// <summary>A tile of any size so far; the beginning of what is kept.</summary>
    public byte[] Read(TileCoordinate at) => _tiles[(at.Level, at.Index)][..(at.Width * Hash.Length)];

    public TileHashReader Reader(long size) => new(size, Read);

    private void Keep()
    {
        foreach (var tile in _finished.Concat(Tree.Partials())) _tiles[(tile.At.Level, tile.At.Index)] = tile.Bytes;
        _finished.Clear();
    }
}

internal static class Digests
{
    public static Hash Hex(this JsonElement element) =>
        Hash.TryParseHex(element.GetString()!, out var hash) ? hash : throw new ArgumentException(element.GetString());

    public static Hash Base64(this JsonElement element) =>
        Hash.TryParseBase64(System.Text.Encoding.UTF8.GetBytes(element.GetString()!), out var hash)
            ? hash : throw new ArgumentException(element.GetString());

    public static Hash[] ToHashes(this IEnumerable<byte[]> digests) => [.. digests.Select(digest => new Hash(digest))];

    /// <summary>The digest with one bit turned; which one follows from <paramref name="bit"/>.</summary>
    public static Hash WithBitTurned(this Hash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8 % Hash.Length] ^= (byte)(1 << bit % 8);
        return new Hash(bytes);
    }

    public static void Equal(byte[] expected, Hash actual) => Assert.Equal(Convert.ToHexStringLower(expected), actual.ToHex());
}
