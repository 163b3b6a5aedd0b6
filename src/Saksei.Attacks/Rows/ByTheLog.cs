using System.Collections.Immutable;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Setting;
using Saksei.Cosigner;
using Saksei.Election.Forms;
using Saksei.Register.Notes;
using Saksei.Verifier;

namespace Saksei.Attacks.Rows;

/// <summary>Who holds the log's key writes what nobody signed, writes it twice, or doesn't write what somebody signed.</summary>
internal static class ByTheLog
{
    private static readonly byte[] Other = "show(other);"u8.ToArray();

    internal static ImmutableArray<Attack> All { get; } =
    [
        new Attack("figure-altered-by-the-log", Hands.Log, "A figure of a copy is altered; every hash and result is computed anew and the log signs the checkpoint.") { Publishing = OnHistory.Rewritten }
            .CaughtByAll(Check.Signatures, "signature-wrong"),
        new Attack("figure-altered-by-quorum", Hands.Log | Hands.ObserversCosigner | Hands.PartysCosigner, "A figure of a copy is altered, and two of three co-signers sign the checkpoint with the log.") { Publishing = OnHistory.Rewritten }
            .CaughtByAll(Check.Signatures, "signature-wrong"),
        new Attack("act-invented", Hands.Log, "The log appends an official copy in the commission's name, by a key that was never enrolled.") { Publishing = Invented }
            .CaughtByAll(Check.Signatures, "key-unknown"),
        new Attack("act-forged", Hands.Log, "The log appends a copy under the name of the party's key, with a signature that isn't the key's.") { Publishing = Forged }
            .CaughtByAll(Check.Signatures, "signature-wrong"),
        new Attack("act-of-another-register", Hands.Log, "The log appends an act that the party signed for another register.") { Publishing = OfAnother }
            .CaughtByAll(Check.Acts, "origin-differs"),
        new Attack("act-appended-twice", Hands.Log, "The log appends an old act once more, signature and all, so that it might take effect again.")
        {
            Publishing = scene => scene.PublishAdmitted(scene.Records[scene.Attacked]),
            Remark = "Nothing was altered, so every check passes: by the rules it is void, and stands in void.json.",
        }.RefusedBy("the rules", "act-known", Repeated),
        new Attack("act-withheld", Hands.Log, "The log takes an act and never appends it.")
        {
            Publishing = scene => scene.Register.Files,
            Remark = "No file shows what isn't there. Anybody who gets no receipt for an act deposits it with a co-signer, whose signed receipt says that it was there, and when.",
        }.RefusedBy("a co-signer's receipt of the deposit", "not-in-the-register", Withheld),
        new Attack("script-exchanged", Hands.Disk, "The pages' script is exchanged for another one on the server.")
        {
            Publishing = scene => scene.Register.Files,
            Remark = "verify reads no script. Phones and `scripts --check` ask the register for the one that is served.",
        }.RefusedBy("the register, asked for the script", "script-not-registered", scene => ScriptIn(scene, scene.Records)),
        new Attack("script-exchanged-and-stated", Hands.Disk | Hands.Organisation, "The pages' script is exchanged on the server, and an organisation states the other one as its own build.")
        {
            Publishing = StatedBy,
            Remark = "It stands in the register under that organisation's name for ever; anybody who builds the sources sees that it is another one (`script-not-built`).",
        }.RefusedBy("the register, asked for the script", "registered", scene => ScriptIn(scene, [.. scene.Records, OtherScript(scene)])),
    ];

    /// <summary>What becomes of a script that nobody built, by the books of these records.</summary>
    internal static string ScriptIn(Scene scene, IEnumerable<byte[]> records)
    {
        var books = new ForgedTree(records).Fold(scene.Register.Definition).Books;
        var served = new Election.Organisations.PageScript(SmallNight.ScriptName, Saksei.Register.Tree.Hash.OfBytes(Other));
        return books.Scripts.Find(served) is not null ? "registered" : books.Scripts.FirstOf(SmallNight.ScriptName) is null ? "none" : "script-not-registered";
    }

    /// <summary>The act by which the observers state that script as theirs.</summary>
    internal static byte[] OtherScript(Scene scene) => scene.Night.Scripts("observers/desk", Other).Record.ToArray();

    /// <summary>Deposits an act with co-signers, the register having none of it; gives what its receipt shows.</summary>
    internal static string Withheld(Scene scene)
    {
        var act = scene.Night.Complaint("C-2");
        var deposited = scene.Honest.Desks.Values.Select(desk => desk.Deposit(act.Record)).FirstOrDefault(answer => answer.Status is 200 or 201);
        if (deposited is null || SignedNote.Parse(deposited.Body) is not { } note || DepositReceipt.Parse(note.Text.Span) is not { } receipt) return "";
        return scene.Records.Any(record => AttackedRegister.IdentityOf(record) == receipt.Identity) ? "" : "not-in-the-register";
    }

    private static PublishedCopy StatedBy(Scene scene) => scene.PublishAdmitted(OtherScript(scene));

    private static PublishedCopy Invented(Scene scene)
    {
        using var impostor = scene.Register.Workshop.Key("commission/forged");
        return scene.PublishAdmitted(CopyBy(scene, impostor, CopySource.Official));
    }

    private static PublishedCopy Forged(Scene scene)
    {
        // Under the true key's name and number, with a signature of another key.
        using SignerKey author = scene.Register.Workshop.Key("party/desk"), other = scene.Register.Workshop.Impostor("party/desk");
        var text = SignedNote.Parse(CopyBy(scene, author, CopySource.Posted))?.Text ?? throw new InvalidDataException("no note");
        return scene.PublishAdmitted([.. text.Span, (byte)'\n', .. SignedNote.SignatureLine(author.Verifier.Name, other.Sign(text.Span))]);
    }

    private static PublishedCopy OfAnother(Scene scene)
    {
        using var author = scene.Register.Workshop.Key("party/desk");
        return scene.PublishAdmitted(AtTheDoor.ForAnother(CopyBy(scene, author, CopySource.Posted), author));
    }

    private static byte[] CopyBy(Scene scene, SignerKey signer, CopySource source) =>
        new SmallNight(scene.Register.Definition, scene.Register.Workshop.Desk(Path.GetFileName(scene.Folder)), _ => SignerKey.TryParse(signer.ExportText(), out var own) ? own : throw new InvalidDataException("no key"))
            .Copy("S10", 10, signer.Verifier.Name.Name, source).Record.ToArray();

    private static string Repeated(Scene scene) =>
        new ForgedTree([.. scene.Records, scene.Records[scene.Attacked]]).Fold(scene.Register.Definition).Void.Last().Outcome.VoidCode;
}
