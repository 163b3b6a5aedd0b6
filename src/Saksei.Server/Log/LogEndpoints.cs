using System.Globalization;
using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using Saksei.Node;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Store;

namespace Saksei.Server.Log;

/// <summary>The log as C2SP tlog-tiles has it, under <c>/log/</c>; acts, attachments and receipts beside it. All but the checkpoint never change.</summary>
internal static class LogEndpoints
{
    private const string Plain = "text/plain; charset=utf-8";

    /// <summary>What browsers may show in place; anything else is handed out as a file.</summary>
    private static readonly string[] Shown = ["image/jpeg", "image/png", "image/webp", "application/json", "text/csv", "text/plain"];

    internal static void Map(WebApplication app, RegisterHost host, PublishedSizes sizes)
    {
        var log = app.MapGroup("/log").ExcludeFromDescription();
        log.MapGet("/checkpoint", (HttpContext context) => Checkpoint(context, host.Store));
        log.MapGet("/tile/{**path}", (HttpContext context, string path) => Tile(context, host.Store, sizes, path));
        log.MapGet("/acts/{index:long}", (HttpContext context, long index) => Act(context, host.Store, index));
        log.MapGet("/receipt/{name}", (HttpContext context, string name) => Receipt(context, host.Store, sizes, name));
        log.MapGet("/attachments/{sha256}", (HttpContext context, string sha256) => Attachment(context, host.Store, sha256));
    }

    private static IResult Checkpoint(HttpContext context, IRegisterStore store)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return store.ReadCheckpoint(store.ReadHead().Size) is { } note ? Results.Bytes(note, Plain) : Results.NotFound();
    }

    private static IResult Tile(HttpContext context, IRegisterStore store, PublishedSizes sizes, string path)
    {
        if (!TileCoordinate.TryParse(path, out var tile) || !IsPublished(tile, sizes)) return Results.NotFound();
        var bytes = tile.Level < 0 ? new RegisterReader(store).Bundle(tile.Index, tile.Width) : store.ReadTile(tile);
        return Immutable(context, bytes, MediaTypeNames.Application.Octet);
    }

    // A partial tile exists only in a size that was published: any other would be a tree that the log never signed.
    private static bool IsPublished(TileCoordinate tile, PublishedSizes sizes)
    {
        var level = Math.Max(0, tile.Level);
        if (level >= 8 || tile.Index >= long.MaxValue >> 16) return false;
        var head = TileCoordinate.NodesAt(level, sizes.Head);
        var nodes = tile.Index * TileCoordinate.FullWidth + tile.Width;
        if (nodes > head) return false;
        return tile.IsFull || (sizes.AtLeast(nodes << (8 * level)) is { } size && TileCoordinate.NodesAt(level, size) == nodes);
    }

    private static IResult Act(HttpContext context, IRegisterStore store, long index) =>
        index >= 0 && index < store.ReadHead().Size
            ? Immutable(context, store.ReadEntries(index, index + 1).Single(), Plain)
            : Results.NotFound();

    private static IResult Receipt(HttpContext context, IRegisterStore store, PublishedSizes sizes, string name)
    {
        const string extension = ".tlog-proof";
        if (!name.EndsWith(extension, StringComparison.Ordinal)) return Results.NotFound();
        var digits = name[..^extension.Length];
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return Results.NotFound();
        return ReceiptOf(store, sizes, index) is { } receipt ? Immutable(context, receipt, Plain) : Results.NotFound();
    }

    /// <summary>The one receipt of an act: in the checkpoint of the batch that appended it, so it is always the same.</summary>
    internal static byte[]? ReceiptOf(IRegisterStore store, PublishedSizes sizes, long index) =>
        sizes.Above(index) is { } size ? new RegisterReader(store).ReceiptOf(index, size).ToBytes() : null;

    private static IResult Attachment(HttpContext context, IRegisterStore store, string sha256)
    {
        if (!Hash.TryParseHex(sha256, out var hash) || store.ReadAttachment(hash) is not { } bytes || store.ReadAttachmentType(hash) is not { } type) return Results.NotFound();
        if (Shown.Contains(type)) return Immutable(context, bytes, type);
        context.Response.Headers[HeaderNames.ContentDisposition] = "attachment";
        return Immutable(context, bytes, MediaTypeNames.Application.Octet);
    }

    private static IResult Immutable(HttpContext context, byte[] bytes, string type)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(bytes, type, entityTag: EntityTags.Of(bytes));
    }
}
