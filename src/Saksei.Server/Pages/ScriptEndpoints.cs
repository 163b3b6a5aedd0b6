using System.Security.Cryptography;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages;

/// <summary>A module of the second checker: where it is served, and the hash that a browser holds it against.</summary>
internal sealed record ScriptModule(string Path, byte[] Bytes, string Address, string Integrity);

/// <summary>The second checker's modules (web/check), for checks in the reader's browser. All lie under one hash of them all, so that each is kept for ever.</summary>
internal static class ScriptEndpoints
{
    /// <summary>Addresses of modules begin so.</summary>
    internal const string Root = "/own-check/";

    /// <summary>What the page's script says, by the ends of the texts' keys.</summary>
    internal static readonly string[] Texts =
    [
        "running", "progress", "cancelled", "failed", "refused", "unknown", "station.holds", "receipt.holds", "cosigned", "copies.differ", "copies.agree",
        "signed.holds", "signed.wrong", "signed.later", "place.holds", "place.fails", "place.figures", "place.contradicted", "whole.holds", "whole.fails", "list", "votes", "seats",
        "outcome.pass", "outcome.fail", "outcome.not-checked", "outcome.not-asked",
    ];

    private const string Prefix = "web/check/";

    // What the page runs itself; the rest is its worker's.
    private const string PagePath = "browser/page.js";

    // Read by a worker before anybody asks.
    private static readonly string[] Early = ["browser/worker.js", "browser/station.js"];

    private static readonly Dictionary<string, ScriptModule> All = ReadAll();

    /// <summary>The page's own module.</summary>
    internal static ScriptModule Page => All[PagePath];

    /// <summary>Modules that a browser may fetch at once with the page.</summary>
    internal static IEnumerable<ScriptModule> Modules => Early.Select(path => All[path]);

    /// <summary>All modules that are served.</summary>
    internal static IEnumerable<ScriptModule> Served => All.Values;

    internal static void Map(WebApplication app) =>
        app.MapGet(Root + "{version}/{**path}", (HttpContext context, string path) => Answer(context, path)).ExcludeFromDescription();

    private static IResult Answer(HttpContext context, string path)
    {
        if (!All.TryGetValue(path, out var module) || context.Request.Path != module.Address) return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(module.Bytes, "text/javascript; charset=utf-8");
    }

    private static Dictionary<string, ScriptModule> ReadAll()
    {
        var assembly = typeof(ScriptEndpoints).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var read = names.ToDictionary(name => name[Prefix.Length..], name => Read(assembly.GetManifestResourceStream(name)!), StringComparer.Ordinal);
        var version = Hash.OfBytes([.. read.SelectMany(file => file.Value)]).ToHex()[..12];
        return read.ToDictionary(file => file.Key, file => new ScriptModule(file.Key, file.Value, $"{Root}{version}/{file.Key}", "sha384-" + Convert.ToBase64String(SHA384.HashData(file.Value))), StringComparer.Ordinal);
    }

    private static byte[] Read(Stream stream)
    {
        using (stream)
        {
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        }
    }
}
