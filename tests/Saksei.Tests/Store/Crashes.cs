using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Saksei.CrashProbe;
using Saksei.Register.Tree;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Store;

/// <summary>
/// A process that appends is killed (SIGKILL) before and after every write, and from outside at any time. Whatever it had
/// acknowledged is there at its place, and the tree extends every checkpoint that was ever acknowledged.
/// SAKSEI_CRASH=full kills at every step of an empty register too, and more often from outside; SAKSEI_SEED=… waits as long as
/// that run did.
/// </summary>
public sealed class Crashes : IDisposable
{
    private const int Sigkill = 128 + 9;
    private static readonly bool Full = Environment.GetEnvironmentVariable("SAKSEI_CRASH") == "full";
    private readonly TemporaryFolder _folder = new();
    private readonly Saksei.Register.Notes.SignerKey _key = Scenario.Key();

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    public void A_register_survives_SIGKILL_before_and_after_every_write(int size)
    {
        var template = Faults.Template(_folder, _key, size);
        var whole = Copy(template, "whole");
        var steps = CountSteps(whole);
        Assert.InRange(steps, 45, 80);

        // The empty register takes the same steps as the one of 250 leaves but for two tiles: every fifth is enough.
        var fatal = Enumerable.Range(1, steps).Where(step => Full || size > 0 || step % 5 == 0);
        Parallel.ForEach(fatal, new ParallelOptions { MaxDegreeOfParallelism = 2 }, step =>
        {
            var path = Copy(template, $"killed-at-{step}");
            var (exit, lines) = RunProbe(path, null, step.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(Sigkill, exit);
            Check(path, lines);
            CheckGoesOn(path, size);
        });
    }

    [Fact]
    public void A_register_survives_SIGKILL_at_any_time_again_and_again()
    {
        var seed = Environment.GetEnvironmentVariable("SAKSEI_SEED") ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        TestContext.Current.TestOutputHelper?.WriteLine($"SAKSEI_SEED={seed}");
        var path = _folder.At("again.db");
        List<string> acknowledged = [];
        for (var i = 0; i < (Full ? 100 : 6); i++)
        {
            // By turns from before the runtime has started, and from the first acknowledgement: on a slow machine too some are within appends.
            var wait = TimeSpan.FromMilliseconds(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {i}"))[0]);
            var (exit, lines) = RunProbe(path, new Kill(wait, AfterAck: i % 2 == 1), "forever", $"{seed} {i}");
            Assert.Equal(Sigkill, exit);
            acknowledged.AddRange(lines);
            Check(path, acknowledged);
        }

        Assert.Contains(acknowledged, line => line.StartsWith("ack ", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{acknowledged.Count(line => line.StartsWith("ack ", StringComparison.Ordinal))} acknowledged");
    }

    private string Copy(string template, string name)
    {
        var path = _folder.At($"{Path.GetFileNameWithoutExtension(template)}-{name}.db");
        File.Copy(template, path);
        return path;
    }

    private int CountSteps(string path)
    {
        var steps = 0;
        using var store = SqliteRegisterStore.Open(path, create: true, _ => steps++);
        var sequencer = Scenario.Open(store, _key);
        foreach (var batch in Scenario.Batches) sequencer.Append(batch);
        return steps;
    }

    // Whole lines only: the last may be cut in the middle by the kill.
    private static (int Exit, List<string> Lines) RunProbe(string path, Kill? kill, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Saksei.CrashProbe"), [path, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = new StringBuilder();
        while (kill is { AfterAck: true } && !text.ToString().Contains("\nack ", StringComparison.Ordinal) && process.StandardOutput.Read() is var next and >= 0)
            text.Append((char)next);
        var reading = process.StandardOutput.ReadToEndAsync();
        if (kill is not null)
        {
            Thread.Sleep(kill.Wait);
            process.Kill();
        }

        process.WaitForExit();
        var all = text.Append(reading.GetAwaiter().GetResult()).ToString();
        return (process.ExitCode, [.. all[..(all.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }

    private sealed record Kill(TimeSpan Wait, bool AfterAck);

    private void Check(string path, IEnumerable<string> acknowledged)
    {
        using var store = SqliteRegisterStore.Open(path, create: true);
        var records = StoredRegister.Check(store, _key.Verifier);
        List<(long Size, Hash Root)> published = [];
        foreach (var line in acknowledged.Select(line => line.Split(' ')).Where(line => line.Length == 3))
        {
            var number = long.Parse(line[1], CultureInfo.InvariantCulture);
            Assert.True(Hash.TryParseHex(line[2], out var hash));
            if (line[0] == "ack") Assert.Equal(hash, Scenario.Identity(records[(int)number]));
            else published.Add((number, hash));
        }

        Assert.Empty(published.Select(checkpoint => checkpoint.Size).Except(store.ReadCheckpointSizes()));
        StoredRegister.CheckExtends(store, published);
    }

    // The same records sent again: each stands in the register once, where an undisturbed run would have put it.
    private void CheckGoesOn(string path, int size)
    {
        using var store = SqliteRegisterStore.Open(path, create: true);
        var sequencer = Scenario.Open(store, _key);
        var places = Scenario.Batches.SelectMany(batch => sequencer.Append(batch)).ToArray();
        Assert.Equal(size == 0 ? [0, 2, 3, 5, 6, 7, 8, 10] : [251, 252, 253, 255, 256, 257, 258, 260], places);
        var records = StoredRegister.Check(store, _key.Verifier);
        Assert.Equal(size + 11, records.Count);
        Assert.Equal(records.Count, records.Select(Scenario.Identity).Distinct().Count());
    }
}
