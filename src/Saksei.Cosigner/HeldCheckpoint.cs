using Saksei.Register.Cosigning;
using Saksei.Register.Notes;

namespace Saksei.Cosigner;

/// <summary>The last checkpoint that was co-signed of a log, as it lies in its file and as it is served.</summary>
/// <param name="Note">The checkpoint with the log's signature and the co-signer's.</param>
/// <param name="Checkpoint">What it says.</param>
/// <param name="Time">When it was co-signed, in seconds since 1970.</param>
internal sealed record HeldCheckpoint(ReadOnlyMemory<byte> Note, Checkpoint Checkpoint, long Time)
{
    /// <summary>Co-signs a checkpoint that the log has signed; lines of others aren't kept.</summary>
    internal static (HeldCheckpoint Held, byte[] Line) Cosign(SignedCheckpoint given, KeyName log, CosignerSecret secret, long time)
    {
        var line = secret.Cosign(given.Note.Text.Span, time);
        var own = given.Note.Signatures.First(signature => signature.Key == log);
        byte[] note = [.. given.Note.Text.Span, (byte)'\n', .. SignedNote.SignatureLine(own.Key, own.Signature.Span), .. line];
        return (new HeldCheckpoint(note, given.Checkpoint, time), line);
    }

    /// <summary>Reads one; null where it isn't a checkpoint of this log that this co-signer co-signed.</summary>
    internal static HeldCheckpoint? Read(ReadOnlyMemory<byte> note, VerifierKey log, CosignerKey cosigner)
    {
        if (SignedCheckpoint.Parse(note, out _) is not { } signed || signed.Check(log).Length > 0) return null;
        foreach (var line in signed.Note.Signatures)
            if (cosigner.TimeOf(signed.Note.Text.Span, line) is { } time)
                return new HeldCheckpoint(note, signed.Checkpoint, time);
        return null;
    }
}
