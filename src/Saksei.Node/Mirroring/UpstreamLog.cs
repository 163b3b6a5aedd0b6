using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Verifier;

namespace Saksei.Node.Mirroring;

/// <summary>What the followed register's server didn't give, or gave wrongly: a stable code. Caught by who follows, never seen outside.</summary>
#pragma warning disable CA1032, CA1064 // Only its two words matter, and it doesn't leave the folder.
internal sealed class UpstreamException(string code, string detail = "") : Exception($"{code} {detail}")
{
    internal string Code => code;

    internal string Detail => detail;
}
#pragma warning restore CA1032, CA1064

/// <summary>A checkpoint with the bytes that it came in.</summary>
internal sealed record NotedCheckpoint(SignedCheckpoint Signed, ReadOnlyMemory<byte> Note)
{
    internal Checkpoint Checkpoint => Signed.Checkpoint;

    internal long Size => Signed.Checkpoint.Size;

    /// <summary>The note with the log's lines alone, as the log itself keeps it.</summary>
    internal byte[] OfLog(VerifierKey log) =>
        [.. Signed.Note.Text.Span, (byte)'\n', .. Signed.Note.Signatures.Where(line => line.Key == log.Name).SelectMany(line => SignedNote.SignatureLine(line.Key, line.Signature.Span))];
}

/// <summary>The log of the register that is followed, file by file. Nothing of it is believed beyond what one file shows by itself.</summary>
internal sealed class UpstreamLog(IPublishedFiles files)
{
    private const long MostBundleBytes = TileCoordinate.FullWidth * (EntryBundle.MaximumRecordBytes + 2L), MostReceiptBytes = SignedCheckpoint.MaximumBytes + 8192;

    /// <summary>The newest checkpoint that the server shows. No signature is checked.</summary>
    internal NotedCheckpoint Checkpoint() => Parse(Bytes(Publication.Checkpoint, SignedCheckpoint.MaximumBytes));

    /// <summary>The checkpoint of the batch that appended an act, which its receipt is over; null where there is no such act, or no receipts.</summary>
    internal NotedCheckpoint? OfBatch(long index, VerifierKey log)
    {
        var file = files.Read(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"receipt/{index}.tlog-proof"), MostReceiptBytes);
        if (file.State == ReadState.Missing) return null;
        if (!file.IsRead) throw new UpstreamException("mirror-unreachable", file.Why);
        if (Receipt.Parse(file.Bytes) is not { } receipt) throw new UpstreamException("receipt-malformed");
        var noted = Parse(receipt.CheckpointNote);
        if (noted.Signed.Check(log) is { Length: > 0 } wrong) throw new UpstreamException(wrong);
        return receipt.Index == index && noted.Size > index ? noted : throw new UpstreamException("mirror-receipt-differs");
    }

    internal ReadOnlyMemory<byte>[] Bundle(long index, int width)
    {
        var path = TileCoordinate.BundlePath(index, width);
        return EntryBundle.TrySplit(Bytes(path, MostBundleBytes), width, out var records) ? records : throw new UpstreamException("bundle-malformed", path);
    }

    internal byte[] Tile(TileCoordinate at)
    {
        var bytes = Bytes(at.Path, TileCoordinate.FullWidth * Hash.Length);
        return bytes.Length == at.Width * Hash.Length ? bytes.ToArray() : throw new UpstreamException("mirror-tile-differs", at.Path);
    }

    /// <summary>
    /// The hashes by which a checkpoint's tree, as the server's tiles have it, begins with a smaller one of a root. The tiles aren't
    /// believed: these hashes make the checkpoint's own root.
    /// </summary>
    internal static (ImmutableArray<Hash> Hashes, Hash Root) BeginningOf(IHashReader tree, NotedCheckpoint shown, long size)
    {
        var hashes = ConsistencyProof.ProveBoth(tree, size, shown.Size);
        return ConsistencyProof.RootsOf(hashes.AsSpan(), size, shown.Size) is var (old, whole) && whole == shown.Checkpoint.Root
            ? (hashes, old) : throw new UpstreamException("mirror-tile-differs");
    }

    /// <summary>A file that acts name; null where the server says that it has none. One of another hash is no such file.</summary>
    internal byte[]? File(Hash sha256, long most)
    {
        var path = Publication.Attachment(sha256);
        var file = files.Read(path, most);
        if (file.State == ReadState.Missing) return null;
        if (file.State == ReadState.NotRead) throw new UpstreamException("mirror-unreachable", file.Why);
        return file.IsRead && Hash.OfBytes(file.Bytes.Span) == sha256 ? file.Bytes.ToArray() : throw new UpstreamException("mirror-file-differs", path);
    }

    /// <summary>A file of the definition, without which nothing can be read.</summary>
    internal byte[] DefinitionFile(Hash sha256) =>
        File(sha256, DefinitionReader.MaximumFileBytes) ?? throw new UpstreamException("mirror-lacks", Publication.Attachment(sha256));

    private static NotedCheckpoint Parse(ReadOnlyMemory<byte> note) =>
        SignedCheckpoint.Parse(note, out var code) is { } signed ? new NotedCheckpoint(signed, note) : throw new UpstreamException(code);

    private ReadOnlyMemory<byte> Bytes(string path, long most)
    {
        var file = files.Read(path, most);
        return file.State switch
        {
            ReadState.Read => file.Bytes,
            ReadState.NotRead => throw new UpstreamException("mirror-unreachable", file.Why),
            ReadState.Missing => throw new UpstreamException("mirror-lacks", path),
            _ => throw new UpstreamException(file.Code, path),
        };
    }
}

/// <summary>Records of the followed tree of one size, in order; each bundle is fetched once.</summary>
internal sealed class UpstreamRecords(UpstreamLog log, long size)
{
    // What one batch may hold in memory; a register's own are a thousand acts.
    private const long MostBatchBytes = 1L << 30;

    private long _at = -1;
    private ReadOnlyMemory<byte>[] _bundle = [];

    internal List<ReadOnlyMemory<byte>> Read(long from, long until)
    {
        var (records, bytes) = (new List<ReadOnlyMemory<byte>>(), 0L);
        for (var index = from; index < until; index++)
        {
            var record = At(index);
            if ((bytes += record.Length) > MostBatchBytes) throw new UpstreamException("mirror-batch-too-long");
            records.Add(record);
        }

        return records;
    }

    internal ReadOnlyMemory<byte> At(long index)
    {
        var bundle = index / TileCoordinate.FullWidth;
        if (_at != bundle)
        {
            _bundle = log.Bundle(bundle, (int)Math.Min(TileCoordinate.FullWidth, size - (bundle * TileCoordinate.FullWidth)));
            _at = bundle;
        }

        return _bundle[index % TileCoordinate.FullWidth];
    }
}
