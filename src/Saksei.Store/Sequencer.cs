using System.Collections.Immutable;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>Another writer took the register over, or the store refused: this sequencer is finished and must be opened anew.</summary>
public sealed class SequencerStoppedException(string message) : Exception(message);

/// <summary>
/// The one writer of a register: gives records their places, grows the tree, signs the checkpoint. The checkpoint is signed
/// before the append and published by it, in the same transaction; nothing is acknowledged before that returned.
/// Opening reads what was stored by the same path as running, so a crash needs no repair.
/// Guarded by one lock: <c>_head</c>, <c>_tree</c> and the places always describe what the store holds.
/// </summary>
public sealed class Sequencer
{
    private readonly Lock _lock = new();
    private readonly IRegisterStore _store;
    private readonly SignerKey _log;
    private readonly Func<Submission> _opening;
    private readonly IRecordPlaces _places;
    private RegisterHead _head;
    private TileTree _tree;
    private bool _stopped;

    private Sequencer(IRegisterStore store, SignerKey log, Func<Submission> opening, RegisterHead head, IRecordPlaces places)
    {
        (_store, _log, _opening, _head, _places) = (store, log, opening, head, places);
        _tree = TileTree.Open(head.Size, store.ReadTile);
        if (_tree.Root() != head.Root) throw new InvalidDataException("the stored tiles don't make the stored root");
    }

    /// <summary>Continues a register, or begins one where the store is empty.</summary>
    /// <param name="store">Where the register is kept.</param>
    /// <param name="log">The log's key; its name is the origin.</param>
    /// <param name="opening">Makes the record that each batch but the first begins with: the tick.</param>
    /// <param name="places">Which records there are; read on to where the register stands.</param>
    public static Sequencer Open(IRegisterStore store, SignerKey log, Func<Submission> opening, IRecordPlaces places)
    {
        // Taking over comes first: from then on nobody else appends, so what is read is all there is.
        var head = store.TakeOver();
        places.ReadTo(head.Size);
        return new Sequencer(store, log, opening, head, places);
    }

    /// <summary>Where the register stands.</summary>
    public RegisterHead Head
    {
        get
        {
            lock (_lock) return _head;
        }
    }

    /// <summary>The place of a record, or null if it was never appended.</summary>
    public long? Find(Hash identity)
    {
        lock (_lock) return _places.Find(identity);
    }

    /// <summary>
    /// Appends records in one batch and gives the place of each; one that is there already keeps its place.
    /// </summary>
    /// <exception cref="ArgumentException">A record is longer than a bundle can hold; nothing was appended.</exception>
    /// <exception cref="SequencerStoppedException">Nothing was acknowledged; open a new sequencer.</exception>
    public ImmutableArray<long> Append(IReadOnlyList<Submission> submissions)
    {
        lock (_lock)
        {
            if (_stopped) throw new SequencerStoppedException("the sequencer was stopped by an earlier failure");
            var fresh = Fresh(submissions);
            if (fresh.Count > 0) Write(fresh);
            return [.. submissions.Select(submission => _places.Find(submission.Identity) ?? throw new InvalidDataException("an appended record has no place"))];
        }
    }

    private List<Submission> Fresh(IReadOnlyList<Submission> submissions)
    {
        var seen = new HashSet<Hash>();
        var fresh = submissions.Where(submission => _places.Find(submission.Identity) is null && seen.Add(submission.Identity)).ToList();
        if (fresh.Count == 0) return fresh;

        // The founding record is the first of all; the clock's key is only known from it.
        fresh.Insert(_head.Size == 0 ? 1 : 0, _opening());
        if (fresh.Any(submission => submission.Record.Length > EntryBundle.MaximumRecordBytes))
            throw new ArgumentException("a record has at most 65,535 bytes", nameof(submissions));
        return fresh;
    }

    // Between the first line and TryAppend nothing leaves memory. If TryAppend returns, all of it is durable;
    // if it throws we can't know, so this sequencer stops and the next one reads what the store holds.
    private void Write(List<Submission> fresh)
    {
        var tiles = new List<Tile>();
        _stopped = true;
        foreach (var submission in fresh) _tree.Append(Hash.OfLeaf(submission.Record.Span), tiles);
        tiles.AddRange(_tree.Partials());
        var next = _head with { Size = _tree.Size, Root = _tree.Root() };
        var note = new Checkpoint(_log.Verifier.Name.Name, next.Size, next.Root).Sign(_log);
        var append = new Append(_head, next, [.. fresh.Select(submission => submission.Record)], [.. tiles], note);
        if (!_store.TryAppend(append)) throw new SequencerStoppedException("another writer has taken the register over");
        _places.Add(new Appended(_head.Size, fresh, next, append.Tiles, note));
        _head = next;
        _stopped = false;
    }
}
