using System.Collections.Immutable;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Register.Cosigning;

/// <summary>
/// Two checkpoints that one log signed and that can't both be of one register: two roots of one size, or a larger tree whose beginning
/// isn't the smaller one. It proves this to anybody, with nothing else at hand (docs/spec/contradictions.md).
/// </summary>
/// <param name="Log">The log's key.</param>
/// <param name="Smaller">The checkpoint that isn't larger, with all its lines.</param>
/// <param name="Larger">The other.</param>
/// <param name="Hashes">Of which the larger root and the true root of the smaller size follow; none where both are of one size.</param>
public sealed record Contradiction(VerifierKey Log, ReadOnlyMemory<byte> Smaller, ReadOnlyMemory<byte> Larger, ImmutableArray<Hash> Hashes)
{
    /// <summary>The most hashes: those of a proof, and one before them.</summary>
    public const int MostHashes = 64;

    /// <summary>Puts two checkpoints of a log into their order; of hashes only those are taken that their sizes leave room for.</summary>
    public static Contradiction Of(VerifierKey log, SignedCheckpoint one, ReadOnlyMemory<byte> oneNote, SignedCheckpoint other, ReadOnlyMemory<byte> otherNote, ImmutableArray<Hash> hashes)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var (a, b) = one.Checkpoint.Size <= other.Checkpoint.Size ? (oneNote, otherNote) : (otherNote, oneNote);
        return new Contradiction(log, a, b, one.Checkpoint.Size == other.Checkpoint.Size ? [] : hashes);
    }

    /// <summary>Why it proves nothing: a code of docs/spec/contradictions.md, empty where the log has contradicted itself.</summary>
    public string Judge(out SignedCheckpoint? smaller, out SignedCheckpoint? larger)
    {
        larger = null;
        smaller = ReadSigned(Smaller, out var code);
        if (code.Length > 0) return code;
        larger = ReadSigned(Larger, out code);
        if (code.Length > 0) return code;
        var (a, b) = (smaller!.Checkpoint, larger!.Checkpoint);
        return a.Size > b.Size ? "contradiction-order" : a.Size == b.Size ? OfOneSize(a, b) : OfGrowth(a, b);
    }

    /// <summary>The same, for who only asks whether.</summary>
    public string Judge() => Judge(out _, out _);

    private SignedCheckpoint? ReadSigned(ReadOnlyMemory<byte> note, out string code)
    {
        var signed = SignedCheckpoint.Parse(note, out code);
        if (signed is not null) code = signed.Check(Log);
        return signed;
    }

    private string OfOneSize(Checkpoint a, Checkpoint b) =>
        a.Root == b.Root ? "contradiction-none" : Hashes.IsEmpty ? "" : "contradiction-hashes";

    // That a proof fails shows nothing: it must lead to the larger root, and to another smaller one.
    private string OfGrowth(Checkpoint a, Checkpoint b)
    {
        if (Hashes.Length > MostHashes || ConsistencyProof.RootsOf(Hashes.AsSpan(), a.Size, b.Size) is not { } roots || roots.New != b.Root) return "contradiction-unproved";
        return roots.Old == a.Root ? "contradiction-none" : "";
    }
}
