using System.Collections.Concurrent;
using System.Diagnostics;
using Saksei.Cli.Served;

namespace Saksei.Cli.Rehearsing;

/// <summary>Every receipt that people got and checked, with what it took; others wait for them here.</summary>
internal sealed class ReceiptBook
{
    private const int KeepEvery = 1000;
    private readonly TaskCompletionSource[] _there;
    private readonly AnsweredAct?[] _answers;
    private readonly (long Due, long At)[] _times;
    private readonly ConcurrentDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<byte[]> _kept = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];
    private int _count;
    private int _again;
    private volatile bool _isOver;

    internal ReceiptBook(int acts)
    {
        (_answers, _times) = (new AnsweredAct?[acts], new (long, long)[acts]);
        _there = [.. Enumerable.Range(0, acts).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    }

    /// <summary>Acts with a receipt so far.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>How often an act was sent once more, because nobody answered or the server asked to come again.</summary>
    internal int Again => Volatile.Read(ref _again);

    /// <summary>Acts that were turned away and receipts that don't hold, by code.</summary>
    internal IReadOnlyDictionary<string, int> Refused => _refused;

    /// <summary>Some of the receipts, as they were handed out.</summary>
    internal IReadOnlyCollection<byte[]> Kept => _kept;

    /// <summary>Acts with a receipt, by their numbers.</summary>
    internal IEnumerable<(int Number, AnsweredAct Answer)> Receipts =>
        _answers.Index().SelectMany(one => one.Item is { } answer ? [(one.Index, answer)] : Array.Empty<(int, AnsweredAct)>());

    /// <summary>When an act had its receipt, or was turned away.</summary>
    internal Task Of(int number) => _there[number].Task;

    /// <summary>When so many acts have a receipt, or nobody works any more.</summary>
    internal Task Reached(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited) _awaited.Add((count, reached));
        if (Count >= count || _isOver) reached.TrySetResult();
        return reached.Task;
    }

    /// <summary>Nobody works any more: who waits for more receipts waits no longer.</summary>
    internal void End()
    {
        _isOver = true;
        lock (_awaited)
            foreach (var (_, reached) in _awaited) reached.TrySetResult();
    }

    /// <summary>Somebody can't go on: neither can those who wait for her.</summary>
    internal void Fail(Exception failure)
    {
        foreach (var there in _there) there.TrySetException(failure);
    }

    internal void SendAgain() => Interlocked.Increment(ref _again);

    internal void Refuse(int number, string code)
    {
        _refused.AddOrUpdate(code, 1, (_, count) => count + 1);
        _there[number].TrySetResult();
    }

    /// <summary>Writes down a receipt that was checked.</summary>
    /// <param name="number">Of which act.</param>
    /// <param name="due">When the act could be sent.</param>
    /// <param name="answer">What the server said.</param>
    internal void Write(int number, long due, AnsweredAct answer)
    {
        (_answers[number], _times[number]) = (answer, (due, Stopwatch.GetTimestamp()));
        if (number % KeepEvery == 0) _kept.Add(answer.Receipt.ToArray());
        var count = Interlocked.Increment(ref _count);
        lock (_awaited)
            foreach (var (wanted, reached) in _awaited)
                if (count >= wanted) reached.TrySetResult();
        _there[number].TrySetResult();
    }

    /// <summary>How long receipts took, from when an act could be sent.</summary>
    internal Times Waits(int from, int count) =>
        Times.Of(Answered(from, count).Select(time => Stopwatch.GetElapsedTime(time.Due, time.At).TotalMilliseconds));

    /// <summary>Acts a second: on average, and in the ten seconds in which most came in.</summary>
    internal Rates Rates(int from, int count)
    {
        long[] at = [.. Answered(from, count).Select(time => time.At).Order()];
        if (at.Length < 2) return new Rates(0, 0);
        var most = 0;
        for (int first = 0, last = 0; last < at.Length; last++)
        {
            while (Stopwatch.GetElapsedTime(at[first], at[last]).TotalSeconds > 10) first++;
            most = Math.Max(most, last - first + 1);
        }

        var seconds = Stopwatch.GetElapsedTime(at[0], at[^1]).TotalSeconds;
        return new Rates(Math.Round(at.Length / seconds, 1), Math.Round(most / Math.Clamp(seconds, 0.1, 10), 1));
    }

    /// <summary>When the first receipt behind a moment came.</summary>
    internal long FirstSince(long moment) => _times.Select(time => time.At).Where(at => at > moment).DefaultIfEmpty(moment).Min();

    private IEnumerable<(long Due, long At)> Answered(int from, int count) => _times.AsSpan(from, count).ToArray().Where(time => time.At > 0);
}

/// <summary>Acts a second.</summary>
/// <param name="Mean">On average.</param>
/// <param name="BusiestTenSeconds">In the ten seconds in which most came in.</param>
internal sealed record Rates(double Mean, double BusiestTenSeconds);
