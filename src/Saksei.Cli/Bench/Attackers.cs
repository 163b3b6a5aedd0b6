using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Saksei.Cli.Served;

namespace Saksei.Cli.Bench;

/// <summary>What attackers need of the register that they attack.</summary>
/// <param name="Earlier">Checkpoints long ago.</param>
/// <param name="Known">A note that is in the register.</param>
/// <param name="Attachment">A large attachment.</param>
/// <param name="Flood">Signed acts on one subject.</param>
internal sealed record Target(long[] Earlier, byte[] Known, string Attachment, byte[][] Flood);

/// <summary>Five addresses that do at once what stopped the night before: docs/attacks.md names each.</summary>
internal sealed class Attackers(int port, Target target)
{
    private const int FirstAddress = 700;
    private const int Addresses = 5;
    private const int SlowReaders = 30;
    private static readonly byte[] Part = "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n.\r\n"u8.ToArray();
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private int _next = -1;

    /// <summary>What they were answered, by status.</summary>
    internal IReadOnlyDictionary<string, int> Answers => _answers;

    internal Task Run(CancellationToken over) => Task.WhenAll(Enumerable.Range(FirstAddress, Addresses).SelectMany(address => From(address, over)));

    private IEnumerable<Task> From(int address, CancellationToken over) =>
    [
        .. Times(4, () => Keep(address, AskForEarlierReadings, over)),
        .. Times(4, () => Keep(address, Abandon, over)),
        .. Times(2, () => Keep(address, SendPartsWithoutEnd, over)),
        .. Times(SlowReaders, () => Keep(address, ReadSlowly, over)),
        .. Times(1, () => Keep(address, Flood, over)),
        .. Times(8, () => Keep(address, Preview, over)),
    ];

    private static IEnumerable<Task> Times(int count, Func<Task> begin) => Enumerable.Range(0, count).Select(_ => Task.Run(begin));

    // Who is hung up on comes again.
    private async Task Keep(int address, Func<LoopbackClient, CancellationToken, Task> attack, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                using var client = new LoopbackClient(address, port);
                await attack(client, over);
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or FormatException)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private string Reading() =>
        $"/en/open?at={target.Earlier[Interlocked.Increment(ref _next) % target.Earlier.Length]}&counting=observers-a&page={_next}";

    private async Task AskForEarlierReadings(LoopbackClient client, CancellationToken over)
    {
        while (!over.IsCancellationRequested) Note(await client.Ask(LoopbackClient.Get(Reading())));
    }

    private async Task Abandon(LoopbackClient client, CancellationToken over)
    {
        await client.Send(LoopbackClient.Get(Reading()));
        await Task.Delay(100, over);
    }

    private async Task SendPartsWithoutEnd(LoopbackClient client, CancellationToken over)
    {
        await client.Send(Encoding.ASCII.GetBytes("POST /acts HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 16000000\r\n\r\n--b\r\nContent-Disposition: form-data; name=x\r\n\r\n"));
        await client.Send(target.Known);
        await client.Send("\r\n"u8.ToArray());
        for (var sent = 0; sent < 15_000_000 && !over.IsCancellationRequested; sent += Part.Length) await client.Send(Part);
        Note(await client.Read());
    }

    private async Task ReadSlowly(LoopbackClient client, CancellationToken over)
    {
        await client.Send(LoopbackClient.Get("/log/attachments/" + target.Attachment));
        await Task.Delay(TimeSpan.FromSeconds(60), over);
    }

    private async Task Flood(LoopbackClient client, CancellationToken over)
    {
        while (!over.IsCancellationRequested) Note(await client.Ask(target.Flood[Interlocked.Increment(ref _next) % target.Flood.Length]));
    }

    private async Task Preview(LoopbackClient client, CancellationToken over)
    {
        var (known, fresh) = (LoopbackClient.Post(target.Known, "/acts/preview"), target.Flood);
        while (!over.IsCancellationRequested)
        {
            Note(await client.Ask(known));
            var note = fresh[Interlocked.Increment(ref _next) % fresh.Length];
            Note(await client.Ask(LoopbackClient.Post(note.AsSpan(note.AsSpan().IndexOf("\r\n\r\n"u8) + 4), "/acts/preview")));
        }
    }

    private void Note(Answer answer) => _answers.AddOrUpdate(answer.Status.ToString(CultureInfo.InvariantCulture), 1, (_, count) => count + 1);
}
