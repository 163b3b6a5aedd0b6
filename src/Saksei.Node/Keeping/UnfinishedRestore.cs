using System.Text;

namespace Saksei.Node.Keeping;

/// <summary>
/// The folder in which a restore lies until it has its name. A mark says that a restore made it; without that nothing in it is touched. It
/// goes however the restore ends, for private keys may lie in it.
/// </summary>
internal sealed class UnfinishedRestore : IDisposable
{
    internal const string Suffix = ".restoring";

    /// <summary>What says that a restore made a folder.</summary>
    internal const string Marker = "saksei-restoring";

    private readonly string _whole;

    private UnfinishedRestore(string whole) => (_whole, Folder) = (whole, whole + Suffix);

    /// <summary>Where it lies.</summary>
    internal string Folder { get; }

    /// <summary>Whether what lies there, if anything does, is what an earlier restore left.</summary>
    internal static bool MayBegin(string whole)
    {
        var info = new DirectoryInfo(whole + Suffix);
        if (File.Exists(info.FullName) || info.LinkTarget is not null) return false;
        return !info.Exists || !info.EnumerateFileSystemInfos().Any() || File.Exists(Path.Combine(info.FullName, Marker));
    }

    /// <summary>Removes what an earlier one left, and makes the folder anew.</summary>
    internal static UnfinishedRestore Begin(string whole)
    {
        var begun = new UnfinishedRestore(whole);
        begun.Dispose();
        Backup.CreatePrivate(begun.Folder);
        KeepingFile.WriteBytes(Path.Combine(begun.Folder, Marker), Encoding.ASCII.GetBytes(Marker), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return begun;
    }

    /// <summary>Gives it its name. The mark goes behind that: what is killed in between leaves a whole register, or what the next run may remove.</summary>
    internal void Place()
    {
        if (Directory.Exists(_whole)) Directory.Delete(_whole);
        Directory.Move(Folder, _whole);
        File.Delete(Path.Combine(_whole, Marker));
    }

    /// <summary>Removes it, where it has no name yet; the mark last, so that an interrupted removal is still known as a restore's.</summary>
    public void Dispose()
    {
        if (!Directory.Exists(Folder)) return;
        foreach (var inner in Directory.EnumerateDirectories(Folder)) Directory.Delete(inner, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Folder).Where(file => Path.GetFileName(file) != Marker)) File.Delete(file);
        Directory.Delete(Folder, recursive: true);
    }
}
