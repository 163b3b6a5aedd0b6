using System.Collections.Immutable;
using System.Diagnostics;

namespace Saksei.Node;

/// <summary>What the writer of a served register knows of its own work since it began: nothing that the register doesn't say is kept anywhere else.</summary>
/// <param name="Waiting">Acts that wait to be written.</param>
/// <param name="Room">How many may wait.</param>
/// <param name="Answered">Acts that got their place.</param>
/// <param name="Refused">Acts that were turned away for want of room, or since another process writes.</param>
/// <param name="LastMs">How long the last ones took from being handed in to being durable, ascending.</param>
public sealed record WriterLook(int Waiting, int Room, long Answered, long Refused, ImmutableArray<int> LastMs)
{
    /// <summary>How long all but one of a hundred took at most, in milliseconds; null where none came yet.</summary>
    public int? P99Ms => LastMs.IsEmpty ? null : LastMs[(LastMs.Length * 99 - 1) / 100];
}

/// <summary>Counts as the writer works: one thread answers, any thread is turned away, and who looks waits for nobody.</summary>
internal sealed class WriterFigures
{
    private const int Kept = 4096;
    private readonly int[] _lastMs = new int[Kept];
    private long _answered;
    private long _refused;

    internal void Answer(long handedIn)
    {
        Volatile.Write(ref _lastMs[_answered % Kept], (int)Stopwatch.GetElapsedTime(handedIn).TotalMilliseconds);
        Volatile.Write(ref _answered, _answered + 1);
    }

    internal void Refuse() => Interlocked.Increment(ref _refused);

    internal WriterLook Look(int waiting, int room)
    {
        var answered = Volatile.Read(ref _answered);
        return new WriterLook(waiting, room, answered, Interlocked.Read(ref _refused), [.. _lastMs.AsSpan(0, (int)Math.Min(answered, Kept)).ToArray().Order()]);
    }
}
