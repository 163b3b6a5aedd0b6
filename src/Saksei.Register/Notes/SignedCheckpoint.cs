namespace Saksei.Register.Notes;

/// <summary>
/// A checkpoint with its signatures, as it is served, published, kept, and carried by a receipt. Lines of keys that aren't the
/// log's are allowed (co-signers) and mean nothing here, so both bytes and lines are bounded: they would be somebody's free space.
/// </summary>
public sealed record SignedCheckpoint(SignedNote Note, Checkpoint Checkpoint)
{
    /// <summary>The longest note: 16 KiB.</summary>
    public const int MaximumBytes = 16 << 10;

    /// <summary>The most signature lines: the log and 63 co-signers.</summary>
    public const int MaximumSignatures = 64;

    /// <summary>Reads one strictly; null with a code where it isn't one. No signature is checked.</summary>
    /// <param name="bytes">The note.</param>
    /// <param name="code"><c>checkpoint-too-long</c>, <c>checkpoint-signatures</c> or <c>checkpoint-malformed</c>; empty if read.</param>
    public static SignedCheckpoint? Parse(ReadOnlyMemory<byte> bytes, out string code)
    {
        code = "checkpoint-too-long";
        if (bytes.Length > MaximumBytes) return null;
        code = "checkpoint-malformed";
        if (SignedNote.Parse(bytes) is not { } note || Checkpoint.Parse(note.Text.Span) is not { } checkpoint) return null;
        code = "checkpoint-signatures";
        if (note.Signatures.Length > MaximumSignatures) return null;
        code = "";
        return new SignedCheckpoint(note, checkpoint);
    }

    /// <summary>Whether it is of the register that a log's key names, and signed by that key: a code, empty where it is.</summary>
    public string Check(VerifierKey log)
    {
        if (Checkpoint.Origin != log.Name.Name) return "origin-differs";
        return Note.IsSignedBy(log) ? "" : "checkpoint-signature";
    }
}
