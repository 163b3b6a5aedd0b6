using System.Diagnostics;
using System.Globalization;
using Saksei.Attacks.Setting;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Register.Tree;
using Saksei.Tests.Attacks;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>
/// A node with three co-signers is killed (SIGKILL) at every step between an act's append and its being shown: before and after each
/// co-signer's answer, after the append, once enough signatures are stored. Whatever it acknowledged is there, whatever it showed is
/// shown, and it goes on with the same co-signers.
/// </summary>
public sealed class NodeCrashes(StageFixture fixture) : IClassFixture<StageFixture>
{
    private const int Sigkill = 128 + 9;

    // At the end steps of several co-signers come in any order, and the last of them once more or not.
    private const int Loose = 3;

    private AttackedRegister Register => fixture.Stage.Register;

    [Fact]
    public void Killed_at_every_step_from_the_append_to_what_is_shown_it_keeps_both_and_goes_on()
    {
        var (exit, whole) = Run(New("whole"), 0);
        Assert.Equal(0, exit);
        var steps = int.Parse(whole.Single(line => line.StartsWith("steps ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.InRange(steps, 14, 40);
        var killed = 0;
        Parallel.For(1, steps + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, step =>
        {
            var folder = New($"node-killed-{step}");
            var (ended, lines) = Run(folder, step);
            Assert.True(ended == Sigkill || step > steps - Loose, $"step {step}: {ended}");
            if (ended == Sigkill) Interlocked.Increment(ref killed);
            CheckGoesOn(folder, lines, $"step {step}: {string.Join(", ", lines)}");
        });
        Assert.True(killed >= steps - Loose);
    }

    private void CheckGoesOn(string folder, string[] lines, string said)
    {
        var workshop = new Workshop(folder);
        using var host = RegisterHost.Open(Path.Combine(folder, "register"), _ => workshop.Desk("again"));
        foreach (var parts in lines.Select(line => line.Split(' ')))
        {
            if (parts[0] == "ack") Assert.Equal((said, long.Parse(parts[1], CultureInfo.InvariantCulture)), (said, host.Find(HashOf(parts[2])) ?? -1));
            if (parts[0] == "shown") Assert.True(host.PublishedSize >= long.Parse(parts[1], CultureInfo.InvariantCulture), said);
        }

        using var cosigners = OpenCosigners.Of(Path.Combine(folder, "cosigners"), ThreeCosigners.Names, ThreeCosigners.Time);
        using var collector = CosignatureCollector.Start(host, cosigners.Network(), new QuickTime(), failure => throw failure);
        QuickTime.Until(() => host.WhyReadOnly != "cosigners-not-asked");
        Assert.Equal((said, ""), (said, host.WhyReadOnly));
        host.Submit([new SmallNight(host.Definition, workshop.Desk("later"), workshop.Key).Complaint("C-10")]);
        QuickTime.Until(() => host.PublishedSize == host.Head.Size && host.Cosigned?.Standings.All(one => one.Size == host.Head.Size) == true);
        var kept = Register.Kept;
        var report = Verification.Run(new Publisher(host), new Pin(kept.Pin.Log.Text, kept.Pin.Founding.ToHex()) { Policy = kept.Policy });
        Assert.True(report.Passed, $"{said}\n{string.Join('\n', report.Findings)}");
    }

    private static Hash HashOf(string hex) => Hash.TryParseHex(hex, out var hash) ? hash : throw new FormatException(hex);

    // The register and its co-signers as they were behind the older publication.
    private string New(string name)
    {
        var folder = Path.Combine(fixture.Stage.Folder, name);
        FolderCopy.Make(Register.Workshop.RegisterFolder(AttackedRegister.Before), Path.Combine(folder, "register"));
        FolderCopy.Make(Path.Combine(fixture.Stage.Folder, "cosigners", AttackedRegister.Before), Path.Combine(folder, "cosigners"));
        return folder;
    }

    // Whole lines only: the last may be cut in the middle by the kill.
    private static (int Exit, string[] Lines) Run(string folder, int step)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Saksei.CrashProbe"),
            ["node", folder, step.ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("the probe doesn't start");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
