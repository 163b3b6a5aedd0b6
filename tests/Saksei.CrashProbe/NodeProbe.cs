using System.Diagnostics;
using Saksei.Attacks.Setting;
using Saksei.Node;
using Saksei.Node.Cosigning;

namespace Saksei.CrashProbe;

/// <summary>
/// A node with three co-signers that appends one act and has it co-signed, and kills itself at the STEP-th step: before and after each
/// answer of a co-signer, before and after the append, and once what enough have signed is shown.
/// </summary>
public static class NodeProbe
{
    /// <summary>Writes `ack PLACE IDENTITY` once the act is appended, `shown SIZE` whenever readers are shown more, and `steps COUNT` at the end.</summary>
    public static int Run(string folder, int fatal)
    {
        var steps = 0;
        using var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        var workshop = new Workshop(folder);
        using var host = RegisterHost.Open(Path.Combine(folder, "register"), _ => workshop.Desk("probe"));
        using var cosigners = OpenCosigners.Of(Path.Combine(folder, "cosigners"), ThreeCosigners.Names, ThreeCosigners.Time);
        using var network = new Stepping(cosigners.Network(), Step);
        host.Published += () =>
        {
            output.WriteLine($"shown {host.PublishedSize}");
            Step();
        };
        using var collector = CosignatureCollector.Start(host, network, new QuickTime(), failure => throw failure);
        QuickTime.Until(() => host.IsWritable);
        Step();
        var act = new SmallNight(host.Definition, host.Desk, workshop.Key).Complaint("C-9");
        output.WriteLine($"ack {host.Submit([act])[0].Index} {act.Identity.ToHex()}");
        Step();
        QuickTime.Until(() => host.Cosigned?.Standings.All(one => one.Size == host.Head.Size) == true && host.PublishedSize == host.Head.Size);
        output.WriteLine($"steps {Volatile.Read(ref steps)}");
        return 0;

        void Step()
        {
            if (Interlocked.Increment(ref steps) != fatal) return;
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>A step before a co-signer is asked, and one when it has answered and nothing of that is stored here.</summary>
    private sealed class Stepping(HttpMessageHandler inner, Action step) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            step();
            var answer = await base.SendAsync(request, cancellationToken);
            step();
            return answer;
        }
    }
}
