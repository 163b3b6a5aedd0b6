using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Saksei.Cli.Served;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Words;

namespace Saksei.Cli.Bench;

/// <summary>The night at its worst: acts come in, people read, all on one machine with what loads it.</summary>
internal static class NightBench
{
    private const int Fastest = 6_000;
    private const double MostReceipt = 250, MostPage = 150, MostBehind = 1000, MostMegabytes = 700, LeastAsFastAsPossible = 4000, LeastOfSignatures = 0.22;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    internal static Command Command()
    {
        var folder = new Argument<string?>("DIR") { Description = "A register of the rehearsal, which is copied; without it one is built.", DefaultValueFactory = _ => null };
        var rate = new Option<string>("--rate") { Description = "Acts a second, or max.", DefaultValueFactory = _ => "1000" };
        var readers = new Option<int>("--readers") { Description = "People who read.", DefaultValueFactory = _ => 20 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 30 };
        var attack = new Option<bool>("--attack") { Description = "Attacks from five addresses, against the same without them." };
        rate.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text != "max" && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)) result.AddError($"{text} is no rate.");
        });
        var command = new Command("night", "Posts acts and reads pages at once over HTTP, with the server's limits on.") { folder, rate, readers, seconds, attack };
        command.SetAction(parsed =>
        {
            using var register = BenchRegister.Prepare(parsed.GetValue(folder));
            var asked = parsed.GetRequiredValue(rate);
            var perSecond = asked == "max" ? 0 : int.Parse(asked, CultureInfo.InvariantCulture);
            return (parsed.GetValue(attack) ? AttackBench.Run(register.Folder, parsed.GetValue(seconds))
                : Run(register.Folder, perSecond, parsed.GetValue(readers), parsed.GetValue(seconds))).GetAwaiter().GetResult();
        });
        return command;
    }

    /// <summary>Signature checks a second on one core, of notes as they are posted.</summary>
    internal static double BareChecks()
    {
        using var key = SignerKey.FromSeed("bench/desk", new byte[32]);
        var text = new byte[600];
        text[^1] = (byte)'\n';
        var (signature, count, watch) = (key.Sign(text), 0, Stopwatch.StartNew());
        while (watch.ElapsedMilliseconds < 1000)
        {
            if (!key.Verifier.Verify(text, signature)) throw new InvalidDataException("a signature doesn't hold");
            count++;
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> Run(string folder, int rate, int readers, int seconds)
    {
        var (acts, pageOf) = Prepare(folder, (rate == 0 ? Fastest : rate) * seconds);
        using var server = await ServedProcess.Serve(folder);
        await WarmUp(server.Port, pageOf);
        Terminal.Progress($"{acts.Length} acts signed; {readers} readers");
        var bare = BareChecks();
        var load = new NightLoad(server.Port, acts, pageOf);
        await load.Run(rate, readers, Pause, TimeSpan.FromSeconds(seconds));
        bare = (bare + BareChecks()) / 2;
        return Report(load, rate, bare, server.PeakMegabytes);
    }

    private static (byte[][] Acts, Func<int, (string Kind, string Path)> PageOf) Prepare(string folder, int count)
    {
        using var host = RegisterHost.Open(folder);
        var stations = host.Definition.Stations;
        var languages = TextBook.LanguagesOf(host.Definition.Head);
        return (NightActs.Sign(host, count), number => PageOf(number, "/" + languages[number / 7 % languages.Length], stations[(int)(number * 104_729L % stations.Length)].Code));
    }

    private static (string Kind, string Path) PageOf(int number, string language, string station) => (number % 7) switch
    {
        0 => ("tonight", language + "/"),
        1 => ("station", language + "/stations/" + Uri.EscapeDataString(station)),
        2 => ("seats", language + "/seats"),
        3 => ("open", language + "/open"),
        4 => ("cases", language + "/cases"),
        5 => ("treatment", language + "/treatment"),
        _ => ("changes", language + "/changes"),
    };

    // What is compiled while it first runs isn't what is measured.
    private static async Task WarmUp(int port, Func<int, (string Kind, string Path)> pageOf)
    {
        using var client = new LoopbackClient(1, port);
        for (var number = 0; number < 140; number++) await client.Ask(LoopbackClient.Get(pageOf(number).Path, "br"));
    }

    private static int Report(NightLoad load, int rate, double bare, long megabytes)
    {
        var (receipts, pages) = (Times.Of(load.Acts.Select(act => act.Milliseconds)), Times.Of(load.Pages.Select(page => page.Milliseconds)));
        var (perSecond, behind) = (load.Acts.Count / load.Posted.TotalSeconds, Staleness.Longest(load.Pages, load.Acts));
        var least = rate == 0 ? Math.Min(LeastAsFastAsPossible, LeastOfSignatures * bare) : 0.99 * rate;
        List<string> missed = [.. Missed(load, megabytes), .. perSecond < least ? ["actsPerSecond"] : Array.Empty<string>()];
        if (rate > 0 && receipts.P99 > MostReceipt) missed.Add("receipts");
        if (rate > 0 && pages.P99 > MostPage) missed.Add("pages");
        if (rate > 0 && behind > MostBehind) missed.Add("behind");
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            actsPerSecond = Math.Round(perSecond, 1),
            bareChecksPerSecond = Math.Round(bare, 0),
            ofBareChecks = Math.Round(perSecond / bare, 3),
            receipts,
            pages,
            pagesByKind = load.Pages.GroupBy(page => page.Kind).ToDictionary(kind => kind.Key, kind => Times.Of(kind.Select(page => page.Milliseconds))),
            oldestPageBehindMs = behind,
            peakMegabytes = megabytes,
            failures = load.Failures,
            missed,
            cores = Environment.ProcessorCount,
        }, JsonOutput.Options));
        return missed.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Missed(NightLoad load, long megabytes)
    {
        if (load.Failures.Count > 0) yield return "failures";
        if (megabytes > MostMegabytes) yield return "peakMegabytes";
    }
}
