using System.Text.Json;
using Saksei.Cli.Served;
using Saksei.Node;

namespace Saksei.Cli.Bench;

/// <summary>
/// Honest people, few and steady, without attackers and with them. The attackers are a process of the lowest priority: what they need
/// to attack comes from no machine of theirs here, and must not be measured as if the server had spent it.
/// </summary>
internal static class AttackBench
{
    private const int ActsPerSecond = 5;
    private const int FloodActs = 20_000;
    private const double MostRatio = 2, MostMegabytes = 1000;

    internal static async Task<int> Run(string folder, int seconds)
    {
        var (honest, target) = Prepare(folder, 2 * ActsPerSecond * (seconds + 5));
        using var server = await ServedProcess.Serve(folder);
        await Measure(server.Port, honest[..(ActsPerSecond * 5)], 5);
        var half = (honest.Length + (ActsPerSecond * 5)) / 2;
        var alone = await Measure(server.Port, honest[(ActsPerSecond * 5)..half], seconds);
        Terminal.Progress("now the attackers");
        using var attackers = AttackerProcess.Start(server.Port, target, Path.Combine(folder, "attackers.json"));
        var attacked = await Measure(server.Port, honest[half..], seconds);
        return Report(alone, attacked, await attackers.End(), server.PeakMegabytes);
    }

    private static (byte[][] Honest, Target Target) Prepare(string folder, int count)
    {
        using var host = RegisterHost.Open(folder);
        var acts = NightActs.Sign(host, count + FloodActs);
        var sizes = host.Store.ReadCheckpointSizes();
        var attachment = host.Store.AddAttachment(new byte[16 << 20], "image/jpeg");
        long[] earlier = [.. sizes.Where((_, place) => place % Math.Max(1, sizes.Count / 200) == 0)];
        return (acts[..count], new Target(earlier, host.Store.ReadEntries(host.Head.Size / 2, (host.Head.Size / 2) + 1).Single(), attachment.ToHex(), acts[count..]));
    }

    private static async Task<NightLoad> Measure(int port, byte[][] acts, int seconds)
    {
        var load = new NightLoad(port, acts, _ => ("tonight", "/en/"));
        await load.Run(ActsPerSecond, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(seconds));
        return load;
    }

    private static int Report(NightLoad alone, NightLoad attacked, Dictionary<string, int> answers, long megabytes)
    {
        var (acts, pages) = (Pair(alone, attacked, load => load.Acts.Select(act => act.Milliseconds)), Pair(alone, attacked, load => load.Pages.Select(page => page.Milliseconds)));
        List<string> missed = [.. attacked.Failures.Count > 0 ? ["failures"] : Array.Empty<string>()];
        if (acts.With.P99 > MostRatio * acts.Without.P99) missed.Add("receipts");
        if (pages.With.P99 > MostRatio * pages.Without.P99) missed.Add("pages");
        if (megabytes > MostMegabytes) missed.Add("peakMegabytes");
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            receiptsWithout = acts.Without,
            receiptsWith = acts.With,
            tonightWithout = pages.Without,
            tonightWith = pages.With,
            failures = attacked.Failures,
            attackersAnswered = answers,
            peakMegabytes = megabytes,
            missed,
            cores = Environment.ProcessorCount,
        }, JsonOutput.Options));
        return missed.Count == 0 ? 0 : 1;
    }

    private static (Times Without, Times With) Pair(NightLoad alone, NightLoad attacked, Func<NightLoad, IEnumerable<double>> times) =>
        (Times.Of(times(alone)), Times.Of(times(attacked)));
}
