using Microsoft.AspNetCore.HttpOverrides;

namespace Saksei.Server.Hosting;

/// <summary>Who asks, where proxies that were named stand between: limits count by that.</summary>
internal static class ForwardedAddresses
{
    internal const string Header = "X-Forwarded-For";

    internal static void Use(WebApplication app, ServerOptions options)
    {
        if (!options.Proxies.IsEmpty) app.UseForwardedHeaders(By(options));
    }

    // From the end of the header up to the first address that is no proxy's: one named proxy may stand behind another, and what stands
    // before that address anybody can have written.
    private static ForwardedHeadersOptions By(ServerOptions options)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies) forwarded.KnownProxies.Add(proxy);
        return forwarded;
    }
}
