using System.Text;

namespace Saksei.Cosigner.Keeping;

/// <summary>A private key in a file that its owner alone may read, which is made once and never replaced.</summary>
internal static class KeyFile
{
    private const int MaximumBytes = 1024;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static void WriteNew(DurableFolder folder, string name, string text)
    {
        if (File.Exists(folder.At(name))) throw new CosignerFolderException("file-exists", folder.At(name));
        folder.Write(name, Encoding.UTF8.GetBytes(text + "\n"), Own);
    }

    /// <exception cref="CosignerFolderException">There is none, or others than its owner may read or write it.</exception>
    internal static string Read(string path)
    {
        if (DurableFolder.Read(path, MaximumBytes) is not { } bytes) throw new CosignerFolderException("file-missing", path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(Own | UnixFileMode.UserExecute)) != 0)
            throw new CosignerFolderException("key-open-to-others", path);
        return Encoding.UTF8.GetString(bytes).TrimEnd('\n');
    }
}
