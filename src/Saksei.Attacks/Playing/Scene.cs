using System.Collections.Immutable;
using System.Text;
using Saksei.Attacks.Setting;
using Saksei.Cosigner;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Attacks.Playing;

/// <summary>
/// One attack while it is played: the register, a folder of its own, and only what its hands have got hold of. Co-signers whose hands
/// aren't joined keep to the protocol, from a copy of what they remember.
/// </summary>
internal sealed class Scene : IDisposable
{
    private readonly bool _isOneInTheDark;
    private OpenCosigners? _honest;

    /// <param name="register">What is attacked.</param>
    /// <param name="hands">Who joined.</param>
    /// <param name="folder">An empty folder, or none yet.</param>
    /// <param name="isOneInTheDark">Whether the log never asked the commission's co-signer for what came after the older publication: two are enough.</param>
    internal Scene(AttackedRegister register, Hands hands, string folder, bool isOneInTheDark = false) =>
        (Register, Hands, Folder, _isOneInTheDark) = (register, hands, folder, isOneInTheDark);

    /// <summary>What is attacked.</summary>
    internal AttackedRegister Register { get; }

    /// <summary>Who joined.</summary>
    internal Hands Hands { get; }

    /// <summary>A folder for this attack alone.</summary>
    internal string Folder { get; }

    /// <summary>Acts for this attack.</summary>
    internal SmallNight Night => Register.Night(Path.GetFileName(Folder));

    /// <summary>The records as they stand in the register.</summary>
    internal ImmutableArray<byte[]> Records => Register.Records;

    /// <summary>The act that is attacked.</summary>
    internal int Attacked => Register.Attacked;

    /// <summary>Co-signers who keep to the protocol.</summary>
    internal OpenCosigners Honest => _honest ??= Register.Workshop.Cosigners.OpenAt(Path.Combine(Folder, "cosigners"), MomentOf, Hands.HonestCosigners);

    /// <summary>The same records with one of them exchanged.</summary>
    internal ImmutableArray<byte[]> With(int at, byte[] record) => Records.SetItem(at, record);

    /// <summary>Publishes other records in the register's name: hashes, results and checkpoint anew, signed as far as the hands can.</summary>
    internal PublishedCopy Publish(ImmutableArray<byte[]> records)
    {
        var tree = new ForgedTree(records);
        return tree.PutInto(Register.Files, Register.Definition).With(Verifier.Publication.Checkpoint, Sign(tree, Hands.HasFlag(Hands.Log)));
    }

    /// <summary>Publishes what a register that keeps to the rules would: anybody's valid act behind all others.</summary>
    internal PublishedCopy PublishAdmitted(params byte[][] more)
    {
        var tree = new ForgedTree([.. Records, .. more]);
        return tree.PutInto(Register.Files, Register.Definition).With(Verifier.Publication.Checkpoint, Sign(tree, hasLog: true));
    }

    /// <summary>A checkpoint of a tree, by the log's key or by one that isn't it.</summary>
    internal byte[] CheckpointOf(ForgedTree tree, bool hasLog)
    {
        using var log = hasLog ? Register.Workshop.Key(Workshop.Origin) : Register.Workshop.Impostor(Workshop.Origin);
        return new Checkpoint(Workshop.Origin, tree.Size, tree.Root).Sign(log);
    }

    /// <summary>Asks a co-signer that keeps to the protocol for a checkpoint, with the proof from the size that it knows or from another.</summary>
    internal Answer Ask(string name, ForgedTree tree, byte[] note, long? from = null)
    {
        var desk = Honest.Desks[name];
        var old = Math.Min(from ?? desk.Logs.Single().Checkpoint?.Size ?? 0, tree.Size);
        return desk.AddCheckpoint(new AddCheckpoint(old, ConsistencyProof.Prove(tree, old, tree.Size), note).ToBytes());
    }

    /// <summary>The lines that those who joined sign, whatever they are shown.</summary>
    internal IEnumerable<byte[]> JoinedLines(byte[] note)
    {
        var text = SignedNote.Parse(note)?.Text ?? throw new InvalidDataException("no note");
        foreach (var name in Hands.JoinedCosigners)
        {
            using var secret = Register.Workshop.Cosigners.Secret(name);
            yield return secret.Cosign(text.Span, 1_700_000_001);
        }
    }

    public void Dispose() => _honest?.Dispose();

    /// <summary>One digit of the attacked copy's figures exchanged, its signature as it was.</summary>
    internal byte[] OtherFigures() => SmallNight.Exchanged(Records[Attacked], "\"A\":54", "\"A\":94");

    /// <summary>A text that was signed, signed anew by a key.</summary>
    internal static byte[] Resigned(byte[] record, SignerKey signer) =>
        SignedNote.Sign((SignedNote.Parse(record) ?? throw new InvalidDataException("no note")).Text.Span, signer);

    /// <summary>Bytes as text.</summary>
    internal static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    // Who isn't the log's asks nobody: no co-signer signs what the log didn't.
    private byte[] Sign(ForgedTree tree, bool hasLog)
    {
        var note = CheckpointOf(tree, hasLog);
        var honest = !hasLog ? [] : Hands.HonestCosigners.Select(name => Ask(name, tree, note)).Where(answer => answer.Status == 200).Select(answer => answer.Body.ToArray()).ToList();
        return [.. note, .. JoinedLines(note).Concat(honest).SelectMany(line => line)];
    }

    private string MomentOf(string name) => _isOneInTheDark && name == HandsInWords.Cosigners[^1].Name ? AttackedRegister.Before : AttackedRegister.Now;
}
