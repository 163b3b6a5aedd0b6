using System.Collections.Concurrent;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Register.Acts;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node;

/// <summary>What became of a submitted note.</summary>
/// <param name="Index">Its place in the register.</param>
/// <param name="Identity">Its identity.</param>
/// <param name="Outcome">What the fold made of it.</param>
/// <param name="IsAsPresented">Whether the note handed in is the one that stands there; otherwise it bears other signatures.</param>
public sealed record Submitted(long Index, Hash Identity, Outcome Outcome, bool IsAsPresented);

/// <summary>What became of an act that the door let in: its place, or the code by which it wasn't taken.</summary>
public sealed record Written(Submitted? Submitted, string Code);

/// <summary>
/// The one thread that changes a register here. It takes what has come meanwhile and commits it together: while one commit goes to
/// the disk the next batch gathers, so a thousand people who post at once share a few commits. Between batches it follows what other
/// processes write. Where one takes the register over it stops writing, and takes it back only once the other has been still for a
/// while and an act comes in.
/// </summary>
public sealed class ActWriter : IDisposable
{
    private const int LargestBatch = 1024;
    private const int MostWaiting = 8 * LargestBatch;
    private static readonly TimeSpan FollowEvery = TimeSpan.FromMilliseconds(200);

    private readonly RegisterHost _host;
    private readonly Action<Exception> _failed;
    private readonly WriterTurn _turn;
    private readonly BlockingCollection<Waiting> _waiting = new(new ConcurrentQueue<Waiting>(), MostWaiting);
    private readonly WriterFigures _figures = new();
    private readonly Thread _thread;

    /// <summary>Begins to follow and to write.</summary>
    /// <param name="host">The register.</param>
    /// <param name="time">By which it is seen that another writer is still.</param>
    /// <param name="failed">Called with what went wrong with a batch, or while following.</param>
    public ActWriter(RegisterHost host, TimeProvider time, Action<Exception> failed)
    {
        (_host, _failed, _turn) = (host, failed, new WriterTurn(time));
        _thread = new Thread(Run) { IsBackground = true, Name = "saksei writer" };
        _thread.Start();
    }

    /// <summary>How much waits, and how the work goes.</summary>
    public WriterLook Look() => _figures.Look(_waiting.Count, MostWaiting);

    private sealed record Waiting(Submission Act, TaskCompletionSource<Written> Answer, long HandedIn);

    /// <summary>Hands an act in and waits until it is durable. Not taken where too many wait, or where another process writes.</summary>
    public Task<Written> Submit(SignedAct signed, Act act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(signed);
        var waiting = new Waiting(
            new DecodedAct(signed.Identity, signed.Note, act), new TaskCompletionSource<Written>(TaskCreationOptions.RunContinuationsAsynchronously), Stopwatch.GetTimestamp());
        return _waiting.TryAdd(waiting) ? waiting.Answer.Task.WaitAsync(cancellation) : Task.FromResult(Refused("server-busy"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        var followed = Environment.TickCount64;
        while (!_waiting.IsCompleted)
        {
            var batch = NextBatch();
            if (batch.Count > 0) Commit(batch);
            if (Environment.TickCount64 - followed < (long)FollowEvery.TotalMilliseconds) continue;
            Follow();
            followed = Environment.TickCount64;
        }
    }

    private List<Waiting> NextBatch()
    {
        var batch = new List<Waiting>();
        if (!_waiting.TryTake(out var first, FollowEvery)) return batch;
        batch.Add(first);
        while (batch.Count < LargestBatch && _waiting.TryTake(out var next)) batch.Add(next);
        return batch;
    }

    private void Commit(List<Waiting> batch)
    {
        try
        {
            if (_turn.IsOurs) Answer(batch, _host.Append([.. batch.Select(waiting => waiting.Act)]));
            else Refuse(batch);
        }
        catch (SequencerStoppedException)
        {
            _turn.Lose();
            Refuse(batch);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nothing of the batch was acknowledged: who posts again gets either the old place or a new one, never two.
            _failed(failure);
            foreach (var waiting in batch) waiting.Answer.TrySetException(failure);
        }
    }

    private void Answer(List<Waiting> batch, IReadOnlyList<Submitted> submitted)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            _figures.Answer(batch[i].HandedIn);
            batch[i].Answer.SetResult(new Written(submitted[i], ""));
        }
    }

    private void Refuse(List<Waiting> batch)
    {
        foreach (var waiting in batch) waiting.Answer.SetResult(Refused("register-taken-over"));
    }

    private Written Refused(string code)
    {
        _figures.Refuse();
        return new Written(null, code);
    }

    private void Follow()
    {
        try
        {
            _turn.See(_host.Follow());
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // What can't be read now is read at the next turn; readers go on with what there is.
            _failed(failure);
        }
    }
}
