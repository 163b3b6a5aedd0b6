using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Saksei.Cosigner;
using Saksei.Cosigner.Keeping;
using Saksei.Cosigner.Serving;
using Saksei.CrashProbe;
using Saksei.Register.Notes;
using Saksei.Tests.Store;

namespace Saksei.Tests.Cosigning;

/// <summary>What came back: status, media type, body.</summary>
internal sealed record Told(int Status, string Type, string Body);

/// <summary>A co-signer's folder with one log, under a clock that stands.</summary>
internal sealed class CosignerBench : IDisposable
{
    internal const string Origin = "log.example/one", Name = "cosigner.example/w";
    private readonly TemporaryFolder _temporary = new();

    internal CosignerBench()
    {
        CosignerFolder.Init(Folder, Name);
        CosignerFolder.AddLog(Folder, Log.Key.Verifier.Text);
    }

    internal string Folder => _temporary.At("cosigner");

    internal string StateFile => Path.Combine(Folder, "state", LogHash.ToHex());

    internal ToyLog Log { get; } = new(Origin, 1, "leaf");

    /// <summary>Another register under the log's key.</summary>
    internal ToyLog Fork { get; } = new(Origin, 1, "other");

    internal StandingTime Time { get; } = new();

    internal Saksei.Register.Tree.Hash LogHash => Saksei.Register.Tree.Hash.OfBytes(Encoding.UTF8.GetBytes(Origin));

    internal CheckpointDesk Open(Action<WriteStep>? reached = null, params VerifierKey[] more) => CheckpointDesk.Open(Folder, Time, more, reached);

    public void Dispose()
    {
        Log.Dispose();
        Fork.Dispose();
        _temporary.Dispose();
    }
}

/// <summary>A clock that stands until it is set.</summary>
internal sealed class StandingTime : TimeProvider
{
    internal long Seconds { get; set; } = 1_700_000_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Seconds);
}

/// <summary>A co-signer over real HTTP on a free loopback port.</summary>
internal sealed class ServedCosigner : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServedCosigner(CosignerBench bench, CheckpointDesk desk, WebApplication app, string address)
    {
        (Bench, Desk, _app) = (bench, desk, app);
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    internal CosignerBench Bench { get; }

    internal CheckpointDesk Desk { get; }

    internal HttpClient Client { get; }

    internal ToyLog Log => Bench.Log;

    internal static async Task<ServedCosigner> Start(CosignerOptions? options = null, params VerifierKey[] more)
    {
        var bench = new CosignerBench();
        var desk = bench.Open(null, more);
        var app = CosignerServer.Build(desk, options ?? new CosignerOptions("http://127.0.0.1:0") { CheckpointsPerTenSeconds = 10_000, DepositsPerTenMinutes = 10_000 });
        await app.StartAsync();
        return new ServedCosigner(bench, desk, app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Begun at a size.</summary>
    internal static async Task<ServedCosigner> StartAt(long size)
    {
        var served = await Start();
        Xunit.Assert.Equal(200, (await served.Add(served.Log.Request(0, size))).Status);
        return served;
    }

    internal Task<Told> Add(ReadOnlyMemory<byte> body) => Post("/add-checkpoint", body);

    internal Task<Told> Add(string body) => Add(Encoding.UTF8.GetBytes(body));

    internal async Task<Told> Post(string path, ReadOnlyMemory<byte> body)
    {
        using var content = new ReadOnlyMemoryContent(body);
        using var response = await Client.PostAsync(path, content);
        return await Read(response);
    }

    internal async Task<Told> Get(string path)
    {
        using var response = await Client.GetAsync(path);
        return await Read(response);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Desk.Dispose();
        Bench.Dispose();
    }

    private static async Task<Told> Read(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", await response.Content.ReadAsStringAsync());
}
