using System.Data.Common;
using System.Text;
using Saksei.Register.Notes;
using Saksei.Store;

namespace Saksei.Node.Keeping;

/// <summary>What came of a restoring, or of proving one.</summary>
/// <param name="Size">Acts that are there.</param>
/// <param name="Problem">Why it wasn't done; null where it was.</param>
/// <param name="IsRecorded">Whether the backup says now that it was tried: a medium that can't be written doesn't.</param>
public sealed record RestoreResult(long Size, KeepingProblem? Problem, bool IsRecorded)
{
    /// <summary>Files that acts name and that the backup says were lost before it was made, in hexadecimal.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Acts of the backup; null where nothing says it.</summary>
    public long? BackupSize { get; init; }

    /// <summary>When the backup was made; null where nothing says it.</summary>
    public DateTimeOffset? BackupAt { get; init; }
}

/// <summary>
/// Makes a register of a backup. What is restored can be read and not written until a checkpoint from outside shows that no act is known
/// elsewhere that it lacks: a log that signs on from an older place makes a second history, and everybody who holds a receipt of the
/// first can prove it.
/// </summary>
public static class Restore
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Puts a backup into a folder that holds nothing yet, closed for writing; nothing is left where it is refused.</summary>
    public static RestoreResult Take(string from, string folder, IReadOnlyList<LastKnown> known, TimeProvider time)
    {
        var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(whole) && (File.Exists(whole) || Directory.EnumerateFileSystemEntries(whole).Any())) return Refused("folder-not-empty", folder);
        if (BackupManifest.Read(from) is not { } manifest) return Refused("backup-unfinished", from);
        if (Unlisted(from, manifest) is { } unlisted) return Refused("backup-file-unknown", unlisted);
        if (!UnfinishedRestore.MayBegin(whole)) return Refused("folder-not-empty", whole + UnfinishedRestore.Suffix);
        using var unfinished = UnfinishedRestore.Begin(whole);
        if ((Copy(from, unfinished.Folder, manifest) ?? TryCheck(unfinished.Folder, manifest, known)) is { } problem) return new RestoreResult(0, problem, false) { BackupSize = manifest.Size, BackupAt = manifest.At };
        Mark(unfinished.Folder, new RestoredMark(Path.GetFullPath(from), time.GetUtcNow(), manifest.Size) { BackupAt = manifest.At });
        unfinished.Place();
        return new RestoreResult(manifest.Size, null, TryRecord(from, new RestoreTried(time.GetUtcNow(), manifest.Size, known.Count))) { Lacks = manifest.Lacks ?? [], BackupSize = manifest.Size, BackupAt = manifest.At };
    }

    /// <summary>Opens a restored register for writing, if it holds at least what every checkpoint says that is known from outside.</summary>
    public static RestoreResult Accept(string folder, IReadOnlyList<LastKnown> known)
    {
        ArgumentOutOfRangeException.ThrowIfZero(known.Count);
        if (!RestoredMark.IsIn(folder)) return Refused("not-restored", folder);
        var mark = RestoredMark.Of(folder);
        using var host = RegisterHost.Open(folder);
        var problem = LastKnownCheck.ProblemOf(host, known);
        if (problem is null) File.Delete(Path.Combine(folder, RestoredMark.FileName));
        return new RestoreResult(host.Head.Size, problem, problem is null) { BackupSize = mark?.Size, BackupAt = mark?.BackupAt };
    }

    private static RestoreResult Refused(string code, string place) => new(0, new KeepingProblem(code, place, ""), false);

    // A file that the manifest doesn't know was put there later.
    private static string? Unlisted(string from, BackupManifest manifest) =>
        Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(from, path).Replace('\\', '/'))
            .FirstOrDefault(path => path is not (BackupManifest.FileName or RestoreTried.FileName) && manifest.Files.All(file => file.Path != path));

    // Hashed as they came to lie here: what is held against the manifest is what will be opened.
    private static KeepingProblem? Copy(string from, string part, BackupManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            var (source, target) = (Path.Combine(from, file.Path), Path.Combine(part, file.Path));
            if (new FileInfo(source) is not { Exists: true, LinkTarget: null } info || info.Length != file.Bytes) return new KeepingProblem("backup-file-differs", file.Path, "");
            if (BackupManifest.IsKey(file.Path)) Backup.CreatePrivate(Path.GetDirectoryName(target)!);
            if (KeepingFile.Copy(source, target, Private).ToHex() != file.Sha256) return new KeepingProblem("backup-file-differs", file.Path, "");
        }

        return null;
    }

    // What was altered may not open at all.
    private static KeepingProblem? TryCheck(string part, BackupManifest manifest, IReadOnlyList<LastKnown> known)
    {
        try
        {
            return Check(part, manifest, known);
        }
        catch (Exception e) when (e is RegisterFolderException or InvalidDataException or DbException or KeyNotFoundException)
        {
            return new KeepingProblem("backup-unsound", RegisterStore.FileName, e.Message);
        }
    }

    private static KeepingProblem? Check(string part, BackupManifest manifest, IReadOnlyList<LastKnown> known)
    {
        if (RegisterFile.Damages(part) is [var damage, ..]) return new KeepingProblem("backup-unsound", RegisterStore.FileName, damage);
        if (RegisterPin.Parse(RegularFile.Read(part, RegisterPin.FileName, RegisterPin.MaximumBytes).Bytes.Span) is not { } pin) return new KeepingProblem("pin-malformed", RegisterPin.FileName, "");
        using var host = RegisterHost.Open(part);
        return Stated(host, part, manifest) ?? SoundCopy.ProblemOf(host, pin, manifest.Lacks ?? []) ?? LastKnownCheck.ProblemOf(host, known);
    }

    // The manifest, the checkpoint beside it and the register say one thing.
    private static KeepingProblem? Stated(RegisterHost host, string part, BackupManifest manifest)
    {
        var head = host.Store.ReadHead();
        var note = host.Store.ReadCheckpoint(head.Size) ?? [];
        var beside = RegularFile.Read(part, BackupManifest.CheckpointName, SignedCheckpoint.MaximumBytes);
        var agrees = manifest.Origin == host.Origin && manifest.Size == head.Size && manifest.Root == head.Root.ToString()
            && manifest.Checkpoint == Encoding.UTF8.GetString(note) && beside.Bytes.Span.SequenceEqual(note);
        return agrees ? null : new KeepingProblem("backup-file-differs", BackupManifest.FileName, "");
    }

    // The mark is there before the folder has its name: nobody can find it open.
    private static void Mark(string part, RestoredMark mark)
    {
        KeepingFile.Write(part, RestoredMark.FileName, mark);
        File.Delete(Path.Combine(part, BackupManifest.CheckpointName));
    }

    private static bool TryRecord(string from, RestoreTried tried)
    {
        try
        {
            KeepingFile.Write(from, RestoreTried.FileName, tried);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
