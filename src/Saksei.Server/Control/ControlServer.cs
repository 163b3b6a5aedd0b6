using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Saksei.Node;
using Saksei.Node.Keeping;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Server.Pages;
using Saksei.Server.Pages.Work;
using Saksei.Server.Pages.Work.Scripts;
using Saksei.Server.Rendering;
using Saksei.Words;

namespace Saksei.Server.Control;

/// <summary>
/// The operator's page, at an address of its own: none of the public pages. It reads what the public server knows and can sign, append and
/// alter nothing; there is nothing here that takes a request's body.
/// </summary>
public static class ControlServer
{
    private const string AgainSeconds = "5";

    /// <summary>Builds it beside a public server of the same register; the caller runs it, and stops it first.</summary>
    public static WebApplication Build(RegisterHost host, WebApplication server, ControlOptions options)
    {
        ArgumentNullException.ThrowIfNull(server);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        var app = builder.Build();
        var room = new ControlRoom(host, server.Services, options, app.Services);
        app.Lifetime.ApplicationStopped.Register(room.Dispose);
        app.UseMiddleware<SecurityHeaders>();
        app.Use(next => context => IsOwn(context.Request.Host.Host, options) ? next(context) : Refuse(context));
        StyleEndpoints.Map(app, host.Definition);
        WorkFiles.Map(app);
        app.MapGet("/", () => Results.Redirect("/" + TextBook.LanguagesOf(host.Definition.Head)[0] + ControlModel.Path));
        app.MapGet("/{language}" + ControlModel.Path, (HttpContext context, string language) => Answer(context, room, language));
        return app;
    }

    /// <summary>Whether an address is this machine's alone.</summary>
    public static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    // A page elsewhere that has its name lead here would read this one through the operator's browser.
    private static bool IsOwn(string asked, ControlOptions options) =>
        asked == "localhost" || IPAddress.TryParse(asked.Trim('[', ']'), out _) || asked == BindingAddress.Parse(options.Url).Host;

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    private static async Task<IResult> Answer(HttpContext context, ControlRoom room, string language)
    {
        if (!ControlRoom.Speaks(language)) return Results.NotFound();
        var isStill = context.Request.Query.ContainsKey("still");
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (!isStill) context.Response.Headers["Refresh"] = AgainSeconds;
        return Results.Bytes(await room.Page(language, isStill), "text/html; charset=utf-8");
    }
}

/// <summary>Makes the operator's page from what the public server knows.</summary>
internal sealed class ControlRoom : IDisposable
{
    private readonly RegisterHost _host;
    private readonly ControlOptions _options;
    private readonly BookShelf _shelf;
    private readonly ActWriter _writer;
    private readonly PageRenderer _renderer;
    private readonly ControlWatch _watch;
    private readonly DateTimeOffset _begun = TimeProvider.System.GetUtcNow();

    internal ControlRoom(RegisterHost host, IServiceProvider server, ControlOptions options, IServiceProvider own)
    {
        (_host, _options, _renderer) = (host, options, new PageRenderer(own));
        (_shelf, _writer) = (server.GetRequiredService<BookShelf>(), server.GetRequiredService<ActWriter>());
        var logger = server.GetRequiredService<ILogger<ControlRoom>>();
        _watch = new ControlWatch(host, new Surroundings(host.Folder) { Scripts = ServedScripts.OthersThanRegistered }, TimeProvider.System, failure => logger.LogError(failure, "the register couldn't be examined"));
    }

    public void Dispose() => _watch.Dispose();

    // Also where the election's own pages don't: who runs the machine may be from elsewhere.
    internal static bool Speaks(string language) => TextBook.Languages.Contains(language);

    internal async Task<byte[]> Page(string language, bool isStill)
    {
        var now = TimeProvider.System.GetUtcNow();
        var model = new ControlModel(_watch.Readings(), _watch.LongAt, now, _begun, _writer.Look(), ActsAMinute.Of(_host, now), RehearsalNotes.In(_options.Rehearsals), isStill);
        var frame = new Frame(_host, (await _shelf.Newest()).Books, new Speech(language, _host.Definition.Head.TimeZone), pinned: false, ControlModel.Path);
        return (await _renderer.Render(frame, Pages.Page.Of<ControlPage, ControlModel>(model))).Html;
    }
}
