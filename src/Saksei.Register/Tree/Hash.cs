using System.Buffers.Binary;
using System.Security.Cryptography;
using Saksei.Register.Notes;

namespace Saksei.Register.Tree;

/// <summary>
/// A SHA-256 digest: 32 bytes held by value. <c>default</c> is 32 zero bytes and is the digest of nothing.
/// Leaf and node digests follow RFC 6962 section 2.1: the prefixes 0x00 and 0x01 keep one from passing for the other.
/// </summary>
public readonly record struct Hash : IComparable<Hash>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly ulong _a, _b, _c, _d;

    /// <summary>Copies a digest of exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">The span isn't 32 bytes long.</exception>
    public Hash(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != Length) throw new ArgumentException("a digest has 32 bytes", nameof(digest));
        _a = BinaryPrimitives.ReadUInt64BigEndian(digest);
        _b = BinaryPrimitives.ReadUInt64BigEndian(digest[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(digest[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(digest[24..]);
    }

    /// <summary>MTH of the empty list: SHA-256 of no bytes.</summary>
    public static Hash EmptyTree { get; } = OfBytes([]);

    /// <summary>Plain SHA-256, without a prefix: identities of acts and of attachments.</summary>
    public static Hash OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Length];
        SHA256.HashData(bytes, digest);
        return new Hash(digest);
    }

    /// <summary>SHA-256(0x00 || record).</summary>
    public static Hash OfLeaf(ReadOnlySpan<byte> record)
    {
        const int onStack = 2048;
        if (record.Length < onStack)
        {
            Span<byte> prefixed = stackalloc byte[record.Length + 1];
            prefixed[0] = 0;
            record.CopyTo(prefixed[1..]);
            return OfBytes(prefixed);
        }

        var heap = new byte[record.Length + 1];
        record.CopyTo(heap.AsSpan(1));
        return OfBytes(heap);
    }

    /// <summary>SHA-256(0x01 || left || right).</summary>
    public static Hash OfNode(Hash left, Hash right)
    {
        Span<byte> prefixed = stackalloc byte[1 + 2 * Length];
        prefixed[0] = 1;
        left.CopyTo(prefixed[1..]);
        right.CopyTo(prefixed[(1 + Length)..]);
        return OfBytes(prefixed);
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string ToHex() => Convert.ToHexStringLower(ToArray());

    /// <summary>Canonical base64, 44 characters.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    /// <summary>Reads canonical base64 of exactly 32 bytes.</summary>
    public static bool TryParseBase64(ReadOnlySpan<byte> text, out Hash hash)
    {
        hash = default;
        if (!Base64.TryDecode(text, out var bytes) || bytes.Length != Length) return false;
        hash = new Hash(bytes);
        return true;
    }

    /// <summary>Reads exactly 64 lower-case hexadecimal digits.</summary>
    public static bool TryParseHex(ReadOnlySpan<byte> text, out Hash hash)
    {
        hash = default;
        if (text.Length != 2 * Length) return false;
        Span<byte> bytes = stackalloc byte[Length];
        for (var i = 0; i < Length; i++)
        {
            int high = LowerHexDigit(text[2 * i]), low = LowerHexDigit(text[2 * i + 1]);
            if (high < 0 || low < 0) return false;
            bytes[i] = (byte)(high << 4 | low);
        }

        hash = new Hash(bytes);
        return true;
    }

    /// <summary>Reads 64 lower-case hexadecimal digits from a string.</summary>
    public static bool TryParseHex(string text, out Hash hash)
    {
        hash = default;
        if (text.Length != 2 * Length) return false;
        Span<byte> ascii = stackalloc byte[2 * Length];
        for (var i = 0; i < text.Length; i++) ascii[i] = text[i] < 128 ? (byte)text[i] : (byte)'?';
        return TryParseHex(ascii, out hash);
    }

    /// <summary>Views 32-byte digests lying one after the other, as in a tile.</summary>
    internal static Hash At(ReadOnlySpan<byte> digests, int index) => new(digests.Slice(index * Length, Length));

    /// <inheritdoc/>
    public int CompareTo(Hash other) =>
        (_a, _b, _c, _d).CompareTo((other._a, other._b, other._c, other._d));

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)_a ^ (int)(_b >> 32));

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>, by bytes.</summary>
    public static bool operator <(Hash left, Hash right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>, by bytes.</summary>
    public static bool operator >(Hash left, Hash right) => left.CompareTo(right) > 0;

    /// <summary>Not after.</summary>
    public static bool operator <=(Hash left, Hash right) => left.CompareTo(right) <= 0;

    /// <summary>Not before.</summary>
    public static bool operator >=(Hash left, Hash right) => left.CompareTo(right) >= 0;

    private static int LowerHexDigit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
