using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Saksei.Cli.Mirroring;
using Saksei.Cli.Published;
using Saksei.Cosigner;
using Saksei.Cosigner.Serving;
using Saksei.Node.Mirroring;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Tests.Cosigning;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Mirroring;

/// <summary>A validator co-signs what it followed and found valid, and refuses everything else for ever, each with its code.</summary>
public sealed class ValidatorTests : IDisposable
{
    private const int MostLooks = 600;
    private readonly Followed _followed = new();

    /// <inheritdoc/>
    public void Dispose() => _followed.Dispose();

    [Fact]
    public async Task An_honest_night_is_valid_to_the_last_checkpoint()
    {
        using var validator = Open();
        for (var i = 0; i < 5; i++)
        {
            _followed.Grow(2);
            Assert.Equal("", await Judge(validator));
            Assert.Equal("", validator.Step());
            _followed.Time.Seconds = _followed.Host.Head.Tick.UnixSeconds + 1;
        }

        Assert.Empty(validator.Refusals.Refusals);
    }

    [Theory]
    [InlineData(60, "")]
    [InlineData(61, "validity-clock-ahead")]
    public async Task A_tick_is_at_most_a_minute_ahead(int seconds, string code)
    {
        using var validator = Open();
        Assert.Equal("", validator.Step());
        _followed.Grow(1);
        _followed.Time.Seconds = _followed.Host.Head.Tick.UnixSeconds - seconds;
        Assert.Equal(code, await Judge(validator));
        if (code.Length > 0) await CheckStays(validator, code, "61");
    }

    [Theory]
    [InlineData(60, "")]
    [InlineData(61, "validity-clock-behind")]
    public async Task A_tick_that_came_after_a_whole_look_is_at_most_a_minute_before_it(int seconds, string code)
    {
        using var validator = Open();
        _followed.Grow(1);
        var first = _followed.Host.Head.Tick.UnixSeconds;
        _followed.Grow(1);
        var next = (2 * _followed.Host.Head.Tick.UnixSeconds) - first;
        _followed.Time.Seconds = next + seconds;
        Assert.Equal("", validator.Step());
        _followed.Grow(1);
        Assert.Equal(next, _followed.Host.Head.Tick.UnixSeconds);
        Assert.Equal(code, await Judge(validator));
        if (code.Length > 0) await CheckStays(validator, code, "61");
    }

    [Fact]
    public async Task History_that_it_catches_up_with_may_be_as_old_as_it_is()
    {
        _followed.Grow(5);
        _followed.Time.Seconds += 1_000_000;
        using var validator = Open();
        Assert.Equal("", await Judge(validator));
    }

    [Fact]
    public async Task An_act_whose_signature_does_not_hold_is_refused_with_all_that_comes_behind()
    {
        using var validator = Open();
        _followed.Grow(1);
        Assert.Equal("", await Judge(validator));
        var valid = Followed.CheckpointOf(_followed.Host);
        _followed.Election.AppendAsLog(_followed.Unsigned());
        Assert.Equal("validity-act", await Judge(validator));
        Assert.Equal(_followed.Host.Head.Size - 1, validator.Refusals.Refusals[0].Index);

        // What was valid stays so.
        Assert.Equal("", (await validator.Judge(valid, CancellationToken.None)).Code);
        await CheckStays(validator, "validity-act", "signature-wrong");
    }

