using System.Collections.Immutable;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Rows;
using Saksei.Attacks.Setting;
using Saksei.Register.Tree;
using Saksei.Verifier;

namespace Saksei.Attacks.Joined;

/// <summary>A change of what the public sees, as those who join can make it.</summary>
/// <param name="Words">What is changed.</param>
/// <param name="Make">What is published; null where these hands can't make the change at all.</param>
/// <param name="Remark">What is to be said of it.</param>
internal sealed record Change(string Words, Func<Scene, PublishedCopy?> Make, string Remark)
{
    /// <summary>What speaks against it besides a verification: phones that ask the register for scripts, receipts of deposits.</summary>
    internal Func<Scene, Known, bool> IsShownOtherwise { get; init; } = (_, _) => false;

    /// <summary>All of them.</summary>
    internal static ImmutableArray<Change> All { get; } =
    [
        new("an act is taken out", IfPublishing(OnHistory.LeftOut), ""),
        new("an act is altered", IfPublishing(OnHistory.Rewritten), "its author's key among them"),
        new("an act is added in an organisation's name", Added, "that organisation's key suffices until it is revoked; the act stands under its name for ever"),
        new("acts are put in another order", IfPublishing(OnHistory.Reordered), ""),
        new("the tail is cut off", IfPublishing(OnHistory.CutOff), ""),
        new("a second register is shown to some readers", IfPublishing(Forked), "two readers who compare what they have see it"),
        new("an older publication is shown as the newest", scene => CanPublish(scene) ? scene.Register.Older : null, "it was true once; the newest checkpoint of any co-signer that didn't join shows it"),
        new("an act is withheld before it is appended", scene => scene.Hands.HasFlag(Hands.Log) ? scene.Register.Files : null, "no file shows what isn't there: the signed receipt of a deposit with a co-signer does") { IsShownOtherwise = IsDeposited },
        new("results are altered", Result(Publication.Tally), "they are computed from the acts"),
        new("seats or their working are altered", Result(Publication.Seats), "they are computed from the acts"),
        new("an attachment is withheld", scene => CanPublish(scene) ? scene.Publish(scene.Records).Without(Photograph) : null, "it is missed, unless an act takes it down in its signer's name, with ground and article"),
        new("the definition is altered", IfPublishing(OtherDefinition), "its hash stands in the founding act, which the pin names"),
        new("a script of the pages is altered", Script, "an organisation states it in its name, for ever") { IsShownOtherwise = (scene, _) => ByTheLog.ScriptIn(scene, scene.Hands.HasFlag(Hands.Author) ? [.. scene.Records, ByTheLog.OtherScript(scene)] : scene.Records) != "registered" },
    ];

    private static string Photograph => Publication.Attachment(Hash.OfBytes(SmallNight.Photograph));

    private static bool CanPublish(Scene scene) => scene.Hands.HasFlag(Hands.Disk) || scene.Hands.HasFlag(Hands.Log);

    private static Func<Scene, PublishedCopy?> IfPublishing(Func<Scene, PublishedCopy> make) => scene => CanPublish(scene) ? make(scene) : null;

    // With the key it is handed in at the door; without it, it is published past the door.
    private static PublishedCopy? Added(Scene scene)
    {
        if (scene.Hands.HasFlag(Hands.Author)) return scene.PublishAdmitted(scene.Night.Attacked(20).Record.ToArray());
        using var impostor = scene.Register.Workshop.Impostor("party/desk");
        return CanPublish(scene) ? scene.Publish([.. scene.Records, Scene.Resigned(scene.Night.Attacked(20).Record.ToArray(), impostor)]) : null;
    }

    // Of the same size: other acts, rightly signed, in the place of the last ones.
    private static PublishedCopy Forked(Scene scene)
    {
        var other = scene.Night.Copy("S07", 7, "observers/desk", Election.Forms.CopySource.Posted);
        return scene.Publish(scene.Records.SetItem(scene.Records.Length - 1, other.Record.ToArray()));
    }

    private static Func<Scene, PublishedCopy?> Result(string path) => scene =>
    {
        if (!CanPublish(scene)) return null;
        var files = scene.Publish(scene.Records);
        return files.With(path, [.. files.All[path], (byte)'\n']);
    };

    private static PublishedCopy OtherDefinition(Scene scene)
    {
        var path = Publication.Attachment(scene.Register.Definition.Identity);
        var files = scene.Publish(scene.Records);
        return files.With(path, SmallNight.Exchanged(files.All[path], "\"seats\":3", "\"seats\":4"));
    }

    // Nothing of it is in the files but the statement of an organisation, where one joined.
    private static PublishedCopy? Script(Scene scene) =>
        !CanPublish(scene) ? null : scene.Hands.HasFlag(Hands.Author) ? scene.PublishAdmitted(ByTheLog.OtherScript(scene)) : scene.Register.Files;

    // Co-signers say what was deposited with them; one that joined says nothing. Who has the receipt needs nobody.
    private static bool IsDeposited(Scene scene, Known known) =>
        known.HasFlag(Known.Receipt) || (known.HasFlag(Known.Cosigners) && scene.Hands.HonestCosigners.Any() && ByTheLog.Withheld(scene).Length > 0);
}
