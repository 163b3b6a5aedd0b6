using System.Net.Mime;
using Saksei.Node;
using Saksei.Server.Hosting;

namespace Saksei.Server.Log;

/// <summary>Files by which the followed log contradicts itself, on a mirror: a list, and each of them.</summary>
internal static class ContradictionEndpoints
{
    internal static void Map(WebApplication app, RegisterHost host)
    {
        if (host.Mirror is not { } mirror) return;
        app.MapGet("/contradictions", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Json(new { contradictions = mirror.Contradictions.Names });
        }).Gives(MediaTypeNames.Application.Json, "Names of files by which the followed log contradicts itself.");
        app.MapGet("/contradictions/{name}", (string name) =>
            mirror.Contradictions.Read(name) is { } file ? Results.Bytes(file, MediaTypeNames.Application.Json) : Results.NotFound()).Gives(MediaTypeNames.Application.Json, "One of them: saksei/contradiction/v1.");
    }
}
