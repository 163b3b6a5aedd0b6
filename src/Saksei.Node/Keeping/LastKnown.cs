using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node.Keeping;

/// <summary>A checkpoint that somebody knows from outside the register, by the name of where it comes from.</summary>
/// <param name="Name">A file or an address.</param>
/// <param name="Signed">The checkpoint.</param>
public sealed record LastKnown(string Name, SignedCheckpoint Signed);

/// <summary>What isn't done, or is wrong: a stable code, where, and what it is about.</summary>
/// <param name="Code">In docs/spec/codes.md.</param>
/// <param name="Place">A file, a folder or an address; may be empty.</param>
/// <param name="Detail">What it is about; may be empty.</param>
public sealed record KeepingProblem(string Code, string Place, string Detail)
{
    /// <summary>How many acts are known elsewhere and aren't here; 0 where it is about something else.</summary>
    public long Missing { get; init; }
}

/// <summary>Holds a register against checkpoints that are known from outside: it must hold at least what each of them says.</summary>
public static class LastKnownCheck
{
    /// <summary>The header by which a served register says why it may sign nothing: its checkpoint proves nothing about it then.</summary>
    public const string ClosedHeader = "Saksei-Closed";

    /// <summary>The first that the register doesn't hold; null where it holds all.</summary>
    public static KeepingProblem? ProblemOf(RegisterHost host, IEnumerable<LastKnown> known) =>
        known.Select(one => ProblemOf(host, one)).FirstOrDefault(problem => problem is not null);

    /// <summary>Whether a file lies in a backup or in a register's folder: what is restored from there says the same, so that it proves nothing.</summary>
    public static bool IsOwn(string file)
    {
        var folder = Path.GetDirectoryName(FolderPlace.Real(file));
        while (folder is not null && !RegisterStore.Exists(folder) && BackupManifest.Read(folder) is null) folder = Path.GetDirectoryName(folder);
        return folder is not null;
    }

    private static KeepingProblem? ProblemOf(RegisterHost host, LastKnown known)
    {
        if (known.Signed.Check(host.Founding.Log) is { Length: > 0 } code) return Problem(code, known.Name);
        var (checkpoint, size) = (known.Signed.Checkpoint, host.Head.Size);
        if (checkpoint.Size > size) return Problem("register-behind", known.Name, $"{size} < {checkpoint.Size}") with { Missing = checkpoint.Size - size };
        return RootAt(host, checkpoint.Size) == checkpoint.Root ? null : Problem("register-forked", known.Name, $"{checkpoint.Size}");
    }

    /// <summary>The root of the register's tree as it was at a size, by what is stored.</summary>
    internal static Hash RootAt(RegisterHost host, long size) =>
        size == 0 ? Hash.EmptyTree : MerkleTree.Root(new TileHashReader(size, host.Store.ReadTile), size);

    private static KeepingProblem Problem(string code, string place, string detail = "") => new(code, place, detail);
}
