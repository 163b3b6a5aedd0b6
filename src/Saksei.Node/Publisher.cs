using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Verifier;

namespace Saksei.Node;

/// <summary>
/// A register's published files, made from its store: what <c>publish</c> writes and what <c>verify</c> reads when it is
/// pointed at a register's own folder.
/// </summary>
public sealed class Publisher : IPublishedFiles
{
    private readonly RegisterHost _host;
    private readonly RegisterReader _reader;
    private readonly long _size;
    private readonly Dictionary<string, Func<byte[]?>> _files = new(StringComparer.Ordinal);

    /// <summary>The files as of the register's last checkpoint.</summary>
    public Publisher(RegisterHost host)
    {
        _host = host;
        _reader = new RegisterReader(host.Store);
        _size = host.Head.Size;
        AddLog();
        foreach (var sha256 in Attachments()) _files[Publication.Attachment(sha256)] = () => host.Store.ReadAttachment(sha256);
        foreach (var (path, bytes) in Results().Files) _files[path] = () => bytes;
    }

    /// <inheritdoc/>
    public byte[]? Read(string path, long maximumBytes) =>
        _files.TryGetValue(path, out var read) && read() is { } bytes && bytes.Length <= maximumBytes ? bytes : null;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> List() => _files.Keys;

    /// <summary>
    /// Writes all files beside the folder and then puts them in its place, so that whoever reads it never sees half of them.
    /// </summary>
    /// <exception cref="RegisterFolderException">Something else than a publication lies there; it is left as it is.</exception>
    public void WriteTo(string folder, Action<string> progress)
    {
        var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (IsSomethingElse(whole)) throw new RegisterFolderException("folder-not-publication", folder);
        var (fresh, old) = (whole + ".publishing", whole + ".replaced");
        Remove(fresh);
        Remove(old);
        var written = 0;
        foreach (var (path, read) in _files)
        {
            if (read() is not { } bytes) throw new InvalidDataException($"{path} isn't in the store");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(fresh, path))!);
            File.WriteAllBytes(Path.Combine(fresh, path), bytes);
            if (++written % 500 == 0) progress($"{written} of {_files.Count} files");
        }

        if (Directory.Exists(whole)) Directory.Move(whole, old);
        Directory.Move(fresh, whole);
        Remove(old);
        progress($"{written} files in {folder}");
    }

    private void AddLog()
    {
        _files[Publication.Checkpoint] = () => _host.Store.ReadCheckpoint(_size);
        foreach (var tile in TileCoordinate.AllOf(_size)) _files[tile.Path] = () => _host.Store.ReadTile(tile);
        foreach (var (index, width) in TileCoordinate.BundlesOf(_size))
            _files[TileCoordinate.BundlePath(index, width)] = () => _reader.Bundle(index, width);
    }

    private IEnumerable<Hash> Attachments() =>
        Publication.DefinitionAttachments(_host.Definition)
            .Concat(_host.Journal(0, _size).SelectMany(line => line.Act.References).Select(attachment => attachment.Sha256))
            .Distinct();

    private PublishedResults Results()
    {
        var books = _host.Snapshot();
        return PublishedResults.Of(books, _host.Voided(books.Size));
    }

    // What is replaced is removed: a register, its keys or somebody's home must not be.
    private static bool IsSomethingElse(string folder) => File.Exists(folder) || (Directory.Exists(folder)
        && Directory.EnumerateFileSystemEntries(folder).Any()
        && (!File.Exists(Path.Combine(folder, Publication.Checkpoint)) || File.Exists(Path.Combine(folder, RegisterHost.DatabaseName))));

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
