using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages.Work.Scripts;

/// <summary><c>GET /scripts</c>: which act of the register names a script, for a browser that then fetches the act with its receipt and believes those.</summary>
internal static class ScriptQuestion
{
    internal static void Map(WebApplication app, RegisterHost host) =>
        app.MapGet("/scripts", (HttpContext context, string name, string sha256) => Answer(context, host, name, sha256))
            .WithName("FindScript").WithSummary("The act that states a script by name and SHA-256; where none does, one that states another of the name.").WithTags("scripts")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status400BadRequest);

    // By the fold itself: a script that was just registered may be run.
    private static IResult Answer(HttpContext context, RegisterHost host, string name, string sha256)
    {
        if (!Hash.TryParseHex(sha256, out var hash)) return Results.BadRequest();
        context.Response.Headers.CacheControl = "no-store";
        var script = new PageScript(name, hash);
        var (found, other) = host.Read(fold => (fold.Scripts.Records.Find(script), fold.Scripts.Records.FirstOf(name)));
        return Results.Json(new { state = found is not null ? "registered" : other is not null ? "other" : "none", act = (found ?? other)?.Witnesses[0].Place.Index });
    }
}
