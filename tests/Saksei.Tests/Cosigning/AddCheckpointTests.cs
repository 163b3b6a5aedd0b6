using System.Net;
using System.Text;
using Saksei.Cosigner.Serving;
using Saksei.CrashProbe;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>Each status of C2SP tlog-witness, add-checkpoint, in the order of the specification, and which wins where two hold.</summary>
public sealed class AddCheckpointTests
{
    private static readonly Hash[] Garbage = [Hash.OfBytes("a"u8), Hash.OfBytes("b"u8)];

    [Fact]
    public async Task More_than_the_declared_rate_is_429_and_says_when_to_come_again()
    {
        await using var served = await ServedCosigner.Start(new CosignerOptions("http://127.0.0.1:0") { CheckpointsPerTenSeconds = 2 });
        Assert.Contains("2 checkpoints", (await served.Get("/")).Body, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++) Assert.Equal(400, (await served.Add("nothing")).Status);
        using var response = await served.Client.PostAsync("/add-checkpoint", new ByteArrayContent(new byte[100_000]));
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), response.Headers.RetryAfter!.Delta);
        Assert.Equal(200, (await served.Get("/")).Status);
    }

    [Theory]
    [InlineData(true, 20_481)]
    [InlineData(false, 20_481)]
    [InlineData(true, 300_000)]
    [InlineData(false, 300_000)]
    public async Task Too_long_a_body_is_413_whether_it_says_its_length_or_not(bool saysLength, int length)
    {
        await using var served = await ServedCosigner.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/add-checkpoint") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TransferEncodingChunked = !saysLength;
        using var response = await served.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request-too-long\n", await response.Content.ReadAsStringAsync());
        Assert.Equal(400, (await served.Add(new byte[20_480])).Status);
    }

    [Fact]
    public async Task Another_method_is_405_and_says_which_may_be()
    {
        await using var served = await ServedCosigner.Start();
        using var response = await served.Client.GetAsync("/add-checkpoint");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 0\n")]
    [InlineData("old 0\n\n")]
    [InlineData("old 00\n\nlog.example/one\n")]
    [InlineData("old -1\n\nlog.example/one\n")]
    [InlineData("old +0\n\nlog.example/one\n")]
    [InlineData("old  0\n\nlog.example/one\n")]
    [InlineData("Old 0\n\nlog.example/one\n")]
    [InlineData("old 0\r\n\r\nlog.example/one\n")]
    [InlineData("old 9223372036854775808\n\nlog.example/one\n")]
    [InlineData("old 1\nnot!!!base64\n\nlog.example/one\n")]
    [InlineData("old 1\nAAAA\n\nlog.example/one\n")]
    public async Task What_is_no_request_is_400(string head)
    {
        await using var served = await ServedCosigner.StartAt(1);
        var rest = head.EndsWith("one\n", StringComparison.Ordinal) ? Encoding.UTF8.GetString(served.Log.Checkpoint(3))["log.example/one\n".Length..] : "";
        Assert.Equal(400, (await served.Add(head + rest)).Status);
    }

    [Fact]
    public async Task Sixty_four_hashes_are_400_and_sixty_three_are_read()
    {
        await using var served = await ServedCosigner.StartAt(1);
        Assert.Equal("request-malformed\n", (await served.Add(ToyLog.Request(1, Enumerable.Repeat(Garbage[0], 64), served.Log.Checkpoint(3)))).Body);
        Assert.Equal("proof-wrong\n", (await served.Add(ToyLog.Request(1, Enumerable.Repeat(Garbage[0], 63), served.Log.Checkpoint(3)))).Body);
    }

    [Fact]
    public async Task An_old_size_above_the_checkpoints_is_400()
    {
        await using var served = await ServedCosigner.StartAt(5);
        Assert.Equal(new Told(400, "text/plain; charset=utf-8", "old-size-above\n"), await served.Add(ToyLog.Request(5, [], served.Log.Checkpoint(3))));
    }

    [Fact]
    public async Task A_log_that_is_not_known_is_404()
    {
        using var other = new ToyLog("log.example/two", 1, "leaf");
        await using var served = await ServedCosigner.Start();
        Assert.Equal(new Told(404, "text/plain; charset=utf-8", "log-unknown\n"), await served.Add(other.Request(0, 1)));
    }

    [Fact]
    public async Task A_checkpoint_that_the_log_did_not_sign_is_403()
    {
        await using var served = await ServedCosigner.Start();
        using var other = new ToyLog(CosignerBench.Origin, 9, "leaf");
        Assert.Equal(new Told(403, "text/plain; charset=utf-8", "checkpoint-signature\n"), await served.Add(other.Request(0, 1)));
    }

    [Fact]
    public async Task A_line_of_the_logs_key_that_fails_is_403_also_beside_one_that_holds()
    {
        await using var served = await ServedCosigner.Start();
        byte[] wrong = SignedNote.SignatureLine(served.Log.Key.Verifier.Name, new byte[64]);
        var text = new Checkpoint(CosignerBench.Origin, 1, served.Log.Root(1)).ToText();
        Assert.Equal(403, (await served.Add(ToyLog.Request(0, [], (byte[])[.. text, (byte)'\n', .. wrong]))).Status);
        Assert.Equal(403, (await served.Add(ToyLog.Request(0, [], (byte[])[.. served.Log.Checkpoint(1), .. wrong]))).Status);
    }

    [Fact]
    public async Task Lines_of_keys_that_are_not_known_do_not_matter()
    {
        await using var served = await ServedCosigner.Start();
        using var other = SignerKey.FromSeed("somebody.example", [.. Enumerable.Repeat((byte)3, 32)]);
        byte[] more = [.. Enumerable.Repeat(SignedNote.SignatureLine(other.Verifier.Name, new byte[64]), 63).SelectMany(line => line)];
        Assert.Equal(200, (await served.Add(ToyLog.Request(0, [], (byte[])[.. served.Log.Checkpoint(1), .. more]))).Status);
        Assert.DoesNotContain("somebody", (await served.Get($"/{served.Bench.LogHash.ToHex()}/checkpoint")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Another_old_size_than_the_last_is_409_with_that_size(long old)
    {
        await using var served = await ServedCosigner.StartAt(5);
        Assert.Equal(new Told(409, "text/x.tlog.size", "5\n"), await served.Add(served.Log.Request(old, 8)));
    }

    [Fact]
    public async Task Before_the_first_the_last_size_is_0()
    {
        await using var served = await ServedCosigner.Start();
        Assert.Equal(new Told(409, "text/x.tlog.size", "0\n"), await served.Add(served.Log.Request(3, 8)));
    }

    [Fact]
    public async Task A_tree_of_nothing_with_another_root_is_422()
    {
        await using var served = await ServedCosigner.Start();
        var note = new Checkpoint(CosignerBench.Origin, 0, Garbage[0]).Sign(served.Log.Key);
        Assert.Equal(new Told(422, "text/plain; charset=utf-8", "root-of-nothing\n"), await served.Add(ToyLog.Request(0, [], note)));
        Assert.Equal(200, (await served.Add(served.Log.Request(0, 0))).Status);
        Assert.Equal(200, (await served.Add(served.Log.Request(0, 3))).Status);
    }

    [Fact]
    public async Task Hashes_where_the_old_size_is_0_are_422()
    {
        await using var served = await ServedCosigner.Start();
        Assert.Equal((422, "proof-not-empty\n"), Said(await served.Add(ToyLog.Request(0, Garbage, served.Log.Checkpoint(3)))));
    }

    [Fact]
    public async Task A_proof_that_does_not_hold_is_422()
    {
        await using var served = await ServedCosigner.StartAt(3);
        var right = served.Log.Proof(3, 8);
        Hash[][] wrongs = [[], Garbage, [.. right[..^1]], [.. right, Garbage[0]], [.. right.SetItem(0, Garbage[0])]];
        foreach (var wrong in wrongs)
            Assert.Equal((422, "proof-wrong\n"), Said(await served.Add(ToyLog.Request(3, wrong, served.Log.Checkpoint(8)))));
        Assert.Equal((422, "proof-wrong\n"), Said(await served.Add(served.Bench.Fork.Request(3, 8))));
        Assert.Equal((422, "proof-wrong\n"), Said(await served.Add(ToyLog.Request(3, Garbage, served.Log.Checkpoint(3)))));
        Assert.Equal(200, (await served.Add(served.Log.Request(3, 8))).Status);
    }

    [Fact]
    public async Task The_same_size_with_another_root_is_422()
    {
        await using var served = await ServedCosigner.StartAt(3);
        Assert.Equal((422, "root-differs\n"), Said(await served.Add(served.Bench.Fork.Request(3, 3))));
    }

    [Fact]
    public async Task What_extends_the_last_is_200_with_one_line_of_the_cosigners_own_time()
    {
        await using var served = await ServedCosigner.StartAt(3);
        served.Bench.Time.Seconds += 5;
        var told = await served.Add(served.Log.Request(3, 8));
        Assert.Equal(200, told.Status);
        Assert.Equal(1, told.Body.Count(c => c == '\n'));
        Assert.Equal(1_700_000_005, TimeOf(served, served.Log.Checkpoint(8), told.Body));
    }

    [Fact]
    public async Task The_same_size_again_has_a_new_time()
    {
        await using var served = await ServedCosigner.StartAt(3);
        served.Bench.Time.Seconds += 60;
        Assert.Equal(1_700_000_060, TimeOf(served, served.Log.Checkpoint(3), (await served.Add(served.Log.Request(3, 3))).Body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_600_000_000)]
    public async Task A_clock_that_goes_back_takes_no_time_back_and_gives_no_0(long seconds)
    {
        await using var served = await ServedCosigner.Start();
        served.Bench.Time.Seconds = 0;
        Assert.Equal(1, TimeOf(served, served.Log.Checkpoint(1), (await served.Add(served.Log.Request(0, 1))).Body));
        served.Bench.Time.Seconds = 1_700_000_000;
        await served.Add(served.Log.Request(1, 2));
        served.Bench.Time.Seconds = seconds;
        Assert.Equal(1_700_000_000, TimeOf(served, served.Log.Checkpoint(3), (await served.Add(served.Log.Request(2, 3))).Body));
    }

    [Fact]
    public async Task Of_two_that_hold_the_first_of_the_order_is_the_answer()
    {
        await using var served = await ServedCosigner.StartAt(5);
        using var unknown = new ToyLog("log.example/two", 1, "leaf");
        using var unsigned = new ToyLog(CosignerBench.Origin, 9, "leaf");
        var ofNothing = new Checkpoint(CosignerBench.Origin, 0, Garbage[0]).Sign(served.Log.Key);
        (string Both, byte[] Request, string Answer)[] cases =
        [
            ("old size above, unknown log", ToyLog.Request(4, [], unknown.Checkpoint(3)), "400 old-size-above"),
            ("old size above, unsigned", ToyLog.Request(4, [], unsigned.Checkpoint(3)), "400 old-size-above"),
            ("unknown log, unsigned", ToyLog.Request(0, [], SignedNote.Sign(new Checkpoint("log.example/two", 3, Garbage[0]).ToText(), unsigned.Key)), "404 log-unknown"),
            ("unsigned, other old size", unsigned.Request(3, 8), "403 checkpoint-signature"),
            ("unsigned, same size with another root", ToyLog.Request(5, [], unsigned.Checkpoint(5)), "403 checkpoint-signature"),
            ("other old size, tree of nothing", ToyLog.Request(0, [], ofNothing), "409 5"),
            ("other old size, hashes from 0", ToyLog.Request(0, Garbage, served.Log.Checkpoint(8)), "409 5"),
            ("other old size, wrong proof", ToyLog.Request(3, Garbage, served.Log.Checkpoint(8)), "409 5"),
            ("other old size, another root", ToyLog.Request(3, [], served.Bench.Fork.Checkpoint(5)), "409 5"),
        ];
        foreach (var (both, request, answer) in cases)
            Assert.Equal($"{both}: {answer}", $"{both}: {await served.Add(request) switch { var told => $"{told.Status} {told.Body.TrimEnd('\n')}" }}");
        await using var fresh = await ServedCosigner.Start();
        Assert.Equal("root-of-nothing\n", (await fresh.Add(ToyLog.Request(0, Garbage, ofNothing))).Body);
    }

    [Fact]
    public async Task Of_two_requests_from_the_same_size_at_once_exactly_one_is_co_signed()
    {
        await using var served = await ServedCosigner.Start();
        var size = 0L;
        for (var round = 0; round < 12; round++)
        {
            var told = await Task.WhenAll(Task.Run(() => served.Add(served.Log.Request(size, size + 1))), Task.Run(() => served.Add(served.Log.Request(size, size + 2))));
            var won = Assert.Single(Enumerable.Range(0, 2), i => told[i].Status == 200);
            size += won + 1;
            Assert.Equal(new Told(409, "text/x.tlog.size", $"{size}\n"), told[1 - won]);
        }
    }

    [Fact]
    public async Task The_last_checkpoint_is_served_with_the_logs_line_and_the_cosigners()
    {
        await using var served = await ServedCosigner.Start();
        var path = $"/{served.Bench.LogHash.ToHex()}/checkpoint";
        Assert.Equal(404, (await served.Get(path)).Status);
        var line = (await served.Add(served.Log.Request(0, 5))).Body;
        Assert.Equal(Encoding.UTF8.GetString(served.Log.Checkpoint(5)) + line, (await served.Get(path)).Body);
        Assert.Equal(404, (await served.Get($"/{Garbage[0].ToHex()}/checkpoint")).Status);
        Assert.Equal(404, (await served.Get($"/{served.Bench.LogHash.ToHex().ToUpperInvariant()}/checkpoint")).Status);
        Assert.Equal(404, (await served.Get("/x/checkpoint")).Status);
    }

    [Fact]
    public async Task The_first_page_says_who_co_signs_what_and_how_far()
    {
        await using var served = await ServedCosigner.Start();
        Assert.Contains("not co-signed yet", (await served.Get("/")).Body, StringComparison.Ordinal);
        await served.Add(served.Log.Request(0, 5));
        var page = (await served.Get("/")).Body;
        foreach (var said in new[] { CosignerBench.Name, served.Desk.Key.Text, served.Desk.DepositKey.Text, CosignerBench.Origin, "size      5", "2023-11-14T22:13:20Z", served.Log.Root(5).ToString() })
            Assert.Contains(said, page, StringComparison.Ordinal);
    }

    private static (int, string) Said(Told told) => (told.Status, told.Body);

    private static long? TimeOf(ServedCosigner served, byte[] checkpoint, string line)
    {
        var note = SignedNote.Parse((byte[])[.. checkpoint, .. Encoding.UTF8.GetBytes(line)]);
        return served.Desk.Key.TimeOf(note!.Text.Span, note.Signatures[^1]);
    }
}
