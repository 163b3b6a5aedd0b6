using System.Formats.Tar;
using Saksei.Verifier;

namespace Saksei.Node;

/// <summary>
/// Reads files of a folder that somebody else filled: regular files only, bounded, and never by a link, neither the file's own nor one
/// of a folder on its way. The folder itself is the caller's choice and may be a link.
/// </summary>
public static class RegularFile
{
    /// <summary>Reads a file by its path within a folder, with forward slashes.</summary>
    public static PublishedFile Read(string folder, string path, long maximumBytes)
    {
        try
        {
            if (LinkedAbove(folder, path)) return PublishedFile.NotRegular;
            var file = new FileInfo(Path.Combine(folder, path));
            if (!file.Exists) return Directory.Exists(file.FullName) || file.LinkTarget is not null ? PublishedFile.NotRegular : PublishedFile.Missing;
            if (file.LinkTarget is not null) return PublishedFile.NotRegular;
            if (file.Length > maximumBytes) return PublishedFile.TooLong;
            return file.Length == 0 ? ReadEmpty(file) : ReadBytes(file, maximumBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PublishedFile.NotRead(e.Message);
        }
    }

    // Opening a pipe would wait for ever, and a device may give bytes without end. Neither has a length: what has none isn't opened,
    // and what it is says the archiver, which asks without opening.
    private static PublishedFile ReadEmpty(FileInfo file)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, leaveOpen: true)) writer.WriteEntry(file.FullName, "file");
        }
        catch (IOException)
        {
            return PublishedFile.NotRegular; // A socket, which no archive can hold.
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile ? PublishedFile.Of(default) : PublishedFile.NotRegular;
    }

    private static PublishedFile ReadBytes(FileInfo file, long maximumBytes)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var bytes = new byte[file.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (stream.ReadByte() < 0) return PublishedFile.Of(bytes.AsMemory(0, read));
        return file.Length == maximumBytes ? PublishedFile.TooLong : PublishedFile.NotRead("it grows");
    }

    private static bool LinkedAbove(string folder, string path)
    {
        for (var end = path.IndexOf('/'); end > 0; end = path.IndexOf('/', end + 1))
            if (new DirectoryInfo(Path.Combine(folder, path[..end])).LinkTarget is not null) return true;
        return false;
    }
}
