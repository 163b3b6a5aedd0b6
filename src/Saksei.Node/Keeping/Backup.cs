using System.Globalization;
using System.Text;
using Saksei.Register.Notes;
using Saksei.Store;

namespace Saksei.Node.Keeping;

/// <summary>How a backup is asked for.</summary>
/// <param name="To">The folder of backups; each gets one of its own in it.</param>
/// <param name="WithKeys">Whether the private keys go with it.</param>
/// <param name="Time">By which it is dated.</param>
/// <param name="Progress">What is being done.</param>
public sealed record BackupOrder(string To, bool WithKeys, TimeProvider Time, Action<string> Progress)
{
    /// <summary>Called before and after each step: where tests stop the process.</summary>
    public WriteProbe Probe { get; init; } = _ => { };
}

/// <summary>What came of a backup.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Manifest">What it holds; null where it was not made.</param>
/// <param name="Problem">Why not.</param>
public sealed record BackupMade(string Folder, BackupManifest? Manifest, KeepingProblem? Problem);

/// <summary>
/// Copies a register while it is served, checks the copy in full, and only then gives it its name. Until then it lies in a folder that
/// ends in <c>.part</c> and has no manifest, which <see cref="Restore"/> takes for no backup; the next run removes it.
/// </summary>
public static class Backup
{
    private const string Part = ".part", NameFormat = "yyyyMMdd'T'HHmmss'Z'", LockName = ".saksei-backup.lock";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes one, and has the register's folder remember it.</summary>
    /// <exception cref="IOException">The disk didn't take it, or another backup into the same folder is under way.</exception>
    public static BackupMade Make(string folder, BackupOrder order)
    {
        if (!RegisterStore.Exists(folder)) throw new RegisterFolderException("register-missing", folder);
        if (FolderPlace.IsWithin(order.To, folder)) return Refused("backup-inside", order.To);
        var to = Directory.CreateDirectory(order.To).FullName;
        using var alone = new FileStream(Path.Combine(to, LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        foreach (var left in Directory.EnumerateDirectories(to, "*" + Part).Where(IsOwn).ToList()) Directory.Delete(left, recursive: true);
        var at = order.Time.GetUtcNow();
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
        var part = Path.Combine(to, at.ToString(NameFormat, CultureInfo.InvariantCulture) + Part);
        return Directory.Exists(part[..^Part.Length]) ? Refused("folder-not-empty", part[..^Part.Length]) : TryMake(folder, order, part, at);
    }

    private static BackupMade Refused(string code, string place) => new("", null, new KeepingProblem(code, place, ""));

    // Once it has its name, what the register's own disk doesn't take is that it is remembered.
    private static BackupMade TryMake(string folder, BackupOrder order, string part, DateTimeOffset at)
    {
        try
        {
            return Make(folder, order, part, at);
        }
        catch (Exception e) when (RegisterFile.IsDiskFull(e))
        {
            if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
            return Refused("disk-full", Directory.Exists(part[..^Part.Length]) ? folder : order.To);
        }
    }

    // The folder of backups may be somebody's disk with other things on it: only what is called as this calls it goes.
    private static bool IsOwn(string folder) =>
        DateTime.TryParseExact(Path.GetFileNameWithoutExtension(folder), NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && new DirectoryInfo(folder).LinkTarget is null;

    private static BackupMade Make(string folder, BackupOrder order, string part, DateTimeOffset at)
    {
        CreatePrivate(part);
        Step(order, "copy", () => RegisterFile.Copy(folder, Path.Combine(part, RegisterStore.FileName)));
        var (head, problem) = Check(folder, order, part);
        if (problem is not null) return new BackupMade("", null, problem);
        Step(order, "close", () => RegisterFile.Close(Path.Combine(part, RegisterStore.FileName)));
        if (order.WithKeys) Step(order, "keys", () => CopyKeys(Path.Combine(folder, BackupManifest.KeysFolder), Path.Combine(part, BackupManifest.KeysFolder)));
        var manifest = head with { At = at, WithKeys = order.WithKeys, Files = FilesOf(part) };
        Step(order, "manifest", () => manifest.WriteTo(part));
        var whole = part[..^Part.Length];
        Step(order, "rename", () => Directory.Move(part, whole));
        Step(order, "record", () => BackupList.Add(folder, new BackupRecord(at, whole, manifest.Size, manifest.Root, order.WithKeys)));
        return new BackupMade(whole, manifest, null);
    }

    // Everything that `verify` checks, of the copy; what it was copied from is asked only whether it has a file that the copy lacks.
    private static (BackupManifest Head, KeepingProblem? Problem) Check(string folder, BackupOrder order, string part)
    {
        order.Progress("checks the copy");
        using var copy = RegisterHost.Open(part);
        var head = copy.Store.ReadHead();
        var note = copy.Store.ReadCheckpoint(head.Size) ?? [];
        var pin = new RegisterPin(copy.Founding.Log, copy.Journal(0, 1).First().Identity);
        Step(order, "pin", () => KeepingFile.WriteBytes(Path.Combine(part, RegisterPin.FileName), pin.ToBytes(), Private));
        Step(order, "checkpoint", () => KeepingFile.WriteBytes(Path.Combine(part, BackupManifest.CheckpointName), note, Private));
        var lacks = SoundCopy.LackingToo(folder, SoundCopy.LackingIn(copy));
        var manifest = new BackupManifest(BackupManifest.FormatName, copy.Origin, head.Size, head.Root.ToString(), Encoding.UTF8.GetString(note), default, false, []) { Lacks = lacks.IsEmpty ? null : lacks };
        return (manifest, SoundCopy.ProblemOf(copy, pin, lacks));
    }

    private static List<BackupFile> FilesOf(string part) =>
        [.. Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
            new BackupFile(Path.GetRelativePath(part, path).Replace('\\', '/'), new FileInfo(path).Length, KeepingFile.HashOf(path).ToHex()))];

    private static void CopyKeys(string from, string to)
    {
        CreatePrivate(to);
        foreach (var key in Directory.EnumerateFiles(from, "*.key")) KeepingFile.Copy(key, Path.Combine(to, Path.GetFileName(key)), Private);
    }

    internal static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void Step(BackupOrder order, string name, Action work)
    {
        order.Probe("before " + name);
        work();
        order.Probe("after " + name);
    }
}
