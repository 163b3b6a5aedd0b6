using System.IO.Enumeration;
using Saksei.Node;
using Saksei.Verifier;

namespace Saksei.Cli.Published;

/// <summary>A published register in a folder.</summary>
public sealed class FolderFiles(string folder) : IPublishedFiles
{
    // Deeper than any path of a publication; what lies deeper is in a folder that is unaccounted for already.
    private const int Deepest = 12;

    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    /// <inheritdoc/>
    public PublishedFile Read(string path, long maximumBytes) => RegularFile.Read(folder, path, maximumBytes);

    /// <inheritdoc/>
    public IEnumerable<PublishedEntry> List() => List("", 0);

    // One folder after the other, none by a link: a circle of links has no second round.
    private IEnumerable<PublishedEntry> List(string path, int depth)
    {
        var inner = new List<string>();
        foreach (var (name, isFolder) in Entries(path))
        {
            if (name.Length == 0) yield return new PublishedEntry(path, EntryKind.UnreadFolder);
            else yield return new PublishedEntry(Within(path, name), isFolder ? EntryKind.Folder : EntryKind.File);
            if (isFolder) inner.Add(name);
        }

        if (depth == Deepest) yield break;
        foreach (var entry in inner.SelectMany(name => List(Within(path, name), depth + 1))) yield return entry;
    }

    private static string Within(string path, string name) => path.Length == 0 ? name : path + "/" + name;

    /// <summary>Names in a folder, and whether each is a folder and no link; an empty name where the rest can't be read.</summary>
    private IEnumerable<(string Name, bool IsFolder)> Entries(string path)
    {
        using var entries = Open(Path.Combine(folder, path));
        while (true)
        {
            (string Name, bool IsFolder)? next;
            try
            {
                next = entries is null ? ("", false) : entries.MoveNext() ? entries.Current : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                next = ("", false);
            }

            if (next is not { } entry) yield break;
            yield return entry;
            if (entry.Name.Length == 0) yield break;
        }
    }

    private static IEnumerator<(string Name, bool IsFolder)>? Open(string path)
    {
        try
        {
            return new FileSystemEnumerable<(string, bool)>(path, Take, All).GetEnumerator();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static (string Name, bool IsFolder) Take(ref FileSystemEntry entry) =>
        (entry.FileName.ToString(), entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint));
}
