using System.Globalization;
using Saksei.Election.Definition;
using Saksei.Node;
using Saksei.Server.Acts;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Server.Pages.Work.Board;
using Saksei.Server.Rendering;
using Saksei.Words;

namespace Saksei.Server.Pages;

/// <summary>
/// Answers for pages: finds the view that a request asks for and sends the page as it was rendered, or has it rendered once. Lets
/// browsers keep it.
/// </summary>
internal sealed class Site(RegisterHost host, BookShelf shelf, ServerOptions options, IServiceProvider services) : IDisposable
{
    private const string Html = "text/html; charset=utf-8";
    private const int MostPrepared = 64;
    private const long StillRead = 10_000;
    private static readonly TimeSpan MostPreparing = TimeSpan.FromMilliseconds(400);

    /// <summary>Where programs ask and not people: no page is made for them.</summary>
    private static readonly string[] Machines = ["/acts", "/enrolments", "/log", "/results", "/contradictions", "/openapi"];

    private readonly PageLanguages _languages = new(host.Definition.Head);
    private readonly PlaceIndex _places = new(host.Definition);
    private readonly PageRenderer _renderer = new(services);
    private readonly SideLane _rendering = new("saksei pages", most: 256, mostOfOne: 32, rests: false);

    /// <summary>Sends a page, or goes on where none is asked for.</summary>
    internal Task Invoke(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return next(context);
        if (_languages.AddressOf(context.Request) is { } address) return SiteMap.Find(address.Path) is { } page ? Answer(context, address, page.Kind, page.Code) : next(context);
        return SiteMap.Find((context.Request.Path.Value ?? "").TrimEnd('/')) is null ? next(context) : Redirect(context);
    }

