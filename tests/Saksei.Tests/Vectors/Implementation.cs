using System.Text;
using Saksei.Cli.Published;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Cosigning;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Vectors;

/// <summary>What became of a note: <c>applied</c>, <c>void</c> or <c>refused</c>, by which code.</summary>
internal sealed record Taken(string Outcome, string Code, string Detail, string Identity);

/// <summary>All that the vectors know of the code, with <see cref="Books"/>: bytes go in, and what became of them comes out.</summary>
internal static class Implementation
{
    internal static IReadOnlyList<string> Kinds => [.. ActKinds.All.Select(kind => kind.Name)];

    internal static ElectionDefinition Definition { get; } = Founding.ReadFolder(VectorFolder.Definition);

    internal static string DefinitionIdentity => Definition.Identity.ToHex();

    internal static string HashOf(ReadOnlySpan<byte> bytes) => Hash.OfBytes(bytes).ToHex();

    internal static string KeyText(string name) => Key(name).Verifier.Text;

    internal static string KeyName(string name) => Key(name).Verifier.Name.ToString();

    /// <summary>Signs a body by keys in the order in which it names them.</summary>
    internal static byte[] Sign(string origin, string body, IEnumerable<string> signers) =>
        SignedAct.Sign(origin, Encoding.UTF8.GetBytes(body), [.. signers.Select(Key)]);

    /// <summary>A signature, in base64, of a text by a key.</summary>
    internal static string Signature(string text, string signer) => Convert.ToBase64String(Key(signer).Sign(Encoding.UTF8.GetBytes(text)));

    /// <summary>A co-signer's key of a name.</summary>
    internal static string CosignerKeyText(string name) => Cosigner(name).Public.Text;

    /// <summary>A co-signer's signature of a text at a time, in base64.</summary>
    internal static string Cosignature(string text, long time, string name) => Policies.Sign(Encoding.UTF8.GetBytes(text), time, Cosigner(name));

    private static CosignerSecret Cosigner(string name) => CosignerSecret.FromSeed(name, VectorFolder.SeedOf("co-signer " + name));

    /// <summary>Signs any text, with its newline, by one key under the name of the first line.</summary>
    internal static byte[] SignNote(string text, string seed) =>
        SignedNote.Sign(Encoding.UTF8.GetBytes(text), SignerKey.FromSeed(text[..text.IndexOf('\n', StringComparison.Ordinal)], VectorFolder.SeedOf(seed)));

    /// <summary>Reads a note, writes the act anew from what was read, and signs it anew by the same keys.</summary>
    internal static byte[] Rewritten(byte[] note)
    {
        var signed = SignedAct.Parse(note, out _)!;
        var act = new ActReader(Definition).Read(signed).Act!;
        return SignedAct.Sign(Encoding.UTF8.GetString(signed.Origin.Span), act.ToBody(), [.. act.Header.Signers.Select(signer => Key(signer.Name))]);
    }

    /// <summary>Why an act can't be read, whatever register it comes to; null where it can.</summary>
    internal static string? Problem(byte[] note) =>
        SignedAct.Parse(note, out var code) is { } signed ? new ActReader(Definition).Read(signed).Problem?.Code : code;

    /// <summary>Stores a register of these batches, each with the tick that belongs to it.</summary>
    internal static void Store(string folder, IEnumerable<(byte[] Tick, IReadOnlyList<byte[]> Acts)> batches)
    {
        Directory.CreateDirectory(folder);
        using var store = SqliteRegisterStore.Open(Path.Combine(folder, RegisterHost.DatabaseName), create: true);
        foreach (var file in VectorFolder.Attachments) store.AddAttachment(file, "text/plain");
        foreach (var file in Directory.GetFiles(VectorFolder.Definition).Order(StringComparer.Ordinal)) store.AddAttachment(File.ReadAllBytes(file), "application/json");
        byte[] tick = [];
        var sequencer = Sequencer.Open(store, Key(VectorFolder.Origin), () => Submission(tick), new StoredPlaces(store, RegisterHost.IdentityOf));
        foreach (var batch in batches)
        {
            tick = batch.Tick;
            sequencer.Append([.. batch.Acts.Select(Submission)]);
        }
    }

    /// <summary>Publishes a register's files into <c>published</c> and a receipt of each act into <c>receipts</c>.</summary>
    internal static void Publish(string register, string output)
    {
        using var host = RegisterHost.Open(register);
        new Publisher(host).WriteTo(Path.Combine(output, "published"), _ => { });
        Directory.CreateDirectory(Path.Combine(output, "receipts"));
        var reader = new RegisterReader(host.Store);
        for (var index = 0L; index < host.Store.ReadHead().Size; index++)
            File.WriteAllBytes(Path.Combine(output, "receipts", $"{index:00}.tlog-proof"), reader.ReceiptOf(index).ToBytes());
    }

    /// <summary>What the verifier finds in published files; empty where every check passes.</summary>
    internal static IEnumerable<string> Findings(string published, string founding)
    {
        var report = Verification.Run(new FolderFiles(published), new Pin(Key(VectorFolder.Origin).Verifier.Text, founding));
        Assert.True(report.Passed || !report.Findings.IsEmpty);
        return report.Findings.Select(finding => finding.ToString());
    }

