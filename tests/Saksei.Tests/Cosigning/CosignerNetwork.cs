using System.Globalization;
using System.Net;
using System.Text;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Tests.Cosigning;

/// <summary>What a co-signer of a test does.</summary>
internal enum Behaviour
{
    /// <summary>Keeps to the protocol.</summary>
    Honest,

    /// <summary>Doesn't answer.</summary>
    Silent,

    /// <summary>Refuses every tree.</summary>
    Refusing,

    /// <summary>Says that it knows a tree larger than any, and shows none.</summary>
    Boasting,

    /// <summary>Answers with a signature that isn't its own.</summary>
    Forging,
}

/// <summary>A co-signer in memory, written for tests alone: it shares nothing with the one that is handed out.</summary>
internal sealed class MemoryCosigner(string name, byte seed)
{
    private (long Size, Hash Root) _seen;

    internal string Name => name;

    internal Behaviour Behaviour { get; set; }

    internal CosignerSecret Secret { get; } = CosignerSecret.FromSeed($"{name}.test/cosigner", Enumerable.Repeat(seed, 32).ToArray());

    /// <summary>What its clock says before the first act.</summary>
    internal long Clock { get; set; } = 1_700_000_000;

    /// <summary>The last note that it saw and believed.</summary>
    internal byte[]? Latest { get; set; }

    /// <summary>Its line of a policy.</summary>
    internal string PolicyLine => $"witness {name} {Secret.Public.Text} http://{name}.test/";

    internal HttpResponseMessage Answer(HttpMethod method, byte[] body)
    {
        if (Behaviour == Behaviour.Silent) throw new HttpRequestException("nobody is there");
        if (method == HttpMethod.Get) return Latest is null ? new HttpResponseMessage(HttpStatusCode.NotFound) : Ok(Latest);
        return Behaviour switch
        {
            Behaviour.Refusing => new HttpResponseMessage(HttpStatusCode.UnprocessableEntity),
            Behaviour.Boasting => Known(long.MaxValue),
            _ => Cosign(AddCheckpoint.Parse(body) ?? throw new InvalidOperationException("the log asks for something else")),
        };
    }

    private HttpResponseMessage Cosign(AddCheckpoint asked)
    {
        var signed = SignedCheckpoint.Parse(asked.CheckpointNote, out _) ?? throw new InvalidOperationException("no checkpoint");
        if (asked.OldSize != _seen.Size) return Known(_seen.Size);
        if (_seen.Size > 0 && !ConsistencyProof.Check(asked.Proof.AsSpan(), _seen.Size, signed.Checkpoint.Size, _seen.Root, signed.Checkpoint.Root)) return new HttpResponseMessage(HttpStatusCode.UnprocessableEntity);
        _seen = (signed.Checkpoint.Size, signed.Checkpoint.Root);
        Latest = asked.CheckpointNote.ToArray();
        var text = Behaviour == Behaviour.Forging ? "another\n"u8 : signed.Note.Text.Span;
        return Ok(Secret.Cosign(text, Clock + signed.Checkpoint.Size));
    }

    private static HttpResponseMessage Ok(byte[] body) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };

    private static HttpResponseMessage Known(long size) =>
        new(HttpStatusCode.Conflict) { Content = new StringContent(size.ToString(CultureInfo.InvariantCulture) + "\n", Encoding.ASCII, "text/x.tlog.size") };
}

/// <summary>The network that leads to co-signers of a test, by their hosts' names.</summary>
internal sealed class CosignerNetwork(params MemoryCosigner[] cosigners) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cosigner = cosigners.Single(one => request.RequestUri!.Host == one.Name + ".test");
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        lock (cosigner) return cosigner.Answer(request.Method, body);
    }
}