    /// <summary>What isn't found or fails is answered by a page, in the reader's language.</summary>
    internal void HandleErrors(WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(context => Fail(context, StatusCodes.Status500InternalServerError)));
        app.UseStatusCodePages(context => Fail(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    /// <summary>Makes those pages of a new view ready that people read, so that they needn't wait for it.</summary>
    internal void Prepare(View view, View? before)
    {
        var started = Environment.TickCount64;
        var read = before?.Pages.UsedSince(started - StillRead).Take(MostPrepared).ToList() ?? [];
        foreach (var (address, known) in read)
        {
            if (Environment.TickCount64 - started > (long)MostPreparing.TotalMilliseconds) return;
            Prepare(view, address)?.Inherit(known);
        }

        foreach (var address in before is null ? FirstPages() : []) Prepare(view, address, weighs: true);
    }

    private IEnumerable<PageAddress> FirstPages() =>
        from contest in host.Definition.Contests
        from language in _languages.Offered
        from path in SiteMap.First
        select new PageAddress(language, path, contest.Index == 0 ? [] : [(PageAddress.Contest, contest.Code)], Numerals.Latin, "");

    /// <inheritdoc/>
    public void Dispose() => _rendering.Dispose();

    // A page that weighs evidence anew is made so only once, at the start: while acts come in it would keep the others back.
    private RenderedPage? Prepare(View view, PageAddress address, bool weighs = false)
    {
        if (SiteMap.Find(address.Path) is not var (kind, code)) return null;
        var request = RequestOf(view, address, code);
        if (kind.Reading(request) is not null && !weighs) return null;
        if (kind.Since(request) is { } since)
        {
            if (shelf.Find(since) is not { } earlier) return null;
            request = request with { Earlier = earlier.BooksOf(request.Frame.Contest) };
        }

        return RenderOwn(view, request, kind);
    }

    private async Task Answer(HttpContext context, PageAddress address, PageKind kind, string code)
    {
        var view = await ViewFor(context, address);
        if (view.IsBusy) await SendError(context, address, StatusCodes.Status503ServiceUnavailable, "server-busy");
        else if (view.Value is { } found) await Answer(context, found, address, kind, code);
        else await SendError(context, address, StatusCodes.Status404NotFound, "checkpoint-not-published");
    }

    private async Task Answer(HttpContext context, View view, PageAddress address, PageKind kind, string code)
    {
        var page = view.Pages.Find(address.Key) ?? await Make(context, view, RequestOf(view, address, code), kind);
        if (page is null) await SendError(context, address, StatusCodes.Status503ServiceUnavailable, "server-busy");
        else await Send(context, view, address, page);
    }

    private async ValueTask<Asked<View>> ViewFor(HttpContext context, PageAddress address)
    {
        if (!address.IsPinned) return new Asked<View>(await shelf.Newest(), false);
        return long.TryParse(address.At, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? await shelf.AsOf(size, RateLimits.NetworkOf(context), context.RequestAborted) : default;
    }

    // Null where too much waits already.
    private async Task<RenderedPage?> Make(HttpContext context, View view, PageRequest request, PageKind kind)
    {
        var asker = RateLimits.NetworkOf(context);
        if (kind.Since(request) is { } since and > 0)
        {
            var earlier = await shelf.AsOf(since, asker, context.RequestAborted);
            if (earlier.IsBusy) return null;
            request = request with { Earlier = earlier.Value?.BooksOf(request.Frame.Contest) };
        }

        // Of an earlier view even what the reading asks for isn't at hand yet.
        return request.Address.IsPinned || kind.Reading(request) is not null
            ? await Turn(shelf.Begin(asker, () => view.Pages.Find(request.Address.Key) ?? RenderOwn(view, request, kind), context.RequestAborted))
            : await view.Pages.Once(request.Address.Key, () => Turn(_rendering.Begin(asker, _ => Render(view, request, kind), CancellationToken.None)));
    }

    private static async Task<RenderedPage?> Turn(Task<RenderedPage>? coming) => coming is null ? null : await coming;

    private RenderedPage RenderOwn(View view, PageRequest request, PageKind kind) =>
        Render(view, kind.Reading(request) is { } reading ? request with { Own = shelf.Evidence(view, request.Frame.Contest, reading) } : request, kind);

    private RenderedPage Render(View view, PageRequest request, PageKind kind)
    {
        var page = _renderer.Render(request.Frame, (IsOfContest(request.Address) ? kind.Make(request) : null) ?? ErrorModel.Page(StatusCodes.Status404NotFound, "")).GetAwaiter().GetResult();
        view.Pages.Keep(request.Address, page);
        return page;
    }

    // Another contest's figures would be read as those that were asked for.
    private bool IsOfContest(PageAddress address) =>
        !host.Definition.HasSeveral || address[PageAddress.Contest].Length == 0 || host.Definition.FindContest(address[PageAddress.Contest]) is not null;

    // Where none is named the first one; of a station the first that is held there.
    private Contest ContestOf(PageAddress address)
    {
        if (host.Definition.FindContest(address[PageAddress.Contest]) is { } named) return named;
        var station = SiteMap.Find(address.Path) is ({ Path: "/stations" or BoardModel.Root }, var code) ? host.Definition.FindStation(code) : null;
        return host.Definition.Contests.First(contest => station is null || contest.Has(station));
    }

    private PageRequest RequestOf(View view, PageAddress address, string code) => new(FrameOf(view, address), address, code, _places, options.PublicUrl);

    private Frame FrameOf(View view, PageAddress address)
    {
        var speech = new Speech(address.Language, host.Definition.Head.TimeZone) { Numerals = address.Numerals, Unconfirmed = view.Books.Unconfirmed };
        var path = string.Join('/', address.Path.Split('/').Select(Uri.EscapeDataString));
        return new Frame(host, view.BooksOf(ContestOf(address)), speech, address.IsPinned, path)
        {
            Query = [.. address.Query.Where(part => part.Name != PageAddress.Contest)],
            Before = view.Before,
        };
    }

    private static Task Send(HttpContext context, View view, PageAddress address, RenderedPage page)
    {
        page.Use();
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = page.Tag;
        response.Headers.CacheControl = page.Status != StatusCodes.Status200OK ? "no-store" : address.IsPinned ? "public, max-age=3600" : "no-cache";
        response.Headers.ContentLanguage = address.Language;
        response.Headers.Vary = "Accept-Encoding";
        response.Headers["Saksei-Checkpoint"] = view.Size.ToString(CultureInfo.InvariantCulture);
        if (page.Status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = "1";
        if (page.Status == StatusCodes.Status200OK && request.Headers.IfNoneMatch == page.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var packing = RenderedPage.Best(request.Headers.AcceptEncoding.ToString());
        if (packing != Packing.Plain) response.Headers.ContentEncoding = packing == Packing.Brotli ? "br" : "gzip";
        var bytes = page.As(packing);
        (response.StatusCode, response.ContentType, response.ContentLength) = (page.Status, Html, bytes.Length);
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : Pieces.Write(response, bytes, context.RequestAborted);
    }

    private async Task SendError(HttpContext context, PageAddress address, int status, string code)
    {
        var view = await shelf.Newest();
        var error = address with { At = "" };
        await Send(context, view, error, await _renderer.Render(FrameOf(view, error), ErrorModel.Page(status, code)));
    }

    private async Task Fail(HttpContext context, int status)
    {
        if (context.Response.HasStarted) return;
        if (Machines.Any(path => context.Request.Path.StartsWithSegments(path)))
        {
            if (status >= 500) await context.Response.WriteAsJsonAsync(new ActRefused("server-failed", "", TextBook.Message("server-failed"), null));
            return;
        }

        var address = _languages.AddressOf(context.Request) ?? new PageAddress(_languages.Preferred(context.Request), "", [], Numerals.Latin, "");
        await SendError(context, address, status, "");
    }

    // An address without a language goes to the same page in the reader's.
    private Task Redirect(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept-Language";
        context.Response.Redirect("/" + _languages.Preferred(context.Request) + context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent());
        return Task.CompletedTask;
    }
}
