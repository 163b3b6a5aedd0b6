namespace Saksei.Verifier;

/// <summary>What came of asking for a file.</summary>
public enum ReadState
{
    /// <summary>Here are its bytes.</summary>
    Read,

    /// <summary>There is none, for certain.</summary>
    Missing,

    /// <summary>It is longer than it can be; it wasn't read.</summary>
    TooLong,

    /// <summary>A link, a folder, a pipe, a socket or a device is in its place; it wasn't opened.</summary>
    NotRegular,

    /// <summary>It may be there: the network, the server or the disk didn't give it.</summary>
    NotRead,
}

/// <summary>A file as it was read, or why it wasn't.</summary>
/// <param name="State">What came of it.</param>
/// <param name="Bytes">The bytes; none unless it was read.</param>
/// <param name="Why">What the network or the disk said; may be empty.</param>
public sealed record PublishedFile(ReadState State, ReadOnlyMemory<byte> Bytes, string Why = "")
{
    /// <summary>There is none.</summary>
    public static PublishedFile Missing { get; } = new(ReadState.Missing, default);

    /// <summary>It is longer than it can be.</summary>
    public static PublishedFile TooLong { get; } = new(ReadState.TooLong, default);

    /// <summary>It isn't a regular file.</summary>
    public static PublishedFile NotRegular { get; } = new(ReadState.NotRegular, default);

    /// <summary>It was read.</summary>
    public static PublishedFile Of(ReadOnlyMemory<byte> bytes) => new(ReadState.Read, bytes);

    /// <summary>It couldn't be read.</summary>
    public static PublishedFile NotRead(string why) => new(ReadState.NotRead, default, why);

    /// <summary>Whether the bytes are there.</summary>
    public bool IsRead => State == ReadState.Read;

    /// <summary>The code of what is wrong; empty if it was read.</summary>
    public string Code => State switch
    {
        ReadState.Read => "",
        ReadState.Missing => "file-missing",
        ReadState.TooLong => "file-too-long",
        ReadState.NotRegular => "file-not-regular",
        ReadState.NotRead => Findings.NotRead,
    };
}

/// <summary>What stands at a path of a listing.</summary>
public enum EntryKind
{
    /// <summary>A file, or whatever isn't a folder.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A folder that couldn't be listed.</summary>
    UnreadFolder,
}

/// <summary>A path and what stands there.</summary>
public readonly record struct PublishedEntry(string Path, EntryKind Kind);

/// <summary>
/// Where a published register is read from: a folder, HTTP, or whatever the caller has. Paths are those of
/// docs/spec/publication.md, with forward slashes. Nothing that comes from here is believed.
/// </summary>
public interface IPublishedFiles
{
    /// <summary>A file of at most so many bytes.</summary>
    PublishedFile Read(string path, long maximumBytes);

    /// <summary>Everything that there is, one after the other (who asks may stop), or null where it can't be listed.</summary>
    IEnumerable<PublishedEntry>? List();
}
