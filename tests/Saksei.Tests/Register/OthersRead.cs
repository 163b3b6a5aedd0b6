using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Saksei.Node;
using Saksei.Register.Tiles;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Register;

/// <summary>
/// A served register of more than 65,536 acts, so that it has a full tile above the leaves, is read by golang.org/x/mod (tests/xmod):
/// checkpoint, every entry and tile, proofs of both kinds, receipts. Where one byte of any of them is another, that program says so.
/// SAKSEI_SEED=… draws again what a run drew.
/// </summary>
public sealed class OthersRead(BigRegister big) : IClassFixture<BigRegister>
{
    private const string Go = "/usr/bin/go";

    [Fact]
    public async Task Golangs_module_reads_the_register_and_finds_that_everything_holds()
    {
        var (code, said) = await Run(await big.Address(), big.Host.Founding.Log.Text);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        Assert.True(code == 0, said);
        var tiles = Enumerable.Range(0, 8).Sum(level => (TileCoordinate.NodesAt(level, big.Size) + TileCoordinate.FullWidth - 1) / TileCoordinate.FullWidth);
        Assert.Matches($"^x/mod: {big.Size} entries, {tiles} tiles, 1000 inclusion proofs, 1000 consistency proofs, 200 receipts in [0-9]+ checkpoints hold, seed {big.Seed}\n$", said);
        Assert.True(big.Size > 65_536 && tiles > 258);
        Assert.InRange(int.Parse(said.Split("receipts in ")[1].Split(' ')[0], CultureInfo.InvariantCulture), 20, 200);
    }

    [Theory]
    [InlineData("tile/0/000", "tile/0/000 isn't the tile of the entries")]
    [InlineData("tile/0/255", "tile/0/255 isn't the tile of the entries")]
    [InlineData("tile/0/LAST.p/", "isn't the tile of the entries")]
    [InlineData("tile/1/000", "tile/1/000 isn't the tile of the entries")]
    [InlineData("tile/1/001.p/", "isn't the tile of the entries")]
    [InlineData("tile/2/000.p/1", "tile/2/000.p/1 isn't the tile of the entries")]
    [InlineData("tile/entries/128", "")]
    [InlineData("checkpoint", "checkpoint: ")]
    [InlineData("receipt/", "receipt ")]
    public async Task A_byte_that_is_altered_on_the_way_is_found(string path, string wanted)
    {
        var address = await big.Address();
        var last = (big.Size / TileCoordinate.FullWidth).ToString(CultureInfo.InvariantCulture);
        await using var altering = await AlteringLog.Start(address, "/log/" + path.Replace("LAST", last, StringComparison.Ordinal), big.Seed);
        var (code, said) = await Run(altering.Address, big.Host.Founding.Log.Text);
        Assert.True(altering.Altered > 0, said);
        Assert.Equal((1, true), (code, said.StartsWith($"seed {big.Seed}: ", StringComparison.Ordinal)));
        Assert.Contains(wanted, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_under_the_logs_name_opens_nothing()
    {
        using var other = Saksei.Register.Notes.SignerKey.FromSeed(SmallElection.Origin, new byte[32]);
        var (code, said) = await Run(await big.Address(), other.Verifier.Text);
        Assert.Equal((1, true), (code, said.Contains("checkpoint: ", StringComparison.Ordinal)));
    }

    private async Task<(int Code, string Said)> Run(string address, string key)
    {
        Assert.SkipUnless(File.Exists(Go), $"needs {Go}");
        Assert.SkipUnless(Directory.Exists(GoSources), "needs golang-golang-x-mod-dev");
        if (!File.Exists(big.Program))
        {
            var (code, said) = await Run(Go, "build", "-o", big.Program, ".");
            Assert.True(code == 0, said);
        }

        return await Run(big.Program, address, key, big.Seed.ToString(CultureInfo.InvariantCulture));
    }

    private static string GoSources => "/usr/share/gocode/src/golang.org/x/mod";

    private static async Task<(int Code, string Said)> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.At("tests", "xmod") };
        (start.Environment["GO111MODULE"], start.Environment["GOPATH"], start.Environment["GOFLAGS"]) = ("off", "/usr/share/gocode", "");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}

/// <summary>A small election whose clock ticks until there are more acts than a tile of tiles has, in batches of any size; served once.</summary>
public sealed class BigRegister : IAsyncLifetime
{
    private const int LeastActs = 65_536 + 300, LargestBatch = 900;
    private readonly SmallElection _small = new();
    private RunningServer? _served;

    internal RegisterHost Host => _small.Host;

    internal long Size => Host.Head.Size;

    internal int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("SAKSEI_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : RandomNumberGenerator.GetInt32(int.MaxValue);

    internal string Program => Path.Combine(_small.Folder, "xmod");

    /// <summary>Where it is served.</summary>
    internal async Task<string> Address()
    {
        if (_served is null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"SAKSEI_SEED={Seed}");
            Fill();
            _served = await RunningServer.Start(Host);
        }

        return _served.Client.BaseAddress!.ToString();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_served is not null) await _served.DisposeAsync();
        _small.Dispose();
    }

    // A copy among ticks, so that entries aren't all of a length.
    private void Fill()
    {
        var batch = 0;
        SignerKeys keys = new(SmallElection.Key(SmallElection.Origin + "/clock"), SmallElection.Key("commission/desk"));
        while (Size < LeastActs || Size % TileCoordinate.FullWidth == 0)
            Host.Submit([.. Enumerable.Range(0, 1 + Draw.Below(Seed, batch++, LargestBatch)).Select(i => i % 50 == 7 ? _small.SignedCopy("S01", "registered=" + i, keys.Desk) : RegisterHost.MakeTick(Host.Desk, keys.Clock))]);
    }

    private sealed record SignerKeys(Saksei.Register.Notes.SignerKey Clock, Saksei.Register.Notes.SignerKey Desk);
}

/// <summary>Stands between a log and its readers, and alters one byte of whatever has a path that begins so.</summary>
internal sealed class AlteringLog : IAsyncDisposable
{
    private readonly HttpClient _behind;
    private readonly WebApplication _app;
    private readonly string _path;
    private readonly int _seed;

    private AlteringLog(string behind, string path, int seed)
    {
        (_behind, _path, _seed) = (new HttpClient { BaseAddress = new Uri(behind) }, path, seed);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(Answer);
    }

    internal string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>How often it altered something.</summary>
    internal int Altered { get; private set; }

    internal static async Task<AlteringLog> Start(string behind, string path, int seed)
    {
        var log = new AlteringLog(behind, path, seed);
        await log._app.StartAsync();
        return log;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _behind.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        using var response = await _behind.GetAsync(context.Request.Path.ToUriComponent());
        context.Response.StatusCode = (int)response.StatusCode;
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (response.IsSuccessStatusCode && context.Request.Path.Value!.StartsWith(_path, StringComparison.Ordinal))
        {
            // The last digit of a signature in base64 has bits that mean nothing, which x/mod 0.7.0 passes over.
            bytes[Draw.Below(_seed, Altered++, bytes.Length - (_path.Contains("tile", StringComparison.Ordinal) ? 0 : 3))] ^= 1;
        }

        await context.Response.Body.WriteAsync(bytes);
    }
}

/// <summary>What follows from a seed.</summary>
internal static class Draw
{
    /// <summary>The n-th number drawn, from 0 to one below a limit.</summary>
    internal static int Below(int seed, int n, int limit) =>
        (int)(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {n}"))) % (ulong)limit);
}
