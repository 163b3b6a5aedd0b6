using System.Collections.Immutable;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Setting;
using Saksei.Verifier;

namespace Saksei.Attacks.Rows;

/// <summary>Another register is shown than the one there was: an older one, another one, or a second one beside it.</summary>
internal static class OnHistory
{
    private const string Kept = "receipt since co-signers";

    internal static ImmutableArray<Attack> All { get; } =
    [
        new Attack("older-publication", Hands.Disk, "An older publication, whole and rightly signed, is put back in the place of the newest.")
        {
            Publishing = scene => scene.Register.Older,
            Remark = "It was true once, so files, pin and policy hold. A receipt, a later checkpoint or a co-signer's newest one shows it.",
        }.CaughtBy(Kept, Check.Kept, "tree-smaller"),
        new Attack("older-acts-newer-results", Hands.Disk, "The acts of an older publication are put beside the newest results.")
        {
            Publishing = scene => scene.Register.Files.All.Where(file => file.Key.StartsWith("results/", StringComparison.Ordinal)).Aggregate(scene.Register.Older, (files, result) => files.With(result.Key, result.Value)),
        }.CaughtByAll(Check.Tally, "result-differs"),
        new Attack("other-register", Hands.None, "Somebody founds a whole other register under the same name, with keys of their own and no co-signers.")
        {
            Publishing = scene => Refounded(scene, name => scene.Register.Workshop.Source.KeySeed("impostor " + name)),
            Remark = "It agrees with itself. Only what names the register, learned from elsewhere, distinguishes it from the true one.",
        }.CaughtBy("pin policy receipt since co-signers", Check.Founding, "founding-not-pinned"),
        new Attack("founded-anew", Hands.Log, "The log's key signs a second founding act without co-signers, by founders of its own, and begins anew.")
        {
            Publishing = scene => Refounded(scene, name => name.StartsWith(Workshop.Origin, StringComparison.Ordinal) ? scene.Register.Workshop.Source.KeySeed(name) : scene.Register.Workshop.Source.KeySeed("impostor " + name)),
            Remark = "The log's key alone doesn't name the register: the pin has the founding act too.",
        }.CaughtBy("pin policy receipt since co-signers", Check.Founding, "founding-not-pinned"),
        new Attack("tail-cut-off", Hands.Log, "The last acts are cut off; the log signs the smaller register.") { Publishing = CutOff }
            .CaughtByAll(Check.Policy, "policy-not-met"),
        new Attack("history-rewritten", Hands.Log, "The log puts two acts in another order and signs the checkpoint anew.") { Publishing = Reordered }
            .CaughtByAll(Check.Policy, "policy-not-met"),
        new Attack("act-left-out-later", Hands.Log, "An act that stood in the register is left out; everything behind it moves up, and the log signs it.") { Publishing = LeftOut }
            .CaughtByAll(Check.Policy, "policy-not-met"),
        new Attack("tail-cut-off-with-one", Hands.Log | Hands.ObserversCosigner, "The last acts are cut off; the log and one co-signer sign the smaller register.") { Publishing = CutOff }
            .CaughtByAll(Check.Policy, "policy-not-met"),
        new Attack("tail-cut-off-with-two", Hands.Log | Hands.ObserversCosigner | Hands.PartysCosigner, "The last acts are cut off; the log and two of three co-signers sign the smaller register.")
        {
            Publishing = CutOff,
            Remark = "These are as many as the policy asks for. A receipt, a later checkpoint, or the third co-signer's newest one shows it.",
        }.CaughtBy(Kept, Check.Kept, "tree-smaller"),
        new Attack("history-rewritten-with-two", Hands.Log | Hands.ObserversCosigner | Hands.PartysCosigner, "The log and two of three co-signers sign a register with two acts in another order.")
        {
            Publishing = Reordered,
            Remark = "These are as many as the policy asks for. What somebody kept of the first order shows it, and so does the third co-signer.",
        }.CaughtBy(Kept, Check.Kept, "tree-rewritten"),
        new Attack("everybody-joins", Hands.Log | Hands.ObserversCosigner | Hands.PartysCosigner | Hands.CommissionsCosigner | Hands.Author, "The log, all co-signers and the copy's own author write the copy anew, with other figures.")
        {
            Publishing = Rewritten,
            Remark = "Nobody is left to ask: only a receipt or checkpoint that somebody kept of the register as it was shows it.",
        }.CaughtBy("receipt since", Check.Kept, "tree-rewritten"),
    ];

    /// <summary>Without the last act and the tick before it.</summary>
    internal static PublishedCopy CutOff(Scene scene) => scene.Publish(scene.Records[..^2]);

    /// <summary>The attacked act and the one behind it in each other's place.</summary>
    internal static PublishedCopy Reordered(Scene scene) =>
        scene.Publish(scene.Records.SetItem(scene.Attacked, scene.Records[scene.Attacked + 1]).SetItem(scene.Attacked + 1, scene.Records[scene.Attacked]));

    /// <summary>Without the attacked act.</summary>
    internal static PublishedCopy LeftOut(Scene scene) => scene.Publish(scene.Records.RemoveAt(scene.Attacked));

    /// <summary>The attacked act with other figures, signed by its author where that one joined.</summary>
    internal static PublishedCopy Rewritten(Scene scene)
    {
        using var author = scene.Register.Workshop.Key("party/desk");
        var altered = scene.OtherFigures();
        return scene.Publish(scene.With(scene.Attacked, scene.Hands.HasFlag(Hands.Author) ? Scene.Resigned(altered, author) : altered));
    }

    private static PublishedCopy Refounded(Scene scene, Func<string, byte[]> seed)
    {
        var workshop = scene.Register.Workshop;
        var folder = Path.Combine(scene.Folder, "register");
        using var host = Node.Founding.Found(folder, workshop.DefinitionFolder, workshop.Plan(seed, ReadOnlyMemory<byte>.Empty), _ => workshop.Desk("refounded"));
        return PublishedCopy.Of(new Node.Publisher(host));
    }
}
