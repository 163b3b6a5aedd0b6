using System.Diagnostics;

namespace Saksei.Node;

/// <summary>
/// A thread of its own for what is dear and concerns nobody else: earlier books, a reader's own reading, a preview, a page that
/// isn't ready. Owners take turns; few jobs wait, fewer of one owner, and the rest are turned away at once. A job whose asker has gone
/// isn't begun, and can stop on its way.
/// </summary>
public sealed class SideLane : IDisposable
{
    private static readonly TimeSpan LeastRest = TimeSpan.FromMilliseconds(5);
    private readonly Lock _lock = new();
    private readonly LinkedList<(object Owner, Queue<Job> Jobs)> _turns = [];
    private readonly SemaphoreSlim _available = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private readonly int _most;
    private readonly int _mostOfOne;

    /// <summary>Opens a lane.</summary>
    /// <param name="name">Of its thread.</param>
    /// <param name="most">Jobs that may wait.</param>
    /// <param name="mostOfOne">Jobs of one owner that may wait.</param>
    /// <param name="rests">Whether it rests as long as it worked, so that it never takes more than half a core from others.</param>
    public SideLane(string name, int most, int mostOfOne, bool rests)
    {
        (_most, _mostOfOne) = (most, mostOfOne);
        _thread = new Thread(() => Run(rests)) { IsBackground = true, Name = name };
        _thread.Start();
    }

    private sealed record Job(Action Run, CancellationToken Cancellation);

    /// <summary>Has something computed when its turn comes; null where too much waits already.</summary>
    /// <param name="owner">On whose behalf, such as an address.</param>
    /// <param name="work">The computation; it looks at the token between steps.</param>
    /// <param name="cancellation">When nobody waits for it any more.</param>
    public Task<T>? Begin<T>(object owner, Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            DropAbandoned();
            var own = _turns.FirstOrDefault(turn => turn.Owner.Equals(owner)).Jobs;
            if (own?.Count >= _mostOfOne || _turns.Sum(turn => turn.Jobs.Count) >= _most) return null;
            if (own is null) _turns.AddLast((owner, own = []));
            own.Enqueue(new Job(() => Complete(answer, work, cancellation), cancellation));
        }

        _available.Release();
        return answer.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _available.Dispose();
        _stopping.Dispose();
    }

    private void Run(bool rests)
    {
        var owed = TimeSpan.Zero;
        try
        {
            while (true)
            {
                _available.Wait(_stopping.Token);
                var begun = Stopwatch.GetTimestamp();
                Next()?.Run();
                if (!rests || (owed += Stopwatch.GetElapsedTime(begun)) < LeastRest) continue;
                _stopping.Token.WaitHandle.WaitOne(owed);
                owed = TimeSpan.Zero;
            }
        }
        catch (OperationCanceledException)
        {
            // The lane is closed; who still waits has gone with the server.
        }
    }

    // The owner whose turn it was goes to the end.
    private Job? Next()
    {
        lock (_lock)
        {
            if (_turns.First is not { Value: var turn }) return null;
            _turns.RemoveFirst();
            var job = turn.Jobs.Dequeue();
            if (turn.Jobs.Count > 0) _turns.AddLast(turn);
            return job;
        }
    }

    // Who has gone takes no place from others.
    private void DropAbandoned()
    {
        for (var node = _turns.First; node is not null;)
        {
            var (next, jobs) = (node.Next, node.Value.Jobs);
            for (var left = jobs.Count; left > 0; left--)
            {
                var job = jobs.Dequeue();
                if (job.Cancellation.IsCancellationRequested) job.Run();
                else jobs.Enqueue(job);
            }

            if (jobs.Count == 0) _turns.Remove(node);
            node = next;
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> answer, Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            answer.SetResult(work(cancellation));
        }
        catch (OperationCanceledException)
        {
            answer.SetCanceled(cancellation);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            answer.SetException(failure);
        }
    }
}
