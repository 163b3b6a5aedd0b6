using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Saksei.Server.Acts;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Server.Log;
using Saksei.Server.Pages;
using Saksei.Server.Registers;

namespace Saksei.Server;

/// <summary>The public side of one register over HTTP: pages, the log's files, results, and the door for acts.</summary>
public static class SakseiServer
{
    /// <summary>Builds the server of a register; the caller runs it, and disposes of the host after it.</summary>
    public static WebApplication Build(RegisterHost host, ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        AddServices(builder.Services, host, options);
        var app = builder.Build();
        Map(app, host, options);
        return app;
    }

    private static void AddServices(IServiceCollection services, RegisterHost host, ServerOptions options)
    {
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });

        // Khmer stands as itself in the pages: as character references it would be three times as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddOpenApi();

        // Nothing here is secret, so that lengths tell nothing, over TLS neither.
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddSingleton(new PublishedSizes(host.Store));
        services.AddSingleton(provider => new BookShelf(host, provider.GetRequiredService<PublishedSizes>()));
        services.AddSingleton(provider => new ActQueue(host, provider.GetRequiredService<PublishedSizes>(), provider.GetRequiredService<ILogger<ActQueue>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ActQueue>());
        RateLimits.Add(services, options);
    }

    private static void Map(WebApplication app, RegisterHost host, ServerOptions options)
    {
        var services = app.Services;
        var sizes = services.GetRequiredService<PublishedSizes>();
        var shelf = services.GetRequiredService<BookShelf>();
        if (!options.Proxies.IsEmpty) app.UseForwardedHeaders(Proxied(options));
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseRateLimiter();
        var site = new Site(host, shelf, sizes, services);
        site.HandleErrors(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        LogEndpoints.Map(app, host, sizes);
        ActEndpoints.Map(app, host, sizes, services.GetRequiredService<ActQueue>());
        ResultEndpoints.Map(app, shelf);
        StyleEndpoints.Map(app, host.Definition);
        site.Map(app);
    }

    // The last address of the header is the one that the proxy itself saw; what stands before it anybody can have written.
    private static ForwardedHeadersOptions Proxied(ServerOptions options)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies) forwarded.KnownProxies.Add(proxy);
        return forwarded;
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // What is too long for an act is refused unread; up to this much of it is let run out, so that who sends it gets to read why.
        kestrel.Limits.MaxRequestBodySize = 16 << 20;
    }
}
