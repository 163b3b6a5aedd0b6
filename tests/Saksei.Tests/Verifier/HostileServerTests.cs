using System.Net;
using System.Net.Sockets;
using Saksei.Cli.Published;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Verifier;

/// <summary>A server that means ill: what it sends is bounded in bytes and in time.</summary>
public sealed class HostileServerTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", "a body that stalls")]
    [InlineData("HTTP/1.1 200 OK\r\n", "headers that stall")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + Hundred, "a body over the limit")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", "a redirect to itself")]
    [InlineData("nonsense\r\n\r\n", "no HTTP")]
    public async Task A_file_that_doesnt_come_wasnt_read_and_isnt_called_missing(string answer, string what)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, System.Text.Encoding.ASCII.GetBytes(answer));
        using var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(300) };
        var files = new HttpFiles(client, new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), Patience.Usual);
        var reading = Task.Run(() => files.Read("checkpoint", 64));
        Assert.True(await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(20))) == reading, what);
        Assert.Equal(what == "a body over the limit" ? ReadState.TooLong : ReadState.NotRead, (await reading).State);
        listener.Stop();
        await serving;
    }

    [Fact]
    public void A_register_that_is_not_the_one_named_is_left_behind_its_first_bundle()
    {
        using var election = new SmallElection();
        for (var i = 0; i < 300; i++) election.Copy("S01", "A=1");
        var remote = new Remote(new Saksei.Node.Publisher(election.Host));
        var report = Saksei.Verifier.Verification.Run(remote, new Pin(null, new string('0', 64)));
        Assert.Equal(CheckOutcome.Fail, report.Checks.Single(check => check.Check == Check.Founding).Outcome);
        Assert.Equal(CheckOutcome.NotChecked, report.Checks.Single(check => check.Check == Check.Tree).Outcome);
        Assert.Equal(1, remote.Bundles);
        Assert.False(report.Passed);
    }

    [Fact]
    public void A_busy_server_is_asked_again_when_it_says_and_then_passes()
    {
        using var election = Election();
        var (waits, refused) = (new List<TimeSpan>(), new HashSet<string>());
        using var client = Answering(election, path => refused.Add(path) && path.Contains("tile", StringComparison.Ordinal) ? Busy(HttpStatusCode.TooManyRequests, 7) : null);
        var report = Verification.Run(new HttpFiles(client, Somewhere, Waiting(waits)), Pin.None);
        Assert.True(report.Passed, string.Join('\n', report.Findings));
        Assert.All(waits, wait => Assert.Equal(TimeSpan.FromSeconds(7), wait));
        Assert.Equal(refused.Count(path => path.Contains("tile", StringComparison.Ordinal)), waits.Count);
    }

    [Theory]
    [InlineData("checkpoint", Check.Checkpoint)]
    [InlineData("tile/entries/000", Check.Tree)]
    [InlineData("tile/0/000", Check.Tree)]
    [InlineData("results/tally.json", Check.Tally)]
    [InlineData("results/cases.json", Check.Cases)]
    [InlineData("results/observation.json", Check.Observation)]
    [InlineData("attachments/", Check.Definition)]
    public void What_a_server_doesnt_give_is_not_checked_and_named_and_only_404_is_missing(string path, Check check)
    {
        using var election = Election();
        foreach (var status in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable, HttpStatusCode.InternalServerError, HttpStatusCode.Forbidden })
        {
            var waits = new List<TimeSpan>();
            using var client = Answering(election, asked => asked.StartsWith(path, StringComparison.Ordinal) ? Busy(status, 30) : null);
            var report = Verification.Run(new HttpFiles(client, Somewhere, Waiting(waits)), Pin.None);
            Assert.False(report.Passed);
            Assert.Equal(CheckOutcome.NotChecked, report.Checks.Single(one => one.Check == check).Outcome);
            Assert.All(report.Findings, finding => Assert.Equal("file-not-read", finding.Code));
            Assert.Contains(report.Findings, finding => finding.File.StartsWith(path, StringComparison.Ordinal) && finding.Detail.Contains($"{(int)status}", StringComparison.Ordinal));
            Assert.InRange(waits.Sum(wait => wait.TotalSeconds), 0, 100);
        }

        using var gone = Answering(election, asked => asked.StartsWith(path, StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.NotFound) : null);
        var missing = Verification.Run(new HttpFiles(gone, Somewhere, Waiting([])), Pin.None);
        Assert.Contains(missing.Findings, finding => finding.Code == "file-missing" && finding.File.StartsWith(path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_fails_again_and_again_is_asked_no_more()
    {
        var asked = 0;
        using var election = Election();
        using var client = Answering(election, path => path == "checkpoint" || asked++ < 0 ? null : new HttpResponseMessage(HttpStatusCode.BadGateway));
        Assert.False(Verification.Run(new HttpFiles(client, Somewhere, Waiting([])), Pin.None).Passed);
        Assert.Equal(3, asked);
    }

    private static readonly Uri Somewhere = new("http://register.test/");

    private static SmallElection Election()
    {
        var election = new SmallElection();
        for (var i = 0; i < 300; i++) election.Copy("S01", "A=1");
        return election;
    }

    private static Patience Waiting(List<TimeSpan> waits) =>
        new(waits.Add, () => DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(100));

    private static HttpResponseMessage Busy(HttpStatusCode status, int seconds) =>
        new(status) { Headers = { { "Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) } } };

    private static HttpClient Answering(SmallElection election, Func<string, HttpResponseMessage?> first) =>
        new(new Answers(new Saksei.Node.Publisher(election.Host), first));

    /// <summary>A publication as a server gives it, but for what it answers first.</summary>
    private sealed class Answers(IPublishedFiles files, Func<string, HttpResponseMessage?> first) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath[1..];
            if (first(path) is { } answer) return answer;
            var file = files.Read(path, long.MaxValue);
            return file.IsRead ? new HttpResponseMessage { Content = new ReadOnlyMemoryContent(file.Bytes) } : new HttpResponseMessage(HttpStatusCode.NotFound);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }

    /// <summary>Files that can be read and not listed, as over HTTP.</summary>
    private sealed class Remote(IPublishedFiles files) : IPublishedFiles
    {
        internal int Bundles { get; private set; }

        public PublishedFile Read(string path, long maximum)
        {
            if (path.StartsWith("tile/entries/", StringComparison.Ordinal)) Bundles++;
            return files.Read(path, maximum);
        }

        public IEnumerable<PublishedEntry>? List() => null;
    }

    private const string Hundred = "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789";

    // Answers every connection and leaves it open.
    private static async Task Serve(TcpListener listener, byte[] answer)
    {
        var connections = new List<TcpClient>();
        try
        {
            while (true)
            {
                var connection = await listener.AcceptTcpClientAsync();
                connections.Add(connection);
                await connection.GetStream().WriteAsync(answer);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }
}
