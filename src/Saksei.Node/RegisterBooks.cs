using System.Collections.Concurrent;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node;

/// <summary>Where the register stands as this process knows it; readers get it by one reference and wait for nobody.</summary>
/// <param name="Size">Acts that are folded: a size at which a checkpoint was published, or 0.</param>
/// <param name="Tick">The register's time.</param>
/// <param name="RulesVersion">The version of the rules that applies to the next act.</param>
public sealed record NodeHead(long Size, Moment Tick, int RulesVersion);

/// <summary>
/// What the stored acts make, in memory: the fold, the index of acts, published sizes, receipts of the last batches. It follows what is
/// stored and is never ahead of it. One thread adds at a time; the lock keeps those away who look into the fold meanwhile, and is held
/// for one batch of acts, never for a computation.
/// </summary>
internal sealed class RegisterBooks(IRegisterStore store, ElectionDefinition definition, string origin) : IRecordPlaces
{
    private const int KeptBatches = 16;
    private readonly Lock _lock = new();
    private readonly ElectionFold _fold = new(definition, origin);
    private readonly Milestones _milestones = new();
    private readonly ConcurrentDictionary<KeyName, VerifierKey> _keys = new();
    private readonly ConcurrentQueue<Batch> _batches = new();
    private volatile NodeHead _head = new(0, default, 1);

    private sealed record Batch(Appended Appended, BatchProofs Proofs);

    internal NodeHead Head => _head;

    internal ActReaders Readers { get; } = new(definition);

    internal ActIndex Index { get; } = new(definition);

    internal CheckpointSizes Sizes { get; } = new();

    /// <inheritdoc/>
    public void ReadTo(long size)
    {
        if (size == _fold.Size) return;
        foreach (var checkpoint in store.ReadCheckpointSizes(_fold.Size).TakeWhile(checkpoint => checkpoint <= size))
        {
            var index = _fold.Size;
            Take([.. store.ReadEntries(index, checkpoint).Select(note => Readers.ReadStored(note, index++))], checkpoint);
        }

        if (_fold.Size != size) throw new InvalidDataException($"the store stands at {size} without a checkpoint");
    }

    /// <inheritdoc/>
    public long? Find(Hash identity)
    {
        lock (_lock) return _fold.Find(identity);
    }

    /// <inheritdoc/>
    public void Add(Appended appended)
    {
        if (appended.First != _fold.Size) throw new InvalidDataException($"appended at {appended.First}, folded to {_fold.Size}");
        _batches.Enqueue(new Batch(appended, new BatchProofs(appended)));
        if (_batches.Count > KeptBatches) _batches.TryDequeue(out _);
        var index = appended.First;
        Take([.. appended.Records.Select(record => record as DecodedAct ?? Readers.ReadStored(record.Record, index++))], appended.Next.Size);
    }

    /// <summary>Books as of an earlier size, by a short fold from those that were kept below it; the writer doesn't wait for it.</summary>
    internal ElectionFold FoldAsOf(long size, CancellationToken cancellation)
    {
        var fold = _milestones.ForkBelow(size) ?? new ElectionFold(definition, origin);
        var index = fold.Size;
        foreach (var act in store.ReadEntries(index, size).Select(note => Readers.ReadStored(note, index++)))
        {
            cancellation.ThrowIfCancellationRequested();
            fold.Apply(act.Act, act.Identity);
        }

        return fold;
    }

    internal T Read<T>(Func<ElectionFold, T> view)
    {
        lock (_lock) return view(_fold);
    }

    /// <summary>A key that was enrolled, by its name, which is never another key's: so what was found once is kept.</summary>
    internal VerifierKey? FindKey(KeyName name)
    {
        if (_keys.TryGetValue(name, out var known)) return known;
        return Read(fold => fold.Organisations.FindKey(name)?.Key) is { } key ? _keys[name] = key : null;
    }

    /// <summary>The key that a signature of an act must hold against, or null.</summary>
    internal VerifierKey? KeyFor(KeyName name, Act act) => FindKey(name) ?? Read(fold => fold.Organisations.KeyFor(name, act));

    /// <summary>The receipt of an act of one of the last batches, without asking the store; null for older ones.</summary>
    internal Receipt? RecentReceipt(long index) => BatchOf(index)?.Proofs.ReceiptOf(index);

    /// <summary>The record at a place.</summary>
    internal ReadOnlyMemory<byte> RecordAt(long index) => BatchOf(index)?.Appended is { } appended
        ? appended.Records[(int)(index - appended.First)].Record : store.ReadEntries(index, index + 1).Single();

    private Batch? BatchOf(long index) => _batches.FirstOrDefault(batch => batch.Appended.First <= index && index < batch.Appended.Next.Size);

    private void Take(List<DecodedAct> acts, long size)
    {
        lock (_lock)
        {
            foreach (var act in acts) Index.Add(_fold, act.Act, act.Identity, _fold.Apply(act.Act, act.Identity));
            _milestones.Pass(_fold);
        }

        Sizes.Add(size);
        _head = new NodeHead(size, _fold.Tick, _fold.Organisations.RulesVersion);
    }
}
