using System.Net.Sockets;
using System.Text;

namespace Saksei.Tests.Server;

/// <summary>A client that sends what it likes, as slowly as it likes, and reads only when it likes.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    internal RawConnection(Uri server) => _client.Connect(server.Host, server.Port);

    internal void Send(ReadOnlySpan<byte> bytes) => _client.GetStream().Write(bytes);

    internal void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>What comes until a text stands in it, or the other side hangs up.</summary>
    internal async Task<string> ReadUntil(string text, CancellationToken cancellation)
    {
        var (read, buffer) = (new StringBuilder(), new byte[4096]);
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            var length = await Read(buffer, cancellation);
            if (length == 0) break;
            read.Append(Encoding.UTF8.GetString(buffer, 0, length));
        }

        return read.ToString();
    }

    /// <summary>Whether the other side has hung up; waits until it has said something, or hung up.</summary>
    internal async Task<bool> IsClosed(CancellationToken cancellation) => await Read(new byte[1], cancellation) == 0;

    // Hanging up on who still sends comes as a failure.
    private async Task<int> Read(byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await _client.GetStream().ReadAsync(buffer, cancellation);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public void Dispose() => _client.Dispose();
}
