using System.Net.Mime;
using Saksei.Node;
using Saksei.Server.Hosting;

namespace Saksei.Server.Acts;

/// <summary><c>POST /drafts/NAME</c> takes a sealed draft into the letter box, <c>GET /drafts/NAME</c> gives what was put in under that name.</summary>
/// <param name="box">The letter box.</param>
/// <param name="readers">Devices that may read at once.</param>
internal sealed class DraftEndpoints(LetterBox<SealedDraft> box, Budget readers)
{
    internal void Map(WebApplication app)
    {
        app.MapPost("/drafts/{name}", Put)
            .WithName("PutDraft").WithSummary("Takes a sealed draft of an act that several sign into the letter box.").WithTags("drafts")
            .Accepts<string>("application/octet-stream", "*/*").Produces(StatusCodes.Status200OK).Produces(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status413PayloadTooLarge);
        app.MapGet("/drafts/{name}", Get)
            .WithName("GetDraft").WithSummary("What was put in under a draft's name, in order, each in base 64.").WithTags("drafts").Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Application.Json);
    }

    private async Task<IResult> Put(HttpContext context, string name, CancellationToken cancellation)
    {
        if (!SealedDraft.IsName(name)) return Results.BadRequest();
        if (context.Request.ContentLength is not (> 0 and <= SealedDraft.MostBytes and var length)) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var bytes = new byte[length];
        await context.Request.Body.ReadExactlyAsync(bytes, cancellation);
        box.Put(new SealedDraft(name, bytes), RateLimits.NetworkOf(context));
        return Results.Ok();
    }

    private IResult Get(HttpContext context, string name)
    {
        if (readers.Take(RateLimits.NetworkOf(context)) is not { } place) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        context.Response.RegisterForDispose(place);
        return Results.Json(new { sealedNotes = box.Behind(name, 0, SealedDraft.MostOfName).Select(kept => kept.Letter.Bytes) });
    }
}
