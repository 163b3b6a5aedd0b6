using System.Net;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Node;

namespace Saksei.Server.Books;

/// <summary>
/// Views by checkpoint. One thread makes the newest: when the register moved it takes a snapshot, has the pages that people read made
/// ready, and puts the view in the place of the one before by one reference. Readers go on with that one meanwhile, but never with one
/// that fell behind longer than they may; the writer waits for nobody. Earlier books and readers' own readings have a lane of their own.
/// </summary>
internal sealed class BookShelf : IDisposable
{
    private const int KeptEarlier = 6;
    private const int KeptReadings = 16;
    private const long NewestBytes = 48 << 20;
    private const long EarlierBytes = 8 << 20;
    private const long ChangesPeriodSeconds = 30 * 60;
    private const long ChangesStepSeconds = 5 * 60;

    private readonly RegisterHost _host;
    private readonly TimeProvider _time;
    private readonly TimeSpan _mostBehind;
    private readonly SideLane _lane = new("saksei earlier books", most: 32, mostOfOne: 4, rests: true);
    private readonly Recent<long, View> _earlier = new(KeptEarlier);
    private readonly Recent<string, ElectionEvidence> _readings = new(KeptReadings);
    private readonly AutoResetEvent _moved = new(true);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _thread;
    private volatile View _newest;
    private volatile View? _last;
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes the first view; <see cref="Start"/> keeps it new.</summary>
    /// <param name="host">The register.</param>
    /// <param name="time">By which it is seen how old a view is.</param>
    /// <param name="mostBehind">How long the register may have moved on from what readers are shown.</param>
    internal BookShelf(RegisterHost host, TimeProvider time, TimeSpan mostBehind)
    {
        (_host, _time, _mostBehind) = (host, time, mostBehind);
        _newest = Take();
    }

    /// <summary>Begins to follow the register.</summary>
    /// <param name="prepare">Makes pages of a new view ready, by those of the one before.</param>
    /// <param name="failed">Called with what went wrong with a view; the one before stays meanwhile.</param>
    internal void Start(Action<View, View?> prepare, Action<Exception> failed)
    {
        _host.Published += OnMoved;
        _thread = new Thread(() => Run(prepare, failed)) { IsBackground = true, Name = "saksei books" };
        _thread.Start();
    }

    /// <summary>Ends when the pages at which people begin were made for the first time, or couldn't be.</summary>
    internal Task Ready => _ready.Task;

    /// <summary>The newest view, or the one before it while that hasn't fallen behind too long.</summary>
    internal async ValueTask<View> Newest()
    {
        var size = _host.PublishedSize;
        while (true)
        {
            // Taken before the look at the newest, so that no change between the two is missed.
            var next = _next;
            if (_newest is var newest && (newest.Size >= size || _time.GetElapsedTime(newest.TakenAt) < _mostBehind)) return newest;
            await next.Task.WaitAsync(_stopping.Token);
        }
    }

    /// <summary>The view of a published size that is at hand, or null.</summary>
    internal View? Find(long size) =>
        _newest is var newest && newest.Size == size ? newest : _last is { } last && last.Size == size ? last : _earlier.Find(size);

    /// <summary>The view of a published size; nothing where none was published at it.</summary>
    internal async Task<Asked<View>> AsOf(long size, IPAddress asker, CancellationToken cancellation)
    {
        if (size <= 0 || size > _host.PublishedSize || !_host.Sizes.Contains(size)) return default;
        if (Find(size) is { } known) return new Asked<View>(known, false);
        var coming = _lane.Begin(asker, token => Find(size) ?? _earlier.Keep(size, Refold(size, token)), cancellation);
        return coming is null ? new Asked<View>(null, true) : new Asked<View>(await coming, false);
    }

    /// <summary>Has something of an earlier view, or of a reader's own reading, computed when its turn comes; null where too much waits already.</summary>
    internal Task<T>? Begin<T>(IPAddress asker, Func<T> work, CancellationToken cancellation) => _lane.Begin(asker, _ => work(), cancellation);

    /// <summary>What seats rest on in a reader's own reading; the last few readings are kept. For the lane: it is dear.</summary>
    internal ElectionEvidence Evidence(View view, Contest contest, EvidenceReading reading)
    {
        var key = $"{view.Size} {contest.Code} {reading.OrderedOnly} " + string.Join(' ', (reading.Counting ?? []).Order(StringComparer.Ordinal));
        return _readings.Find(key) ?? _readings.Keep(key, view.Books.Snapshot.Of(contest).EvidenceIn(reading));
    }

    /// <summary>Stops following; what is shown stays.</summary>
    internal void Stop()
    {
        _host.Published -= OnMoved;
        _stopping.Cancel();
        _moved.Set();
        _thread?.Join();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _lane.Dispose();
        _moved.Dispose();
        _stopping.Dispose();
    }

    private void OnMoved() => _moved.Set();

    private void Run(Action<View, View?> prepare, Action<Exception> failed)
    {
        Attempt(() => prepare(_newest, null), failed);
        _ready.SetResult();
        while (_moved.WaitOne() && !_stopping.IsCancellationRequested)
        {
            if (_newest.Stamp == _host.PublishedStamp) continue;
            Attempt(() => Renew(prepare, failed), failed);

            // A quarter of what a page may be behind: the rest of the time is the writer's.
            _stopping.Token.WaitHandle.WaitOne(_mostBehind / 4);
            _moved.Set();
        }
    }

    // A page that can't be made keeps nobody from the others.
    private void Renew(Action<View, View?> prepare, Action<Exception> failed)
    {
        var view = Take();
        Attempt(() => prepare(view, _newest), failed);
        (_last, _newest) = (_newest, view);
        var next = _next;
        _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        next.SetResult();
    }

    private void Attempt(Action work, Action<Exception> failed)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (!_stopping.IsCancellationRequested) failed(failure);
        }
    }

    private View Take()
    {
        var (takenAt, stamp) = (_time.GetTimestamp(), _host.PublishedStamp);
        var books = _host.PublishedBooks();
        return new View(books, takenAt, BeforeOf(books), NewestBytes) { Stamp = stamp };
    }

    private View Refold(long size, CancellationToken cancellation)
    {
        var books = _host.BooksAsOf(size, cancellation);
        return new View(books, _time.GetTimestamp(), BeforeOf(books), EarlierBytes);
    }

    // Half an hour earlier by the register's own time, in steps, so that many views compare with one; or else the checkpoint before.
    private long BeforeOf(ElectionBooks books)
    {
        var since = (books.Tick.UnixSeconds - ChangesPeriodSeconds) / ChangesStepSeconds * ChangesStepSeconds;
        var recent = _host.Sizes.First(size => _host.Lines(size - 1, size)[0].Tick.UnixSeconds >= since);
        return recent is { } size && size < books.Size ? size : _host.Sizes.Below(books.Size);
    }
}
