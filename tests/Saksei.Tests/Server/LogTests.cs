using System.Net;
using Saksei.Cli.Published;
using Saksei.Election.Forms;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The log's static files, as clients of C2SP tlog-tiles ask for them.</summary>
public sealed class LogTests : IAsyncLifetime
{
    private readonly SmallElection _election = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        for (var i = 1; i <= 10; i++) _election.Copy($"S{i:00}", $"registered=500 cast={i + 90} invalid=5 A={i + 40} B=30 C=15");
        _election.Host.Submit([.. Enumerable.Range(0, 600).Select(i => _election.SignedCopy("S01", $"registered={i}", SmallElection.Key("commission/desk")))]);
        _election.Copy("S02", "registered=500");
        _server = await RunningServer.Start(_election.Host);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _election.Dispose();
    }

    [Fact]
    public async Task Every_published_size_can_be_rebuilt_from_its_tiles()
    {
        foreach (var size in _election.Host.Store.ReadCheckpointSizes())
        {
            var checkpoint = Checkpoint.Parse(SignedNote.Parse(_election.Host.Store.ReadCheckpoint(size)!)!.Text.Span)!;
            var tiles = new Dictionary<TileCoordinate, byte[]>();
            foreach (var tile in TileCoordinate.AllOf(size)) tiles[tile] = await _server.Client.GetByteArrayAsync("/log/" + tile.Path);
            Assert.Equal(checkpoint.Root, MerkleTree.Root(new TileHashReader(size, tile => tiles[tile]), size));
            foreach (var (index, width) in TileCoordinate.BundlesOf(size))
                Assert.True(EntryBundle.TrySplit(await _server.Client.GetByteArrayAsync("/log/" + TileCoordinate.BundlePath(index, width)), width, out _));
        }
    }

    [Theory]
    [InlineData("tile/0/000.p/1")]
    [InlineData("tile/0/000.p/7")]
    [InlineData("tile/0/002.p/255")]
    [InlineData("tile/0/009")]
    [InlineData("tile/1/000")]
    [InlineData("tile/9/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/entries/000.p/1")]
    [InlineData("tile/entries/x000/000")]
    [InlineData("receipt/99999.tlog-proof")]
    [InlineData("receipt/01.txt")]
    [InlineData("acts/99999")]
    [InlineData("attachments/00")]
    public async Task What_was_never_published_is_not_there(string path)
    {
        using var response = await _server.Client.GetAsync("/log/" + path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Types_and_caching_are_as_the_formats_say()
    {
        using var checkpoint = await _server.Client.GetAsync("/log/checkpoint");
        Assert.Equal("text/plain", checkpoint.Content.Headers.ContentType?.MediaType);
        Assert.True(checkpoint.Headers.CacheControl?.NoCache);
        using var tile = await _server.Client.GetAsync("/log/tile/0/000");
        Assert.Equal("application/octet-stream", tile.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", tile.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        using var definition = await _server.Client.GetAsync("/log/attachments/" + _election.Host.Definition.Identity.ToHex());
        Assert.Equal("application/json", definition.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_receipt_of_every_act_proves_it()
    {
        var index = 0L;
        foreach (var record in _election.Host.Store.ReadEntries(0, 40))
        {
            var receipt = Receipt.Parse(await _server.Client.GetByteArrayAsync($"/log/receipt/{index}.tlog-proof"))!;
            Assert.Equal(index, receipt.Index);
            Assert.True(receipt.Proves(record, SmallElection.Origin, _election.Host.Founding.Log));
            Assert.Equal(record, await _server.Client.GetByteArrayAsync($"/log/acts/{index++}"));
        }
    }

    [Fact]
    public void The_verifier_passes_what_the_server_publishes()
    {
        using var client = new HttpClient();
        var report = Verification.Run(new HttpFiles(client, new Uri(_server.Client.BaseAddress!, "/log/"), Patience.Usual), new Pin(_election.Host.Founding.Log.Text, null), _ => { });
        Assert.True(report.Passed, string.Join('\n', report.Findings));
    }

    [Fact]
    public void A_register_that_grows_while_it_is_verified_passes_as_of_the_checkpoint_that_was_read_first()
    {
        using var client = new HttpClient();
        var (before, size) = (Last("S01"), _election.Host.Head.Size);
        var moving = new Moving(new HttpFiles(client, new Uri(_server.Client.BaseAddress!, "/log/"), Patience.Usual), () => before = Replace(before));
        var report = Verification.Run(moving, new Pin(_election.Host.Founding.Log.Text, null));
        Assert.True(report.Passed, string.Join('\n', report.Findings));
        Assert.Equal(size, report.Size);
        Assert.True(_election.Host.Head.Size > size + ResultFile.All.Length);
    }

    // Another official figure each time, so that every tally differs from the one before.
    private Hash Replace(Hash before)
    {
        var key = SmallElection.Key("commission/desk");
        var act = new FormCopy(_election.Header(key), "1102", "S01", CopySource.Official, "original", CopyMethod.Transcribed,
            _election.Entry($"registered=500 A={_election.Host.Head.Size}"), [], before);
        var note = _election.Host.Desk.Sign(act, key);
        using var answer = _server.Post(note.Record).GetAwaiter().GetResult();
        Assert.Contains("\"applied\"", answer.Content.ReadAsStringAsync().GetAwaiter().GetResult(), StringComparison.Ordinal);
        return note.Identity;
    }

    private Hash Last(string station)
    {
        var official = _election.Fold.Forms.OfficialCopyOf(_election.Fold.Definition.FindStation(station)!)!;
        return official.Place.Identity;
    }

    /// <summary>Files of a register in which something happens before each of them but the first is read.</summary>
    private sealed class Moving(IPublishedFiles files, Action happen) : IPublishedFiles
    {
        public PublishedFile Read(string path, long maximumBytes)
        {
            if (path != Publication.Checkpoint) happen();
            return files.Read(path, maximumBytes);
        }

        public IEnumerable<PublishedEntry>? List() => files.List();
    }
}
