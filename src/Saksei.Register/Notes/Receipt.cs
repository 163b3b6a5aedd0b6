using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Register.Tree;

namespace Saksei.Register.Notes;

/// <summary>
/// A receipt that needs no network to check (C2SP tlog-proof): at which index of which checkpoint a record stands,
/// with the proof. It is a file of its own, <c>*.tlog-proof</c>.
/// </summary>
/// <param name="Index">The record's index.</param>
/// <param name="Proof">The inclusion proof.</param>
/// <param name="CheckpointNote">The signed checkpoint that the proof leads to.</param>
public sealed record Receipt(long Index, ImmutableArray<Hash> Proof, ReadOnlyMemory<byte> CheckpointNote)
{
    private const string Header = "c2sp.org/tlog-proof@v1\n";

    /// <summary>The receipt as it is handed out.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(Header).Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Proof) text.Append(hash).Append('\n');
        return [.. Encoding.UTF8.GetBytes(text.Append('\n').ToString()), .. CheckpointNote.Span];
    }

    /// <summary>Reads a receipt strictly; null where it isn't one. Nothing is checked.</summary>
    public static Receipt? Parse(ReadOnlyMemory<byte> bytes)
    {
        var blank = bytes.Span.IndexOf("\n\n"u8);
        if (blank < 0) return null;
        var lines = Encoding.UTF8.GetString(bytes.Span[..blank]).Split('\n');
        if (lines[0] + "\n" != Header) return null;
        var at = lines.Length > 1 && IsExtra(lines[1]) ? 2 : 1;
        if (lines.Length <= at || !lines[at].StartsWith("index ", StringComparison.Ordinal)) return null;
        if (!Checkpoint.TryParseSize(lines[at]["index ".Length..], out var index) || lines.Length - at > 64) return null;
        var proof = ImmutableArray.CreateBuilder<Hash>();
        foreach (var line in lines.AsSpan(at + 1))
        {
            if (!Hash.TryParseBase64(Encoding.UTF8.GetBytes(line), out var hash)) return null;
            proof.Add(hash);
        }

        return new Receipt(index, proof.DrainToImmutable(), bytes[(blank + 2)..]);
    }

    /// <summary>
    /// Whether the receipt shows that <paramref name="record"/> stands in the log of <paramref name="origin"/>:
    /// the checkpoint is signed by the log, and the proof leads from the record to its root.
    /// </summary>
    public bool Proves(ReadOnlySpan<byte> record, string origin, VerifierKey log) =>
        log.Name.Name == origin && Check(Hash.OfLeaf(record), log, out _).Length == 0;

    /// <summary>
    /// Why the receipt doesn't show that a leaf stands in the log of this key: a code, empty where it does. The checkpoint is given
    /// wherever it can be read.
    /// </summary>
    public string Check(Hash leaf, VerifierKey log, out Checkpoint? checkpoint)
    {
        var signed = SignedCheckpoint.Parse(CheckpointNote, out var code);
        checkpoint = signed?.Checkpoint;
        if (signed is null) return code;
        if (signed.Check(log) is { Length: > 0 } wrong) return wrong;
        return InclusionProof.Check(Proof.AsSpan(), Index, signed.Checkpoint.Size, leaf, signed.Checkpoint.Root) ? "" : "receipt-wrong";
    }

    // `extra` is not authenticated and means nothing to us; other clients may carry it.
    private static bool IsExtra(string line) =>
        line.StartsWith("extra ", StringComparison.Ordinal) && Base64.TryDecode(Encoding.UTF8.GetBytes(line["extra ".Length..]), out _);
}
