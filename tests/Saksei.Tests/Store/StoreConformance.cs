using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Register;
using Xunit;

namespace Saksei.Tests.Store;

/// <summary>
/// The contract of <see cref="IRegisterStore"/>, for any store: inherit, say how one is made and how the same one is opened again.
/// </summary>
public abstract class StoreConformance
{
    /// <summary>A new register, or the same one opened again by another connection.</summary>
    protected abstract IRegisterStore Open();

    [Fact]
    public void A_new_store_is_empty()
    {
        using var store = Open();
        Assert.Equal(new RegisterHead(0, 0, Hash.EmptyTree), store.ReadHead());
        Assert.Empty(store.ReadEntries(0, 10));
        Assert.Empty(store.ReadCheckpointSizes());
        Assert.Null(store.ReadCheckpoint(0));
        Assert.Null(store.ReadAttachmentType(Hash.OfBytes([])));
        Assert.Throws<KeyNotFoundException>(() => store.ReadTile(new TileCoordinate(0, 0, 1)));
    }

    [Fact]
    public void What_was_appended_is_there_and_stays_when_the_store_is_opened_again()
    {
        Growth growth;
        using (var store = Open())
        {
            growth = new Growth(store.TakeOver());
            foreach (var count in new[] { 1, 1, 2, 252, 1, 300 }) Assert.True(store.TryAppend(growth.Next(count)));
            Assert.Equal(growth.Records, StoredRegister.Check(store, Growth.Log.Verifier));
        }

        using var again = Open();
        Assert.Equal(growth.Records, StoredRegister.Check(again, Growth.Log.Verifier));
        Assert.Equal([1, 2, 4, 256, 257, 557], again.ReadCheckpointSizes());
    }

    [Fact]
    public void Records_are_read_from_an_index_to_another()
    {
        using var store = Open();
        var growth = new Growth(store.TakeOver());
        Assert.True(store.TryAppend(growth.Next(10_000)));
        foreach (var (from, until) in new[] { (0, 0), (0, 1), (5, 5), (9, 4_105), (4_095, 4_097), (0, 10_000), (9_999, 10_000) })
            Assert.Equal(growth.Records[from..until], store.ReadEntries(from, until));
        Assert.Equal(growth.Records[9_990..], store.ReadEntries(9_990, 20_000));
        Assert.Empty(store.ReadEntries(10_000, 20_000));
    }

