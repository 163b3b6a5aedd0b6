using System.Text;
using Microsoft.Data.Sqlite;
using Saksei.CrashProbe;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Store;

/// <summary>The one writer: places, the record that opens each batch, and that it stops rather than guess.</summary>
public sealed class SequencerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Saksei.Register.Notes.SignerKey _key = Scenario.Key();

    private string DatabasePath => _folder.At("register.db");

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_founding_record_is_the_first_of_all_and_every_later_batch_begins_with_the_opening()
    {
        using var store = Store();
        var sequencer = Scenario.Open(store, _key);
        Assert.Equal([0L, 2, 3], sequencer.Append(Scenario.Records("a", 3)));
        Assert.Equal([5L, 6], sequencer.Append(Scenario.Records("b", 2)));
        Assert.Equal(
            ["record a 0", "opening at 0", "record a 1", "record a 2", "opening at 4", "record b 0", "record b 1"],
            store.ReadEntries(0, 7).Select(Encoding.UTF8.GetString));
        Assert.Equal([4, 7], store.ReadCheckpointSizes());
        StoredRegister.Check(store, _key.Verifier);
    }

    [Fact]
    public void A_record_sent_again_keeps_its_place_and_nothing_is_written()
    {
        using var store = Store();
        var sequencer = Scenario.Open(store, _key);
        var records = Scenario.Records("a", 3);
        var places = sequencer.Append(records);
        var head = sequencer.Head;
        Assert.Equal(places, sequencer.Append(records));
        Assert.Equal([places[2], places[0]], sequencer.Append([records[2], records[0]]));
        Assert.Empty(sequencer.Append([]));
        Assert.Equal(head, store.ReadHead());

        // Beside a new one, and twice in one batch.
        var fresh = Scenario.Records("b", 1)[0];
        Assert.Equal([places[1], 5, 5], sequencer.Append([records[1], fresh, fresh]));
        Assert.Equal(6, store.ReadHead().Size);
        Assert.Equal(places, Scenario.Open(store, _key).Append(records));
    }

    [Fact]
    public void Find_gives_the_place_of_what_was_appended_and_of_nothing_else()
    {
        using var store = Store();
        var sequencer = Scenario.Open(store, _key);
        var records = Scenario.Records("a", 3);
        sequencer.Append(records);
        Assert.Equal(3, sequencer.Find(records[2].Identity));
        Assert.Null(sequencer.Find(Hash.OfBytes("never"u8)));
        Assert.Equal(3, Scenario.Open(store, _key).Find(records[2].Identity));
    }

    [Fact]
    public void A_writer_that_was_overtaken_stops_and_the_other_goes_on()
    {
        using SqliteRegisterStore one = Store(), other = Store();
        var old = Scenario.Open(one, _key);
        old.Append(Scenario.Records("a", 3));
        var young = Scenario.Open(other, _key);
        Assert.Throws<SequencerStoppedException>(() => old.Append(Scenario.Records("b", 1)));
        Assert.Equal([5L], young.Append(Scenario.Records("b", 1)));
        Assert.Throws<SequencerStoppedException>(() => old.Append(Scenario.Records("a", 1)));
        StoredRegister.Check(one, _key.Verifier);
    }

    [Fact]
    public void What_another_writer_appended_while_this_one_opened_is_not_appended_twice()
    {
        using SqliteRegisterStore one = Store(), other = Store();
        var old = Scenario.Open(one, _key);
        old.Append(Scenario.Records("a", 3));
        var late = Scenario.Records("late", 2);
        var tried = false;
        var young = Sequencer.Open(other, _key, () => new Submission(Hash.OfBytes("o"u8), "o"u8.ToArray()), new StoredPlaces(other, record =>
        {
            // The other writer isn't gone yet: it appends while the young one reads what is there.
            if (!tried)
            {
                tried = true;
                try
                {
                    old.Append(late);
                }
                catch (SequencerStoppedException)
                {
                    // Overtaken already, which is as good.
                }
            }

            return Scenario.Identity(record);
        }));
        young.Append(late);
        Assert.True(tried);
        var records = StoredRegister.Check(one, _key.Verifier);
        Assert.Single(records, record => Scenario.Identity(record) == late[0].Identity);
    }

    [Fact]
    public void Appends_from_many_threads_get_places_of_their_own()
    {
        using var store = Store();
        var sequencer = Scenario.Open(store, _key);
        sequencer.Append(Scenario.Records("first", 1));
        var places = new System.Collections.Concurrent.ConcurrentDictionary<Hash, long>();
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            // Each record is sent by two threads.
            var records = Scenario.Records($"thread {i / 2}", 3);
            foreach (var (place, record) in sequencer.Append(records).Zip(records)) Assert.Equal(place, places.GetOrAdd(record.Identity, place));
        });
        var stored = StoredRegister.Check(store, _key.Verifier);
        Assert.Equal(60, places.Count);
        Assert.All(places, pair => Assert.Equal(pair.Key, Scenario.Identity(stored[(int)pair.Value])));
    }

    [Fact]
    public void A_record_too_long_for_a_bundle_is_refused_before_anything_is_written()
    {
        using var store = Store();
        var sequencer = Scenario.Open(store, _key);
        sequencer.Append(Scenario.Records("a", 1));
        var head = store.ReadHead();
        var tooLong = new Submission(Hash.OfBytes("long"u8), new byte[EntryBundle.MaximumRecordBytes + 1]);
        Assert.Throws<ArgumentException>(() => sequencer.Append([.. Scenario.Records("b", 1), tooLong]));
        Assert.Equal(head, store.ReadHead());
        Assert.Equal([3L], sequencer.Append(Scenario.Records("b", 1)));
    }

    [Theory]
    [InlineData("UPDATE tiles SET digests = zeroblob(length(digests)) WHERE level = 0")]
    [InlineData("UPDATE head SET root = zeroblob(32)")]
    public void A_store_whose_tiles_do_not_make_its_root_is_not_continued(string tampering)
    {
        using (var store = Store()) Scenario.Open(store, _key).Append(Scenario.Records("a", 3));
        using (var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand above.
            command.CommandText = tampering;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        using var tampered = Store();
        Assert.Throws<InvalidDataException>(() => Scenario.Open(tampered, _key));
    }

    [Fact]
    public void The_receipt_of_every_record_proves_it()
    {
        using var store = Store();
        var sequencer = Scenario.Open(store, _key);
        for (var batch = 0; batch < 6; batch++) sequencer.Append(Scenario.Records($"batch {batch}", 49));
        var reader = new RegisterReader(store);
        foreach (var (index, record) in store.ReadEntries(0, 300).Index())
        {
            var receipt = Saksei.Register.Notes.Receipt.Parse(reader.ReceiptOf(index).ToBytes());
            Assert.True(receipt!.Proves(record, Scenario.Origin, _key.Verifier), $"{index}");
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReceiptOf(300));
    }

    [Fact]
    public void Bundles_hold_the_records_and_one_that_is_not_full_yet_is_not_given_as_full()
    {
        using var store = Store();
        Scenario.Open(store, _key).Append(Scenario.Records("a", 299));
        var reader = new RegisterReader(store);
        foreach (var (index, width) in TileCoordinate.BundlesOf(300).Concat(TileCoordinate.BundlesOf(7)))
        {
            Assert.True(EntryBundle.TrySplit(reader.Bundle(index, width), width, out var records));
            Assert.Equal(store.ReadEntries(index * 256, index * 256 + width), records.Select(record => record.ToArray()));
        }

        Assert.Throws<KeyNotFoundException>(() => reader.Bundle(1, 45));
        Assert.Throws<KeyNotFoundException>(() => reader.Bundle(1, 256));
        Assert.Throws<KeyNotFoundException>(() => reader.Bundle(2, 1));
    }

    private SqliteRegisterStore Store() => SqliteRegisterStore.Open(DatabasePath, create: true);
}
