using System.Text;
using Saksei.CrashProbe;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>vectors/cosigning against the co-signer over HTTP, and what others published of co-signatures.</summary>
public sealed class CosigningVectors
{
    public static TheoryData<string> Names => [.. Cases().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_case_is_answered_as_written(string name)
    {
        Assert.True(VerifierKey.TryParse(Repository.Vectors("cosigning", "cases.json").GetProperty("log").GetString()!, out var log));
        await using var served = await ServedCosigner.Start(null, log);
        foreach (var (step, i) in Cases().Single(one => one.Name == name).Steps.Select((step, i) => (step, i)))
        {
            var told = await served.Add(step.Request);
            Assert.Equal((i, step.Status), (i, told.Status));
            if (step.Status == 409) Assert.Equal(("text/x.tlog.size", step.Body), (told.Type, told.Body));
            if (step.Status == 200) CheckLine(served.Desk.Key, step.Request, told.Body);
        }
    }

    [Fact]
    public void The_cases_are_what_they_are_written_from()
    {
        using var cases = new CosigningCases();
        if (Environment.GetEnvironmentVariable("SAKSEI_WRITE_VECTORS") == "1") File.WriteAllBytes(CosigningCases.File, cases.ToBytes());
        Assert.Equal(Encoding.UTF8.GetString(cases.ToBytes()), File.ReadAllText(CosigningCases.File));
    }

    [Fact]
    public void Every_case_stands_in_the_README_and_no_other()
    {
        var rows = File.ReadLines(Repository.At("vectors", "cosigning", "README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1));
        Assert.Equal(Cases().Select(one => one.Name).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_published_co_signature_is_made_and_holds()
    {
        var vector = Repository.Vectors("cosigning", "cosignature.json");
        using var secret = CosignerSecret.FromSeed(vector.GetProperty("name").GetString()!, Convert.FromHexString(vector.GetProperty("seed").GetString()!));
        Assert.Equal(vector.GetProperty("key").GetString(), secret.Public.Text);
        var (text, time) = (Encoding.UTF8.GetBytes(vector.GetProperty("checkpoint").GetString()!), vector.GetProperty("time").GetInt64());
        Assert.Equal(vector.GetProperty("line").GetString(), Encoding.UTF8.GetString(secret.Cosign(text, time)));
        var note = SignedNote.Parse((byte[])[.. text, (byte)'\n', .. secret.Cosign(text, time)])!;
        Assert.Equal(time, secret.Public.TimeOf(note.Text.Span, note.Signatures[0]));
        for (var i = 0; i < text.Length; i++)
        {
            var altered = text.ToArray();
            altered[i] ^= 1;
            Assert.Null(secret.Public.TimeOf(altered, note.Signatures[0]));
        }
    }

    [Fact]
    public async Task Tesseras_log_is_co_signed_from_10_to_15_by_the_published_proof()
    {
        var log = Repository.Vectors("register", "tessera-log.json");
        Assert.True(SignerKey.TryParse(log.GetProperty("signer").GetString()!, out var signer));
        using (signer)
        {
            await using var served = await ServedCosigner.Start(null, signer.Verifier);
            var records = Register.GrownTree.Of(log.GetProperty("records").EnumerateArray().Select(record => Encoding.UTF8.GetBytes(record.GetString()!)));
            byte[] Checkpoint(long size) => new Checkpoint(signer.Verifier.Name.Name, size, Saksei.Register.Tree.MerkleTree.Root(records.Reader(size), size)).Sign(signer);
            Assert.Equal(200, (await served.Add(ToyLog.Request(0, [], Checkpoint(10)))).Status);
            var published = Repository.Vectors("cosigning", "cosignature.json").GetProperty("proof").EnumerateArray().Select(hash => hash.GetString());
            var body = $"old 10\n{string.Join('\n', published)}\n\n{Encoding.UTF8.GetString(Checkpoint(15))}";
            var told = await served.Add(body);
            Assert.Equal(200, told.Status);
            CheckLine(served.Desk.Key, body, told.Body);
        }
    }

    private static void CheckLine(CosignerKey key, string request, string line)
    {
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(request[(request.IndexOf("\n\n", StringComparison.Ordinal) + 2)..] + line))!;
        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.True(key.TimeOf(note.Text.Span, note.Signatures[^1]) > 0);
    }

    private static CosigningCase[] Cases() => CosigningCases.Read(Repository.Vectors("cosigning", "cases.json").GetProperty("cases"));
}
