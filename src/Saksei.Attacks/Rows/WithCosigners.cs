using System.Collections.Immutable;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Setting;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Register.Notes;
using Saksei.Store;
using Saksei.Verifier;

namespace Saksei.Attacks.Rows;

/// <summary>Attacks on co-signers, by them, and on a node that has to ask them.</summary>
internal static class WithCosigners
{
    private const string Honest = "a co-signer", Node = "the node, started again";

    internal static ImmutableArray<Attack> All { get; } =
    [
        new Attack("cosignature-forged", Hands.Log, "The log writes lines in two co-signers' names that aren't theirs.") { Publishing = ForgedLines }
            .CaughtByAll(Check.Policy, "cosignature-wrong"),
        new Attack("two-cosigners-without-the-log", Hands.ObserversCosigner | Hands.PartysCosigner, "Two co-signers sign a smaller register that the log didn't sign.") { Publishing = OnHistory.CutOff }
            .CaughtByAll(Check.Checkpoint, "checkpoint-signature"),
        new Attack("split-view", Hands.Log | Hands.ObserversCosigner, "The log never asks one co-signer, then shows it and some readers a second register; another co-signer, which joined, signs both.")
        {
            IsOneInTheDark = true,
            Publishing = OnHistory.LeftOut,
            Remark = "Any two quorums of two among three share a co-signer, so one that joins is enough. What readers kept of the first register shows it, and so does the co-signer that signed only that.",
        }.CaughtBy("receipt since co-signers", Check.Kept, "tree-smaller"),
        new Attack("smaller-tree-asked-for", Hands.Log, "The log asks a co-signer to sign a register from which the last acts were cut off.")
            .RefusedBy(Honest, "409", scene => Asked(scene, scene.Records[..^2], scene.Records.Length - 2)),
        new Attack("another-tree-asked-for", Hands.Log, "The log asks a co-signer to sign a larger register in which an old act is another.")
            .RefusedBy(Honest, "422 proof-wrong", scene => Asked(scene, [.. scene.Records.RemoveAt(scene.Attacked), scene.Records[^1], scene.Records[^1]], null)),
        new Attack("second-root-asked-for", Hands.Log, "The log asks a co-signer to sign another root of the same size.")
            .RefusedBy(Honest, "422 root-differs", scene => Asked(scene, scene.Records.SetItem(scene.Attacked, scene.OtherFigures()), null)),
        new Attack("asked-by-a-stranger", Hands.None, "Somebody without the log's key asks a co-signer to sign a checkpoint.")
            .RefusedBy(Honest, "403 checkpoint-signature", scene => Asked(scene, [.. scene.Records, scene.Records[^1]], null)),
        new Attack("node-set-back", Hands.Disk, "The server's folder is replaced by an older copy of it, and the node is started again.")
            .RefusedBy(Node, "register-behind", scene => Restarted(scene, _ => { })),
        new Attack("node-goes-another-way", Hands.Log, "An older copy of the server's folder is written on with other acts, as far and further, and the node is started.")
            .RefusedBy(Node, "register-forked", scene => Restarted(scene, host => WriteOn(scene, host))),
        new Attack("node-without-cosigners", Hands.Disk, "The node is started again where it reaches no co-signer, so that it might append to whatever it has.")
            .RefusedBy(Node, "cosigners-not-asked", Alone),
    ];

    private static PublishedCopy ForgedLines(Scene scene)
    {
        var files = OnHistory.CutOff(scene);
        var lines = scene.Register.Kept.Policy.Cosigners.Take(2).Select(one => SignedNote.SignatureLine(one.Key.Name, new byte[72]));
        return files.With(Publication.Checkpoint, [.. files.Checkpoint, .. lines.SelectMany(line => line)]);
    }

    private static string Asked(Scene scene, ImmutableArray<byte[]> records, long? from)
    {
        var tree = new ForgedTree(records);
        var answer = scene.Ask("observers", tree, scene.CheckpointOf(tree, scene.Hands.HasFlag(Hands.Log)), from);
        return answer.Status == 409 ? "409" : $"{answer.Status} {Scene.Text(answer.Body.ToArray()).TrimEnd()}";
    }

    private static string Restarted(Scene scene, Action<RegisterHost> before)
    {
        using var host = Older(scene);
        before(host);
        using var collector = CosignatureCollector.Start(host, scene.Honest.Network(), new QuickTime(), failure => throw failure);
        QuickTime.Until(() => host.WhyReadOnly is not "cosigners-not-asked");
        return Refusal(host, scene);
    }

    private static string Alone(Scene scene)
    {
        using var host = Older(scene);
        using var nobody = new Unreachable();
        using var collector = CosignatureCollector.Start(host, nobody, new QuickTime(), failure => throw failure);
        QuickTime.Until(() => host.CosignerTroubles.Count == HandsInWords.Cosigners.Length);
        return Refusal(host, scene);
    }

    private static RegisterHost Older(Scene scene)
    {
        var folder = Path.Combine(scene.Folder, "register");
        FolderCopy.Make(scene.Register.Workshop.RegisterFolder(AttackedRegister.Before), folder);
        return RegisterHost.Open(folder, _ => scene.Register.Workshop.Desk(Path.GetFileName(scene.Folder)));
    }

    // What the node says of itself is also what it does.
    private static string Refusal(RegisterHost host, Scene scene)
    {
        try
        {
            host.Submit([scene.Night.Complaint("C-3")]);
            return "";
        }
        catch (RegisterFolderException refused)
        {
            return refused.Code;
        }
    }

    // Past the node and its door, with the log's and the clock's key, as nobody's program does.
    private static void WriteOn(Scene scene, RegisterHost host)
    {
        using SignerKey log = scene.Register.Workshop.Key(Workshop.Origin), clock = scene.Register.Workshop.Key(Workshop.Origin + "/clock");
        var sequencer = Sequencer.Open(host.Store, log, () => host.Desk.Sign(new Election.Organisations.ClockTick(host.Desk.Header(clock)), clock), new StoredPlaces(host.Store, AttackedRegister.IdentityOf));
        for (var number = 10; sequencer.Head.Size < scene.Records.Length + 2; number++) sequencer.Append([scene.Night.Complaint($"C-{number}")]);
        host.Follow();
    }

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("nobody is there");
    }
}
