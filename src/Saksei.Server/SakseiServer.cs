using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Json;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Server.Acts;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Server.Log;
using Saksei.Server.Pages;
using Saksei.Server.Pages.Work;
using Saksei.Server.Pages.Work.Enter;
using Saksei.Server.Pages.Work.Scripts;

namespace Saksei.Server;

/// <summary>The public side of one register over HTTP: pages, the log's files, results, and the door for acts.</summary>
public static class SakseiServer
{
    private const long MostDownloads = 512;
    private const long MostBytesOfLetters = 64 << 20;
    private const long MostDesks = 64, MostDesksOfAddress = 4;
    private const long MostUploadBytes = 128 << 20;
    private const long MostUnsentBytes = 256 << 20;

    /// <summary>Builds the server of a register; the caller runs it, and disposes of the host after it.</summary>
    public static WebApplication Build(RegisterHost host, ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => Connections.Limit(kestrel, options));
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        AddServices(builder.Services, host, options);
        var app = builder.Build();
        Map(app, host, options);
        return app;
    }

    /// <summary>Ends when a server that was started has made the pages at which people begin; it answers before, more slowly.</summary>
    public static Task FirstPages(WebApplication server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.Services.GetRequiredService<BookShelf>().Ready;
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
        services.AddOpenApi(HttpDescription.Configure);

        // Nothing here is secret, so that lengths give nothing away, over TLS neither.
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new BookShelf(host, provider.GetRequiredService<TimeProvider>(), options.MostBehind));
        services.AddSingleton(provider => new Site(host, provider.GetRequiredService<BookShelf>(), options, provider));
        services.AddSingleton(provider => Writer(host, provider));
        services.AddSingleton(new SideLane("saksei previews", most: 64, mostOfOne: 8, rests: true));
        RateLimits.Add(services, options);
    }

    private static void Map(WebApplication app, RegisterHost host, ServerOptions options)
    {
        var services = app.Services;
        var shelf = services.GetRequiredService<BookShelf>();
        ForwardedAddresses.Use(app, options);
        app.UseMiddleware<SecurityHeaders>();
        app.UseRateLimiter();
        var site = services.GetRequiredService<Site>();
        site.HandleErrors(app);
        app.Use(next => context => site.Invoke(context, next));
        app.UseResponseCompression();
        app.MapOpenApi("/openapi/{documentName}.json");
        var unsent = new Budget(MostUnsentBytes, options.UnsentBytesOfAddress);
        LogEndpoints.Map(app, host, new Budget(MostDownloads, options.DownloadsOfAddress), unsent);
        ExportEndpoints.Map(app, host, shelf, unsent);
        ActEndpoints.Map(app, Desks(host, options, services));
        new EnrolmentEndpoints(host, new LetterBox<EnrolmentAnswer>(MostBytesOfLetters, EnrolmentAnswer.MostOfName), new Budget(MostDesks, MostDesksOfAddress)).Map(app);
        new DraftEndpoints(new LetterBox<SealedDraft>(MostBytesOfLetters, SealedDraft.MostOfName), new Budget(MostDesks, MostDesksOfAddress)).Map(app);
        ResultEndpoints.Map(app, host, shelf);
        ContradictionEndpoints.Map(app, host);
        EntryEndpoints.Map(app, shelf);
        StyleEndpoints.Map(app, host.Definition);
        WorkFiles.Map(app);
        ScriptQuestion.Map(app, host);
        WorkManifest.Map(app, host.Definition.Head);
        var logger = services.GetRequiredService<ILogger<BookShelf>>();
        shelf.Start(site.Prepare, failure => logger.LogError(failure, "a view of the register couldn't be made"));
        app.Lifetime.ApplicationStopping.Register(shelf.Stop);
        Collect(app, host, options);
    }

    // Addresses stand in the founding act: what answers there is believed by its signature alone, and leads nowhere else.
    private static void Collect(WebApplication app, RegisterHost host, ServerOptions options)
    {
        var logger = app.Services.GetRequiredService<ILogger<CosignatureCollector>>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        var handler = options.ToCosigners ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var collector = CosignatureCollector.Start(host, handler, time, failure => logger.LogError(failure, "co-signatures couldn't be collected"));
            app.Lifetime.ApplicationStopping.Register(collector.Dispose);
            var watch = DepositWatch.Start(host, handler, time, failure => logger.LogError(failure, "co-signers couldn't be asked for deposits"));
            app.Lifetime.ApplicationStopping.Register(watch.Dispose);
        });
    }

    private static ActWriter Writer(RegisterHost host, IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILogger<ActWriter>>();
        return new ActWriter(host, services.GetRequiredService<TimeProvider>(), failure => logger.LogError(failure, "the register couldn't be written or followed"));
    }

    private static ActDesks Desks(RegisterHost host, ServerOptions options, IServiceProvider services) => new(
        host, new ActDoor(host), services.GetRequiredService<ActWriter>(),
        new KeyLimits(options.PostsOfKeyPerTenSeconds, services.GetRequiredService<TimeProvider>()), services.GetRequiredService<SideLane>(),
        new Budget(MostUploadBytes, options.UploadBytesOfOrganisation));
}
