namespace Saksei.Cosigner.Keeping;

/// <summary>Holds a folder for one process: of two that remembered each for itself one would sign what the other's checkpoint excludes.</summary>
internal static class SoleUse
{
    private const string FileName = "lock";

    /// <summary>Held until it is disposed, or the process ends in whatever way.</summary>
    /// <exception cref="CosignerFolderException">Another holds it.</exception>
    internal static IDisposable Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CosignerFolderException("cosigner-in-use", folder);
        }
    }
}
