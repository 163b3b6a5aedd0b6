using Saksei.Cli.Served;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Served;

namespace Saksei.Cli.Rehearsing;

/// <summary>The register as it is served when the night is over, so that everybody sees whether their own act is still in it.</summary>
internal sealed class LaterCheckpoint
{
    private readonly byte[][] _leaves;

    private LaterCheckpoint(Checkpoint checkpoint, byte[][] leaves) => (Checkpoint, _leaves) = (checkpoint, leaves);

    internal Checkpoint Checkpoint { get; }

    /// <summary>Reads the checkpoint and the tiles below it, and adds them up: its root shows for every leaf that it is included.</summary>
    /// <exception cref="CommandProblem">The log doesn't sign it, or the tiles aren't those of its root.</exception>
    internal static async Task<LaterCheckpoint> Read(int port, RehearsedRegister register)
    {
        using var client = new LoopbackClient(0, port);
        var signed = SignedCheckpoint.Parse(await Get(client, "checkpoint"), out var code);
        if ((signed?.Check(register.Log) ?? code) is { Length: > 0 } wrong) throw new CommandProblem(wrong, "/log/checkpoint");
        var checkpoint = signed is null ? throw new CommandProblem("checkpoint-malformed") : signed.Checkpoint;
        var (tree, leaves) = (new TileTree(), new List<byte[]>());
        foreach (var tile in TileCoordinate.AllOf(checkpoint.Size).Where(tile => tile.Level == 0))
        {
            leaves.Add(await Get(client, tile.Path));
            for (var i = 0; i < tile.Width; i++) tree.Append(LeafAt(leaves[^1], i), []);
        }

        return tree.Root() == checkpoint.Root ? new LaterCheckpoint(checkpoint, [.. leaves]) : throw new CommandProblem("root-differs", "/log/checkpoint");
    }

    /// <summary>Whether an act is included at the place that its receipt named.</summary>
    internal bool Includes(AnsweredAct act) =>
        act.Index < Checkpoint.Size && LeafAt(_leaves[act.Index / TileCoordinate.FullWidth], (int)(act.Index % TileCoordinate.FullWidth)) == act.Leaf;

    private static Hash LeafAt(byte[] tile, int index) => new(tile.AsSpan(index * Hash.Length, Hash.Length));

    private static async Task<byte[]> Get(LoopbackClient client, string path)
    {
        var answer = await client.Ask(LoopbackClient.Get("/log/" + path), keepBody: true);
        return answer.Status == 200 ? answer.Body : throw new CommandProblem("target-unreachable", "/log/" + path);
    }
}
