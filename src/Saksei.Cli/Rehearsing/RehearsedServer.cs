using System.Diagnostics;
using Saksei.Cli.Served;
using Saksei.Election.Clock;

namespace Saksei.Cli.Rehearsing;

/// <summary>What went wrong on purpose.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="AfterActs">Acts that had a receipt by then.</param>
/// <param name="AnswersAgainMs">How long until the server answered again.</param>
/// <param name="GoesOnMs">How long until somebody had a receipt again.</param>
internal sealed record RehearsedFault(string Kind, string At, int AfterActs, double AnswersAgainMs, double GoesOnMs);

/// <summary>The server of a rehearsal: a process of its own, as <c>serve</c> starts it; killed and started again where that is rehearsed.</summary>
internal sealed class RehearsedServer : IDisposable
{
    /// <summary>The machine restarts.</summary>
    internal const string Restart = "restart";

    private readonly string _folder;
    private ServedProcess _process;

    private RehearsedServer(string folder, ServedProcess process) => (_folder, _process, Port) = (folder, process, process.Port);

    internal int Port { get; }

    internal static async Task<RehearsedServer> Start(string folder) => new(folder, await ServedProcess.Serve(folder));

    /// <summary>Kills the server once so many acts have a receipt, and starts it again at the same address.</summary>
    internal async Task<RehearsedFault> KillAt(int acts, ReceiptBook book)
    {
        await book.Reached(acts);
        var (at, moment, count) = (Stopwatch.GetTimestamp(), Now(), book.Count);
        _process.Dispose();
        Terminal.Progress($"{count} acts: the server was killed");
        _process = await ServedProcess.Serve(_folder, Port);
        var (there, before) = (Stopwatch.GetTimestamp(), book.Count);
        Terminal.Progress($"the server answers again after {Stopwatch.GetElapsedTime(at, there).TotalMilliseconds:0} ms");
        await book.Reached(before + 1);
        return new RehearsedFault(Restart, moment, count, Milliseconds(at, there), Milliseconds(at, book.FirstSince(there)));
    }

    private static double Milliseconds(long from, long until) => Math.Round(Stopwatch.GetElapsedTime(from, until).TotalMilliseconds, 1);

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    /// <summary>The time as documents say it.</summary>
    internal static string Now() => new Moment(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 0).ToString();
}
