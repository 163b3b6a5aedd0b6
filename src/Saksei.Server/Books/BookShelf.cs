using Saksei.Election.Evidence;
using Saksei.Server.Registers;

namespace Saksei.Server.Books;

/// <summary>
/// Books by checkpoint. The newest are a snapshot of the fold; earlier ones are folded again and the last few kept. One thread folds,
/// whoever asks for the same waits: nobody can make the machine fold many times at once, and who asks for many earlier ones keeps
/// nobody from the newest.
/// </summary>
internal sealed class BookShelf(RegisterHost host, PublishedSizes sizes) : IDisposable
{
    private const int Kept = 4;
    private const int KeptReadings = 16;
    private readonly SemaphoreSlim _weighing = new(1);
    private readonly SemaphoreSlim _refolding = new(1);
    private readonly Lock _lock = new();
    private readonly LinkedList<BooksAsOf> _earlier = [];
    private readonly List<(string Key, ElectionEvidence Evidence)> _readings = [];
    private BooksAsOf? _newest;

    /// <summary>The newest books.</summary>
    internal BooksAsOf Newest()
    {
        var snapshot = host.Snapshot();
        lock (_lock)
        {
            if (_newest is { } known && known.Size >= snapshot.Size) return known;
            if (_newest is { } before) Add(before);
            return _newest = new BooksAsOf(snapshot, host.Voided);
        }
    }

    /// <summary>The books of a published size, or null where none was published at it.</summary>
    internal async Task<BooksAsOf?> AsOf(long size)
    {
        if (size <= 0 || !sizes.Contains(size)) return null;
        if (Find(size) is { } kept) return kept;
        await _refolding.WaitAsync();
        try
        {
            return Find(size) ?? await Task.Run(() => Keep(new BooksAsOf(host.FoldAsOf(size).Snapshot(), host.Voided)));
        }
        finally
        {
            _refolding.Release();
        }
    }

    /// <summary>What seats rest on in a reader's own reading of these books; the last few readings are kept.</summary>
    internal async Task<ElectionEvidence> Evidence(BooksAsOf books, EvidenceReading reading)
    {
        var key = $"{books.Size} {reading.OrderedOnly} " + string.Join(' ', (reading.Counting ?? []).Order(StringComparer.Ordinal));
        await _weighing.WaitAsync();
        try
        {
            if (_readings.Find(kept => kept.Key == key) is { Evidence: { } known }) return known;
            var evidence = await Task.Run(() => books.EvidenceIn(reading));
            _readings.Insert(0, (key, evidence));
            if (_readings.Count > KeptReadings) _readings.RemoveAt(KeptReadings);
            return evidence;
        }
        finally
        {
            _weighing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weighing.Dispose();
        _refolding.Dispose();
    }

    private BooksAsOf? Find(long size)
    {
        lock (_lock)
        {
            if (_newest is { } newest && newest.Size == size) return newest;
            if (_earlier.FirstOrDefault(books => books.Size == size) is not { } found) return null;
            _earlier.Remove(found);
            _earlier.AddFirst(found);
            return found;
        }
    }

    private BooksAsOf Keep(BooksAsOf books)
    {
        lock (_lock) Add(books);
        return books;
    }

    private void Add(BooksAsOf books)
    {
        _earlier.AddFirst(books);
        while (_earlier.Count > Kept) _earlier.RemoveLast();
    }
}
