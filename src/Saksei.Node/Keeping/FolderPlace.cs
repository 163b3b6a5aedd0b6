namespace Saksei.Node.Keeping;

/// <summary>Where a path leads, with every link followed, and on which disk that is.</summary>
public static class FolderPlace
{
    private static readonly StringComparison Names = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The path without links, as far as it is there.</summary>
    public static string Real(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent) return full;
        var here = Path.Combine(Real(parent), Path.GetFileName(full));
        FileSystemInfo info = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return info.LinkTarget is null ? here : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target && target != here ? Real(target) : here;
    }

    /// <summary>Whether a path is a folder, or lies in it.</summary>
    public static bool IsWithin(string path, string folder) => Lies(Real(path), Real(folder));

    /// <summary>Whether two paths are on one disk, as the system mounts them.</summary>
    public static bool IsSameDisk(string one, string other)
    {
        string[] mounts = [.. DriveInfo.GetDrives().Select(drive => drive.Name)];
        return DiskOf(Real(one), mounts) == DiskOf(Real(other), mounts);
    }

    /// <summary>The innermost of the mounted disks that a path lies on; empty where it lies on none.</summary>
    internal static string DiskOf(string real, IEnumerable<string> mounts) => mounts.Where(mount => Lies(real, mount)).MaxBy(mount => mount.Length) ?? "";

    private static bool Lies(string path, string folder) =>
        path.Equals(folder, Names) || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, Names);
}
