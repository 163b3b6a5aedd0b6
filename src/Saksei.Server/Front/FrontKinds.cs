using Saksei.Server.Hosting;

namespace Saksei.Server.Front;

/// <summary>The kinds of files that a register serves; nothing else is passed on, since a browser may run what we don't know.</summary>
internal static class FrontKinds
{
    private static readonly string[] Files =
    [
        "text/plain", "text/css", "text/csv", "image/png", "image/jpeg", "image/webp", "application/json", "application/geo+json", "application/manifest+json",
        "application/octet-stream", "application/zip", "application/vnd.apache.parquet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ];

    // They can hold what a page holds, scripts too.
    private static readonly string[] Documents = ["image/svg+xml", "application/atom+xml", "application/xml"];

    internal static bool IsPage(string? type) => "text/html".Equals(type, StringComparison.OrdinalIgnoreCase);

    internal static bool IsScript(string? type) => type?.Contains("script", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether such a file is passed on at a path: documents only where the policy lets no script run.</summary>
    internal static bool IsPassed(string? type, PathString path) =>
        Files.Contains(type, StringComparer.OrdinalIgnoreCase) || (Documents.Contains(type, StringComparer.OrdinalIgnoreCase) && !SecurityHeaders.RunsScripts(path));
}
