using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Saksei.Node;
using Saksei.Server;

namespace Saksei.Tests.Server;

/// <summary>The real server on a free loopback port, and a client that follows no redirect.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningServer(WebApplication app, string address)
    {
        _app = app;
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    internal HttpClient Client { get; }

    /// <summary>Every route that it answers.</summary>
    internal IEnumerable<RouteEndpoint> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    internal static async Task<RunningServer> Start(RegisterHost host, ServerOptions? options = null)
    {
        var app = SakseiServer.Build(host, (options ?? new ServerOptions("http://127.0.0.1:0")) with { MostBehind = TimeSpan.Zero });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new RunningServer(app, address);
    }

    internal async Task<string> Page(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await Client.GetAsync(path);
        Xunit.Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    internal Task<HttpResponseMessage> Post(ReadOnlyMemory<byte> note, string path = "/acts") =>
        Client.PostAsync(path, new ReadOnlyMemoryContent(note));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
