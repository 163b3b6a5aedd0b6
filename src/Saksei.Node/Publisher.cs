using System.Text;
using Saksei.Election;
using Saksei.Election.Files;
using Saksei.Register.Notes;
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
    private readonly ElectionBooks _books;
    private readonly Dictionary<string, Func<byte[]?>> _files = new(StringComparer.Ordinal);

    /// <summary>The files as of what readers are shown: the register's last checkpoint, or the last that enough have co-signed.</summary>
    public Publisher(RegisterHost host) : this(host, host.PublishedBooks())
    {
    }

    private Publisher(RegisterHost host, ElectionBooks books)
    {
        (_host, _books, _reader) = (host, books, new RegisterReader(host.Store));
        AddLog();
        foreach (var sha256 in Attachments(host, books.Size, books.Files)) _files[Publication.Attachment(sha256)] = () => host.Store.ReadAttachment(sha256);
        foreach (var (path, bytes) in Results().Files) _files[path] = () => bytes;
    }

    /// <summary>The files of all that the register holds, whether enough have co-signed it or not: for who keeps it.</summary>
    internal static Publisher OfAll(RegisterHost host) => new(host, host.Snapshot());

    /// <inheritdoc/>
    public PublishedFile Read(string path, long maximumBytes)
    {
        if (!_files.TryGetValue(path, out var read) || read() is not { } bytes) return PublishedFile.Missing;
        return bytes.Length <= maximumBytes ? PublishedFile.Of(bytes) : PublishedFile.TooLong;
    }

    /// <inheritdoc/>
    public IEnumerable<PublishedEntry> List() => _files.Keys.Select(path => new PublishedEntry(path, EntryKind.File));

    /// <summary>
    /// Writes all files beside the folder and then puts them in its place, so that a reader never sees half of them. What was
    /// there is removed only if it is a publication of this register, or what an earlier run of this left half done.
    /// </summary>
    /// <exception cref="RegisterFolderException">Something else lies there, or beside it; all is left as it is.</exception>
    public void WriteTo(string folder, Action<string> progress)
    {
        var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var (fresh, old) = (whole + ".publishing", whole + ".replaced");
        if (!MayReplace(whole)) throw new RegisterFolderException("folder-not-publication", folder);
        foreach (var beside in new[] { fresh, old })
            if (!MayReplace(beside) && !HasMarker(beside)) throw new RegisterFolderException("folder-not-publication", beside);
        Remove(fresh);
        Remove(old);
        WriteFiles(fresh, progress);
        if (Directory.Exists(whole)) Directory.Move(whole, old);
        Directory.Move(fresh, whole);
        Remove(old);
        progress($"{_files.Count} files in {folder}");
    }

    // The checkpoint comes last and the marker goes: from then on the folder is a publication, and says itself whose.
    private void WriteFiles(string folder, Action<string> progress)
    {
        Directory.CreateDirectory(folder);
        Mark(folder);
        var written = 0;
        foreach (var (path, read) in _files.OrderBy(file => file.Key == Publication.Checkpoint))
        {
            if (read() is not { } bytes) throw new InvalidDataException($"{path} isn't in the store");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            using var file = File.OpenHandle(Path.Combine(folder, path), FileMode.CreateNew, FileAccess.Write);
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
            if (++written % 500 == 0) progress($"{written} of {_files.Count} files");
        }

        File.Delete(Path.Combine(folder, Marker));
    }

    private void AddLog()
    {
        _files[Publication.Checkpoint] = () => _host.CheckpointOf(_books.Size);
        foreach (var tile in TileCoordinate.AllOf(_books.Size)) _files[tile.Path] = () => _host.Store.ReadTile(tile);
        foreach (var (index, width) in TileCoordinate.BundlesOf(_books.Size))
            _files[TileCoordinate.BundlePath(index, width)] = () => _reader.Bundle(index, width);
    }

    /// <summary>Every file that the definition or an act below a size names. What was taken down isn't published, also where its bytes are still in the store.</summary>
    internal static IEnumerable<Hash> Attachments(RegisterHost host, long size, FileRecords files) =>
        Publication.DefinitionAttachments(host.Definition)
            .Concat(host.Journal(0, size).SelectMany(line => line.Act.References).Select(attachment => attachment.Sha256))
            .Distinct().Where(sha256 => files.FindTakenDown(sha256) is null);

    private PublishedResults Results() => PublishedResults.Of(_books, _host.Voided(0, _books.Size));

    /// <summary>What says that this wrote a folder, while it isn't a publication.</summary>
    private const string Marker = "saksei-publishing";

    private void Mark(string folder) => File.WriteAllText(Path.Combine(folder, Marker), _host.Origin);

    private bool HasMarker(string folder) =>
        RegularFile.Read(folder, Marker, 1024) is { IsRead: true } marker && marker.Bytes.Span.SequenceEqual(Encoding.UTF8.GetBytes(_host.Origin));

    // What is replaced is removed: a register, its keys, another register's publication or somebody's home must not be.
    private bool MayReplace(string folder)
    {
        var info = new DirectoryInfo(folder);
        if (info.LinkTarget is not null || File.Exists(folder)) return false;
        if (!info.Exists || !info.EnumerateFileSystemInfos().Any()) return true;
        return IsOwnPublication(folder) && !Path.Exists(Path.Combine(folder, RegisterHost.DatabaseName)) && !Path.Exists(Path.Combine(folder, "keys"));
    }

    private bool IsOwnPublication(string folder)
    {
        var file = RegularFile.Read(folder, Publication.Checkpoint, SignedCheckpoint.MaximumBytes);
        return file.IsRead && SignedCheckpoint.Parse(file.Bytes, out _)?.Check(_host.Founding.Log) is "";
    }

    // The marker goes last: what an interrupted removal leaves is still known as this one's.
    private void Remove(string folder)
    {
        if (!Directory.Exists(folder)) return;
        Mark(folder);
        foreach (var inner in Directory.EnumerateDirectories(folder)) Directory.Delete(inner, recursive: true);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != Marker)) File.Delete(file);
        Directory.Delete(folder, recursive: true);
    }
}
