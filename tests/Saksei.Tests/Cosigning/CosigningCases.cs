using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Saksei.CrashProbe;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Tests.Cosigning;

/// <summary>One request and what any co-signer must answer: a status; of 409 the body; of 200 the checkpoint that is co-signed.</summary>
internal sealed record CosigningStep(string Request, int Status, string? Body = null);

/// <summary>Requests in order to a co-signer that begins with nothing.</summary>
internal sealed record CosigningCase(string Name, string About, IReadOnlyList<CosigningStep> Steps);

/// <summary>The cases of vectors/cosigning/cases.json, which are written from here (SAKSEI_WRITE_VECTORS=1).</summary>
internal sealed class CosigningCases : IDisposable
{
    internal const string Origin = "cases.example/log";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly Hash[] Wrong = [Hash.OfBytes("wrong 0"u8), Hash.OfBytes("wrong 1"u8), Hash.OfBytes("wrong 2"u8)];

    private readonly ToyLog _log = new(Origin, 11, "leaf"), _fork = new(Origin, 11, "other"), _stranger = new(Origin, 12, "leaf"), _unknown = new("unknown.example/log", 13, "leaf");

    internal static string File => Repository.At("vectors", "cosigning", "cases.json");

    internal static CosigningCase[] Read(JsonElement cases) => cases.Deserialize<CosigningCase[]>(Options)!;

    internal byte[] ToBytes()
    {
        var text = new StringBuilder("{\n\"about\":\"Requests to POST /add-checkpoint of c2sp.org/tlog-witness, and what any co-signer must answer: README.md.\",\n");
        text.Append("\"origin\":").Append(Line(Origin)).Append(",\n\"log\":").Append(Line(_log.Key.Verifier.Text)).Append(",\n\"cases\":[\n");
        text.AppendJoin(",\n", All().Select(one => $"{{\"name\":{Line(one.Name)},\"about\":{Line(one.About)},\"steps\":[\n{string.Join(",\n", one.Steps.Select(Line))}\n]}}"));
        return Encoding.UTF8.GetBytes(text.Append("\n]\n}\n").ToString());
    }

    public void Dispose()
    {
        foreach (var log in new[] { _log, _fork, _stranger, _unknown }) log.Dispose();
    }

