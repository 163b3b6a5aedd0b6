using System.Collections.Immutable;
using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Saksei.Cli.Served;
using Saksei.Node;
using Saksei.Words;

namespace Saksei.Cli.Bench;

/// <summary>The first page as it is served, against nginx with the same bytes as files.</summary>
internal static class PagesBench
{
    private const int Readers = 64;
    private const int FirstReader = 400;
    private const int Rounds = 3;
    private const int ActsPerSecond = 200;
    private const double LeastStill = 0.5, LeastMoving = 0.2;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    internal static Command Command()
    {
        var folder = new Argument<string?>("DIR") { Description = "A register of the rehearsal, which is copied; without it one is built.", DefaultValueFactory = _ => null };
        var command = new Command("pages", "The first page in each language against nginx with the same bytes as files.") { folder };
        command.SetAction(parsed =>
        {
            EnsureNginx();
            using var register = BenchRegister.Prepare(parsed.GetValue(folder));
            return Run(register.Folder).GetAwaiter().GetResult();
        });
        return command;
    }

    private static void EnsureNginx()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("nginx", "-v") { RedirectStandardError = true })!;
            asked.WaitForExit();
        }
        catch (Win32Exception)
        {
            throw new CommandProblem("nginx-missing", "", "apt-get install nginx");
        }
    }

    private static async Task<int> Run(string folder)
    {
        byte[][] acts;
        ImmutableArray<string> languages;
        using (var host = RegisterHost.Open(folder))
        {
            languages = TextBook.LanguagesOf(host.Definition.Head);
            acts = NightActs.Sign(host, ActsPerSecond * languages.Length * Rounds * 4);
        }

        using var server = await ServedProcess.Serve(folder);
        using var files = await StaticFiles.Of(server.Port, languages);
        using var nginx = await files.Serve();
        var (theirs, still, moving) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
            foreach (var language in languages)
            {
                theirs.Add(await PerSecond(nginx.Port, $"/{language}/", 0));
                still.Add(await PerSecond(server.Port, $"/{language}/", still.Count));
                Terminal.Progress($"{language}: nginx {theirs[^1]:0} a second, served {still[^1]:0}");
            }

        var posting = new NightLoad(server.Port, acts, _ => ("", "")).Run(ActsPerSecond, 0, TimeSpan.Zero, languages.Length * Rounds * (Round + TimeSpan.FromMilliseconds(500)));
        for (var round = 0; round < Rounds; round++)
            foreach (var language in languages) moving.Add(await PerSecond(server.Port, $"/{language}/", still.Count + moving.Count));
        await posting;
        return Report(theirs, still, moving);
    }

    // Each measurement has addresses of its own: the limits of one address are on, and would end a fast machine's second one.
    private static async Task<double> PerSecond(int port, string path, int measurement)
    {
        var (request, started) = (LoopbackClient.Get(path), Stopwatch.GetTimestamp());
        var counts = await Task.WhenAll(Enumerable.Range(0, Readers).Select(number => Task.Run(() => Count(FirstReader + (measurement * Readers) + number, port, request, started))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<int> Count(int address, int port, byte[] request, long started)
    {
        using var client = new LoopbackClient(address, port);
        var count = 0;
        for (; Stopwatch.GetElapsedTime(started) < Round; count++)
            if ((await client.Ask(request)).Status is var status and not 200)
                throw new CommandProblem("answer-not-served", "", status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return count;
    }

    private static int Report(List<double> theirs, List<double> still, List<double> moving)
    {
        var (nginx, stillRatio, movingRatio) = (Median(theirs), Median(still) / Median(theirs), Median(moving) / Median(theirs));
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            nginxPerSecond = Math.Round(nginx, 0),
            servedPerSecond = Math.Round(Median(still), 0),
            ratio = Math.Round(stillRatio, 2),
            servedPerSecondWithActs = Math.Round(Median(moving), 0),
            ratioWithActs = Math.Round(movingRatio, 2),
            actsPerSecond = ActsPerSecond,
            bareChecksPerSecond = Math.Round(NightBench.BareChecks(), 0),
            cores = Environment.ProcessorCount,
        }, JsonOutput.Options));
        return stillRatio >= LeastStill && movingRatio >= LeastMoving ? 0 : 1;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
