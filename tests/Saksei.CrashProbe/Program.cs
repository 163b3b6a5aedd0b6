using System.Diagnostics;
using Saksei.CrashProbe;
using Saksei.Store;

// DATABASE STEP: appends the scenario and kills itself (SIGKILL: no handler, no flush) at the STEP-th step of a write.
// DATABASE forever NAME: appends small batches until somebody kills it.
// cosign FOLDER STEP: a co-signer does so (CosigningProbe).
// node FOLDER STEP: a node with co-signers does so (NodeProbe).
// What was acknowledged is written to stdout, a line as soon as it is: `ack PLACE IDENTITY`, `checkpoint SIZE ROOT`.
if (args[0] == "cosign") return CosigningProbe.Run(args[1], int.Parse(args[2]));
if (args[0] == "node") return NodeProbe.Run(args[1], int.Parse(args[2]));
var fatal = args[1] == "forever" ? 0 : int.Parse(args[1]);
var steps = 0;
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
using var key = Scenario.Key();
using var store = SqliteRegisterStore.Open(args[0], create: true, _ => Step());
var sequencer = Scenario.Open(store, key);
output.WriteLine("open");
foreach (var batch in args[1] == "forever" ? Endless(args[2]) : Scenario.Batches)
{
    var places = sequencer.Append(batch);
    foreach (var (place, submission) in places.Zip(batch)) output.WriteLine($"ack {place} {submission.Identity.ToHex()}");
    output.WriteLine($"checkpoint {sequencer.Head.Size} {sequencer.Head.Root.ToHex()}");
}

return 0;

void Step()
{
    if (++steps != fatal) return;
    Process.GetCurrentProcess().Kill();
    Thread.Sleep(Timeout.Infinite);
}

static IEnumerable<System.Collections.Immutable.ImmutableArray<Submission>> Endless(string name)
{
    for (var i = 0; ; i++) yield return Scenario.Records($"{name} {i}", 1 + i % 7 * (i % 3));
}