    /// <summary>Whether a receipt shows a note to stand at an index of the log.</summary>
    internal static bool Proves(byte[] receipt, long index, byte[] note) =>
        Receipt.Parse(receipt) is { } read && read.Index == index && read.Proves(note, VectorFolder.Origin, Key(VectorFolder.Origin).Verifier);

    /// <summary>What a register comes to, with the digests of what is published of it.</summary>
    internal static ExampleRoot RootOf(ulong seed, RegisterHost host)
    {
        var publisher = new Publisher(host);
        var files = publisher.List().ToDictionary(entry => entry.Path, entry => HashOf(publisher.Read(entry.Path, long.MaxValue).Bytes.Span), StringComparer.Ordinal);
        var tiles = files.Where(file => file.Key.StartsWith("tile/", StringComparison.Ordinal)).ToList();
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(publisher.Read(Publication.Checkpoint, long.MaxValue).Bytes)!.Text.Span)!;
        return new ExampleRoot(seed, checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToString(), Roots.DigestOf(tiles), new(files.Except(tiles).ToDictionary(), StringComparer.Ordinal));
    }

    internal static SignerKey Key(string name) => SignerKey.FromSeed(name, VectorFolder.SeedOf(name));

    private static Submission Submission(byte[] note) => new(RegisterHost.IdentityOf(note), note);
}

/// <summary>A register in memory, from nothing.</summary>
internal sealed class VectorBooks
{
    private readonly ElectionFold _fold = new(Implementation.Definition, VectorFolder.Origin);

    /// <summary>SHA-256 of the official figures as they are now, as <c>results/stage</c> names them.</summary>
    internal string Tally => Hash.OfBytes(ResultsDocuments.Tally(_fold.Results())).ToHex();

    /// <summary>Takes a note as a register does: at the door first, then by the rules. What is refused leaves no trace.</summary>
    internal Taken Take(byte[] note)
    {
        if (SignedAct.Parse(note, out var code) is not { } signed) return new Taken("refused", code, "", "");
        var identity = signed.Identity.ToHex();
        if (_fold.Organisations.Founding is null) return Found(signed, identity);
        if (!signed.Origin.Span.SequenceEqual(Encoding.UTF8.GetBytes(VectorFolder.Origin))) return new Taken("refused", "origin-differs", "", identity);
        var reading = _fold.Reader.Read(signed);
        if (reading.Act is not { } act) return new Taken("refused", reading.Problem?.Code ?? "", reading.Problem?.Detail ?? "", identity);
        foreach (var signature in signed.Signatures)
        {
            if (_fold.Organisations.KeyFor(signature.Key, act) is not { } key) return new Taken("refused", "key-unknown", signature.Key.ToString(), identity);
            if (!key.Verify(signed.Text.Span, signature.Signature.Span)) return new Taken("refused", "signature-wrong", signature.Key.ToString(), identity);
        }

        if (_fold.Organisations.RulesVersion > ElectionFold.KnownRules) return new Taken("refused", "rules-unknown", "", identity);
        return Missing(act) is not { } missing ? Apply(act, signed, identity) : new Taken("refused", "attachment-missing", missing.Sha256.ToHex(), identity);
    }

    // What was taken down isn't asked for.
    private Attachment? Missing(Act act) => act.References.FirstOrDefault(file =>
        _fold.Files.FindTakenDown(file.Sha256) is null && !VectorFolder.Attachments.Any(bytes => Hash.OfBytes(bytes) == file.Sha256 && bytes.Length == file.Length));

    /// <summary>Takes a note by the rules alone, without checking signatures; says whether it could be read. The preview must be what applies.</summary>
    internal bool TakeUnsigned(byte[] note)
    {
        if (ReadUnsigned(note) is not var (act, identity)) return false;
        Assert.Equal(_fold.Preview(act, identity), _fold.Apply(act, identity));
        return true;
    }

    /// <summary>Previews a note by the rules alone.</summary>
    internal void Preview(byte[] note)
    {
        if (ReadUnsigned(note) is var (act, identity)) _fold.Preview(act, identity);
    }

    /// <summary>Makes every file that is published of the books.</summary>
    internal void Publish() => Assert.NotEmpty(PublishedResults.Of(_fold.Snapshot(), []).Files);

    private (Act Act, Hash Identity)? ReadUnsigned(byte[] note)
    {
        if (SignedAct.Parse(note, out _) is not { } signed) return null;
        var reading = _fold.Organisations.Founding is null ? ActReader.ReadFounding(signed) : _fold.Reader.Read(signed);
        return reading.Act is { } act ? (act, signed.Identity) : null;
    }

    // The keys of the founding act are in it.
    private Taken Found(SignedAct signed, string identity)
    {
        var reading = ActReader.ReadFounding(signed);
        return reading.Act is { } act ? Apply(act, signed, identity) : new Taken("refused", reading.Problem!.Code, reading.Problem.Detail, identity);
    }

    private Taken Apply(Act act, SignedAct signed, string identity)
    {
        var outcome = _fold.Apply(act, signed.Identity);
        return new Taken(outcome.IsApplied ? "applied" : "void", outcome.VoidCode, outcome.Detail, identity);
    }
}
