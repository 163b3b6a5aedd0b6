using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Json;
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
        Map(app, host);
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
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new PublishedSizes(host.Store));
        services.AddSingleton(provider => new BookShelf(host, provider.GetRequiredService<PublishedSizes>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ActQueue(host, provider.GetRequiredService<PublishedSizes>(), provider.GetRequiredService<ILogger<ActQueue>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ActQueue>());
        RateLimits.Add(services, options);
    }

    private static void Map(WebApplication app, RegisterHost host)
    {
        var services = app.Services;
        var sizes = services.GetRequiredService<PublishedSizes>();
        var shelf = services.GetRequiredService<BookShelf>();
        app.UseMiddleware<SecurityHeaders>();
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

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1 << 20;
    }
}