    [Fact]
    public void Records_of_any_bytes_and_length_come_back_unchanged()
    {
        using var store = Open();
        var growth = new Growth(store.TakeOver());
        var append = growth.Next(3);
        byte[][] records = [[], [0, 255, 0, 10, 13, 0], new byte[65_535]];
        Assert.True(store.TryAppend(append with { Entries = [.. records.Select(record => (ReadOnlyMemory<byte>)record)] }));
        Assert.Equal(records, store.ReadEntries(0, 3));
    }

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(-1, 0, false)]
    [InlineData(0, 1, false)]
    [InlineData(0, -1, false)]
    [InlineData(0, 0, true)]
    public void An_append_that_expects_the_register_elsewhere_changes_nothing(int epochs, int leaves, bool anotherRoot)
    {
        using var store = Open();
        var growth = new Growth(store.TakeOver());
        Assert.True(store.TryAppend(growth.Next(5)));
        var before = store.ReadHead();
        var append = growth.Next(3);
        var expected = new RegisterHead(before.Epoch + epochs, before.Size + leaves, anotherRoot ? Hash.EmptyTree : before.Root);
        Assert.False(store.TryAppend(append with { Expected = expected }));
        Assert.Equal(before, store.ReadHead());
        Assert.Empty(store.ReadEntries(5, 10));
        Assert.Equal([5], store.ReadCheckpointSizes());
        Assert.Throws<KeyNotFoundException>(() => store.ReadTile(new TileCoordinate(0, 0, 8)));
        Assert.True(store.TryAppend(append));
    }

    [Fact]
    public void An_append_is_made_once()
    {
        using var store = Open();
        var append = new Growth(store.TakeOver()).Next(5);
        Assert.True(store.TryAppend(append));
        Assert.False(store.TryAppend(append));
        StoredRegister.Check(store, Growth.Log.Verifier);
    }

    [Fact]
    public void A_writer_of_an_older_epoch_can_append_no_more()
    {
        using IRegisterStore old = Open(), young = Open();
        var growth = new Growth(old.TakeOver());
        Assert.True(old.TryAppend(growth.Next(2)));
        var taken = young.TakeOver();
        Assert.Equal(old.ReadHead(), taken);
        var append = growth.Next(2);
        Assert.False(old.TryAppend(append));
        Assert.Equal(2, young.ReadHead().Size);
        Assert.True(young.TryAppend(append with { Expected = taken, Next = append.Next with { Epoch = taken.Epoch } }));
        Assert.Equal(growth.Records, StoredRegister.Check(old, Growth.Log.Verifier));
    }

    [Fact]
    public void Taking_over_moves_nothing_but_the_epoch()
    {
        using var store = Open();
        var first = store.TakeOver();
        Assert.True(store.TryAppend(new Growth(first).Next(7)));
        var head = store.ReadHead();
        Assert.Equal(head with { Epoch = first.Epoch + 1 }, store.TakeOver());
        Assert.Equal(head with { Epoch = first.Epoch + 1 }, store.ReadHead());
    }

    [Fact]
    public void No_two_writers_ever_hold_the_same_epoch()
    {
        const int writers = 4, times = 50;
        using (Open())
        {
            var stores = Enumerable.Range(0, writers).Select(_ => Open()).ToArray();
            var epochs = new System.Collections.Concurrent.ConcurrentBag<long>();
            var threads = stores.Select(store => new Thread(() =>
            {
                for (var i = 0; i < times; i++) epochs.Add(store.TakeOver().Epoch);
            })).ToArray();
            foreach (var thread in threads) thread.Start();
            foreach (var thread in threads) thread.Join();
            foreach (var store in stores) store.Dispose();
            Assert.Equal(Enumerable.Range(1, writers * times).Select(i => (long)i), epochs.Order());
        }
    }

    [Fact]
    public void Of_two_appends_at_the_same_place_one_is_made()
    {
        using IRegisterStore one = Open(), other = Open();
        var growth = new Growth(one.TakeOver());
        for (var round = 0; round < 20; round++)
        {
            var append = growth.Next(3);
            var made = new bool[2];
            Parallel.Invoke(() => made[0] = one.TryAppend(append), () => made[1] = other.TryAppend(append));
            Assert.Equal(1, made.Count(m => m));
        }

        StoredRegister.Check(one, Growth.Log.Verifier);
    }

    [Fact]
    public void Tiles_of_every_earlier_size_stay_readable()
    {
        const int size = 600;
        using var store = Open();
        var growth = new Growth(store.TakeOver());
        for (var done = 0; done < size; done += 40) Assert.True(store.TryAppend(growth.Next(40)));
        var grown = GrownTree.Of(growth.Records);
        for (var earlier = 1; earlier <= size; earlier++)
            foreach (var at in TileCoordinate.AllOf(earlier)) Assert.Equal(grown.Read(at), store.ReadTile(at));
    }

    [Fact]
    public void A_tile_that_the_register_is_too_small_for_is_not_there()
    {
        using var store = Open();
        Assert.True(store.TryAppend(new Growth(store.TakeOver()).Next(300)));
        foreach (var at in new TileCoordinate[] { new(0, 1, 45), new(0, 1, 256), new(0, 2, 1), new(1, 0, 2), new(1, 1, 1), new(2, 0, 1) })
            Assert.Throws<KeyNotFoundException>(() => store.ReadTile(at));
        Assert.Equal(44 * 32, store.ReadTile(new TileCoordinate(0, 1, 44)).Length);
    }

    [Fact]
    public void Every_checkpoint_ever_published_stays_byte_for_byte()
    {
        using var store = Open();
        var growth = new Growth(store.TakeOver());
        Dictionary<long, byte[]> published = [];
        for (var i = 1; i <= 30; i++)
        {
            var append = growth.Next(i);
            Assert.True(store.TryAppend(append));
            published.Add(append.Next.Size, append.CheckpointNote.ToArray());
            foreach (var (size, note) in published) Assert.Equal(note, store.ReadCheckpoint(size));
        }

        Assert.Equal(published.Keys.Order(), store.ReadCheckpointSizes());
        Assert.Null(store.ReadCheckpoint(2));
    }

    [Fact]
    public void An_attachment_is_kept_once_under_its_hash()
    {
        using (var store = Open())
        {
            var hash = store.AddAttachment("an image"u8, "image/png");
            Assert.Equal(Hash.OfBytes("an image"u8), hash);
            Assert.Equal(hash, store.AddAttachment("an image"u8, "text/plain"));
            store.AddAttachment([], "application/octet-stream");
            Assert.Null(store.ReadAttachment(Hash.OfBytes("another"u8)));
        }

        using var again = Open();
        Assert.Equal("an image"u8.ToArray(), again.ReadAttachment(Hash.OfBytes("an image"u8))!);
        Assert.Equal([], again.ReadAttachment(Hash.OfBytes([]))!);
        Assert.Equal((8, 0, null), (again.ReadAttachmentLength(Hash.OfBytes("an image"u8)), again.ReadAttachmentLength(Hash.OfBytes([])), again.ReadAttachmentLength(Hash.OfBytes("another"u8))));
        Assert.Equal(("image/png", "application/octet-stream", null), (again.ReadAttachmentType(Hash.OfBytes("an image"u8)), again.ReadAttachmentType(Hash.OfBytes([])), again.ReadAttachmentType(Hash.OfBytes("another"u8))));
    }

    [Fact]
    public void An_attachment_that_is_removed_is_there_no_more_and_others_stay()
    {
        using var store = Open();
        var secret = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7919L % 253)).ToArray();
        var (hash, other) = (store.AddAttachment(secret, "image/png"), store.AddAttachment("an image"u8, "image/png"));
        Assert.True(store.RemoveAttachment(hash));
        Assert.False(store.RemoveAttachment(hash));
        Assert.Equal((null, null, null), (store.ReadAttachment(hash), store.ReadAttachmentLength(hash), store.ReadAttachmentType(hash)));
        Assert.Equal("an image"u8.ToArray(), store.ReadAttachment(other));
        store.AddAttachment(secret, "text/plain");
        Assert.Equal(secret, store.ReadAttachment(hash));
    }

    [Fact]
    public void Any_range_of_an_attachment_is_read_without_the_rest()
    {
        using var store = Open();
        var bytes = Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251)).ToArray();
        var hash = store.AddAttachment(bytes, "image/png");
        Assert.Equal(bytes, store.ReadAttachment(hash));
        foreach (var (from, length) in new[] { (0, 1), (0, 65_536), (65_535, 2), (65_536, 65_536), (131_000, 69_000), (199_999, 1), (0, 200_000) })
            Assert.Equal(bytes[from..(from + length)], store.ReadAttachment(hash, from, length));
        Assert.Equal(bytes[199_990..], store.ReadAttachment(hash, 199_990, 100));
        Assert.Empty(store.ReadAttachment(hash, 200_000, 10));
        Assert.Empty(store.ReadAttachment(hash, 1_000_000, 10));
        Assert.Empty(store.ReadAttachment(Hash.OfBytes("another"u8), 0, 10));
    }

    [Fact]
    public void Who_reads_beside_the_writer_sees_the_head_move_and_what_lies_below_it()
    {
        using IRegisterStore writer = Open(), reader = Open();
        var growth = new Growth(writer.TakeOver());
        var seen = 0L;
        for (var i = 1; i <= 5; i++)
        {
            Assert.True(writer.TryAppend(growth.Next(100 * i)));
            var head = reader.ReadHead();
            Assert.Equal(growth.Records.Count, head.Size);
            Assert.Equal([head.Size], reader.ReadCheckpointSizes(seen));
            Assert.Equal(growth.Records[(int)seen..], reader.ReadEntries(seen, head.Size));
            seen = head.Size;
        }
    }

    [Fact]
    public void A_writer_that_another_took_over_from_appends_nothing_more()
    {
        using IRegisterStore old = Open(), young = Open();
        var growth = new Growth(old.TakeOver());
        Assert.True(old.TryAppend(growth.Next(3)));
        var head = young.TakeOver();
        var late = growth.Next(2);
        Assert.False(old.TryAppend(late));
        Assert.Equal(head, old.ReadHead());
        Assert.True(young.TryAppend(late with { Expected = head, Next = late.Next with { Epoch = head.Epoch } }));
        StoredRegister.Check(young, Growth.Log.Verifier);
    }

    [Fact]
    public void Readers_see_whole_appends_only()
    {
        using IRegisterStore writer = Open(), reader = Open();
        var growth = new Growth(writer.TakeOver());
        var writing = new Thread(() =>
        {
            for (var i = 0; i < 60; i++) writer.TryAppend(growth.Next(1 + i % 9));
        });
        writing.Start();
        do
        {
            var head = reader.ReadHead();
            if (head.Size == 0) continue;
            Assert.NotNull(reader.ReadCheckpoint(head.Size));
            Assert.Equal(head.Size, reader.ReadEntries(0, head.Size).Count());
            Assert.Equal(head.Root, MerkleTree.Root(new TileHashReader(head.Size, reader.ReadTile), head.Size));
        }
        while (writing.IsAlive);
        writing.Join();
        Assert.Equal(growth.Records, StoredRegister.Check(reader, Growth.Log.Verifier));
    }
}
