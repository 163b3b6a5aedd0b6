using System.Collections.Immutable;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>A record to append, under the identity by which it is known.</summary>
/// <param name="Identity">What it is called; two records of one identity are one.</param>
/// <param name="Record">Its bytes.</param>
public record Submission(Hash Identity, ReadOnlyMemory<byte> Record);

/// <summary>What one append added, durable.</summary>
/// <param name="First">The place of the first record.</param>
/// <param name="Records">The records as they were handed in, in their places.</param>
/// <param name="Next">Where the register stands now.</param>
/// <param name="Tiles">Every tile that changed; proofs of the new records need no other.</param>
/// <param name="CheckpointNote">The signed checkpoint.</param>
public sealed record Appended(
    long First, IReadOnlyList<Submission> Records, RegisterHead Next, ImmutableArray<Tile> Tiles, ReadOnlyMemory<byte> CheckpointNote);

/// <summary>Which records a register has. The sequencer asks before it appends, and says what it appended.</summary>
public interface IRecordPlaces
{
    /// <summary>Reads on: afterwards every record below a size is known.</summary>
    void ReadTo(long size);

    /// <summary>The place of a record, or null if it isn't there; of several with one identity the first one's.</summary>
    long? Find(Hash identity);

    /// <summary>Takes in what was just appended, behind all that is known.</summary>
    void Add(Appended appended);
}

/// <summary>The places of a store's records and nothing else of them.</summary>
/// <param name="store">Where the records are.</param>
/// <param name="identify">Gives the identity of a stored record.</param>
public sealed class StoredPlaces(IRegisterStore store, Func<byte[], Hash> identify) : IRecordPlaces
{
    private readonly Dictionary<Hash, long> _places = [];
    private long _size;

    /// <inheritdoc/>
    public void ReadTo(long size)
    {
        foreach (var record in store.ReadEntries(_size, size)) _places.TryAdd(identify(record), _size++);
    }

    /// <inheritdoc/>
    public long? Find(Hash identity) => _places.TryGetValue(identity, out var place) ? place : null;

    /// <inheritdoc/>
    public void Add(Appended appended)
    {
        foreach (var record in appended.Records) _places.TryAdd(record.Identity, _size++);
    }
}
