using System.Collections.Immutable;
using System.Text;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Setting;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Verifier;

namespace Saksei.Attacks.Rows;

/// <summary>Who has only the folder that is published, or the server's disk without a key, alters what lies there.</summary>
internal static class OnFiles
{
    private static readonly string Photograph = Publication.Attachment(Hash.OfBytes(SmallNight.Photograph));

    internal static ImmutableArray<Attack> All { get; } =
    [
        Altered("byte-in-an-act", "One digit of a figure is exchanged in the published acts, and nothing else.",
            scene => WithBundle(scene.Register.Files, bundle => SmallNight.Exchanged(bundle, "\"A\":54", "\"A\":94"))).CaughtByAll(Check.Signatures, "signature-wrong"),
        Altered("byte-in-a-tile", "One byte of a published hash is altered.",
            scene => With(scene.Register.Files, scene.Register.Files.PathUnder("tile/0/"), bytes => bytes[40] ^= 1)).CaughtByAll(Check.Tree, "tile-differs"),
        Altered("byte-in-the-checkpoint", "The checkpoint says another root, under the old signatures.",
            scene => With(scene.Register.Files, Publication.Checkpoint, bytes => bytes[RootIn(bytes)] ^= 1)).CaughtByAll(Check.Checkpoint, "checkpoint-signature"),
        Altered("act-cut-out", "An act is taken out of the published acts; hashes and checkpoint stay.",
            scene => new ForgedTree(scene.Records.RemoveAt(scene.Attacked)).PutInto(scene.Register.Files, scene.Register.Definition)).CaughtByAll(Check.Tree, "file-missing"),
        Result("tally-altered", "The published tally says other figures.", Publication.Tally, ":").CaughtByAll(Check.Tally, "result-differs"),
        Result("seats-altered", "A seat is given to another list in the published results.", Publication.Seats, ":").CaughtByAll(Check.Seats, "result-differs"),
        Result("seats-working-altered", "What the seats rest on says another margin.", Publication.Evidence, ":").CaughtByAll(Check.Evidence, "result-differs"),
        Altered("contradiction-hidden", "The station whose copies differ is left out of the list of contradictions.",
            scene => scene.Register.Files.With(Publication.Contradicted, "[]"u8.ToArray())).CaughtByAll(Check.Tally, "result-differs"),
        Altered("complaint-hidden", "The published list of cases leaves out a complaint.",
            scene => scene.Register.Files.With(Publication.Cases, "[]"u8.ToArray())).CaughtByAll(Check.Cases, "result-differs"),
        Altered("void-act-hidden", "The published list of void acts is emptied, so that a void copy looks as if it counted.",
            scene => scene.Register.Files.With(Publication.Void, "[]"u8.ToArray())).CaughtByAll(Check.Rules, "result-differs"),
        Altered("attachment-withheld", "A photograph that an act names is left out.",
            scene => scene.Register.Files.Without(Photograph)).CaughtByAll(Check.Attachments, "file-missing"),
        Altered("attachment-exchanged", "Another photograph is put in the place of one that an act names.",
            scene => scene.Register.Files.With(Photograph, "a photograph of open doors.."u8.ToArray())).CaughtByAll(Check.Attachments, "file-differs"),
        Altered("definition-exchanged", "The definition gives one constituency a seat more.",
            scene => With(scene.Register.Files, Publication.Attachment(scene.Register.Definition.Identity), "\"seats\":3", "\"seats\":4")).CaughtByAll(Check.Definition, "definition-differs"),
        Altered("file-smuggled-in", "A results file that nothing accounts for is put among the others.",
            scene => scene.Register.Files.With("results/preliminary.json", "{}"u8.ToArray())).CaughtByAll(Check.Files, "file-unaccounted"),
        Altered("database-put-beside", "A database is put among published files, so that it might be read in their place.",
            scene => scene.Register.Files.With("register.db", "a database"u8.ToArray())).CaughtByAll(Check.Files, "file-unaccounted"),
        (Altered("file-made-a-link", "A photograph is replaced by a link to a file elsewhere on the disk.", scene => scene.Register.Files.Without(Photograph)) with
        {
            OnDisk = folder => File.CreateSymbolicLink(Path.Combine(folder, Photograph), Path.Combine(folder, Publication.Checkpoint)),
        }).CaughtByAll(Check.Attachments, "file-not-regular"),
        Altered("checkpoint-padded", "The checkpoint is filled up with signature lines of other keys.",
            scene => scene.Register.Files.With(Publication.Checkpoint, Padded(scene))).CaughtByAll(Check.Checkpoint, "checkpoint-signatures"),
    ];

    private static Attack Altered(string name, string words, Func<Scene, PublishedCopy> publishing) => new(name, Hands.Disk, words) { Publishing = publishing };

    private static Attack Result(string name, string words, string path, string before) => Altered(name, words, scene => With(scene.Register.Files, path, bytes => Raise(bytes, before)));

    private static PublishedCopy With(PublishedCopy files, string path, Action<byte[]> alter)
    {
        var bytes = (byte[])files.All[path].Clone();
        alter(bytes);
        return files.With(path, bytes);
    }

    private static PublishedCopy With(PublishedCopy files, string path, string piece, string by) => files.With(path, SmallNight.Exchanged(files.All[path], piece, by));

    private static PublishedCopy WithBundle(PublishedCopy files, Func<byte[], byte[]> alter)
    {
        var path = files.PathUnder("tile/entries/");
        return files.With(path, alter(files.All[path]));
    }

    // The last digit from 1 to 8 that stands directly behind a piece of text, raised by one.
    private static void Raise(byte[] bytes, string before)
    {
        var piece = Encoding.UTF8.GetBytes(before);
        for (var end = bytes.AsSpan().LastIndexOf(piece); end > 0; end = bytes.AsSpan(0, end).LastIndexOf(piece))
        {
            if (bytes[end + piece.Length] is not (>= (byte)'1' and < (byte)'9')) continue;
            bytes[end + piece.Length]++;
            return;
        }

        throw new InvalidOperationException(before);
    }

    // A letter in the middle of the root, the third line.
    private static int RootIn(byte[] note) => note.AsSpan().IndexOf("\n\n"u8) - 20;

    private static byte[] Padded(Scene scene)
    {
        using var other = scene.Register.Workshop.Impostor("somebody");
        var line = SignedNote.SignatureLine(other.Verifier.Name, new byte[64]);
        return [.. scene.Register.Files.Checkpoint, .. Enumerable.Repeat(line, 64).SelectMany(bytes => bytes)];
    }
}
