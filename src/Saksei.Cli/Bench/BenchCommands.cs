using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using NSec.Cryptography;
using Saksei.Cli.Commands;
using Saksei.Cli.Published;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Verifier;

namespace Saksei.Cli.Bench;

/// <summary>Measures what the README states.</summary>
internal static class BenchCommands
{
    private const int Runs = 5;

    internal static Command Bench()
    {
        var folder = new Argument<string>("OUT") { Description = "A published folder." };
        var verify = new Command("verify", "Signatures alone, full verification, ratio, peak memory; each the median of 5.") { folder };
        verify.SetAction(parsed => Verify(parsed.GetRequiredValue(folder)));
        return new Command("bench", "Measures.") { verify, SeatBench.Command(), EvidenceCommands.Bench(), NightBench.Command(), AttackerProcess.Command(), PagesBench.Command() };
    }

    // In turn, A B A B, so that a machine that slows down slows both.
    private static int Verify(string folder)
    {
        if (!Directory.Exists(folder)) throw new CommandProblem("target-missing", folder);
        var (alone, full, ratios) = (new List<double>(), new List<double>(), new List<double>());
        Ensure(SetAside.Run(() => Verification.Run(new FolderFiles(folder), Pin.None)));
        var peakFull = PeakMegabytes();
        var bare = BareSignatures.Prepare(folder);
        bare.Check();
        for (var run = 0; run < Runs; run++)
        {
            alone.Add(Milliseconds(() => bare.Check()));
            full.Add(Milliseconds(() => Ensure(SetAside.Run(() => Verification.Run(new FolderFiles(folder), Pin.None)))));
            ratios.Add(full[^1] / alone[^1]);
            Terminal.Progress($"run {run + 1}: signatures {alone[^1]:0} ms, verification {full[^1]:0} ms, ratio {ratios[^1]:0.000}");
        }

        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            signatures = bare.Count,
            signaturesMs = Math.Round(Median(alone), 1),
            verificationMs = Math.Round(Median(full), 1),
            ratio = Math.Round(Median(ratios), 3),
            peakVerificationMegabytes = peakFull,
            peakMegabytes = PeakMegabytes(),
            cores = Environment.ProcessorCount,
        }, JsonOutput.Options));
        return 0;
    }

    private static double Milliseconds(Action run)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Ensure(VerificationReport report)
    {
        if (!report.Passed) throw new CommandProblem("target-fails", "OUT");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static long PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    /// <summary>NSec alone: messages, signatures and keys lie ready in arrays, every core checks its share.</summary>
    private sealed class BareSignatures((byte[] Text, byte[] Signature, PublicKey Key)[] prepared)
    {
        internal int Count => prepared.Length;

        internal static BareSignatures Prepare(string folder)
        {
            var files = new FolderFiles(folder);
            var signed = SignedCheckpoint.Parse(files.Read(Publication.Checkpoint, SignedCheckpoint.MaximumBytes).Bytes, out _) ?? throw new InvalidDataException("no checkpoint");
            var keys = new Dictionary<KeyName, PublicKey>();
            var prepared = new List<(byte[], byte[], PublicKey)>();
            foreach (var (index, width) in TileCoordinate.BundlesOf(signed.Checkpoint.Size))
            {
                EntryBundle.TrySplit(files.Read(TileCoordinate.BundlePath(index, width), 1L << 30).Bytes, width, out var records);
                foreach (var record in records) Add(SignedAct.Parse(record, out _)!, keys, prepared);
            }

            return new BareSignatures([.. prepared]);
        }

        internal void Check() => Parallel.For(0, prepared.Length, i =>
        {
            if (!SignatureAlgorithm.Ed25519.Verify(prepared[i].Key, prepared[i].Text, prepared[i].Signature))
                throw new InvalidDataException("a signature doesn't hold");
        });

        private static void Add(SignedAct act, Dictionary<KeyName, PublicKey> keys, List<(byte[], byte[], PublicKey)> prepared)
        {
            foreach (var word in System.Text.Encoding.UTF8.GetString(act.Body.Span).Split('"').Where(word => word.Contains('+')))
                if (VerifierKey.TryParse(word, out var key)) keys.TryAdd(key.Name, PublicKey.Import(SignatureAlgorithm.Ed25519, key.PublicBytes(), KeyBlobFormat.RawPublicKey));
            foreach (var signature in act.Signatures)
                prepared.Add((act.Text.ToArray(), signature.Signature.ToArray(), keys[signature.Key]));
        }
    }
}
