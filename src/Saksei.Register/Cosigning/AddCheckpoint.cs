using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Register.Cosigning;

/// <summary>
/// What a log asks of a co-signer (C2SP tlog-witness, add-checkpoint): to co-sign a checkpoint, with the proof that its tree extends
/// the one that the co-signer saw last.
/// <code>
/// old 20852014
/// hash, base64 …
///
/// the checkpoint, a signed note
/// </code>
/// </summary>
/// <param name="OldSize">The size that the proof begins at.</param>
/// <param name="Proof">The consistency proof: at most 63 hashes.</param>
/// <param name="CheckpointNote">The checkpoint with the log's signature.</param>
public sealed record AddCheckpoint(long OldSize, ImmutableArray<Hash> Proof, ReadOnlyMemory<byte> CheckpointNote)
{
    /// <summary>The longest request: a checkpoint and 63 hashes.</summary>
    public const int MaximumBytes = SignedCheckpoint.MaximumBytes + 4096;

    private const int MostHashes = 63;
    private const string Old = "old ";

    /// <summary>The request's body.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Old}{OldSize}\n");
        foreach (var hash in Proof) text.Append(hash).Append('\n');
        return [.. Encoding.ASCII.GetBytes(text.Append('\n').ToString()), .. CheckpointNote.Span];
    }

    /// <summary>Reads a body strictly; null where it isn't one. The checkpoint isn't read.</summary>
    public static AddCheckpoint? Parse(ReadOnlyMemory<byte> body)
    {
        var blank = body.Span.IndexOf("\n\n"u8);
        if (body.Length > MaximumBytes || blank < 0) return null;
        var lines = Encoding.UTF8.GetString(body.Span[..blank]).Split('\n');
        if (lines.Length > 1 + MostHashes || !lines[0].StartsWith(Old, StringComparison.Ordinal)) return null;
        if (!Checkpoint.TryParseSize(lines[0][Old.Length..], out var old)) return null;
        var proof = ImmutableArray.CreateBuilder<Hash>(lines.Length - 1);
        foreach (var line in lines.AsSpan(1))
        {
            if (!Hash.TryParseBase64(Encoding.UTF8.GetBytes(line), out var hash)) return null;
            proof.Add(hash);
        }

        return new AddCheckpoint(old, proof.DrainToImmutable(), body[(blank + 2)..]);
    }
}
