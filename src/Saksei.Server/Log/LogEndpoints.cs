using System.Globalization;
using System.Net.Mime;
using Saksei.Election.Files;
using Saksei.Node;
using Saksei.Node.Keeping;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Server.Acts;
using Saksei.Server.Hosting;
using Saksei.Store;

namespace Saksei.Server.Log;

/// <summary>The log as C2SP tlog-tiles has it, under <c>/log/</c>; acts, attachments and receipts beside it. All but the checkpoint never change.</summary>
internal static class LogEndpoints
{
    private const string Plain = "text/plain; charset=utf-8";

    private const string Forever = "public, max-age=31536000, immutable";
    private const int RangeBytes = 64 << 10;

    /// <summary>What browsers may show in place; anything else is handed out as a file.</summary>
    private static readonly string[] Shown = ["image/jpeg", "image/png", "image/webp", "application/json", "text/csv", "text/plain"];

    internal static void Map(WebApplication app, RegisterHost host, Budget downloads, Budget unsent)
    {
        var log = app.MapGroup("/log").WithTags("log");
        var turn = new SemaphoreSlim(1);
        log.MapGet("/checkpoint", (HttpContext context) => Checkpoint(context, host)).Gives(MediaTypeNames.Text.Plain, "The newest signed checkpoint.");
        log.MapGet("/tile/{**path}", (HttpContext context, string path) => Tile(context, host, unsent, path)).Gives(MediaTypeNames.Application.Octet, "A tile, or a bundle of entries (C2SP tlog-tiles).");
        log.MapGet("/acts/{index:long}", (HttpContext context, long index) => Act(context, host, index)).Gives(MediaTypeNames.Text.Plain, "An act: the signed note as it stands in the tree.");
        log.MapGet("/receipt/{name}", (HttpContext context, string name) => Receipt(context, host, name)).Gives(MediaTypeNames.Text.Plain, "The receipt of an act: INDEX.tlog-proof.");
        log.MapGet("/cosigned/{name}", (HttpContext context, string name) => Cosigned(context, host, name)).Gives(MediaTypeNames.Text.Plain, "The receipt of an act in the newest checkpoint that counts, with its co-signatures: INDEX.tlog-proof; 404 until it reaches so far.");
        log.MapGet("/attachments/{sha256}", (HttpContext context, string sha256) => Attachment(context, host, downloads, turn, sha256)).Gives(MediaTypeNames.Application.Octet, "A file that acts name, by its hash.");
    }

    private static IResult Checkpoint(HttpContext context, RegisterHost host)
    {
        context.Response.Headers.CacheControl = "no-cache";
        if (host.WhyClosed is { Length: > 0 } closed) context.Response.Headers[LastKnownCheck.ClosedHeader] = closed;
        return host.CheckpointOf(host.PublishedSize) is { } note ? Results.Bytes(note, Plain) : Results.NotFound();
    }

    private static async Task<IResult> Tile(HttpContext context, RegisterHost host, Budget unsent, string path)
    {
        if (!TileCoordinate.TryParse(path, out var tile) || !IsPublished(tile, host.Sizes)) return Results.NotFound();
        return tile.Level < 0 ? await Bundle(context, host, unsent, tile) : Immutable(context, host.Store.ReadTile(tile), MediaTypeNames.Application.Octet);
    }

    // Within a budget: a bundle, up to 16 MB, lies in memory until its reader took it.
    private static async Task<IResult> Bundle(HttpContext context, RegisterHost host, Budget unsent, TileCoordinate tile)
    {
        var bytes = new RegisterReader(host.Store).Bundle(tile.Index, tile.Width);
        using var place = unsent.Take(RateLimits.NetworkOf(context), bytes.Length);
        if (place is null) return Refusals.Busy(context);
        if (IsKept(context, EntityTags.Of(bytes).ToString())) return Results.StatusCode(StatusCodes.Status304NotModified);
        (context.Response.ContentType, context.Response.ContentLength) = (MediaTypeNames.Application.Octet, bytes.Length);
        if (!HttpMethods.IsHead(context.Request.Method)) await Pieces.Write(context.Response, bytes, context.RequestAborted);
        return Results.Empty;
    }

