using Saksei.Register.Notes;
using Saksei.Server.Hosting;
using Saksei.Server.Pages;
using Saksei.Server.Pages.Work;

namespace Saksei.Server.Front;

/// <summary>
/// An address of an organisation's own in front of a register that somebody else serves: scripts, and the policy by which browsers run
/// them, are this build's; pages, files and the door are the register's. So no script of the other server runs at this address.
/// </summary>
public static class FrontServer
{
    // For an answer to begin; what is streamed may take longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Builds it; the caller runs it.</summary>
    /// <param name="register">Where the register is served.</param>
    /// <param name="log">The log's key, known from elsewhere: pages that name another aren't passed on.</param>
    /// <param name="options">Where and how to listen.</param>
    public static WebApplication Build(Uri register, VerifierKey log, ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => Connections.Limit(kestrel, options));
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        var app = builder.Build();
        ForwardedAddresses.Use(app, options);
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        WorkFiles.Map(app);
        ScriptEndpoints.Map(app);
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };
        app.Lifetime.ApplicationStopped.Register(client.Dispose);
        app.MapFallback("{**path}", context => Pass(context, client, register, log));
        return app;
    }

    private static async Task Pass(HttpContext context, HttpClient client, Uri register, VerifierKey log)
    {
        if (FrontRequests.Of(context.Request, register) is not { } request)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            using (request)
            {
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
                await new FrontAnswers(log).Give(context, response);
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // What broke off halfway mustn't look whole.
            if (context.Response.HasStarted) context.Abort();
            else Fail(context.Response);
        }
    }

    private static void Fail(HttpResponse answer)
    {
        answer.Clear();
        answer.StatusCode = StatusCodes.Status502BadGateway;
    }
}
