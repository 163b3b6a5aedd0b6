using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Saksei.Tests.Store;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>
/// The model of docs/model is one of this code: whatever a run of it did the model can do too, and what a run can't have done it can't.
/// SAKSEI_SEED=… draws the same runs again.
/// </summary>
public sealed class ModelTraces : IDisposable
{
    private const string Spin = "/usr/bin/spin";
    private const int Runs = 24, MostRuns = 96;

    // More runs are drawn until all of this has happened in them.
    private static readonly string[] Words =
        ["start", "kill", "takeOver", "append", "ack", "overtaken", "refused", "cosign", "remember", "restart", "decline", "heard", "contradict", "publish", "restore"];

    private readonly TemporaryFolder _folder = new();
    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("SAKSEI_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : RandomNumberGenerator.GetInt32(int.MaxValue - MostRuns);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_model_does_what_the_code_did_and_refuses_what_it_can_not_have_done()
    {
        Assert.SkipUnless(File.Exists(Spin) && File.Exists("/usr/bin/gcc"), "needs spin and gcc");
        TestContext.Current.TestOutputHelper?.WriteLine($"SAKSEI_SEED={_seed}");
        var traces = new List<List<string>>();
        for (var i = 0; i < Runs || (i < MostRuns && Missing(traces).Count > 0); i++)
        {
            using var run = new TracedRun(_seed + i);
            traces.Add([.. (await run.Go()).Lines]);
        }

        var (code, said) = Run("replay", [.. traces.Select((lines, i) => Write($"run-{_seed + i}", lines))]);
        Assert.True(code == 0, said);
        Assert.Equal(traces.Count, said.Split(": accepted\n").Length - 1);
        Assert.Empty(Missing(traces));
        TestContext.Current.TestOutputHelper?.WriteLine($"{traces.Count} runs: " + string.Join(", ", traces.SelectMany(lines => lines).CountBy(WordOf).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}")));
        CheckThatAlteredOnesAreRefused(traces);
    }

    [Fact]
    public void Every_variant_of_the_model_comes_out_as_it_is_expected_to()
    {
        Assert.SkipUnless(File.Exists(Spin) && File.Exists("/usr/bin/gcc"), "needs spin and gcc");
        var (code, said) = Run("run");
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        Assert.True(code == 0, said);
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((8, 14), (lines.Count(line => line.EndsWith("  as expected: holds", StringComparison.Ordinal)), lines.Count(line => line.Contains(" broken ", StringComparison.Ordinal))));
    }

    private static List<string> Missing(List<List<string>> traces) => [.. Words.Except(traces.SelectMany(lines => lines).Select(WordOf))];

    private static string WordOf(string line) => line.Split(' ')[0];

    private void CheckThatAlteredOnesAreRefused(List<List<string>> traces)
    {
        var files = new List<string>();
        foreach (var (name, alter) in Alterations)
        {
            var altered = traces.Select(alter).Where(lines => lines is not null).Select((lines, i) => Write($"{name}-{i}", lines!)).ToList();
            Assert.True(altered.Count > 0, $"no run can be altered by {name}");
            files.AddRange(altered);
        }

        var (code, said) = Run("replay", [.. files]);
        Assert.Equal(1, code);
        Assert.DoesNotContain(": accepted", said, StringComparison.Ordinal);
        Assert.DoesNotContain("unreadable", said, StringComparison.Ordinal);
        Assert.Equal(files.Count, said.Split(": refused at line ").Length - 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{files.Count} altered runs refused");
    }

    /// <summary>What can't have happened, made of what did; null where the run gives no occasion.</summary>
    private static IEnumerable<(string Name, Func<List<string>, List<string>?> Alter)> Alterations =>
    [
        ("acknowledged-act-vanishes", lines => Without(lines, At(lines, "append", i => i + 1 < lines.Count && Is(lines[i + 1], "ack")))),
        ("acknowledged-before-durable", lines => At(lines, "append", i => i + 1 < lines.Count && Is(lines[i + 1], "ack")) is var i and >= 0 ? [.. lines[..i], lines[i + 1], lines[i], .. lines[(i + 2)..]] : null),
        ("cosigner-signs-a-smaller-tree", lines => Behind(lines, At(lines, "cosign", i => Last(lines[i]) > 0), line => $"cosign {line.Split(' ')[1]} 0")),
        ("cosigner-forgets", lines => At(lines, "cosign", i => Last(lines[i]) > 0) is var i and >= 0 ? Behind(lines, i, line => $"restart {line.Split(' ')[1]} 0") : null),
        ("shown-without-enough", lines => Behind(lines, At(lines, "append", _ => true), line => $"publish {line.Split(' ')[1]} {Last(line)}")),
        ("appends-unasked", lines => Behind(lines, At(lines, "start", i => i > 0), line => $"takeOver {line.Split(' ')[1]}")),
        ("starts-with-less", lines => At(lines, "start", i => Last(lines[i]) > 0) is var i and >= 0 ? [.. lines[..i], $"start {lines[i].Split(' ')[1]} {Last(lines[i]) - 1}", .. lines[(i + 1)..]] : null),
        ("two-histories", lines => At(lines, "append", i => i + 1 < lines.Count && Is(lines[i + 1], "ack")) is var i and >= 0 ? Behind(lines, i + 1, _ => $"{lines[i][..lines[i].LastIndexOf(' ')]} {Last(lines[i]) + 1}") : null),
    ];

    private static bool Is(string line, string word) => WordOf(line) == word;

    private static int Last(string line) => int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);

    private static int At(List<string> lines, string word, Func<int, bool> where) =>
        Enumerable.Range(0, lines.Count).Where(i => Is(lines[i], word) && where(i)).DefaultIfEmpty(-1).First();

    private static List<string>? Without(List<string> lines, int at) => at < 0 ? null : [.. lines[..at], .. lines[(at + 1)..]];

    private static List<string>? Behind(List<string> lines, int at, Func<string, string> more) => at < 0 ? null : [.. lines[..(at + 1)], more(lines[at]), .. lines[(at + 1)..]];

    private string Write(string name, List<string> lines)
    {
        var path = _folder.At(name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static (int Code, string Said) Run(string script, params string[] files)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.At("docs", "model", script), files) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