    [Fact]
    public async Task What_is_in_the_store_and_was_not_checked_is_checked_before_anything_is_said_of_it()
    {
        using var validator = Open();
        Assert.Equal("", validator.Step());
        _followed.Election.AppendAsLog(_followed.Unsigned());

        // What ends a look behind the append: the act is here, and nobody has looked at its signature.
        static void Fail() => throw new InvalidOperationException("the end of a look");
        validator.Host.Moved += Fail;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Judge(validator));
        validator.Host.Moved -= Fail;
        Assert.Equal(_followed.Host.Head.Size, validator.Host.Head.Size);
        Assert.Equal("validity-act", await Judge(validator));
    }

    [Fact]
    public void A_shelf_full_of_forks_still_keeps_the_act_that_is_invalid()
    {
        var shelf = new RefusalShelf(_followed.Election.Folder, _followed.Host.Origin);
        var head = Followed.CheckpointOf(_followed.Host).Checkpoint;
        for (var i = 0; i < 300; i++) shelf.Keep(new Refusal("validity-forked", "", -1, "", 9, Hash.OfBytes(BitConverter.GetBytes(i)).ToString(), default));
        Assert.Equal(256, shelf.Document.Refusals.Count);
        Assert.Null(shelf.Covering(head));
        shelf.Keep(new Refusal("validity-act", "signature-wrong", 1, "", 2, "", default));
        Assert.Equal("validity-act", shelf.Covering(head)?.Code);
        Assert.Equal("validity-act", new RefusalShelf(_followed.Election.Folder, _followed.Host.Origin).Covering(head)?.Code);
    }

    [Fact]
    public async Task A_published_result_that_does_not_follow_is_refused_with_its_file()
    {
        using var validator = Open();
        _followed.Grow(2);
        _followed.Upstream.Alter = (path, bytes) => path.StartsWith("results/seats.json", StringComparison.Ordinal) ? [.. bytes!, (byte)' '] : bytes;
        validator.Step();
        Assert.Equal("results/seats.json", Assert.Single(validator.Refusals.Refusals).File);
        Assert.Equal("validity-result", await Judge(validator));
        await CheckStays(validator, "validity-result", "");
    }

    [Fact]
    public async Task Another_history_is_refused_and_written_down_whether_it_is_larger_or_not()
    {
        _followed.Grow(2);
        using var fork = _followed.CopyAs("fork");
        using var validator = Open();
        _followed.Grow(3);
        Assert.Equal("", await Judge(validator));
        _followed.GrowIn(fork, "S08", 2);
        Assert.Equal("validity-forked", (await validator.Judge(Followed.CheckpointOf(fork), CancellationToken.None)).Code);
        _followed.GrowIn(fork, "S07", 4);
        _followed.Upstream.Host = fork;
        Assert.Equal("validity-forked", (await validator.Judge(Followed.CheckpointOf(fork), CancellationToken.None)).Code);
        Assert.Equal(2, validator.Refusals.Refusals.Count);
        var shelf = validator.Host.Mirror!.Contradictions;
        Assert.NotEmpty(shelf.Names);
        Assert.All(shelf.Names, name => Assert.Equal("", ContradictionFile.Read(shelf.Read(name), out _)!.Judge()));

        // The one that it followed is valid still.
        _followed.Upstream.Host = _followed.Host;
        Assert.Equal("", await Judge(validator));
    }

    [Fact]
    public async Task What_it_could_not_follow_is_not_valid_yet()
    {
        using var validator = Open();
        validator.Step();
        _followed.Grow(1);
        _followed.Upstream.IsAway = true;
        Assert.Equal("validity-later", await Judge(validator));
        _followed.Upstream.IsAway = false;
        Assert.Equal("", await Judge(validator));
    }

    [Fact]
    public async Task A_register_with_two_co_signers_and_a_validator_counts_until_something_invalid_is_put_in()
    {
        using var temporary = new Store.TemporaryFolder();
        var log = SmallElection.Key(SmallElection.Origin).Verifier;
        var (folder, url) = (temporary.At("v"), FreeAddress());
        await using PlainCosigner one = await PlainCosigner.Start(temporary.At("one"), "one.test/c", log), two = await PlainCosigner.Start(temporary.At("two"), "two.test/c", log);
        Directory.CreateDirectory(folder);
        CosignerFolder.Init(Path.Combine(folder, "cosigner"), "validator.test/v");
        using var desk = CheckpointDesk.Open(Path.Combine(folder, "cosigner"), TimeProvider.System, [log]);
        using var election = new SmallElection(cosigners: $"witness one {one.Key} {one.Address}\nwitness two {two.Key} {two.Address}\nwitness v {desk.Key.Text} {url}\ngroup G all one two v\nquorum G\n");
        await using var server = await RunningServer.Start(election.Host, new Saksei.Server.ServerOptions("http://127.0.0.1:0"));
        using var client = new HttpClient();
        var time = new StandingTime { Seconds = 1_700_000_030 };
        using (var validator = Validator.Open(folder, new MirrorSource(server.Client.BaseAddress!.ToString(), () => new HttpFiles(client, new Uri(server.Client.BaseAddress, "log/"), Patience.Usual)), time))
        await using (var app = CosignerServer.Build(desk, new CosignerOptions(url), new ValidityGate(validator)))
        {
            await app.StartAsync();
            await Eventually(() => election.Host.WhyReadOnly.Length == 0);
            election.Copy("S01", "registered=100 A=40 B=5");
            await Eventually(() => election.Host.PublishedSize == election.Host.Head.Size);
            Assert.Equal("", validator.Step());
            var counted = election.Host.Head.Size;
            var key = SmallElection.Key("commission/desk");
            var signed = Saksei.Register.Acts.SignedAct.Parse(election.SignedCopy("S09", "registered=100 A=1 B=5", key).Record, out _)!;
            election.AppendAsLog((byte[])[.. signed.Text.Span, (byte)'\n', .. SignedNote.SignatureLine(key.Verifier.Name, new byte[64])]);
            await Eventually(() => election.Host.CosignerTroubles.GetValueOrDefault("v") == "cosigner-refused");
            Assert.Equal(counted, election.Host.PublishedSize);
            var hash = Hash.OfBytes(Encoding.UTF8.GetBytes(election.Host.Origin)).ToHex();
            Assert.Contains("validity-act", await client.GetStringAsync(new Uri(new Uri(url), "refusals/" + hash)), StringComparison.Ordinal);
            Assert.Contains("validity-act", await client.GetStringAsync(new Uri(url)), StringComparison.Ordinal);
            await app.StopAsync();
        }
    }

    private Validator Open() => Validator.Open(_followed.At("validator"), _followed.Upstream.Source, _followed.Time);

    private async Task<string> Judge(Validator validator) => (await validator.Judge(Followed.CheckpointOf(_followed.Host), CancellationToken.None)).Code;

    // A refusal stays: later, for what comes behind, and after a start.
    private async Task CheckStays(Validator validator, string code, string detail)
    {
        var refusal = validator.Refusals.Refusals[0];
        Assert.Equal((code, true), (refusal.Code, refusal.Detail.StartsWith(detail, StringComparison.Ordinal)));
        Assert.Contains($"\"code\":\"{code}\"", Encoding.UTF8.GetString(validator.RefusalsJson), StringComparison.Ordinal);
        _followed.Time.Seconds += 10_000;
        _followed.Grow(1);
        Assert.Equal(code, await Judge(validator));
        validator.Dispose();
        using var again = Open();
        Assert.Equal(code, await Judge(again));
    }

    private static string FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
    }

    private static async Task Eventually(Func<bool> holds)
    {
        for (var look = 0; look < MostLooks && !holds(); look++) await Task.Delay(50);
        Assert.True(holds());
    }

    // What `saksei cosign` is, on a free port.
    private sealed class PlainCosigner(CheckpointDesk desk, WebApplication app, string address) : IAsyncDisposable
    {
        internal string Key => desk.Key.Text;

        internal string Address => address;

        internal static async Task<PlainCosigner> Start(string folder, string name, VerifierKey log)
        {
            CosignerFolder.Init(folder, name);
            var (desk, address) = (CheckpointDesk.Open(folder, TimeProvider.System, [log]), FreeAddress());
            var app = CosignerServer.Build(desk, new CosignerOptions(address));
            await app.StartAsync();
            return new PlainCosigner(desk, app, address);
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
            desk.Dispose();
        }
    }
}
