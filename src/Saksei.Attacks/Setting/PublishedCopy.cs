using System.Collections.Immutable;
using Saksei.Verifier;

namespace Saksei.Attacks.Setting;

/// <summary>Published files, to be altered: each change is another copy.</summary>
internal sealed class PublishedCopy(ImmutableSortedDictionary<string, byte[]> files) : IPublishedFiles
{
    /// <summary>All files by their paths.</summary>
    internal ImmutableSortedDictionary<string, byte[]> All => files;

    /// <summary>The signed checkpoint.</summary>
    internal byte[] Checkpoint => files[Publication.Checkpoint];

    /// <summary>A copy of all that is published.</summary>
    internal static PublishedCopy Of(IPublishedFiles source) => new((source.List() ?? [])
        .ToImmutableSortedDictionary(entry => entry.Path, entry => source.Read(entry.Path, long.MaxValue).Bytes.ToArray(), StringComparer.Ordinal));

    internal PublishedCopy With(string path, byte[] bytes) => new(files.SetItem(path, bytes));

    internal PublishedCopy Without(string path) => new(files.Remove(path));

    /// <summary>The only file of a folder of the publication.</summary>
    internal string PathUnder(string folder) => files.Keys.Single(path => path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Writes all files into a folder, for the verification that reads it and for people.</summary>
    internal void WriteTo(string folder)
    {
        foreach (var (path, bytes) in files)
        {
            var file = Path.Combine(folder, path);
            if (Path.GetDirectoryName(file) is { } above) Directory.CreateDirectory(above);
            File.WriteAllBytes(file, bytes);
        }
    }

    /// <inheritdoc/>
    public PublishedFile Read(string path, long maximumBytes) => !files.TryGetValue(path, out var bytes) ? PublishedFile.Missing
        : bytes.Length <= maximumBytes ? PublishedFile.Of(bytes) : PublishedFile.TooLong;

    /// <inheritdoc/>
    public IEnumerable<PublishedEntry> List() => files.Keys.Select(path => new PublishedEntry(path, EntryKind.File));
}
