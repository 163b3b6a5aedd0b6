using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>What readers ask of a stored register: receipts, bundles, consistency.</summary>
public sealed class RegisterReader(IRegisterStore store)
{
    /// <summary>The receipt of a record in the current checkpoint.</summary>
    public Receipt ReceiptOf(long index) => ReceiptOf(index, store.ReadHead().Size);

    /// <summary>The receipt of a record in a checkpoint once published: always the same bytes.</summary>
    public Receipt ReceiptOf(long index, long size)
    {
        var note = store.ReadCheckpoint(size) ?? throw new InvalidDataException("no checkpoint of this size was published");
        return new Receipt(index, InclusionProof.Prove(new TileHashReader(size, store.ReadTile), index, size), note);
    }

    /// <summary>The entry bundle of an index and width.</summary>
    /// <exception cref="KeyNotFoundException">The register is too small to have it.</exception>
    public byte[] Bundle(long index, int width)
    {
        var first = index * TileCoordinate.FullWidth;
        ReadOnlyMemory<byte>[] records = [.. store.ReadEntries(first, first + width)];
        return records.Length == width ? EntryBundle.Join(records) : throw new KeyNotFoundException(TileCoordinate.BundlePath(index, width));
    }
}
