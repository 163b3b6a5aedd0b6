using System.Buffers.Binary;

namespace Saksei.Register.Cosigning;

/// <summary>
/// What stands behind a key's identifier on a co-signer's line (C2SP tlog-cosignature): eight bytes of time, big-endian, and 64 of
/// Ed25519.
/// </summary>
internal readonly record struct Cosignature(long UnixSeconds, ReadOnlyMemory<byte> Signature)
{
    private const int TimeLength = 8;
    private const int Length = TimeLength + 64;

    internal static Cosignature? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || BinaryPrimitives.ReadInt64BigEndian(bytes) is not (>= 0 and var time)) return null;
        return new Cosignature(time, bytes[TimeLength..].ToArray());
    }

    internal static byte[] Write(long unixSeconds, ReadOnlySpan<byte> signature)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, unixSeconds);
        signature.CopyTo(bytes.AsSpan(TimeLength));
        return bytes;
    }
}
