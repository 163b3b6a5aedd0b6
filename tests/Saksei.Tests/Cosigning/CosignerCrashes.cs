using System.Diagnostics;
using System.Globalization;
using Saksei.Cosigner;
using Saksei.Cosigner.Keeping;
using Saksei.CrashProbe;
using Saksei.Register.Tree;
using Saksei.Tests.Store;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>
/// A co-signer stops at every step of a write: by SIGKILL, by an exception, by a disk that doesn't take what is written. Whatever was
/// co-signed before and is co-signed afterwards is of one tree, though another register under the log's key asks at every size.
/// </summary>
public sealed class CosignerCrashes : IDisposable
{
    private const int Sigkill = 128 + 9;
    private readonly TemporaryFolder _folder = new();
    private readonly ToyLog _log = CosigningProbe.Log(), _fork = CosigningProbe.Fork();
    private readonly StandingTime _time = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _log.Dispose();
        _fork.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Killed_at_every_step_it_co_signs_one_tree()
    {
        var steps = Enum.GetValues<WriteStep>().Length * CosigningProbe.Sizes.Count;
        Assert.Equal(steps, Steps(New("whole")));
        Parallel.For(1, steps + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, step =>
        {
            var folder = New($"killed-{step}");
            var (exit, lines) = Kill(folder, step);
            Assert.Equal(Sigkill, exit);
            List<(long, Hash)> signed = [.. lines.Select(line => line.Split(' ')).Select(parts => (long.Parse(parts[1], CultureInfo.InvariantCulture), HashOf(parts[2])))];
            using var desk = CheckpointDesk.Open(folder, _time);
            CheckGoesOn(desk, signed);
        });
    }

    [Fact]
    public void Thrown_out_of_every_step_it_co_signs_one_tree()
    {
        for (var fatal = 1; fatal <= Enum.GetValues<WriteStep>().Length * CosigningProbe.Sizes.Count; fatal++)
        {
            var (folder, signed, steps) = (New($"thrown-{fatal}"), new List<(long, Hash)>(), 0);
            using (var desk = CheckpointDesk.Open(folder, _time, null, _ => { if (++steps == fatal) throw new InvalidOperationException("the end"); }))
            {
                Assert.Throws<InvalidOperationException>(() => Ask(desk, signed));
            }

            using var again = CheckpointDesk.Open(folder, _time);
            CheckGoesOn(again, signed);
        }
    }

    [Fact]
    public void Where_the_disk_takes_nothing_it_answers_500_co_signs_nothing_and_goes_on()
    {
        for (var fatal = 1; fatal <= Enum.GetValues<WriteStep>().Length * CosigningProbe.Sizes.Count; fatal++)
        {
            var (folder, signed, steps) = (New($"full-{fatal}"), new List<(long, Hash)>(), 0);
            using (var desk = CheckpointDesk.Open(folder, _time, null, _ => { if (++steps == fatal) throw new IOException("no space"); }))
            {
                Assert.Equal(500, Ask(desk, signed).Status);
                Assert.Equal((fatal - 1) / Enum.GetValues<WriteStep>().Length, signed.Count);
                CheckGoesOn(desk, signed);
            }

            using var again = CheckpointDesk.Open(folder, _time);
            CheckGoesOn(again, signed);
        }
    }

    // The fork asks for every size from every size, then the log for a larger one: all that was ever co-signed is of one of the two.
    private void CheckGoesOn(CheckpointDesk desk, List<(long Size, Hash Root)> signed)
    {
        long[] sizes = [0, .. CosigningProbe.Sizes];
        foreach (var (old, size) in sizes.SelectMany(old => sizes.Where(size => size >= old).Select(size => (old, size))))
            if (desk.AddCheckpoint(_fork.Request(old, size)).Status == 200 && size > 0) signed.Add((size, _fork.Root(size)));
        foreach (var log in new[] { _log, _fork })
            if (desk.AddCheckpoint(log.Request(Last(desk), 12)).Status == 200) signed.Add((12, log.Root(12)));
        Assert.Contains(12, signed.Select(one => one.Size));
        Assert.True(signed.All(one => one.Root == _log.Root(one.Size)) || signed.All(one => one.Root == _fork.Root(one.Size)), string.Join('\n', signed));
    }

    private static long Last(CheckpointDesk desk) => desk.Logs.Single().Checkpoint?.Size ?? 0;

    private Answer Ask(CheckpointDesk desk, List<(long, Hash)> signed)
    {
        Answer answer;
        var old = 0L;
        foreach (var size in CosigningProbe.Sizes)
        {
            answer = desk.AddCheckpoint(_log.Request(old, size));
            if (answer.Status != 200) return answer;
            signed.Add((size, _log.Root(size)));
            old = size;
        }

        throw new InvalidOperationException("all was co-signed");
    }

    private int Steps(string folder)
    {
        var steps = 0;
        using var desk = CheckpointDesk.Open(folder, _time, null, _ => steps++);
        Assert.Throws<InvalidOperationException>(() => Ask(desk, []));
        return steps;
    }

    private string New(string name)
    {
        var folder = _folder.At(name);
        CosignerFolder.Init(folder, "cosigner.example/w");
        CosignerFolder.AddLog(folder, _log.Key.Verifier.Text);
        return folder;
    }

    private static Hash HashOf(string hex) => Hash.TryParseHex(hex, out var hash) ? hash : throw new FormatException(hex);

    // Whole lines only: the last may be cut in the middle by the kill.
    private static (int Exit, string[] Lines) Kill(string folder, int step)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Saksei.CrashProbe"),
            ["cosign", folder, step.ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