    // A partial tile exists only in a size that was published: any other would be a tree that the log never signed.
    private static bool IsPublished(TileCoordinate tile, CheckpointSizes sizes)
    {
        var level = Math.Max(0, tile.Level);
        if (level >= 8 || tile.Index >= long.MaxValue >> 16) return false;
        var head = TileCoordinate.NodesAt(level, sizes.Newest);
        var nodes = tile.Index * TileCoordinate.FullWidth + tile.Width;
        if (nodes > head) return false;
        return tile.IsFull || (sizes.AtLeast(nodes << (8 * level)) is { } size && TileCoordinate.NodesAt(level, size) == nodes);
    }

    private static IResult Act(HttpContext context, RegisterHost host, long index) =>
        index >= 0 && index < host.Head.Size
            ? Immutable(context, host.Store.ReadEntries(index, index + 1).Single(), Plain)
            : Results.NotFound();

    private static IResult Receipt(HttpContext context, RegisterHost host, string name) =>
        IndexIn(name) is { } index && host.ReceiptOf(index) is { } receipt ? Immutable(context, receipt.ToBytes(), Plain) : Results.NotFound();

    // Another one with each checkpoint that counts.
    private static IResult Cosigned(HttpContext context, RegisterHost host, string name)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return IndexIn(name) is { } index && host.PublishedReceiptOf(index) is { } receipt ? Results.Bytes(receipt.ToBytes(), Plain) : Results.NotFound();
    }

    private static long? IndexIn(string name)
    {
        const string extension = ".tlog-proof";
        if (!name.EndsWith(extension, StringComparison.Ordinal)) return null;
        return long.TryParse(name[..^extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    // From the store in ranges, so that a slow reader holds no more than one of them in memory; one range after the other,
    // so that however many fetch something they take no more than one thread.
    private static async Task<IResult> Attachment(HttpContext context, RegisterHost host, Budget downloads, SemaphoreSlim turn, string sha256)
    {
        if (!Hash.TryParseHex(sha256, out var hash)) return Results.NotFound();
        if (host.FindTakenDown(hash) is { } taken) return Gone(context, taken);
        if (host.Store.ReadAttachmentLength(hash) is not { } length || host.Store.ReadAttachmentType(hash) is not { } type) return Results.NotFound();
        using var place = downloads.Take(RateLimits.NetworkOf(context));
        if (place is null) return Refusals.Busy(context);
        var shown = Shown.Contains(type);
        if (!shown) context.Response.Headers.ContentDisposition = "attachment";
        if (IsKept(context, EntityTags.Of(hash).ToString())) return Results.StatusCode(StatusCodes.Status304NotModified);
        (context.Response.ContentType, context.Response.ContentLength) = (shown ? type : MediaTypeNames.Application.Octet, length);
        if (!HttpMethods.IsHead(context.Request.Method)) await Copy(host.Store, hash, length, turn, context);
        return Results.Empty;
    }

    // Also while the bytes are still in the store: from the act on nobody is given them.
    private static IResult Gone(HttpContext context, TakenDown taken)
    {
        context.Response.Headers.CacheControl = "no-cache";
        var answer = new FileGone("file-taken-down", taken.Place.Index, taken.Place.Identity.ToHex(), taken.Act.Ground.Word, taken.Act.Article, taken.By);
        return Results.Json(answer, statusCode: StatusCodes.Status410Gone);
    }

    private static async Task Copy(IRegisterStore store, Hash sha256, long length, SemaphoreSlim turn, HttpContext context)
    {
        for (long at = 0; at < length; at += RangeBytes)
            await context.Response.Body.WriteAsync(await Read(store, sha256, at, turn, context.RequestAborted), context.RequestAborted);
    }

    private static async Task<byte[]> Read(IRegisterStore store, Hash sha256, long at, SemaphoreSlim turn, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return store.ReadAttachment(sha256, at, RangeBytes);
        }
        finally
        {
            turn.Release();
        }
    }

    // Says that it may be kept for ever, and whether the reader has it.
    private static bool IsKept(HttpContext context, string tag)
    {
        (context.Response.Headers.CacheControl, context.Response.Headers.ETag) = (Forever, tag);
        return context.Request.Headers.IfNoneMatch == tag;
    }

    private static IResult Immutable(HttpContext context, byte[] bytes, string type)
    {
        context.Response.Headers.CacheControl = Forever;
        return Results.Bytes(bytes, type, entityTag: EntityTags.Of(bytes));
    }
}
