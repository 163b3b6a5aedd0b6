using System.Diagnostics;
using Saksei.Election.Evidence;
using Saksei.Node;

namespace Saksei.Server.Books;

/// <summary>
/// Books by checkpoint. The newest are taken when first asked for after the register moved; earlier ones are folded again and
/// the last few kept. One thread computes the newest and one the earlier ones, whoever asks for the same waits: nobody can make the
/// machine fold many times at once, and who asks for many earlier ones keeps nobody from the newest.
/// </summary>
internal sealed class BookShelf(RegisterHost host, PublishedSizes sizes, TimeProvider time) : IDisposable
{
    private const int Kept = 4;
    private const int KeptReadings = 16;
    private readonly SemaphoreSlim _computing = new(1);
    private readonly SemaphoreSlim _refolding = new(1);
    private readonly Lock _lock = new();
    private readonly LinkedList<BooksAsOf> _earlier = [];
    private readonly List<(string Key, ElectionEvidence Evidence)> _readings = [];
    private BooksAsOf? _newest;
    private TimeSpan _cost;
    private long _takenAt;

    /// <summary>The newest books; those of just before where taking them is dear, unless they must be <paramref name="exact"/>.</summary>
    internal async Task<BooksAsOf> Newest(bool exact = false)
    {
        if (_newest is { } books && (books.Size == sizes.Head || (!exact && IsRecent()))) return books;
        await _computing.WaitAsync();
        try
        {
            if (_newest is { } already && (already.Size == sizes.Head || (!exact && IsRecent()))) return already;
            return await Task.Run(Take);
        }
        finally
        {
            _computing.Release();
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
            return Find(size) ?? await Task.Run(() => Keep(new BooksAsOf(host.FoldAsOf(size), host.Voided(0, size))));
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
        await _computing.WaitAsync();
        try
        {
            if (_readings.Find(kept => kept.Key == key) is { Evidence: { } known }) return known;
            var evidence = await Task.Run(() => Weigh(books.Size, reading));
            _readings.Insert(0, (key, evidence));
            if (_readings.Count > KeptReadings) _readings.RemoveAt(KeptReadings);
            return evidence;
        }
        finally
        {
            _computing.Release();
        }
    }

    private ElectionEvidence Weigh(long size, EvidenceReading reading) =>
        host.Read(fold => fold.Size == size ? fold.Evidence(reading) : null) ?? host.FoldAsOf(size).Evidence(reading);

    /// <inheritdoc/>
    public void Dispose()
    {
        _computing.Dispose();
        _refolding.Dispose();
    }

    private BooksAsOf Take()
    {
        var clock = Stopwatch.GetTimestamp();
        var books = host.Read(fold => new BooksAsOf(fold, host.Voided(0, fold.Size)));
        (_cost, _takenAt) = (Stopwatch.GetElapsedTime(clock), time.GetTimestamp());
        if (_newest is { } before) Keep(before);
        _newest = books;
        return books;
    }

    // Where taking the books is dear, at most a tenth of the time goes into it; where it is cheap they are never old.
    private bool IsRecent() =>
        _cost > TimeSpan.FromMilliseconds(50) && time.GetElapsedTime(_takenAt) < TimeSpan.FromTicks(Math.Min(10 * _cost.Ticks, TimeSpan.TicksPerSecond * 5));

    private BooksAsOf? Find(long size)
    {
        if (_newest is { } newest && newest.Size == size) return newest;
        lock (_lock)
        {
            if (_earlier.FirstOrDefault(books => books.Size == size) is not { } found) return null;
            _earlier.Remove(found);
            _earlier.AddFirst(found);
            return found;
        }
    }

    private BooksAsOf Keep(BooksAsOf books)
    {
        lock (_lock)
        {
            _earlier.AddFirst(books);
            while (_earlier.Count > Kept) _earlier.RemoveLast();
        }

        return books;
    }
}
