using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Saksei.Cli.Served;

/// <summary>An answer as far as measuring goes.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Checkpoint">The checkpoint that it names; −1 where it names none.</param>
/// <param name="Body">Its body; empty where it wasn't kept.</param>
/// <param name="RetryAfter">After how many seconds to come again; 0 where it doesn't say.</param>
internal readonly record struct Answer(int Status, long Checkpoint, byte[] Body, int RetryAfter);

/// <summary>
/// One connection from an address of its own on loopback, as cheap as it can be: the load generator shares the machine with what it
/// measures. It speaks to 127.0.0.1 and to nobody else.
/// </summary>
internal sealed class LoopbackClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;

    /// <summary>Connects.</summary>
    /// <param name="number">Which address it comes from; each number is an address of 127.0.0.0/8.</param>
    /// <param name="port">Where to.</param>
    internal LoopbackClient(int number, int port)
    {
        _socket.Bind(new IPEndPoint(AddressOf(number), 0));
        _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>A request for a page or a file.</summary>
    internal static byte[] Get(string path, string encoding = "identity") =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encoding}\r\n\r\n");

    /// <summary>A note that is handed in.</summary>
    internal static byte[] Post(ReadOnlySpan<byte> note, string path = "/acts", string mediaType = "text/plain") =>
        [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {mediaType}\r\nContent-Length: {note.Length}\r\n\r\n"), .. note];

    internal async ValueTask Send(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    internal async ValueTask<Answer> Ask(ReadOnlyMemory<byte> request, bool keepBody = false)
    {
        await Send(request);
        return await Read(keepBody);
    }

    /// <summary>Reads an answer.</summary>
    internal async ValueTask<Answer> Read(bool keepBody = false)
    {
        var status = int.Parse((await ReadLine()).AsSpan(9, 3), CultureInfo.InvariantCulture);
        var (length, checkpoint, chunked, again) = (0L, -1L, false, 0);
        while (await ReadLine() is { Length: > 0 } header)
        {
            if (ValueOf(header, "Content-Length:") is { } said) length = long.Parse(said, CultureInfo.InvariantCulture);
            else if (ValueOf(header, "Saksei-Checkpoint:") is { } size) checkpoint = long.Parse(size, CultureInfo.InvariantCulture);
            else if (ValueOf(header, "Transfer-Encoding:") is not null) chunked = true;
            else if (ValueOf(header, "Retry-After:") is { } seconds) again = int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : 0;
        }

        using var body = keepBody ? new MemoryStream() : null;
        if (chunked) await ReadChunks(body);
        else await Take(length, body);
        return new Answer(status, checkpoint, body?.ToArray() ?? [], again);
    }

    private static IPAddress AddressOf(int number) => new([127, 0, (byte)(1 + (number / 250)), (byte)(1 + (number % 250))]);

    private static string? ValueOf(string header, string name) =>
        header.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? header[name.Length..].Trim() : null;

    private async ValueTask ReadChunks(MemoryStream? body)
    {
        while (long.Parse(await ReadLine(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var length and > 0)
        {
            await Take(length, body);
            await ReadLine();
        }

        await ReadLine();
    }

    private async ValueTask<string> ReadLine()
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, _start, Math.Max(0, at - 1));
                _start += at + 1;
                return line;
            }

            await Fill();
        }
    }

    private async ValueTask Take(long length, MemoryStream? body)
    {
        while (length > 0)
        {
            if (_start == _end) await Fill();
            var taken = (int)Math.Min(length, _end - _start);
            body?.Write(_buffer, _start, taken);
            (_start, length) = (_start + taken, length - taken);
        }
    }

    private async ValueTask Fill()
    {
        if (_start == _end) (_start, _end) = (0, 0);
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_end));
        if (read == 0) throw new IOException("the server hung up");
        _end += read;
    }
}
