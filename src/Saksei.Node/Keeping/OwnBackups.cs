namespace Saksei.Node.Keeping;

/// <summary>What a register's folder remembers of its own backups: it can't stand before any of them, unless it was set back.</summary>
internal static class OwnBackups
{
    /// <summary>The largest of them where it has acts that the register lacks; null where it has none.</summary>
    internal static BackupRecord? Ahead(RegisterHost host)
    {
        // The list before the register: a backup that is made meanwhile is of no later size than what is read then.
        var largest = Largest(host);
        return largest is not null && largest.Size > host.Store.ReadHead().Size ? largest : null;
    }

    /// <summary>The largest of them where the register doesn't extend it: it lacks acts of it, or has others in their places.</summary>
    internal static BackupRecord? NotExtended(RegisterHost host) =>
        Ahead(host) ?? (Largest(host) is { } largest && LastKnownCheck.RootAt(host, largest.Size).ToString() != largest.Root ? largest : null);

    private static BackupRecord? Largest(RegisterHost host) => BackupList.Of(host.Folder).Backups.MaxBy(backup => backup.Size);
}