    private static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);

    private IEnumerable<CosigningCase> All() => [.. Growing(), .. Refused(), .. Sequences()];

    private IEnumerable<CosigningCase> Growing()
    {
        yield return new("first", "the first checkpoint, of one record", [Ok(0, 1)]);
        foreach (var (old, size) in new (long, long)[] { (1, 2), (1, 3), (2, 3), (3, 5), (1, 5), (4, 8), (7, 15), (10, 11), (15, 17) })
            yield return new($"from-{old}-to-{size}", $"from {old} records to {size}", [Ok(0, old), Ok(old, size)]);
        yield return new("same-again", "the same checkpoint again", [Ok(0, 5), Ok(5, 5)]);
        yield return new("one-by-one", "every size up to 17", [.. Enumerable.Range(0, 17).Select(size => Ok(size, size + 1))]);
        yield return new("empty-first", "a tree of nothing, then records", [Ok(0, 0), Ok(0, 3)]);
    }

    private IEnumerable<CosigningCase> Refused()
    {
        var noted = Note(_log.Key.Verifier.Name with { Id = 0 }, 1);
        yield return new("unsigned", "a line of 64 zeros under an identifier that nobody has", [new(Body(0, [], noted), 403)]);
        yield return new("stranger", "another key of the log's name", [new(Body(0, [], _stranger.Checkpoint(1)), 403)]);
        yield return new("line-fails", "the log's name and identifier over 64 zeros", [new(Body(0, [], Note(_log.Key.Verifier.Name, 1)), 403)]);
        yield return new("unknown-log", "a log that nobody named", [new(Body(0, [], _unknown.Checkpoint(1)), 404)]);
        yield return new("no-proof", "a proof is needed and there is none", [Ok(0, 1), new(Body(1, [], _log.Checkpoint(5)), 422)]);
        yield return new("wrong-hashes", "as many hashes as there should be, and others", [Ok(0, 1), new(Body(1, Wrong[.._log.Proof(1, 3).Length], _log.Checkpoint(3)), 422)]);
        yield return new("proof-short", "one hash too few", [Ok(0, 1), new(Body(1, _log.Proof(1, 3)[..^1], _log.Checkpoint(3)), 422)]);
        yield return new("proof-long", "one hash too many", [Ok(0, 1), new(Body(1, _log.Proof(1, 3).Add(Wrong[0]), _log.Checkpoint(3)), 422)]);
        yield return new("proof-from-0", "hashes where the old size is 0", [new(Body(0, Wrong, _log.Checkpoint(3)), 422), Ok(0, 3)]);
        yield return new("proof-of-same", "hashes where nothing was added", [Ok(0, 3), new(Body(3, Wrong, _log.Checkpoint(3)), 422)]);
        yield return new("root-of-nothing", "a tree of nothing with a root", [new(Body(0, [], new Checkpoint(Origin, 0, Wrong[0]).Sign(_log.Key)), 422), Ok(0, 1)]);
        yield return new("old-above", "the old size is above the checkpoint's", [Ok(0, 10), new(Body(10, [], _log.Checkpoint(5)), 400)]);
        yield return new("another-root", "another root of the same size", [Ok(0, 3), new(Body(3, [], _fork.Checkpoint(3)), 422), Ok(3, 3)]);
        yield return new("another-register", "a larger tree that doesn't extend this one", [Ok(0, 3), new(Encoding.UTF8.GetString(_fork.Request(3, 8)), 422), Ok(3, 8)]);
        var good = Encoding.UTF8.GetString(_log.Request(1, 3));
        yield return new("malformed", "bodies that are no request",
            [Ok(0, 1), .. new[] { "", "nothing at all\nof its form", "old 0\n", "old 1\nnot!!!valid!!!base64\n\n" + Text(3), "old 01\n\n" + Text(3), "old 1\n\n", "old 0\n\n" + Origin + "\n0\n\n\n", good.Replace("\n\n", "\n", StringComparison.Ordinal), good[..^1] }.Select(body => new CosigningStep(body, 400)), Ok(1, 3)]);
    }

    private IEnumerable<CosigningCase> Sequences()
    {
        yield return new("conflict", "an old size that isn't the last one", [Ok(0, 1), new(Body(0, [], _log.Checkpoint(5)), 409, "1\n"), new(Encoding.UTF8.GetString(_log.Request(3, 5)), 409, "1\n"), Ok(1, 5)]);
        yield return new("ask-first", "a first contact asks by an old size of 0", [Ok(0, 7), new(Body(0, [], _log.Checkpoint(9)), 409, "7\n"), Ok(7, 9)]);
        yield return new("night", "growing, and everything that can be wrong between",
        [
            Ok(0, 1), Ok(1, 2),
            new(Encoding.UTF8.GetString(_log.Request(1, 4)), 409, "2\n"),
            new(Body(0, [], _unknown.Checkpoint(1)), 404),
            new(Body(0, [], _stranger.Checkpoint(1)), 403),
            new(Body(0, [], Note(_log.Key.Verifier.Name, 1)), 403),
            new(Body(2, Wrong, _log.Checkpoint(5)), 422),
            new(Body(999, [], _log.Checkpoint(1)), 400),
            new("old 0\n", 400),
            Ok(2, 5), Ok(5, 5),
        ]);
    }

    private CosigningStep Ok(long old, long size) => new(Encoding.UTF8.GetString(_log.Request(old, size)), 200);

    private string Text(long size) => Encoding.UTF8.GetString(_log.Checkpoint(size));

    private byte[] Note(KeyName name, long size) => [.. new Checkpoint(Origin, size, _log.Root(size)).ToText(), (byte)'\n', .. SignedNote.SignatureLine(name, new byte[64])];

    private static string Body(long old, IEnumerable<Hash> proof, byte[] note) => Encoding.UTF8.GetString(ToyLog.Request(old, proof, note));
}
