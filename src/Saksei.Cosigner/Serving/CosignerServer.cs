using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Saksei.Register.Cosigning;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Cosigner.Serving;

/// <summary>A co-signer over HTTP: C2SP tlog-witness, what it refused, and the deposit of acts.</summary>
public static class CosignerServer
{
    private const int RetryAfterSeconds = 5;
    private const long MostConnections = 4096, MostBytes = 128 << 10;

    /// <summary>Builds it; the caller runs it.</summary>
    /// <param name="desk">Its keys and what it remembers.</param>
    /// <param name="options">How it is served.</param>
    /// <param name="gate">What it asks beyond that a tree only grew; null for nothing.</param>
    public static WebApplication Build(CheckpointDesk desk, CosignerOptions options, ICheckpointGate? gate = null)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Logging.ClearProviders();

        // That it doesn't start is said in one line, by who started it.
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        RateBounds.Add(builder.Services, options);
        var app = builder.Build();
        app.UseRateLimiter();
        Map(app, desk, options, gate);
        return app;
    }

    /// <summary>Serves a folder until it is stopped.</summary>
    /// <param name="folder">What <see cref="CosignerFolder.Init"/> made.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="logs">Keys of logs beside those of the folder.</param>
    /// <param name="say">Is given a line once it listens.</param>
    /// <exception cref="CosignerFolderException">The folder, a key or the address can't be used.</exception>
    public static void Run(string folder, string address, IEnumerable<string> logs, Action<string> say)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp) throw new CosignerFolderException("address-not-free", address);
        using var desk = CheckpointDesk.Open(folder, TimeProvider.System, [.. logs.Select(log => CosignerFolder.ReadLog(log, "--log"))]);
        using var app = Build(desk, new CosignerOptions(address));
        app.Lifetime.ApplicationStarted.Register(() => say($"{desk.Key.Text} co-signs {desk.Logs.Count()} logs at {string.Join(" and ", app.Urls)}  (stop with Ctrl+C)"));
        try
        {
            app.Run();
        }
        catch (IOException)
        {
            throw new CosignerFolderException("address-not-free", address);
        }
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }

    private static void Map(WebApplication app, CheckpointDesk desk, CosignerOptions options, ICheckpointGate? gate)
    {
        Post(app, "/add-checkpoint", AddCheckpoint.MaximumBytes, async (body, cancellation) => await RefusedBy(gate, desk, body, cancellation) ?? desk.AddCheckpoint(body));
        Post(app, "/deposit", EntryBundle.MaximumRecordBytes, (body, _) => Task.FromResult(desk.Deposit(body)));
        if (gate is not null) Get(app, "/refusals/{hash}", log => gate.Refusals(log) is { } document ? Answer.Given(document, Answer.Json) : Answer.Refused(404, "log-unknown"));
        Get(app, "/{hash}/checkpoint", desk.Latest);
        Get(app, "/evidence/{hash}", desk.Evidence);
        Get(app, "/contradictions/{hash}", desk.Contradiction);
        Get(app, "/deposits/{hash}", desk.Deposits);
        Get(app, "/deposits/{hash}/receipt", desk.DepositReceipt);
        app.MapMethods("/", ["GET", "HEAD"], context => Give(context.Response, CosignerPage.Of(desk, options, gate)));
    }

    // It is asked only about what would be co-signed else, and what it said is overtaken by nothing: the desk compares again.
    private static async Task<Answer?> RefusedBy(ICheckpointGate? gate, CheckpointDesk desk, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (gate is null || desk.WouldCosign(body) is not { } given) return null;
        var (code, isForNow) = await gate.Judge(given, cancellation);
        return code.Length == 0 ? null : Answer.Refused(isForNow ? 503 : 403, code) with { RetryAfter = isForNow ? RetryAfterSeconds : 0 };
    }

    private static void Post(WebApplication app, string path, int most, Func<ReadOnlyMemory<byte>, CancellationToken, Task<Answer>> answer) =>
        app.MapPost(path, async context => await Give(context.Response, await AnswerTo(context.Request, most, answer)));

    private static async Task<Answer> AnswerTo(HttpRequest request, int most, Func<ReadOnlyMemory<byte>, CancellationToken, Task<Answer>> answer)
    {
        try
        {
            return await Read(request, most) is { } body ? await answer(body, request.HttpContext.RequestAborted) : Answer.Refused(413, "request-too-long");
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException problem)
        {
            // Longer than the server reads at all, or sent too slowly, or cut off.
            return Answer.Refused(problem.StatusCode, problem.StatusCode == 413 ? "request-too-long" : "request-malformed");
        }
    }

    private static void Get(WebApplication app, string path, Func<Hash, Answer> giving) => app.MapMethods(path, ["GET", "HEAD"], context =>
        Give(context.Response, Hash.TryParseHex(context.GetRouteValue("hash") as string ?? "", out var hash) ? giving(hash) : Answer.Refused(404, "log-unknown")));

    // Null where it is longer; what is left of it isn't read.
    private static async Task<ReadOnlyMemory<byte>?> Read(HttpRequest request, int most)
    {
        if (request.ContentLength > most) return null;
        var (buffer, length) = (new byte[most + 1], 0);
        while (length < buffer.Length && await request.Body.ReadAsync(buffer.AsMemory(length)) is > 0 and var read) length += read;

        // Not in one expression: null would be an array, and so a body of no bytes.
        if (length > most) return null;
        return buffer.AsMemory(0, length);
    }

    private static async Task Give(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.Type;
        response.ContentLength = answer.Body.Length;

        // What wasn't read of a request stands before the next one.
        if (answer.Status == StatusCodes.Status413PayloadTooLarge) response.Headers.Connection = "close";
        if (answer.RetryAfter > 0) response.Headers.RetryAfter = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{answer.RetryAfter}");
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";

        // Anybody's page may read it: all of it is public.
        response.Headers.AccessControlAllowOrigin = "*";
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method)) await response.Body.WriteAsync(answer.Body);
    }
}
