using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Register;
using Xunit;

namespace Saksei.Tests.Store;

/// <summary>Appends by hand, as a sequencer makes them, so that a store is tested without one.</summary>
internal sealed class Growth(RegisterHead head)
{
    private readonly TileTree _tree = new();
    private RegisterHead _head = head;

    public static SignerKey Log { get; } = Keys.Key("store.example/log", 3);

    /// <summary>Every record so far, in order.</summary>
    public List<byte[]> Records { get; } = [];

    /// <summary>The next append of some records "leaf i".</summary>
    public Append Next(int count)
    {
        List<Tile> tiles = [];
        byte[][] records = [.. Enumerable.Range(Records.Count, count).Select(Rfc6962.Record)];
        foreach (var record in records) _tree.Append(Hash.OfLeaf(record), tiles);
        tiles.AddRange(_tree.Partials());
        Records.AddRange(records);
        var next = _head with { Size = _tree.Size, Root = _tree.Root() };
        var append = new Append(_head, next, [.. records.Select(record => (ReadOnlyMemory<byte>)record)], [.. tiles],
            new Checkpoint(Log.Verifier.Name.Name, next.Size, next.Root).Sign(Log));
        _head = next;
        return append;
    }
}

/// <summary>Everything that must be true of a stored register, looked at from its records alone.</summary>
internal static class StoredRegister
{
    /// <summary>Recomputes root, tiles, bundles and checkpoints from the records; gives the records.</summary>
    public static List<byte[]> Check(IRegisterStore store, VerifierKey log)
    {
        var head = store.ReadHead();
        var records = store.ReadEntries(0, head.Size).ToList();
        Assert.Equal(head.Size, records.Count);
        var rfc = new Rfc6962(records);
        Digests.Equal(rfc.Mth(records.Count), head.Root);
        Assert.Equal(head.Root, TileTree.Open(head.Size, store.ReadTile).Root());
        var grown = GrownTree.Of(records);
        foreach (var at in TileCoordinate.AllOf(head.Size)) Assert.Equal(grown.Read(at), store.ReadTile(at));
        var sizes = store.ReadCheckpointSizes();
        Assert.Equal(head.Size, sizes.Count == 0 ? 0 : sizes[^1]);
        CheckExtends(store, [.. sizes.Select(size => (size, CheckCheckpoint(store, log, size, rfc)))]);
        return records;
    }

    /// <summary>The current tree extends every tree that was published.</summary>
    public static void CheckExtends(IRegisterStore store, IEnumerable<(long Size, Hash Root)> published)
    {
        var head = store.ReadHead();
        var reader = new TileHashReader(head.Size, store.ReadTile);
        foreach (var (size, root) in published)
            Assert.True(ConsistencyProof.Check(ConsistencyProof.Prove(reader, size, head.Size).AsSpan(), size, head.Size, root, head.Root), $"{size} → {head.Size}");
    }

    private static Hash CheckCheckpoint(IRegisterStore store, VerifierKey log, long size, Rfc6962 rfc)
    {
        var note = SignedNote.Parse(store.ReadCheckpoint(size));
        Assert.True(note!.IsSignedBy(log));
        var checkpoint = Checkpoint.Parse(note.Text.Span);
        Assert.Equal(new Checkpoint(log.Name.Name, size, new Hash(rfc.Mth((int)size))), checkpoint);
        return checkpoint!.Root;
    }
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("saksei-tests-").FullName;

    public string At(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
