using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Saksei.Tests.Server;

/// <summary>A server that answers everything as its test says, and counts how often it was asked.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private StandIn(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(context =>
        {
            Interlocked.Increment(ref _asked);
            if (context.Response.ContentType is null) context.Response.ContentType = "text/plain";
            return answer(context);
        });
    }

    /// <summary>Where it listens.</summary>
    internal string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>How often it was asked.</summary>
    internal int Asked => Volatile.Read(ref _asked);

    internal static async Task<StandIn> Start(RequestDelegate answer)
    {
        var server = new StandIn(answer);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
