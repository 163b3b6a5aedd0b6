using Saksei.Node.Keeping;
using Saksei.Register.Notes;

namespace Saksei.Node.Mirroring;

/// <summary>What a validator didn't find valid, and so doesn't co-sign.</summary>
/// <param name="Code">In docs/spec/codes.md: <c>validity-…</c>.</param>
/// <param name="Detail">What it is about: the code of what is wrong with an act, or how many seconds a tick is off.</param>
/// <param name="Index">The act; −1 where it is about none.</param>
/// <param name="File">The published file; empty where it is about none.</param>
/// <param name="Size">Acts of the checkpoint from which on nothing is co-signed; of another history, the one that isn't.</param>
/// <param name="Root">Its root where only that one isn't co-signed; else empty.</param>
/// <param name="At">When it was found, by the validator's clock.</param>
public sealed record Refusal(string Code, string Detail, long Index, string File, long Size, string Root, DateTimeOffset At)
{
    /// <summary>Whether a checkpoint isn't co-signed because of it: what begins with something invalid stays so for ever.</summary>
    public bool Covers(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return Root.Length > 0 ? checkpoint.Size == Size && checkpoint.Root.ToString() == Root : checkpoint.Size >= Size;
    }
}

/// <summary>What a validator refused, in its folder: a refusal stays.</summary>
/// <param name="Format">Its name.</param>
/// <param name="Origin">Of which register.</param>
/// <param name="Refusals">In the order in which they were found.</param>
public sealed record RefusalDocument(string Format, string Origin, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Its name.</summary>
    public const string Kind = "saksei/refusals/v1", FileName = "refusals.json";
}

/// <summary>Keeps refusals: each is on the disk before it is said.</summary>
internal sealed class RefusalShelf
{
    // Of checkpoints of one root each. Of what covers everything behind it one that covers most is enough, and is kept whatever else is.
    private const int Most = 256;
    private readonly string _folder;
    private volatile RefusalDocument _document;

    internal RefusalShelf(string folder, string origin)
    {
        _folder = folder;
        var kept = KeepingFile.Read<RefusalDocument>(folder, RefusalDocument.FileName);
        if (kept is null && File.Exists(Path.Combine(folder, RefusalDocument.FileName))) throw new RegisterFolderException("state-unreadable", Path.Combine(folder, RefusalDocument.FileName));
        _document = kept ?? new RefusalDocument(RefusalDocument.Kind, origin, []);
    }

    internal RefusalDocument Document => _document;

    internal Refusal? Covering(Checkpoint checkpoint) => _document.Refusals.FirstOrDefault(one => one.Covers(checkpoint));

    private static bool IsCovered(Refusal kept, Refusal other) => kept.Root.Length == 0 && other.Root.Length == 0 && kept.Size < other.Size;

    internal Refusal Keep(Refusal refusal)
    {
        if ((refusal.Root.Length > 0 && _document.Refusals.Count >= Most) || _document.Refusals.Any(kept => IsCovered(kept, refusal)) || _document.Refusals.Any(one => one with { At = refusal.At } == refusal)) return refusal;
        var next = _document with { Refusals = [.. _document.Refusals, refusal] };
        KeepingFile.Write(_folder, RefusalDocument.FileName, next);
        _document = next;
        return refusal;
    }
}
