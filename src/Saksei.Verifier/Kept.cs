using System.Collections.Immutable;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Verifier;

/// <summary>A file that somebody kept, by the name that findings call it.</summary>
public sealed record KeptFile(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>What somebody kept of the register from before: what was published now must extend it.</summary>
/// <param name="Receipts">Receipts (tlog-proof).</param>
/// <param name="Checkpoints">Signed checkpoints.</param>
public sealed record Kept(ImmutableArray<KeptFile> Receipts, ImmutableArray<KeptFile> Checkpoints)
{
    /// <summary>Nothing was kept.</summary>
    public static Kept Nothing { get; } = new([], []);

    /// <summary>Whether nothing was kept.</summary>
    public bool IsEmpty => Receipts.IsEmpty && Checkpoints.IsEmpty;
}

/// <summary>
/// Holds what was kept against the tree that the published entries make. The verification reads every entry anyway, so no proof of
/// consistency is needed: the root at each size that was kept is computed when the tree has that size.
/// </summary>
internal sealed class KeptCheck
{
    private readonly List<(string Name, Receipt Receipt, long Size)> _receipts = [];
    private readonly List<(string Name, SignedCheckpoint Signed)> _checkpoints = [];
    private readonly Dictionary<long, Hash> _roots = [], _leaves = [];
    private readonly Findings _findings;

    internal KeptCheck(Kept kept, Findings findings)
    {
        _findings = findings;
        foreach (var file in kept.Receipts) ReadReceipt(file);
        foreach (var file in kept.Checkpoints) ReadCheckpoint(file.Name, file.Bytes);
        foreach (var (_, receipt, _) in _receipts) _leaves[receipt.Index] = default;
        foreach (var (_, signed) in _checkpoints) _roots[signed.Checkpoint.Size] = signed.Checkpoint.Size == 0 ? Hash.EmptyTree : default;
    }

    /// <summary>Called with each leaf, and asks for the root behind it where it is one that was kept.</summary>
    internal void Take(long index, Hash leaf, Func<Hash> root)
    {
        if (_leaves.ContainsKey(index)) _leaves[index] = leaf;
        if (_roots.ContainsKey(index + 1)) _roots[index + 1] = root();
    }

    /// <summary>Compares, once the tree was read up to a size; behind <paramref name="whole"/> leaves some couldn't be read.</summary>
    internal void Finish(VerifierKey log, long size, long whole)
    {
        foreach (var (name, signed) in _checkpoints) CheckExtended(name, signed, log, size, whole);
        foreach (var (name, receipt, keptSize) in _receipts)
            if ((receipt.Index < whole || receipt.Index >= keptSize) && receipt.Check(_leaves[receipt.Index], log, out _) is "receipt-wrong")
                Add("receipt-wrong", name, receipt.Index);
    }

    private void CheckExtended(string name, SignedCheckpoint signed, VerifierKey log, long size, long whole)
    {
        var kept = signed.Checkpoint;
        if (signed.Check(log) is { Length: > 0 } code) Add(code, name);
        else if (kept.Size > size) Add("tree-smaller", name, -1, $"{kept.Size} > {size}");
        else if (kept.Size > whole) Add(Findings.NotRead, name);
        else if (_roots[kept.Size] != kept.Root) Add("tree-rewritten", name, -1, $"{kept.Size}");
    }

    private void ReadReceipt(KeptFile file)
    {
        if (Receipt.Parse(file.Bytes) is not { } receipt) Add("receipt-malformed", file.Name);
        else if (ReadCheckpoint(file.Name, receipt.CheckpointNote) is { } signed) _receipts.Add((file.Name, receipt, signed.Checkpoint.Size));
    }

    private SignedCheckpoint? ReadCheckpoint(string name, ReadOnlyMemory<byte> bytes)
    {
        var signed = SignedCheckpoint.Parse(bytes, out var code);
        if (signed is null) Add(code, name);
        else _checkpoints.Add((name, signed));
        return signed;
    }

    private void Add(string code, string name, long leaf = -1, string detail = "") =>
        _findings.Add(new Finding(Check.Kept, code, name, leaf, Detail: detail));
}
