using System.Globalization;
using Microsoft.Net.Http.Headers;
using Saksei.Register.Tree;
using Saksei.Server.Books;

namespace Saksei.Server.Log;

/// <summary>
/// The published results, of the newest checkpoint or of <c>?at=SIZE</c>; the same bytes that <c>publish</c> writes. They stand
/// under <c>/results/</c>, and under <c>/log/</c> too, so that a verifier finds everything below one address.
/// </summary>
internal static class ResultEndpoints
{
    internal static void Map(WebApplication app, BookShelf shelf)
    {
        foreach (var prefix in new[] { "", "/log" })
            foreach (var path in Verifier.Publication.ResultPaths)
                app.MapGet($"{prefix}/{path}", (HttpContext context, long? at) => Answer(context, shelf, path, at)).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(HttpContext context, BookShelf shelf, string path, long? at)
    {
        if (await (at is { } size ? shelf.AsOf(size) : Newest(shelf)) is not { } books) return Results.NotFound();
        context.Response.Headers.CacheControl = at is null ? "no-cache" : "public, max-age=3600";
        context.Response.Headers["Saksei-Checkpoint"] = books.Size.ToString(CultureInfo.InvariantCulture);
        var bytes = books.Files.Files.First(file => file.Path == path).Bytes;
        return Results.Bytes(bytes, "application/json", entityTag: new EntityTagHeaderValue('"' + Hash.OfBytes(bytes).ToHex()[..32] + '"'));
    }

    private static async Task<BooksAsOf?> Newest(BookShelf shelf) => await shelf.Newest(exact: true);
}
