using System.Text;
using System.Text.Json;
using Saksei.CrashProbe;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>What a log signed and wasn't co-signed is kept and served.</summary>
public sealed class EvidenceShelfTests
{
    private static readonly Hash[] Garbage = [Hash.OfBytes("a"u8)];

    [Fact]
    public async Task Two_roots_of_one_size_are_kept_with_both_notes_whatever_the_old_size_was()
    {
        await using var served = await ServedCosigner.StartAt(5);
        Assert.Empty(await Kept(served));
        Assert.Equal(409, (await served.Add(ToyLog.Request(0, [], served.Bench.Fork.Checkpoint(5)))).Status);
        var one = Assert.Single(await Kept(served));
        Assert.Equal(422, (await served.Add(served.Bench.Fork.Request(5, 5))).Status);
        Assert.Single(await Kept(served));
        Assert.Equal("root-differs", one.GetProperty("kind").GetString());
        var (given, held) = (Note(one, "given"), Note(one, "held"));
        Assert.True(given.IsSignedBy(served.Log.Key.Verifier) && held.IsSignedBy(served.Log.Key.Verifier));
        Checkpoint first = Checkpoint.Parse(given.Text.Span)!, second = Checkpoint.Parse(held.Text.Span)!;
        Assert.Equal(first.Size, second.Size);
        Assert.NotEqual(first.Root, second.Root);
        Assert.Equal(served.Bench.Time.Seconds, one.GetProperty("time").GetInt64());
    }

    [Fact]
    public async Task A_proof_that_fails_is_kept_until_the_same_checkpoint_is_co_signed()
    {
        await using var served = await ServedCosigner.StartAt(3);
        await served.Add(ToyLog.Request(3, Garbage, served.Log.Checkpoint(8)));
        await served.Add(served.Bench.Fork.Request(3, 9));
        Assert.Equal([8, 9], (await Kept(served)).Select(one => one.GetProperty("size").GetInt64()).Order());
        Assert.Equal(200, (await served.Add(served.Log.Request(3, 8))).Status);
        var fork = Assert.Single(await Kept(served));
        Assert.Equal((9, "proof-wrong"), (fork.GetProperty("size").GetInt64(), fork.GetProperty("kind").GetString()));
        Assert.Equal(served.Bench.Fork.Proof(3, 9).Select(hash => hash.ToString()), fork.GetProperty("proof").EnumerateArray().Select(hash => hash.GetString()));
    }

    [Fact]
    public async Task A_tree_of_nothing_with_a_root_is_kept_and_what_the_log_did_not_sign_is_not()
    {
        await using var served = await ServedCosigner.Start();
        await served.Add(ToyLog.Request(0, [], new Checkpoint(CosignerBench.Origin, 0, Garbage[0]).Sign(served.Log.Key)));
        Assert.Equal("root-of-nothing", Assert.Single(await Kept(served)).GetProperty("kind").GetString());
        await served.Add(served.Log.Request(0, 3));
        using var unsigned = new ToyLog(CosignerBench.Origin, 9, "other");
        await served.Add(unsigned.Request(3, 3));
        await served.Add(ToyLog.Request(0, Garbage, served.Log.Checkpoint(5)));
        await served.Add(ToyLog.Request(3, Garbage, served.Log.Checkpoint(3)));
        Assert.Single(await Kept(served));
    }

    [Fact]
    public async Task Thirty_two_of_a_kind_are_kept_and_one_kind_takes_no_room_from_another()
    {
        await using var served = await ServedCosigner.StartAt(3);
        for (var i = 0; i < 40; i++)
            await served.Add(ToyLog.Request(3, Garbage, new Checkpoint(CosignerBench.Origin, 100 + i, Garbage[0]).Sign(served.Log.Key)));
        Assert.Equal(Enumerable.Range(100, 32).Select(size => (long)size), (await Kept(served)).Select(one => one.GetProperty("size").GetInt64()).Order());
        await served.Add(served.Bench.Fork.Request(3, 3));
        Assert.Equal(33, (await Kept(served)).Count);
    }

    [Fact]
    public async Task Of_a_log_that_is_not_known_there_is_none()
    {
        await using var served = await ServedCosigner.Start();
        Assert.Equal(404, (await served.Get($"/evidence/{Garbage[0].ToHex()}")).Status);
        Assert.Equal("application/json", (await served.Get($"/evidence/{served.Bench.LogHash.ToHex()}")).Type);
    }

    private static SignedNote Note(JsonElement one, string field) => SignedNote.Parse(Encoding.UTF8.GetBytes(one.GetProperty(field).GetString()!))!;

    private static async Task<List<JsonElement>> Kept(ServedCosigner served)
    {
        using var document = JsonDocument.Parse((await served.Get($"/evidence/{served.Bench.LogHash.ToHex()}")).Body);
        Assert.Equal(CosignerBench.Origin, document.RootElement.GetProperty("origin").GetString());
        return [.. document.RootElement.GetProperty("evidence").EnumerateArray().Select(one => one.Clone())];
    }
}
