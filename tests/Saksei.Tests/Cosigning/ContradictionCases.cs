using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Saksei.CrashProbe;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Tests.Cosigning;

/// <summary>A file and what it proves: a code where it proves nothing; else which co-signers signed both checkpoints.</summary>
internal sealed record ContradictionCase(string Name, string File, string Code, string[] SignedBoth);

/// <summary>The cases of vectors/contradictions/cases.json, which are written from here (SAKSEI_WRITE_VECTORS=1).</summary>
internal sealed class ContradictionCases : IDisposable
{
    internal const string Origin = "cases.example/log";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly ToyLog _log = new(Origin, 11, "leaf"), _fork = new(Origin, 11, "other"), _stranger = new(Origin, 12, "other"), _elsewhere = new("elsewhere.example/log", 11, "other");
    private readonly CosignerSecret _a = CosignerSecret.FromSeed("a.example/cosigner", [.. Enumerable.Repeat((byte)21, 32)]), _b = CosignerSecret.FromSeed("b.example/cosigner", [.. Enumerable.Repeat((byte)22, 32)]);

    internal static string File => Repository.At("vectors", "contradictions", "cases.json");

    internal static ContradictionCase[] Read(JsonElement cases) => cases.Deserialize<ContradictionCase[]>(Options)!;

    internal string Policy => $"log {_log.Key.Verifier.Text}\nwitness a {_a.Public.Text}\nwitness b {_b.Public.Text}\nquorum none\n";

    internal byte[] ToBytes()
    {
        var text = new StringBuilder("{\n\"about\":\"Files by which a log contradicts itself, or doesn't: docs/spec/contradictions.md.\",\n\"policy\":").Append(Line(Policy)).Append(",\n\"cases\":[\n");
        text.AppendJoin(",\n", All().Select(Line));
        return Encoding.UTF8.GetBytes(text.Append("\n]\n}\n").ToString());
    }

    public void Dispose()
    {
        foreach (var log in new[] { _log, _fork, _stranger, _elsewhere }) log.Dispose();
        _a.Dispose();
        _b.Dispose();
    }

