using System.Net.Mime;
using Saksei.Server.Books;
using Saksei.Server.Hosting;

namespace Saksei.Server.Pages.Work.Enter;

/// <summary><c>GET /entries</c>: how far double entry is in a unit.</summary>
internal static class EntryEndpoints
{
    internal static void Map(WebApplication app, BookShelf shelf) =>
        app.MapGet("/entries", Task<IResult> (HttpContext context, string unit, string organisation) => Answer(context, shelf, unit, organisation))
            .WithName("GetEntries").WithSummary("How far an organisation's double entry is at the stations of a unit, by the newest checkpoint; never what was typed.").WithTags("work")
            .Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Application.Json).Produces(StatusCodes.Status404NotFound);

    private static async Task<IResult> Answer(HttpContext context, BookShelf shelf, string unit, string organisation)
    {
        if (EntriesDocument.Of(await shelf.Newest(), unit, organisation) is not { } document) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(document, MediaTypeNames.Application.Json, entityTag: EntityTags.Of(document));
    }
}
