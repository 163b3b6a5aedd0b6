using System.Globalization;
using Saksei.Node;
using Saksei.Node.Mirroring;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Verifier;

namespace Saksei.Tests.Mirroring;

/// <summary>A register as its server gives it to a mirror, without a network; a test alters what is given, or ends the process in it.</summary>
internal sealed class Upstream(RegisterHost host) : IPublishedFiles
{
    private const string Receipt = "receipt/", Tile = "tile/", Attachments = "attachments/", Results = "results/";

    /// <summary>Which register is shown.</summary>
    internal RegisterHost Host { get; set; } = host;

    /// <summary>What is given in place of a file; null for none.</summary>
    internal Func<string, byte[]?, byte[]?> Alter { get; set; } = (_, bytes) => bytes;

    /// <summary>Is called before each file is given.</summary>
    internal Action Reached { get; set; } = () => { };

    /// <summary>Whether anybody answers.</summary>
    internal bool IsAway { get; set; }

    internal MirrorSource Source => new("https://upstream.test/", () => this);

    public PublishedFile Read(string path, long maximumBytes)
    {
        Reached();
        if (IsAway) return PublishedFile.NotRead("nobody is there");
        if (Alter(path, Bytes(path)) is not { } bytes) return PublishedFile.Missing;
        return bytes.Length <= maximumBytes ? PublishedFile.Of(bytes) : PublishedFile.TooLong;
    }

    public IEnumerable<PublishedEntry>? List() => null;

    private byte[]? Bytes(string path)
    {
        if (path == Publication.Checkpoint) return Host.CheckpointOf(Host.PublishedSize);
        if (path.StartsWith(Receipt, StringComparison.Ordinal)) return Host.ReceiptOf(long.Parse(path[Receipt.Length..].Split('.')[0], CultureInfo.InvariantCulture))?.ToBytes();
        if (path.StartsWith(Attachments, StringComparison.Ordinal) && Hash.TryParseHex(path[Attachments.Length..], out var sha256)) return Host.FindTakenDown(sha256) is null ? Host.Store.ReadAttachment(sha256) : null;
        if (path.StartsWith(Results, StringComparison.Ordinal)) return Result(path.Split("?at="));
        if (!path.StartsWith(Tile, StringComparison.Ordinal) || !TileCoordinate.TryParse(path[Tile.Length..], out var tile)) return null;
        return tile.Level < 0 ? new RegisterReader(Host.Store).Bundle(tile.Index, tile.Width) : Host.Store.ReadTile(tile);
    }

    private byte[] Result(string[] parts)
    {
        var size = long.Parse(parts[1], CultureInfo.InvariantCulture);
        return ResultFile.Of(Host.Definition).Single(file => file.Path == parts[0]).Write(new ResultInput(Host.BooksAsOf(size, CancellationToken.None), Host.Voided(0, size)));
    }
}
