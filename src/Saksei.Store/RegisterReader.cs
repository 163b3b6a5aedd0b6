using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>What readers ask of a stored register: receipts, bundles, consistency.</summary>
/// <param name="store">Where the register is kept.</param>
/// <param name="size">Where it stands, for those who know without asking the store.</param>
public sealed class RegisterReader(IRegisterStore store, Func<long>? size = null)
{
    private readonly TileNodes _nodes = new(store, size ?? (() => store.ReadHead().Size));

    /// <summary>The tree's digests, for proofs.</summary>
    public IHashReader Nodes => _nodes;

    /// <summary>The receipt of a record in the current checkpoint.</summary>
    public Receipt ReceiptOf(long index) => ReceiptOf(index, store.ReadHead().Size);

    /// <summary>The receipt of a record in a checkpoint once published: always the same bytes.</summary>
    public Receipt ReceiptOf(long index, long size)
    {
        var note = store.ReadCheckpoint(size) ?? throw new InvalidDataException("no checkpoint of this size was published");
        return new Receipt(index, InclusionProof.Prove(_nodes, index, size), note);
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
