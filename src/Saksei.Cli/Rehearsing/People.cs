using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Saksei.Cli.Served;
using Saksei.Rehearsal.Served;

namespace Saksei.Cli.Rehearsing;

/// <summary>How fast the night goes by: so many times as fast as the night itself, or as fast as people are answered.</summary>
internal sealed record Speed(double Times)
{
    /// <summary>As fast as it goes.</summary>
    internal static Speed Unbounded { get; } = new(0);

    /// <summary>As it is asked for and reported.</summary>
    public override string ToString() => this == Unbounded ? "max" : Times.ToString(CultureInfo.InvariantCulture);

    /// <summary>When a second of the night has come, in ticks of the stopwatch.</summary>
    internal long DueAt(long second, long started) => this == Unbounded ? 0 : started + (long)((second - ServedActs.Begin) / Times * Stopwatch.Frequency);
}

/// <summary>
/// The people of a night. Each has a device with an address of its own, hands in one act after the other, waits for each receipt and checks
/// it. Who gets no answer sends the same note again.
/// </summary>
internal sealed class People(RehearsedRegister register, int port, Speed speed, ReceiptBook book)
{
    private const int MostSecondsOfPause = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private long _started;
    private volatile bool _isAway;

    /// <summary>How long an act is sent again that gets no answer.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How it is waited between two times.</summary>
    internal Func<TimeSpan, Task> Wait { get; init; } = Task.Delay;

    /// <summary>One act after the other, by one device for all signers.</summary>
    internal async Task InLine(IEnumerable<RehearsedAct> acts)
    {
        using var device = new Device(0, port);
        foreach (var act in acts) await HandIn(act, device, Stopwatch.GetTimestamp());
    }

    /// <summary>Everybody at once, each when it is due.</summary>
    internal Task AllAtOnce(IEnumerable<RehearsedAct> acts)
    {
        _started = Stopwatch.GetTimestamp();
        return Task.WhenAll(acts.GroupBy(act => act.Person).Select((own, number) => Task.Run(() => WorkOrStop(number + 1, [.. own]))).ToList());
    }

    // What ends one of them unforeseen ends all: the others would wait for her receipts for ever.
    private async Task WorkOrStop(int number, RehearsedAct[] own)
    {
        try
        {
            await Work(number, own);
        }
        catch (Exception failure)
        {
            book.Fail(failure);
            throw;
        }
    }

    private async Task Work(int number, RehearsedAct[] own)
    {
        using var device = new Device(number, port);
        foreach (var act in own)
        {
            var due = speed.DueAt(act.At, _started);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early) await Task.Delay(early);
            var asked = Stopwatch.GetTimestamp();
            foreach (var before in act.After) await book.Of(before);
            var waited = Stopwatch.GetElapsedTime(asked) > TimeSpan.FromMilliseconds(1);
            await HandIn(act, device, waited || due == 0 ? Stopwatch.GetTimestamp() : due);
        }
    }

    // Due is when it could be sent: at its time, or once those whom it waits for were done. Once somebody has given up, nobody waits for
    // long until there is an answer again: else each act of the night would take its minutes.
    private async Task HandIn(RehearsedAct act, Device device, long due)
    {
        var (request, began) = (Request(act), Stopwatch.GetTimestamp());
        while (true)
        {
            var answer = await device.Ask(request);
            if (answer is not null) _isAway = false;
            if (answer is { Status: not (429 or 503) } said)
            {
                Receive(act, said, due);
                return;
            }

            if (_isAway || Stopwatch.GetElapsedTime(began) > Patience)
            {
                GiveUp(act, answer);
                return;
            }

            book.SendAgain();
            await Wait(PauseOf(answer));
        }
    }

    private void GiveUp(RehearsedAct act, Answer? answer)
    {
        _isAway = answer is null;
        book.Refuse(act.Number, "target-unreachable");
    }

    // A server that is busy says when to come again; one that says a long time doesn't keep anybody for that long.
    private static TimeSpan PauseOf(Answer? answer) =>
        answer is { RetryAfter: > 0 } said ? TimeSpan.FromSeconds(Math.Min(said.RetryAfter, MostSecondsOfPause)) : Pause;

    private void Receive(RehearsedAct act, Answer said, long due)
    {
        using var json = Parse(said.Body);
        if (said.Status != 200) book.Refuse(act.Number, json.RootElement.TryGetProperty("code", out var refused) ? refused.GetString() ?? "" : "answer-differs");
        else if (AnsweredAct.Read(json.RootElement, act.Note, act.Identity, register.Log, out var code) is { } answer) book.Write(act.Number, due, answer);
        else book.Refuse(act.Number, code);
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("{}");
        }
    }

    private static byte[] Request(RehearsedAct act)
    {
        if (act.Files.IsEmpty) return LoopbackClient.Post(act.Note.Span);
        using var form = new MultipartFormDataContent { { new ReadOnlyMemoryContent(act.Note), "act" } };
        foreach (var file in act.Files) form.Add(new ReadOnlyMemoryContent(file.Bytes), "file", "file");
        var body = form.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        return LoopbackClient.Post(body, mediaType: form.Headers.ContentType?.ToString() ?? "");
    }

    /// <summary>A device that connects anew where its connection broke, or what came over it is no answer.</summary>
    private sealed class Device(int number, int port) : IDisposable
    {
        private LoopbackClient? _client;

        /// <summary>The answer, or null where there was none.</summary>
        internal async Task<Answer?> Ask(byte[] request)
        {
            try
            {
                _client ??= new LoopbackClient(number, port);
                return await _client.Ask(request, keepBody: true);
            }
            catch (Exception failure) when (failure is SocketException or IOException or FormatException or OverflowException or ArgumentException)
            {
                Dispose();
                return null;
            }
        }

        public void Dispose()
        {
            _client?.Dispose();
            _client = null;
        }
    }
}
