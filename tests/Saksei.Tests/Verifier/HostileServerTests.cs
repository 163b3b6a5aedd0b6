using System.Net;
using System.Net.Sockets;
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
    public async Task A_file_that_doesnt_come_isnt_there(string answer, string what)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, System.Text.Encoding.ASCII.GetBytes(answer));
        using var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(300) };
        var files = new HttpFiles(client, new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        var reading = Task.Run(() => files.Read("checkpoint", 64));
        Assert.True(await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(20))) == reading, what);
        Assert.Null(await reading);
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

    /// <summary>Files that can be read and not listed, as over HTTP.</summary>
    private sealed class Remote(IPublishedFiles files) : IPublishedFiles
    {
        internal int Bundles { get; private set; }

        public byte[]? Read(string path, long maximum)
        {
            if (path.StartsWith("tile/entries/", StringComparison.Ordinal)) Bundles++;
            return files.Read(path, maximum);
        }

        public IReadOnlyCollection<string>? List() => null;
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
