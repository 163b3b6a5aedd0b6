namespace Saksei.Server.Hosting;

/// <summary>Sends what may be long in pieces, so that a slow reader has no more than one of them in buffers of its own.</summary>
internal static class Pieces
{
    private const int Bytes = 32 << 10;

    internal static async Task Write(HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        for (; bytes.Length > Bytes; bytes = bytes[Bytes..]) await response.Body.WriteAsync(bytes[..Bytes], cancellation);
        await response.Body.WriteAsync(bytes, cancellation);
    }
}
