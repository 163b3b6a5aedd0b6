using Microsoft.Net.Http.Headers;
using Saksei.Register.Tree;
using Saksei.Server.Books;

namespace Saksei.Server.Log;

/// <summary>The published results under <c>/results/</c>, of the newest checkpoint or of <c>?at=SIZE</c>; the same bytes that <c>publish</c> writes.</summary>
internal static class ResultEndpoints
{
    internal static void Map(WebApplication app, BookShelf shelf)
    {
        var results = app.MapGroup("/results").ExcludeFromDescription();
        Map(results, "/tally.json", shelf, files => files.Tally);
        Map(results, "/seats.json", shelf, files => files.Seats);
        Map(results, "/summary.json", shelf, files => files.Summary);
        Map(results, "/contradicted.json", shelf, files => files.Contradicted);
    }

    private static void Map(RouteGroupBuilder group, string path, BookShelf shelf, Func<ResultFiles, byte[]> file) =>
        group.MapGet(path, async (HttpContext context, long? at) =>
        {
            if (await (at is { } size ? shelf.AsOf(size) : Newest(shelf)) is not { } books) return Results.NotFound();
            context.Response.Headers.CacheControl = at is null ? "no-cache" : "public, max-age=3600";
            context.Response.Headers["Saksei-Checkpoint"] = books.Size.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var bytes = file(books.Files);
            return Results.Bytes(bytes, "application/json", entityTag: new EntityTagHeaderValue('"' + Hash.OfBytes(bytes).ToHex()[..32] + '"'));
        });

    private static async Task<BooksAsOf?> Newest(BookShelf shelf) => await shelf.Newest();
}
