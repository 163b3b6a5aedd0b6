using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Saksei.Register.Notes;
using Saksei.Server.Hosting;
using Saksei.Server.Pages;
using Saksei.Server.Pages.Work;
using Saksei.Server.Pages.Work.Scripts;

namespace Saksei.Server.Front;

/// <summary>
/// An address of an organisation's own in front of a register that somebody else serves: scripts, and what browsers are told of scripts,
/// are this build's; pages, files and the door are the register's. So no script of the other server runs at this address.
/// </summary>
public static partial class FrontServer
{
    private const int MostBytes = 32 << 20;

    // What else a server may say to a browser is of no use here, or against it.
    private static readonly string[] Kept = ["Content-Type", "Content-Disposition", "Cache-Control", "ETag", "Last-Modified", "Retry-After", "Saksei-Checkpoint"];

    /// <summary>Builds it; the caller runs it.</summary>
    /// <param name="register">Where the register is served.</param>
    /// <param name="log">The log's key, known from elsewhere: pages that name another aren't passed on.</param>
    /// <param name="options">Where and how to listen.</param>
    public static WebApplication Build(Uri register, VerifierKey log, ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => Connections.Limit(kestrel, options));
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        WorkFiles.Map(app);
        ScriptEndpoints.Map(app);
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = MostBytes };
        app.Lifetime.ApplicationStopped.Register(client.Dispose);
        app.MapFallback("{**path}", context => Pass(context, client, register, log));
        return app;
    }

    private static async Task Pass(HttpContext context, HttpClient client, Uri register, VerifierKey log)
    {
        if (FrontRequests.Of(context.Request, register) is not { } request)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            using (request)
            {
                using var response = await client.SendAsync(request, context.RequestAborted);
                await Give(context, response, log);
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    private static async Task Give(HttpContext context, HttpResponseMessage response, VerifierKey log)
    {
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var bytes = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        var html = type == "text/html" ? Encoding.UTF8.GetString(bytes) : "";
        if (Refusal(type, html, log) is { } refusal)
        {
            context.Response.StatusCode = refusal;
            return;
        }

        if (html.Length > 0) bytes = Encoding.UTF8.GetBytes(Named().Replace(html, OwnScript));
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => Kept.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = new StringValues([.. values]);
        if (response.Headers.Location is { } to && !to.IsAbsoluteUri && to.OriginalString.StartsWith('/') && !to.OriginalString.StartsWith("//", StringComparison.Ordinal))
            context.Response.Headers.Location = to.OriginalString;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    // Nothing that comes from there is a script here, whatever it is called; and no page is of another register.
    private static int? Refusal(string type, string html, VerifierKey log)
    {
        if (type.Contains("script", StringComparison.OrdinalIgnoreCase)) return StatusCodes.Status404NotFound;
        return LogKey().Matches(html).Any(named => WebUtility.HtmlDecode(named.Groups[1].Value) != log.Text) ? StatusCodes.Status502BadGateway : null;
    }

    // This build's in place of the one of its name.
    private static string OwnScript(Match found)
    {
        var name = ServedScripts.NameOf(found.Groups[2].Value);
        return ServedScripts.All.FirstOrDefault(served => served.Script.Name == name) is { } own
            ? $"{found.Groups[1].Value}{own.Address}{found.Groups[3].Value}{HtmlEncoder.Default.Encode(own.Integrity)}\"" : found.Value;
    }

    [GeneratedRegex("data-log-key\\s*=\\s*[\"']?([^\"'\\s>]*)", RegexOptions.IgnoreCase)]
    private static partial Regex LogKey();

    [GeneratedRegex("(<(?:script type=\"module\" src|link rel=\"modulepreload\" href)=\")([^\"]+)(\" integrity=\")[^\"]*\"")]
    private static partial Regex Named();
}
