using System.Collections.Immutable;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Setting;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Attacks.Rows;

/// <summary>What people hand in at the register's door: what it turns away, and what the rules make void.</summary>
internal static class AtTheDoor
{
    private const string Door = "the register's door", Rules = "the rules";

    internal static ImmutableArray<Attack> All { get; } =
    [
        new Attack("stranger-at-the-door", Hands.None, "Somebody whose key was never enrolled hands in a copy in the commission's name.")
            .RefusedBy(Door, "key-unknown", scene => Examined(scene, By(scene, "commission/forged"))),
        new Attack("altered-on-its-way", Hands.None, "Somebody between the party and the register alters a figure of what it hands in.")
            .RefusedBy(Door, "signature-wrong", scene => Examined(scene, SmallNight.Exchanged(By(scene, "party/desk"), "\"A\":50", "\"A\":90"))),
        new Attack("meant-for-another-register", Hands.None, "An act that was signed for another register is handed in here.")
            .RefusedBy(Door, "origin-differs", OfAnother),
        new Attack("attachment-not-handed-in", Hands.Organisation, "An act names a photograph that never comes, so that no verification would pass any more.")
            .RefusedBy(Door, "attachment-missing", Unaccompanied),
        new Attack("official-copy-by-another", Hands.Organisation, "The observers sign an official copy, without the office for it.")
            .RefusedBy(Rules, "office-not-held", scene => Ruled(scene, scene.Night.Copy("S10", 10, "observers/desk", CopySource.Official).Record.ToArray())),
        new Attack("case-decided-by-another", Hands.Organisation, "The party rejects a complaint that is the commission's to decide.")
            .RefusedBy(Rules, "office-not-held", scene => Ruled(scene, scene.Night.Case("complaints/reject", "C-1", new CaseFields { Ground = "no-effect", Article = "art-9" }, "party/desk").Record.ToArray())),
        new Attack("complaint-withdrawn-by-another", Hands.Organisation, "The commission withdraws the party's complaint.")
            .RefusedBy(Rules, "case-of-another", scene => Ruled(scene, scene.Night.Case("complaints/withdraw", "C-1", new CaseFields(), "commission/desk").Record.ToArray())),
        new Attack("key-in-anothers-name", Hands.Organisation, "The party enrols a key of its own in the commission's name.")
            .RefusedBy(Rules, "key-name-of-another", InAnothersName),
    ];

    /// <summary>An act's body, signed for a register of another name.</summary>
    internal static byte[] ForAnother(byte[] record, SignerKey signer) =>
        SignedAct.Sign("simulated.saksei.example/another", (SignedAct.Parse(record, out var code) ?? throw new InvalidDataException(code)).Body.Span, signer);

    private static byte[] By(Scene scene, string signer) => scene.Night.Copy("S10", 10, signer, CopySource.Posted).Record.ToArray();

    private static string OfAnother(Scene scene)
    {
        using var author = scene.Register.Workshop.Key("party/desk");
        return Examined(scene, ForAnother(By(scene, "party/desk"), author));
    }

    private static string Unaccompanied(Scene scene) =>
        WithHost(scene, (host, door) => door.Examine(scene.Night.Doors("S03", "a photograph that stays at home"u8.ToArray()).Record) is { Act: { } act } && door.Missing(act, _ => false) is not null ? "attachment-missing" : "");

    private static string InAnothersName(Scene scene)
    {
        using var key = scene.Register.Workshop.Impostor("commission/second");
        return Ruled(scene, scene.Night.Sign(header => new OrganisationEnrol(header, "party", [new EnrolledKey(key.Verifier, KeyRole.Clerk, Hash.OfBytes("somebody"u8))]), "party/desk").Record.ToArray());
    }

    private static string Examined(Scene scene, byte[] note) => WithHost(scene, (_, door) => door.Examine(note).Code);

    // Let in, and void: the act stays in the register with its code.
    private static string Ruled(Scene scene, byte[] note) =>
        WithHost(scene, (_, door) => door.Examine(note).Code) is { Length: > 0 } turned ? turned
            : new ForgedTree([.. scene.Records, note]).Fold(scene.Register.Definition).Void.Last() is var last && last.Index == scene.Records.Length ? last.Outcome.VoidCode : "";

    private static string WithHost(Scene scene, Func<RegisterHost, ActDoor, string> ask)
    {
        var folder = Path.Combine(scene.Folder, "register");
        if (!Directory.Exists(folder)) FolderCopy.Make(scene.Register.Workshop.RegisterFolder(AttackedRegister.Before), folder);
        using var host = RegisterHost.Open(folder, _ => scene.Register.Workshop.Desk(Path.GetFileName(scene.Folder)));
        return ask(host, new ActDoor(host));
    }
}
