using System.Buffers.Binary;

namespace Saksei.Register.Tiles;

/// <summary>
/// Up to 256 records one after the other, each behind its length in two bytes, big-endian (C2SP tlog-tiles).
/// So a record has at most 65,535 bytes.
/// </summary>
public static class EntryBundle
{
    /// <summary>The longest record that fits.</summary>
    public const int MaximumRecordBytes = ushort.MaxValue;

    /// <summary>Joins records to a bundle.</summary>
    /// <exception cref="ArgumentException">A record is longer than 65,535 bytes.</exception>
    public static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var length = 0;
        foreach (var record in records)
        {
            if (record.Length > MaximumRecordBytes) throw new ArgumentException("a record has at most 65,535 bytes", nameof(records));
            length += 2 + record.Length;
        }

        var bundle = new byte[length];
        var at = 0;
        foreach (var record in records)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), (ushort)record.Length);
            record.CopyTo(bundle.AsMemory(at + 2));
            at += 2 + record.Length;
        }

        return bundle;
    }

    /// <summary>Splits a bundle; false where it is cut short, or doesn't hold exactly <paramref name="count"/> records.</summary>
    public static bool TrySplit(ReadOnlyMemory<byte> bundle, int count, out ReadOnlyMemory<byte>[] records)
    {
        records = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            if (bundle.Length < 2) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < 2 + length) return false;
            records[i] = bundle.Slice(2, length);
            bundle = bundle[(2 + length)..];
        }

        return bundle.IsEmpty;
    }
}
