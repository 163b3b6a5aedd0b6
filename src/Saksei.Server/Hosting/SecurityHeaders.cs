using Saksei.Server.Pages;
using Saksei.Server.Pages.Work;

namespace Saksei.Server.Hosting;

/// <summary>Says to browsers, on every answer, that a page runs no script and loads nothing from elsewhere; but for the page of the reader's own checks, whose modules come from here alone.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    internal const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>For the page of the reader's own checks, and for its worker: this server's modules, which read this server's files.</summary>
    internal const string OwnChecks = Policy + "; script-src 'self'; worker-src 'self'; connect-src 'self'";

    /// <summary>For workplaces: the one script that was built, its service worker, and what it hands in and reads here.</summary>
    internal const string Workplaces = Policy + "; script-src 'self'; worker-src 'self'; connect-src 'self'; manifest-src 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        // Set when the answer starts, so that no handler of errors clears them away.
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, PolicyOf(context.Request.Path));
            if (IsWorkplace(context.Request.Path)) SetForWork(context.Response.Headers);
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Whether pages at a path may run scripts.</summary>
    internal static bool RunsScripts(PathString path) => PolicyOf(path) != Policy;

    private static string PolicyOf(PathString path) => IsWorkplace(path) ? Workplaces : RunsOwnChecks(path) ? OwnChecks : Policy;

    /// <summary>A page /XX/work/…, or a script of theirs: the service worker's own requests go by the policy that came with it.</summary>
    internal static bool IsWorkplace(PathString path) =>
        path.StartsWithSegments(WorkModel.Root) || (path.Value is { } value && value.IndexOf('/', 1) is > 0 and var end && value.AsSpan(end).StartsWith(WorkModel.Root + "/", StringComparison.Ordinal));

    private static bool RunsOwnChecks(PathString path) =>
        path.StartsWithSegments(ScriptEndpoints.Root.TrimEnd('/')) || (path.Value is { } value && value.EndsWith("/check", StringComparison.Ordinal) && value.AsSpan(1).IndexOf('/') == value.Length - "/check".Length - 1);

    // A phone reads pictures that another one shows, when its owner presses.
    private static void SetForWork(IHeaderDictionary headers)
    {
        headers["Integrity-Policy"] = "blocked-destinations=(script)";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
    }

    private static void Set(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}
