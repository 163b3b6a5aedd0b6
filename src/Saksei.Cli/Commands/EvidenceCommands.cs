using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Node;

namespace Saksei.Cli.Commands;

/// <summary>What each seat rests on, and how long that takes to say.</summary>
internal static class EvidenceCommands
{
    private const int Runs = 5;
    private const ulong DefaultSeed = 20230723;
    private const int OpenedPerMille = 30;

    private static readonly Argument<string> Folder = new("DIR") { Description = "The register's folder." };

    internal static Command Evidence()
    {
        var open = new Option<string?>("--open") { Description = "A file of stations to open beside those that are open anyway, one code a line." };
        var counting = new Option<string[]>("--counting") { Description = "Whose copies may contradict the official ones; without it, everybody's." };
        var reading = new Option<string>("--reading") { Description = "contradicted, or uncorroborated.", DefaultValueFactory = _ => "contradicted" };
        reading.AcceptOnlyFromAmong("contradicted", "uncorroborated");
        var ordered = new Option<bool>("--ordered-only") { Description = "A recount or an annulment opens a station only once a body ordered it." };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output (always so)." };
        var choice = ContestChoice.MakeOption();
        var command = new Command("evidence", "Which seats stand whatever the open stations turn out to say, with certificates.") { Folder, open, counting, reading, ordered, choice, json };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var own = parsed.GetValue(open) is not null || parsed.GetValue(counting) is { Length: > 0 } || parsed.GetValue(ordered);
            var chosen = own ? Own(host, parsed.GetValue(open), parsed.GetValue(counting) ?? [], parsed.GetValue(ordered))
                : parsed.GetValue(reading) == "uncorroborated" ? EvidenceReading.Uncorroborated : EvidenceReading.Contradicted;
            return Write(host, ContestChoice.Of(host.Definition, parsed.GetValue(choice)), chosen);
        });
        return command;
    }

    internal static Command Bench()
    {
        var seed = new Option<ulong>("--seed") { Description = "Which stations are opened follows from it.", DefaultValueFactory = _ => DefaultSeed };
        var command = new Command("evidence", "Fold, evidence, and evidence with 3 % of the stations opened; each the median of 5.") { Folder, seed };
        command.SetAction(parsed => Measure(parsed.GetRequiredValue(Folder), parsed.GetValue(seed)));
        return command;
    }

    private static EvidenceReading Own(RegisterHost host, string? file, string[] counting, bool orderedOnly)
    {
        if (file is not null && !File.Exists(file)) throw new RegisterFolderException("file-missing", file);
        var codes = file is null ? [] : File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        foreach (var code in codes)
            if (host.Definition.FindStation(code) is null) throw new RegisterFolderException("station-unknown", code);
        foreach (var organisation in counting)
            if (!host.Read(fold => fold.Organisations.All.ContainsKey(organisation))) throw new CommandProblem("organisation-unknown", "--counting", organisation);
        return EvidenceReading.Own(codes, counting.Length == 0 ? null : counting, orderedOnly);
    }

    private static int Write(RegisterHost host, Contest contest, EvidenceReading reading)
    {
        var evidence = host.Read(fold => fold.Snapshot().Of(contest).EvidenceIn(reading));
        var sentence = evidence.Sentence;
        if (host.Definition.Stations.IsEmpty) Terminal.Progress("no stations, so no figures by station: nothing can be said of what a seat rests on");
        else Terminal.Progress($"{sentence.Settled} of {sentence.Seats} seats cannot change, whatever the {sentence.OpenStations} open stations turn out to say; {sentence.Open} can, on {sentence.HangOn} stations");
        var failed = evidence.Constituencies.Sum(constituency => constituency.Seats.Count(seat => !EvidenceCheck.Holds(constituency, seat)));
        Terminal.Progress($"{evidence.Constituencies.Sum(constituency => constituency.Seats.Length)} certificates checked, {failed} failed");
        Terminal.Write(EvidenceDocument.Write(contest, evidence));
        return failed == 0 ? 0 : 1;
    }

    private static int Measure(string folder, ulong seed)
    {
        using var host = Terminal.Open(folder);
        var size = host.Read(fold => fold.Size);
        var opened = EvidenceReading.Own(Sample(host, seed));
        var (folds, plain, sampled) = (new List<double>(), new List<double>(), new List<double>());
        host.Read(fold => Evidence(fold, opened));
        for (var run = 0; run < Runs; run++)
        {
            folds.Add(Milliseconds(() => host.FoldAsOf(size)));
            plain.Add(Milliseconds(() => host.Read(fold => Evidence(fold, EvidenceReading.Contradicted))));
            sampled.Add(Milliseconds(() => host.Read(fold => Evidence(fold, opened))));
            Terminal.Progress($"run {run + 1}: fold {folds[^1]:0} ms, evidence {plain[^1]:0} ms, with 3 % opened {sampled[^1]:0} ms");
        }

        var (fold, contradicted, own) = (Median(folds), Median(plain), Median(sampled));
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            seed,
            stations = host.Definition.Stations.Length,
            opened = opened.Open.Count,
            foldMs = Math.Round(fold, 1),
            evidenceMs = Math.Round(contradicted, 1),
            openedMs = Math.Round(own, 1),
            ratio = Math.Round(contradicted / fold, 3),
            openedRatio = Math.Round(own / fold, 3),
            sentence = host.Read(fold => Evidence(fold, opened)).Sentence,
        }, JsonOutput.Options));
        return 0;
    }

    private static ElectionEvidence Evidence(ElectionFold fold, EvidenceReading reading) => fold.Snapshot().Contests[0].EvidenceIn(reading);

    /// <summary>Each station with a chance of 3 %, by SplitMix64.</summary>
    private static List<string> Sample(RegisterHost host, ulong seed)
    {
        var state = seed;
        var opened = new List<string>();
        foreach (var station in host.Definition.Stations)
            if (Next(ref state) % 1000 < OpenedPerMille) opened.Add(station.Code);
        return opened;
    }

    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    private static double Milliseconds(Action run)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
