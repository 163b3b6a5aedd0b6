using System.Text.Json.Serialization;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node.Keeping;

/// <summary>A file of a backup.</summary>
/// <param name="Path">Within the backup's folder, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256);

/// <summary>What a backup holds (docs/spec/backup.md): the last file to be written, so that what has none isn't a backup.</summary>
/// <param name="Format">Always the same.</param>
/// <param name="Origin">The register's name.</param>
/// <param name="Size">Acts in it.</param>
/// <param name="Root">Root of their tree, base64.</param>
/// <param name="Checkpoint">The signed checkpoint of that size, as text.</param>
/// <param name="At">When it was made, by the machine's clock.</param>
/// <param name="WithKeys">Whether private keys lie in it.</param>
/// <param name="Files">Every other file.</param>
public sealed record BackupManifest(string Format, string Origin, long Size, string Root, string Checkpoint, DateTimeOffset At, bool WithKeys, IReadOnlyList<BackupFile> Files)
{
    /// <summary>What the file is called.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Files that acts name and that the register had lost already, in hexadecimal and in order; null where it had all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Lacks { get; init; }

    internal const string CheckpointName = "checkpoint";
    internal const string KeysFolder = "keys";
    internal const string FormatName = "saksei/backup/v1";

    /// <summary>Reads the manifest of a folder; null where there is none, or it isn't one.</summary>
    public static BackupManifest? Read(string folder) =>
        KeepingFile.Read<BackupManifest>(folder, FileName) is { Format: FormatName } manifest && KeepingFile.IsWhole(manifest.Files)
        && manifest.Files.All(file => MayLie(file.Path) && Hash.TryParseHex(file.Sha256, out _)) && manifest.Files.DistinctBy(file => file.Path).Count() == manifest.Files.Count
        && (manifest.Lacks is not { } lacks || (KeepingFile.IsWhole(lacks) && lacks.All(file => Hash.TryParseHex(file, out _)))) ? manifest : null;

    internal void WriteTo(string folder) => KeepingFile.Write(folder, FileName, this);

    // Only what a backup is made of, so that no path leads out of it.
    private static bool MayLie(string path) => path is RegisterStore.FileName or CheckpointName or RegisterPin.FileName || IsKey(path);

    internal static bool IsKey(string path) =>
        path.StartsWith(KeysFolder + "/", StringComparison.Ordinal) && path.EndsWith(".key", StringComparison.Ordinal) && !path.Any(char.IsControl) && path.IndexOfAny(['/', '\\'], KeysFolder.Length + 1) < 0;
}

/// <summary>A backup that was made, as the register's folder remembers it.</summary>
/// <param name="At">When.</param>
/// <param name="Folder">Where it was put.</param>
/// <param name="Size">Acts in it.</param>
/// <param name="Root">Root of their tree, base64.</param>
/// <param name="WithKeys">Whether private keys lie in it.</param>
public sealed record BackupRecord(DateTimeOffset At, string Folder, long Size, string Root, bool WithKeys);

/// <summary>The backups of a register, oldest first: <c>backups.json</c> in its folder.</summary>
public sealed record BackupList(string Format, IReadOnlyList<BackupRecord> Backups)
{
    /// <summary>What the file is called.</summary>
    public const string FileName = "backups.json";

    private const string FormatName = "saksei/backups/v1";
    private const int Most = 500;

    /// <summary>What is remembered; nothing where there is no file, or it isn't one.</summary>
    public static BackupList Of(string folder) =>
        KeepingFile.Read<BackupList>(folder, FileName) is { Format: FormatName } list && KeepingFile.IsWhole(list.Backups) ? list : new BackupList(FormatName, []);

    internal static void Add(string folder, BackupRecord record) =>
        KeepingFile.Write(folder, FileName, new BackupList(FormatName, [.. Of(folder).Backups.Append(record).TakeLast(Most)]));
}

/// <summary>That a backup was restored once, and what came of it: <c>tried.json</c> beside its manifest.</summary>
/// <param name="At">When.</param>
/// <param name="Size">Acts that were there again.</param>
/// <param name="Known">How many checkpoints from outside it was held against.</param>
public sealed record RestoreTried(DateTimeOffset At, long Size, int Known)
{
    /// <summary>What the file is called.</summary>
    public const string FileName = "tried.json";

    /// <summary>Reads it; null where that backup was never restored.</summary>
    public static RestoreTried? Of(string backup) => KeepingFile.Read<RestoreTried>(backup, FileName);
}

/// <summary>What says that a register's folder was restored and isn't proved yet: <c>restored.json</c> in it.</summary>
/// <param name="From">The backup.</param>
/// <param name="At">When.</param>
/// <param name="Size">Acts that were there again.</param>
public sealed record RestoredMark(string From, DateTimeOffset At, long Size)
{
    /// <summary>What the file is called. That it lies there is what counts: one that can't be read keeps the register closed too.</summary>
    public const string FileName = "restored.json";

    /// <summary>When the backup was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? BackupAt { get; init; }

    /// <summary>Whether a folder was restored and isn't proved yet.</summary>
    public static bool IsIn(string folder) => Path.Exists(Path.Combine(folder, FileName));

    /// <summary>Reads it; null where it can't be read.</summary>
    internal static RestoredMark? Of(string folder) => KeepingFile.Read<RestoredMark>(folder, FileName);
}
