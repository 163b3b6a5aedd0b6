using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Saksei.Cli.Served;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Store;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>
/// Two processes that serve one register's folder, as they are started from the command line. Each shows what the other appends, and
/// of two that write one gives way; whatever was acknowledged by either is in the register once, where its receipt says.
/// </summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private static readonly TimeSpan WithinASecond = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SmallElection _election = new();
    private readonly List<(byte[] Note, Receipt Receipt)> _acknowledged = [];
    private Served _one = null!, _other = null!;

    public async ValueTask InitializeAsync() => (_one, _other) = (await Served.Start(_election.RegisterFolder), await Served.Start(_election.RegisterFolder));

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        _election.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_reads_beside_the_writer_shows_its_acts_within_a_second_and_a_writer_that_was_overtaken_stops_and_nothing_is_lost()
    {
        // Half of the times: how long one act takes hangs on what else the machine does.
        var waits = new List<TimeSpan>();
        for (var i = 1; i <= 5; i++) waits.Add(await UntilShown(_other, await Acknowledged(_one, Note($"S{i:00}"))));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(' ', waits.Select(wait => $"{wait.TotalMilliseconds:0} ms")));
        Assert.InRange(waits.Order().ElementAt(2), TimeSpan.Zero, WithinASecond);

        var (taking, late) = (Note("S06"), Note("S07"));
        var taken = await Acknowledged(_other, taking);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "register-taken-over"), await Refused(_one, late));
        await UntilShown(_one, taken);

        // While the other is at work.
        await Acknowledged(_other, Note("S08"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "register-taken-over"), await Refused(_one, late));
        await UntilShown(_one, await Acknowledged(_other, late));
        Assert.Equal(taken, await Place(_one, taking));
        CheckNothingIsLost();
    }

    // Acts and ticks of both, in a tree that extends every receipt that either gave.
    private void CheckNothingIsLost()
    {
        _one.Dispose();
        _other.Dispose();
        _election.Host.Follow();
        var kept = new Kept([.. _acknowledged.Select((act, i) => new KeptFile($"{i}", act.Receipt.ToBytes()))], []);
        var report = Verification.Run(new Publisher(_election.Host), new Pin(_election.Host.Founding.Log.Text, null), kept: kept);
        Assert.True(report.Passed, string.Join('\n', report.Findings));
        var records = _election.Records();
        Assert.All(_acknowledged, act => Assert.Equal(act.Note, records[(int)act.Receipt.Index]));
        Assert.All(_acknowledged, act => Assert.Single(records, record => record.AsSpan().SequenceEqual(act.Note)));
        Assert.Equal(8, _acknowledged.Count);
        Assert.Equal(0, _election.Host.Read(fold => fold.VoidCount));
    }

    private Submission Note(string station) => _election.SignedCopy(station, "registered=500 cast=91 invalid=5 A=41 B=30 C=15", SmallElection.Key("commission/desk"));

    private async Task<long> Acknowledged(Served served, Submission note)
    {
        var (status, answer) = await served.Post(note);
        Assert.Equal((HttpStatusCode.OK, "applied"), (status, answer.GetProperty("outcome").GetString()));
        var receipt = Receipt.Parse(System.Text.Encoding.UTF8.GetBytes(answer.GetProperty("receipt").GetString()!))!;
        Assert.True(receipt.Proves(note.Record.Span, SmallElection.Origin, _election.Host.Founding.Log));
        _acknowledged.Add((note.Record.ToArray(), receipt));
        return receipt.Index;
    }

    private static async Task<(HttpStatusCode, string?)> Refused(Served served, Submission note)
    {
        var (status, answer) = await served.Post(note);
        return (status, answer.GetProperty("code").GetString());
    }

    // An act that is there already is answered by its place, also by who may not write.
    private static async Task<long> Place(Served served, Submission note)
    {
        var (status, answer) = await served.Post(note);
        Assert.Equal(HttpStatusCode.OK, status);
        return answer.GetProperty("index").GetInt64();
    }

    /// <summary>How long until the checkpoint and the pages of a process have an act of the other.</summary>
    private static async Task<TimeSpan> UntilShown(Served served, long index)
    {
        var since = Stopwatch.StartNew();
        while (await served.Shown("/log/results/tally.json") <= index || await served.Shown("/en/stations/S01") <= index)
        {
            Assert.True(since.Elapsed < Patience, "the other's acts aren't shown");
            await Task.Delay(10);
        }

        return since.Elapsed;
    }

    /// <summary>One process, and what it answers.</summary>
    private sealed class Served(ServedProcess process) : IDisposable
    {
        private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{process.Port}") };
        private bool _ended;

        internal static async Task<Served> Start(string folder)
        {
            var (port, program) = (ServedProcess.FreePort(), Path.Combine(AppContext.BaseDirectory, "saksei"));
            return new Served(await ServedProcess.Start(program, ["serve", folder, "--urls", $"http://127.0.0.1:{port}"], port, "/log/checkpoint"));
        }

        internal async Task<(HttpStatusCode Status, JsonElement Answer)> Post(Submission note)
        {
            using var response = await _client.PostAsync("/acts", new ReadOnlyMemoryContent(note.Record));
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return (response.StatusCode, document.RootElement.Clone());
        }

        /// <summary>The size of the checkpoint of which a file or page is.</summary>
        internal async Task<long> Shown(string path)
        {
            using var response = await _client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return long.Parse(response.Headers.GetValues("Saksei-Checkpoint").Single(), CultureInfo.InvariantCulture);
        }

        public void Dispose()
        {
            if (_ended) return;
            _ended = true;
            _client.Dispose();
            process.Dispose();
        }
    }
}
