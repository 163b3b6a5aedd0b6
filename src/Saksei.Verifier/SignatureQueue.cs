using System.Collections.Concurrent;
using Saksei.Register.Notes;

namespace Saksei.Verifier;

/// <summary>One signature to check: index of the record, the signed text, the signature, the key.</summary>
internal readonly record struct SignatureJob(long Leaf, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Signature, VerifierKey Key);

/// <summary>
/// Checks signatures on every core while the caller goes on folding: that is where a verification's time goes.
/// The thread that adds helps out once too many bytes wait, so memory stays bounded however long the register is.
/// </summary>
internal sealed class SignatureQueue : IDisposable
{
    private const long MaximumWaitingBytes = 96L << 20;

    private readonly BlockingCollection<SignatureJob[]> _waiting = [];
    private readonly ConcurrentBag<long> _wrong = [];
    private readonly Task[] _workers;
    private long _waitingBytes;

    internal SignatureQueue()
    {
        var cores = Math.Max(1, Environment.ProcessorCount - 1);
        _workers = [.. Enumerable.Range(0, cores).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning))];
    }

    internal long Count { get; private set; }

    internal void Add(SignatureJob[] jobs)
    {
        Count += jobs.Length;
        Interlocked.Add(ref _waitingBytes, BytesOf(jobs));
        _waiting.Add(jobs);
        while (Interlocked.Read(ref _waitingBytes) > MaximumWaitingBytes && _waiting.TryTake(out var waiting)) Check(waiting);
    }

    /// <summary>Helps until all is checked; gives the records whose signatures don't hold, ascending.</summary>
    internal IReadOnlyList<long> Finish()
    {
        _waiting.CompleteAdding();
        Work();
        Task.WaitAll(_workers);
        return [.. _wrong.Distinct().Order()];
    }

    public void Dispose() => _waiting.Dispose();

    private void Work()
    {
        foreach (var jobs in _waiting.GetConsumingEnumerable()) Check(jobs);
    }

    private void Check(SignatureJob[] jobs)
    {
        foreach (var job in jobs)
            if (!job.Key.Verify(job.Text.Span, job.Signature.Span))
                _wrong.Add(job.Leaf);
        Interlocked.Add(ref _waitingBytes, -BytesOf(jobs));
    }

    private static long BytesOf(SignatureJob[] jobs)
    {
        long bytes = 0;
        foreach (var job in jobs) bytes += job.Text.Length;
        return bytes;
    }
}
