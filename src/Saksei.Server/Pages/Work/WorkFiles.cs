using System.Security.Cryptography;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages.Work;

/// <summary>The scripts of the workplaces (web/work, built into the assembly) and their style sheet. The script lies under its hash, and the service worker runs no other.</summary>
internal static class WorkFiles
{
    /// <summary>Addresses of scripts begin so.</summary>
    internal const string Root = "/work/";

    private const string JavaScript = "text/javascript; charset=utf-8";
    private static readonly byte[] Script = Read("web/work/work.js");
    private static readonly byte[] Reader = Read("web/work/reader.js");
    private static readonly byte[] Service = Read("web/work/service.js");
    private static readonly byte[] Look = Read("Saksei.Server.Pages.Work.work.css");

    /// <summary>The address of the script.</summary>
    internal static string ScriptAddress { get; } = Root + Version(Script) + "/work.js";

    /// <summary>What a browser holds the script against.</summary>
    internal static string ScriptIntegrity { get; } = IntegrityOf(Script);

    /// <summary>The address of the reader of QR codes, which a page asks for when a camera is opened.</summary>
    internal static string ReaderAddress { get; } = Root + Version(Reader) + "/reader.js";

    /// <summary>What a browser holds the reader against.</summary>
    internal static string ReaderIntegrity { get; } = IntegrityOf(Reader);

    /// <summary>The address of the service worker; one for ever, so that a browser finds its next version.</summary>
    internal const string ServiceAddress = Root + "service.js";

    /// <summary>The address of the style sheet.</summary>
    internal static string LookAddress { get; } = "/work.css?v=" + Version(Look);

    /// <summary>The scripts, each with its address.</summary>
    internal static IEnumerable<(string Address, byte[] Bytes)> Scripts => [(ScriptAddress, Script), (ReaderAddress, Reader), (ServiceAddress, Service)];

    internal static void Map(WebApplication app)
    {
        app.MapGet(ScriptAddress, (HttpContext context) => Answer(context, Script, JavaScript, isForEver: true)).ExcludeFromDescription();
        app.MapGet(ReaderAddress, (HttpContext context) => Answer(context, Reader, JavaScript, isForEver: true)).ExcludeFromDescription();
        app.MapGet(ServiceAddress, (HttpContext context) =>
        {
            context.Response.Headers["Service-Worker-Allowed"] = "/";
            return Answer(context, Service, JavaScript, isForEver: false);
        }).ExcludeFromDescription();
        app.MapGet("/work.css", (HttpContext context) => Answer(context, Look, "text/css; charset=utf-8", context.Request.Query.ContainsKey("v"))).ExcludeFromDescription();
    }

    private static IResult Answer(HttpContext context, byte[] bytes, string type, bool isForEver)
    {
        context.Response.Headers.CacheControl = isForEver ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(bytes, type);
    }

    internal static byte[] Read(string name)
    {
        using var stream = typeof(WorkFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} isn't in the assembly");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static string IntegrityOf(byte[] bytes) => "sha384-" + Convert.ToBase64String(SHA384.HashData(bytes));

    private static string Version(byte[] bytes) => Hash.OfBytes(bytes).ToHex()[..12];
}
