using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Saksei.Cli.Served;

namespace Saksei.Cli.Bench;

/// <summary>An act that was acknowledged.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Milliseconds">From when it was due to be sent until its receipt was there.</param>
/// <param name="At">When its receipt was there.</param>
internal readonly record struct Acknowledged(long Index, double Milliseconds, long At);

/// <summary>A page that was read.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Milliseconds">From asking until its last byte was there.</param>
/// <param name="Asked">When it was asked for.</param>
/// <param name="Checkpoint">Acts of the register as it showed it.</param>
internal readonly record struct PageRead(string Kind, double Milliseconds, long Asked, long Checkpoint);

/// <summary>People who post and people who read, each from an address of their own on loopback.</summary>
internal sealed class NightLoad(int port, byte[][] acts, Func<int, (string Kind, string Path)> pageOf)
{
    private const int Posting = 96;
    private const int FirstReader = 200;
    private readonly ConcurrentBag<Acknowledged> _acknowledged = [];
    private readonly ConcurrentBag<PageRead> _read = [];
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private int _next = -1;
    private int _page = -1;

    internal IReadOnlyCollection<Acknowledged> Acts => _acknowledged;

    internal IReadOnlyCollection<PageRead> Pages => _read;

    /// <summary>What went wrong, and how often.</summary>
    internal IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>How long the posting took.</summary>
    internal TimeSpan Posted { get; private set; }

    /// <summary>Runs for so long; acts at a rate a second, or as fast as they are taken where the rate is 0.</summary>
    internal async Task Run(int rate, int readers, TimeSpan pause, TimeSpan time)
    {
        using var over = new CancellationTokenSource(time);
        var started = Stopwatch.GetTimestamp();
        var posting = Enumerable.Range(0, acts.Length == 0 ? 0 : Posting).Select(number => Task.Run(() => Post(number, rate, started, over.Token))).ToList();
        var reading = Enumerable.Range(0, readers).Select(number => Task.Run(() => ReadOn(FirstReader + number, pause, over.Token))).ToList();
        await Task.WhenAll(posting);
        Posted = Stopwatch.GetElapsedTime(started);
        await Task.WhenAll(reading);
    }

    private async Task Post(int number, int rate, long started, CancellationToken over)
    {
        using var client = new LoopbackClient(number, port);
        while (!over.IsCancellationRequested && Interlocked.Increment(ref _next) is var next && next < acts.Length)
        {
            var due = rate == 0 ? Stopwatch.GetTimestamp() : started + (next * Stopwatch.Frequency / rate);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early) await Task.Delay(early, CancellationToken.None);
            var answer = await client.Ask(acts[next], keepBody: true);
            var now = Stopwatch.GetTimestamp();
            if (answer.Status == 200) _acknowledged.Add(new Acknowledged(IndexOf(answer.Body), Stopwatch.GetElapsedTime(due, now).TotalMilliseconds, now));
            else Fail("POST /acts", answer.Status);
        }
    }

    private async Task ReadOn(int number, TimeSpan pause, CancellationToken over)
    {
        using var client = new LoopbackClient(number, port);
        while (!over.IsCancellationRequested)
        {
            var (kind, path) = pageOf(Interlocked.Increment(ref _page));
            var asked = Stopwatch.GetTimestamp();
            var answer = await client.Ask(LoopbackClient.Get(path, "br"));
            if (answer.Status == 200) _read.Add(new PageRead(kind, Stopwatch.GetElapsedTime(asked).TotalMilliseconds, asked, answer.Checkpoint));
            else Fail(kind, answer.Status);
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    private void Fail(string what, int status) =>
        _failures.AddOrUpdate(string.Create(CultureInfo.InvariantCulture, $"{what}: {status}"), 1, (_, count) => count + 1);

    private static long IndexOf(byte[] body)
    {
        var text = Encoding.ASCII.GetString(body, 0, Math.Min(body.Length, 64));
        var start = text.IndexOf(':', StringComparison.Ordinal) + 1;
        return long.Parse(text.AsSpan(start, text.IndexOf(',', StringComparison.Ordinal) - start), CultureInfo.InvariantCulture);
    }
}
