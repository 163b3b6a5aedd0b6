using System.Security.Cryptography;
using System.Text;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Impartiality;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Tree;
using Saksei.Rehearsal;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Examples;

/// <summary>
/// Published files from snapshots that were taken while the rehearsal's acts came in, and from the node's milestones, against those of a
/// fresh fold of as many acts.
/// Ten sizes; <c>SAKSEI_SNAPSHOTS=200</c> tries more, <c>SAKSEI_SEED</c> the same again.
/// </summary>
internal static class RehearsalSnapshots
{
    internal static void Hold(RegisterHost host)
    {
        var seed = Environment.GetEnvironmentVariable("SAKSEI_SEED") ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var count = int.TryParse(Environment.GetEnvironmentVariable("SAKSEI_SNAPSHOTS"), out var asked) ? asked : 10;
        var acts = ActsOf(host);
        var random = new SeededRandom(Hash.OfBytes(Encoding.UTF8.GetBytes(seed)).ToArray());
        var sizes = Enumerable.Range(0, count).Select(_ => random.Between(1, acts.Count)).ToHashSet();
        var (fold, taken) = (FoldOf(host), new List<ElectionBooks>());
        foreach (var (act, identity) in acts)
        {
            fold.Apply(act, identity);
            if (!sizes.Contains((int)fold.Size)) continue;
            taken.Add(fold.Snapshot());
            if (random.Below(2) == 0) _ = Files(taken[^1]);
        }

        foreach (var snapshot in taken)
        {
            var fresh = FoldOf(host);
            foreach (var (act, identity) in acts.Take((int)snapshot.Size)) fresh.Apply(act, identity);
            var wanted = Files(fresh.Snapshot());
            foreach (var (way, books) in new[] { ("the snapshot's", snapshot), ("the milestone's", host.FoldAsOf(snapshot.Size).Snapshot()) })
                foreach (var ((path, bytes), (_, wantedBytes)) in Files(books).Zip(wanted))
                    Assert.True(bytes.AsSpan().SequenceEqual(wantedBytes), $"SAKSEI_SEED={seed}: {way} {path} at {snapshot.Size} acts isn't that of a fresh fold");
        }
    }

    private static List<(string Path, byte[] Bytes)> Files(ElectionBooks books) =>
        [.. PublishedResults.Of(books, []).Files, ("results/impartiality.json", ImpartialityDocument.Write(books.Impartiality))];

    private static ElectionFold FoldOf(RegisterHost host) => new(host.Definition, host.Origin);

    private static List<(Act Act, Hash Identity)> ActsOf(RegisterHost host)
    {
        var reader = new ActReader(host.Definition);
        return [.. host.Store.ReadEntries(0, host.Store.ReadHead().Size).Select(note => SignedAct.Parse(note, out _)!).Select(signed => (reader.Read(signed).Act!, signed.Identity))];
    }
}
