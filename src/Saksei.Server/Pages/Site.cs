using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Saksei.Server.Acts;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Server.Registers;
using Saksei.Server.Texts;

namespace Saksei.Server.Pages;

/// <summary>Answers for pages: finds the books that a request asks for, renders the page, lets browsers keep it.</summary>
internal sealed class Site(RegisterHost host, BookShelf shelf, PublishedSizes sizes, IServiceProvider services)
{
    private const string Html = "text/html; charset=utf-8";
    private static readonly string[] Asking = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Where programs ask and not people: no page is made for them.</summary>
    private static readonly string[] Machines = ["/acts", "/log", "/results", "/openapi"];

    private const int LongestQuery = 200;
    private const long ChangesPeriodSeconds = 30 * 60;
    private Earlier? _before;
    private readonly PlaceIndex _places = new(host.Definition);

    /// <summary>Maps every page in every language.</summary>
    internal void Map(WebApplication app)
    {
        foreach (var (pattern, _) in SiteMap.Pages) app.MapGet(pattern, Redirect).ExcludeFromDescription();
        foreach (var language in TextBook.Languages)
        {
            var group = app.MapGroup("/" + language).ExcludeFromDescription();
            foreach (var (pattern, make) in SiteMap.Pages)
                group.MapMethods(pattern, Asking, context => Answer(context, language, make));
        }
    }

    /// <summary>What isn't found or fails is answered by a page, in the reader's language.</summary>
    internal void HandleErrors(WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(context => Fail(context, StatusCodes.Status500InternalServerError)));
        app.UseStatusCodePages(context => Fail(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private async Task Answer(HttpContext context, string language, Func<PageRequest, Task<Page?>> make)
    {
        var query = context.Request.Query;
        var (books, pinned) = await BooksFor(query["at"].ToString());
        if (books is null)
        {
            await Render(context, FrameOf(context, language, shelf.Newest(), false), ErrorModel.Page(404, "checkpoint-not-published"));
            return;
        }

        var frame = FrameOf(context, language, books, pinned);
        await Render(context, frame, await make(new PageRequest(frame, context.Request, shelf, sizes, _places)) ?? ErrorModel.Page(404, ""));
    }

    private async Task<(BooksAsOf? Books, bool Pinned)> BooksFor(string at)
    {
        if (at.Length == 0) return (shelf.Newest(), false);
        var known = long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var size);
        return (known ? await shelf.AsOf(size) : null, true);
    }

    private Frame FrameOf(HttpContext context, string language, BooksAsOf books, bool pinned)
    {
        var path = context.Request.Path.Value ?? "";
        var prefix = "/" + language;
        path = path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..].TrimEnd('/') : "";
        var speech = new Speech(language, context.Request.Query["digits"] == "khmr", books.Definition.Head.TimeZone);
        return new Frame(host, books, speech, pinned, Escape(path)) { Query = OwnQuery(context.Request.Query), Before = BeforeOf(books) };
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    // What pages ask for beside their path: it goes with the reader into another language, and nothing else does.
    private static readonly string[] QueryNames =
    [
        "q", "page", "state", "since", "constituency", "counting", "ordered", "question", "grouping", "group", "answer", "stratum", "told", "each",
        "figure", "organisations", "by", "party", "place", "kind", "template",
    ];

    private static List<(string, string)> OwnQuery(IQueryCollection query) =>
        [.. QueryNames.Where(query.ContainsKey).Select(name => (name, Cut(query[name].ToString())))];

    private static string Cut(string text) => text.Length > LongestQuery ? text[..LongestQuery] : text;

    // Half an hour earlier by the register's own time, or else the checkpoint before.
    private long BeforeOf(BooksAsOf books)
    {
        if (_before is { } known && known.Size == books.Size) return known.Before;
        var before = sizes.Below(books.Size);
        for (var earlier = before; earlier > 0 && IsRecent(earlier, books); earlier = sizes.Below(earlier)) before = earlier;
        _before = new Earlier(books.Size, before);
        return before;
    }

    private bool IsRecent(long size, BooksAsOf books) =>
        books.Tick.UnixSeconds - host.Lines(size - 1, size)[0].Tick.UnixSeconds <= ChangesPeriodSeconds;

    private sealed record Earlier(long Size, long Before);

    private async Task Render(HttpContext context, Frame frame, Page page)
    {
        var bytes = Encoding.UTF8.GetBytes(await ToHtml(frame, page));
        var tag = EntityTags.Of(bytes).ToString();
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = page.Status != 200 ? "no-store" : frame.Pinned ? "public, max-age=3600" : "no-cache";
        headers.ContentLanguage = frame.Speech.Language;
        if (page.Status == 200 && context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (page.Status, Html, bytes.Length);
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task<string> ToHtml(Frame frame, Page page)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Frame"] = frame, ["Model"] = page.Model });
        return await renderer.Dispatcher.InvokeAsync(async () => Unescape((await renderer.RenderComponentAsync(page.Component, parameters)).ToHtmlString()));
    }

    // The encoder spells out the thin space of numbers; as itself it is shorter and as harmless.
    private static string Unescape(string html) => html.Replace("&#x202F;", "\u202f", StringComparison.Ordinal);

    private async Task Fail(HttpContext context, int status)
    {
        if (context.Response.HasStarted) return;
        if (Machines.Any(path => context.Request.Path.StartsWithSegments(path)))
        {
            if (status >= 500) await context.Response.WriteAsJsonAsync(new ActRefused("server-failed", "", Message.Of("server-failed"), null));
            return;
        }

        var language = LanguageOf(context);
        await Render(context, FrameOf(context, language, shelf.Newest(), false), ErrorModel.Page(status, ""));
    }

    private static string LanguageOf(HttpContext context) =>
        TextBook.Languages.FirstOrDefault(language => context.Request.Path.StartsWithSegments("/" + language)) ?? Preferred(context.Request);

    // An address without a language goes to the same page in the reader's.
    private static IResult Redirect(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept-Language";
        return Results.Redirect("/" + Preferred(context.Request) + context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent());
    }

    // The one of our languages that the browser wants most; English where it wants neither.
    private static string Preferred(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wanted => wanted.Quality ?? 1)
            .Select(wanted => TextBook.Languages.FirstOrDefault(language => wanted.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(language => language is not null) ?? TextBook.Languages[0];
}
