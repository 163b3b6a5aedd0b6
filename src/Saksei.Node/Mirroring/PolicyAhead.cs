using Saksei.Election;
using Saksei.Register.Acts;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Node.Mirroring;

/// <summary>
/// Whether enough have co-signed a checkpoint that is larger than what is here: by the policy in force here, or by one that acts state
/// which aren't here yet. These count only as far as they stand in the checkpoint's own tree and the rules have them take effect.
/// </summary>
internal static class PolicyAhead
{
    // What one look reads of a register that nobody whom it knows has signed.
    private const long MostActs = 1_000_000;

    /// <summary>Of a register that is here.</summary>
    internal static bool IsMet(RegisterHost host, UpstreamLog log, NotedCheckpoint shown) =>
        host.Cosigned is not { } head || head.Policy.Judge(shown.Signed.Note).IsMet
        || IsMet(host.Read(books => books.Fork()), TileTree.Open(host.Head.Size, host.Store.ReadTile), log, shown);

    /// <summary>Of books and a tree of as many acts, which are read on to the checkpoint.</summary>
    internal static bool IsMet(ElectionFold fold, TileTree tree, UpstreamLog log, NotedCheckpoint shown)
    {
        if (shown.Size - fold.Size > MostActs) return false;
        var (records, finished) = (new UpstreamRecords(log, shown.Size), new List<Tile>());
        while (fold.Size < shown.Size)
        {
            var record = records.At(fold.Size);
            if (SignedAct.Parse(record, out _) is not { } signed || Read(fold, signed) is not { } act) return false;
            tree.Append(Hash.OfLeaf(record.Span), finished);
            finished.Clear();
            fold.Apply(act, signed.Identity);
        }

        return tree.Root() == shown.Checkpoint.Root && fold.Cosigning.Records is { InForce: not null } policies && policies.For(shown.Size).Judge(shown.Signed.Note).IsMet;
    }

    private static Election.Acts.Act? Read(ElectionFold fold, SignedAct signed) => fold.Size == 0 ? ActReader.ReadFounding(signed).Act : fold.Reader.Read(signed).Act;
}