    private static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);

    private IEnumerable<ContradictionCase> All() => [.. Proven(), .. Unproven(), .. Unsigned(), .. Malformed()];

    private IEnumerable<ContradictionCase> Proven()
    {
        yield return Case("two-roots", "", _log.Checkpoint(5), _fork.Checkpoint(5));
        foreach (var (small, large) in new (int, int)[] { (1, 2), (3, 8), (4, 8), (5, 6), (8, 31), (15, 16), (16, 17), (21, 32) })
            yield return Case($"grown-{small}-{large}", "", _fork.Checkpoint(small), _log.Checkpoint(large), Both(small, large));
        yield return Case("co-signed", "", Signed(_log.Checkpoint(5), 5, 1_700_000_000, _a, _b), Signed(_fork.Checkpoint(5), 5, 1_700_000_060, _b)) with { SignedBoth = ["b"] };
    }

    private IEnumerable<ContradictionCase> Unproven()
    {
        yield return Case("same", "contradiction-none", _log.Checkpoint(5), _log.Checkpoint(5));
        yield return Case("extends", "contradiction-none", _log.Checkpoint(3), _log.Checkpoint(8), Both(3, 8));
        yield return Case("extends-power", "contradiction-none", _log.Checkpoint(4), _log.Checkpoint(8), Both(4, 8));
        yield return Case("no-hashes", "contradiction-unproved", _fork.Checkpoint(3), _log.Checkpoint(8));
        yield return Case("hash-short", "contradiction-unproved", _fork.Checkpoint(3), _log.Checkpoint(8), Both(3, 8)[..^1]);
        yield return Case("hash-long", "contradiction-unproved", _fork.Checkpoint(3), _log.Checkpoint(8), Both(3, 8).Add(_log.Root(1)));
        yield return Case("hash-other", "contradiction-unproved", _fork.Checkpoint(3), _log.Checkpoint(8), Both(3, 8).SetItem(1, _log.Root(2)));
        yield return Case("proof-without-first", "contradiction-unproved", _fork.Checkpoint(4), _log.Checkpoint(8), _log.Proof(4, 8));
        yield return Case("proof-of-smaller", "contradiction-unproved", _fork.Checkpoint(3), _log.Checkpoint(8), ConsistencyProof.ProveBoth(_fork, 3, 8));
        yield return Case("from-nothing", "contradiction-unproved", new Checkpoint(Origin, 0, _log.Root(1)).Sign(_log.Key), _log.Checkpoint(8));
        yield return Case("order", "contradiction-order", _log.Checkpoint(8), _fork.Checkpoint(3), Both(3, 8));
        yield return Case("hashes-of-one-size", "contradiction-hashes", _log.Checkpoint(5), _fork.Checkpoint(5), [_log.Root(1)]);
    }

    private IEnumerable<ContradictionCase> Unsigned()
    {
        yield return Case("stranger", "checkpoint-signature", _log.Checkpoint(5), _stranger.Checkpoint(5));
        yield return Case("elsewhere", "origin-differs", _elsewhere.Checkpoint(5), _log.Checkpoint(5));
        byte[] failing = [.. _fork.Checkpoint(5), .. SignedNote.SignatureLine(_log.Key.Verifier.Name, new byte[64])];
        yield return Case("line-fails", "checkpoint-signature", _log.Checkpoint(5), failing);
        yield return Case("no-checkpoint", "checkpoint-malformed", _log.Checkpoint(5), "nothing"u8.ToArray());
        yield return Case("lines-too-many", "checkpoint-signatures", _log.Checkpoint(5), [.. _fork.Checkpoint(5), .. Enumerable.Repeat(SignedNote.SignatureLine(new KeyName("x", 1), new byte[64]), 64).SelectMany(line => line)]);
        yield return Case("note-too-long", "checkpoint-too-long", _log.Checkpoint(5), [.. _fork.Checkpoint(5), .. SignedNote.SignatureLine(new KeyName("x", 1), new byte[5000]), .. SignedNote.SignatureLine(new KeyName("x", 1), new byte[5000]), .. SignedNote.SignatureLine(new KeyName("x", 1), new byte[5000])]);
    }

    private IEnumerable<ContradictionCase> Malformed()
    {
        var good = Text(_log.Checkpoint(5), _fork.Checkpoint(5), []);
        string[] wrong =
        [
            "", "[]", good.Replace("/v1", "/v2", StringComparison.Ordinal), good.Replace("\"hashes\":[]", "\"hashes\":[],\"more\":1", StringComparison.Ordinal), good.Replace(",\"hashes\":[]", "", StringComparison.Ordinal),
            good.Replace("\"hashes\":[]", "\"hashes\":[1]", StringComparison.Ordinal), good.Replace("\"hashes\":[]", "\"hashes\":[\"AAAA\"]", StringComparison.Ordinal), good.Replace("\"hashes\":[]", "\"hashes\":[],\"hashes\":[]", StringComparison.Ordinal),
            good.Replace("\"larger\"", "\"other\"", StringComparison.Ordinal), good + "{}", "\uFEFF" + good, good.Replace("\"hashes\":[]", "\"hashes\":[],", StringComparison.Ordinal), "// \n" + good, good.Replace("\"smaller\":\"", "\"smaller\":\"\\ud800", StringComparison.Ordinal),
            good.Replace("\"hashes\":[]", $"\"hashes\":[{string.Join(',', Enumerable.Repeat($"\"{_log.Root(1)}\"", 65))}]", StringComparison.Ordinal), good.Replace("\"log\"", "\"l\\u006fg\"", StringComparison.Ordinal),
        ];
        foreach (var (text, i) in wrong.Select((text, i) => (text, i))) yield return new($"malformed-{i + 1}", text, "contradiction-malformed", []);
        yield return new("too-long", good + new string(' ', ContradictionFile.MaximumBytes), "contradiction-too-long", []);
        yield return new("key", good.Replace(_log.Key.Verifier.Text, "nobody", StringComparison.Ordinal), "key-malformed", []);
        yield return new("white-space", good.Replace(",\"", " ,\n\t\"", StringComparison.Ordinal), "", []);
    }

    private ImmutableArray<Hash> Both(long small, long large) => ConsistencyProof.ProveBoth(_log, small, large);

    private ContradictionCase Case(string name, string code, byte[] smaller, byte[] larger, ImmutableArray<Hash>? hashes = null) => new(name, Text(smaller, larger, hashes ?? []), code, []);

    private string Text(byte[] smaller, byte[] larger, ImmutableArray<Hash> hashes) => Encoding.UTF8.GetString(ContradictionFile.Write(new Contradiction(_log.Key.Verifier, smaller, larger, hashes)));

    private static byte[] Signed(byte[] note, long size, long time, params CosignerSecret[] by)
    {
        var text = SignedCheckpoint.Parse(note, out _)!;
        if (text.Checkpoint.Size != size) throw new InvalidOperationException("another checkpoint");
        return [.. note, .. by.SelectMany(one => one.Cosign(text.Note.Text.Span, time))];
    }
}
