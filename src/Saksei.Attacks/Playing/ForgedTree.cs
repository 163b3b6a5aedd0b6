using System.Collections.Immutable;
using Saksei.Attacks.Setting;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Register.Acts;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Verifier;

namespace Saksei.Attacks.Playing;

/// <summary>What anybody can compute of any records: tiles, bundles, root, proofs, and the results that would follow from them.</summary>
internal sealed class ForgedTree : IHashReader
{
    private readonly ImmutableArray<byte[]> _records;
    private readonly Hash[] _leaves;
    private readonly TileTree _tree = new();
    private readonly List<Tile> _tiles = [];

    internal ForgedTree(IEnumerable<byte[]> records)
    {
        _records = [.. records];
        _leaves = [.. _records.Select(record => Hash.OfLeaf(record))];
        foreach (var leaf in _leaves) _tree.Append(leaf, _tiles);
        _tiles.AddRange(_tree.Partials());
    }

    internal int Size => _records.Length;

    internal Hash Root => _tree.Root();

    /// <inheritdoc/>
    public Hash Node(int level, long index) => MerkleTree.Root(_leaves.AsSpan((int)(index << level), 1 << level));

    /// <summary>Puts these records into a publication, and whatever follows from them but the checkpoint.</summary>
    internal PublishedCopy PutInto(PublishedCopy files, ElectionDefinition definition)
    {
        foreach (var path in files.All.Keys.Where(path => path.StartsWith("tile/", StringComparison.Ordinal))) files = files.Without(path);
        foreach (var tile in _tiles) files = files.With(tile.At.Path, tile.Bytes);
        foreach (var (index, width) in TileCoordinate.BundlesOf(Size))
            files = files.With(TileCoordinate.BundlePath(index, width), EntryBundle.Join([.. _records.Skip((int)index * TileCoordinate.FullWidth).Take(width).Select(record => (ReadOnlyMemory<byte>)record)]));
        return Results(definition).Files.Aggregate(files, (with, result) => with.With(result.Path, result.Bytes));
    }

    /// <summary>The books that follow from the records.</summary>
    internal (ElectionBooks Books, ImmutableArray<(long Index, string Act, Outcome Outcome)> Void) Fold(ElectionDefinition definition)
    {
        var (fold, voided) = (new ElectionFold(definition, Workshop.Origin), ImmutableArray.CreateBuilder<(long, string, Outcome)>());
        foreach (var (index, record) in _records.Index())
        {
            if (SignedAct.Parse(record, out _) is not { } signed || fold.Reader.Read(signed).Act is not { } act) continue;
            var outcome = fold.Apply(act, signed.Identity);
            if (!outcome.IsApplied) voided.Add((index, signed.Identity.ToHex(), outcome));
        }

        return (fold.Snapshot(), voided.DrainToImmutable());
    }

    private PublishedResults Results(ElectionDefinition definition)
    {
        var (books, voided) = Fold(definition);
        return PublishedResults.Of(books, voided);
    }
}
