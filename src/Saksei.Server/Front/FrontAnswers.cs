using System.Text;
using Microsoft.Extensions.Primitives;
using Saksei.Node.Keeping;
using Saksei.Register.Notes;

namespace Saksei.Server.Front;

/// <summary>What is passed on of the register's answers: pages of this log with this build's scripts, and files of the kinds that a register serves.</summary>
/// <param name="log">The log's key.</param>
internal sealed class FrontAnswers(VerifierKey log)
{
    private const int MostBytesOfPage = 8 << 20;
    private const string Utf8 = "utf-8";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Bytes that are no UTF-8 a browser might read in another way than we did.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // What else a server may say to a browser is of no use here, or against it.
    private static readonly string[] Kept = ["Content-Disposition", "Cache-Control", "ETag", "Last-Modified", "Retry-After", "Saksei-Checkpoint", LastKnownCheck.ClosedHeader];

    internal Task Give(HttpContext context, HttpResponseMessage response)
    {
        var type = response.Content.Headers.ContentType;
        if (type is null) return GiveNothing(context, response);
        if (FrontKinds.IsPage(type.MediaType)) return IsUtf8(type.CharSet) ? GivePage(context, response) : Refuse(context, response);
        return FrontKinds.IsPassed(type.MediaType, context.Request.Path) ? GiveFile(context, response, type.MediaType + (IsUtf8(type.CharSet) ? "; charset=" + Utf8 : "")) : Refuse(context, response);
    }

    private static bool IsUtf8(string? charset) => Utf8.Equals(charset?.Trim('"'), StringComparison.OrdinalIgnoreCase);

    // Redirects, and what is known already. What doesn't say of which kind it is a browser would have to guess.
    private static Task GiveNothing(HttpContext context, HttpResponseMessage response)
    {
        Begin(context, response);
        return Task.CompletedTask;
    }

    private async Task GivePage(HttpContext context, HttpResponseMessage response)
    {
        var html = HttpMethods.IsHead(context.Request.Method) ? "" : await Read(response.Content, context.RequestAborted);
        if (html is null || (!HttpMethods.IsHead(context.Request.Method) && !FrontPages.IsOf(html, log, context.Request.Path)))
        {
            await Refuse(context, response);
            return;
        }

        Begin(context, response);
        context.Response.ContentType = "text/html; charset=" + Utf8;
        await context.Response.Body.WriteAsync(Strict.GetBytes(FrontPages.WithOwnScripts(html)), context.RequestAborted);
    }

    // Null where it isn't UTF-8.
    private static async Task<string?> Read(HttpContent content, CancellationToken aborted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        await content.LoadIntoBufferAsync(MostBytesOfPage, patience.Token);
        try
        {
            return Strict.GetString(await content.ReadAsByteArrayAsync(patience.Token));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static async Task GiveFile(HttpContext context, HttpResponseMessage response, string type)
    {
        Begin(context, response);
        context.Response.ContentType = type;
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static void Begin(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => Kept.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = new StringValues([.. values]);
        if (response.Headers.Location is { } to && !to.IsAbsoluteUri && to.OriginalString.StartsWith('/') && !to.OriginalString.StartsWith("//", StringComparison.Ordinal))
            context.Response.Headers.Location = to.OriginalString;
    }

    // Nothing that comes from there is a script here, whatever it is called. An error stays one: a phone goes by it.
    private static Task Refuse(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = FrontKinds.IsScript(response.Content.Headers.ContentType?.MediaType) ? StatusCodes.Status404NotFound
            : (int)response.StatusCode >= StatusCodes.Status400BadRequest ? (int)response.StatusCode : StatusCodes.Status502BadGateway;
        return Task.CompletedTask;
    }
}
