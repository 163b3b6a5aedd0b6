using System.Diagnostics;
using Saksei.Cosigner;

namespace Saksei.CrashProbe;

/// <summary>A co-signer that is asked for three checkpoints of one log, and kills itself at the STEP-th step of its writes.</summary>
public static class CosigningProbe
{
    /// <summary>The sizes that are asked for, one after the other.</summary>
    public static IReadOnlyList<long> Sizes { get; } = [3, 5, 8];

    /// <summary>The log, and another register under the same key.</summary>
    public static ToyLog Log() => new("crash.example/log", 7, "leaf");

    /// <summary>What the log could show to others: other records, the same name and key.</summary>
    public static ToyLog Fork() => new("crash.example/log", 7, "other");

    /// <summary>Writes `cosigned SIZE ROOT` as soon as a co-signature is given.</summary>
    public static int Run(string folder, int fatal)
    {
        var steps = 0;
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var log = Log();
        using var desk = CheckpointDesk.Open(folder, TimeProvider.System, null, _ =>
        {
            if (++steps != fatal) return;
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        });
        var old = 0L;
        foreach (var size in Sizes)
        {
            if (desk.AddCheckpoint(log.Request(old, size)).Status != 200) return 1;
            output.WriteLine($"cosigned {size} {log.Root(size).ToHex()}");
            old = size;
        }

        return 0;
    }
}
