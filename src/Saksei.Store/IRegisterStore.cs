using System.Collections.Immutable;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>Where the register stands: the last checkpoint, and which writer may set the next.</summary>
/// <param name="Epoch">Grows each time that a writer takes over; one of an older epoch can write no more.</param>
/// <param name="Size">Leaves of the tree.</param>
/// <param name="Root">Its root.</param>
public readonly record struct RegisterHead(long Epoch, long Size, Hash Root);

/// <summary>What one append writes, all or nothing.</summary>
/// <param name="Expected">Where the register must stand for the append to happen.</param>
/// <param name="Next">Where it stands afterwards.</param>
/// <param name="Entries">The new records, in order.</param>
/// <param name="Tiles">Every tile that changed, full or partial.</param>
/// <param name="CheckpointNote">The signed checkpoint of the new size.</param>
public sealed record Append(
    RegisterHead Expected, RegisterHead Next, ImmutableArray<ReadOnlyMemory<byte>> Entries, ImmutableArray<Tile> Tiles,
    ReadOnlyMemory<byte> CheckpointNote);

/// <summary>
/// Keeps one register. Contract, shown by one suite for every store (tests/…/StoreConformance):
/// an append is durable when it returns true, and then all of it is there; otherwise nothing of it is.
/// Entries, tiles of a size once published, and checkpoints are never changed.
/// Trusted: who can alter a store can lose acts or roll back; every reader then sees a tree that doesn't extend the
/// checkpoints that he holds.
/// </summary>
public interface IRegisterStore : IDisposable
{
    /// <summary>Where the register stands; size 0 before the first append.</summary>
    RegisterHead ReadHead();

    /// <summary>Begins a new epoch: a writer that held an older one can append no more.</summary>
    RegisterHead TakeOver();

    /// <summary>Appends if the register stands where expected; false if another writer was first.</summary>
    bool TryAppend(Append append);

    /// <summary>Records from an index (included) to another (excluded), in order.</summary>
    IEnumerable<byte[]> ReadEntries(long from, long until);

    /// <summary>A tile of any size up to the register's: a partial one is the beginning of what is kept.</summary>
    /// <exception cref="KeyNotFoundException">The register is too small to have it.</exception>
    byte[] ReadTile(TileCoordinate at);

    /// <summary>The signed checkpoint of a size, if one was published; each ever published stays.</summary>
    byte[]? ReadCheckpoint(long size);

    /// <summary>Sizes above another at which checkpoints were published, ascending.</summary>
    IReadOnlyList<long> ReadCheckpointSizes(long above = 0);

    /// <summary>
    /// Keeps a co-signer's line for the checkpoint of a size, in the place of its earlier one; durable when it returns. What is kept
    /// can't change the register: a line holds by its signature or not at all.
    /// </summary>
    void AddCosignature(long size, string cosigner, ReadOnlyMemory<byte> line);

    /// <summary>The lines that co-signers gave for the checkpoint of a size, by their names.</summary>
    IReadOnlyList<byte[]> ReadCosignatures(long size);

    /// <summary>Sizes below another that somebody co-signed, the largest first and at most so many.</summary>
    IReadOnlyList<long> ReadCosignedSizes(long below, int most);

    /// <summary>Keeps an attachment under its SHA-256; durable when it returns. An act that names it comes after.</summary>
    Hash AddAttachment(ReadOnlySpan<byte> bytes, string mediaType);

    /// <summary>
    /// Forgets an attachment, so that its bytes are nowhere in the store any more; false where there is none, and nothing is left of
    /// one that was forgotten before.
    /// </summary>
    /// <exception cref="RegisterInUseException">It is forgotten, but somebody reads an earlier state of the store, which has its bytes: to be done again.</exception>
    bool RemoveAttachment(Hash sha256);

    /// <summary>The bytes of an attachment, or null.</summary>
    byte[]? ReadAttachment(Hash sha256);

    /// <summary>Bytes of an attachment from an offset on, so many or as many as there are; none where there is no attachment.</summary>
    byte[] ReadAttachment(Hash sha256, long from, int length);

    /// <summary>The length of an attachment in bytes, without reading it; null where there is none.</summary>
    long? ReadAttachmentLength(Hash sha256);

    /// <summary>The media type that an attachment was first stored with; null where there is none.</summary>
    string? ReadAttachmentType(Hash sha256);
}

/// <summary>A write of the store, before or after it happens: where tests stop the process.</summary>
public delegate void WriteProbe(string step);

/// <summary>Bytes that were to go are still in the store's files, since somebody reads an earlier state of them.</summary>
public sealed class RegisterInUseException(Hash file) : IOException($"{file.ToHex()} is still in the store's files: somebody reads them")
{
    /// <summary>Whose bytes they are.</summary>
    public Hash File => file;
}
