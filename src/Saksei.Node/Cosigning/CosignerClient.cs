using System.Globalization;
using System.Net;
using System.Text;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Node.Cosigning;

/// <summary>What came of asking a co-signer: an empty code where it signed.</summary>
/// <param name="Code"><c>cosigner-unreachable</c>, <c>cosigner-ahead</c>, <c>cosigner-refused</c>, <c>cosigner-answer</c>, or empty.</param>
/// <param name="Known">The size that it knows of this log, where it said so.</param>
/// <param name="Lines">Its signature lines.</param>
internal readonly record struct CosignerAnswer(string Code, long Known, ReadOnlyMemory<byte> Lines);

/// <summary>Asks one co-signer for its signature (C2SP tlog-witness, add-checkpoint). One request at a time.</summary>
/// <param name="http">Bounded in time and in what it reads.</param>
/// <param name="cosigner">Whom to ask.</param>
/// <param name="nodes">The log's tree.</param>
internal sealed class CosignerClient(HttpClient http, PolicyCosigner cosigner, IHashReader nodes)
{
    // It says how much it knows by refusing; three times suffice for one that keeps to the protocol.
    private const int MostAttempts = 3;

    // No answer of its own: the client asks again from the size that it was given.
    private const string Elsewhere = "elsewhere";
    private long _known;

    internal PolicyCosigner Cosigner => cosigner;

    /// <summary>Asks for a checkpoint; begins the proof at what the co-signer knew last.</summary>
    internal async Task<CosignerAnswer> Ask(long size, ReadOnlyMemory<byte> checkpoint, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var answer = await Post(size, checkpoint, cancellation);
            if (answer.Code.Length == 0) _known = size;
            if (answer.Code != Elsewhere) return answer;
            if (answer.Known > size) return answer with { Code = "cosigner-ahead" };
            _known = answer.Known;
        }

        return new CosignerAnswer("cosigner-answer", _known, default);
    }

    /// <summary>The largest checkpoint that the co-signer holds of this log, as it says (its monitoring address); null where it gives none that can be read.</summary>
    internal async Task<SignedCheckpoint?> Latest(string origin, CancellationToken cancellation)
    {
        try
        {
            var name = Hash.OfBytes(Encoding.UTF8.GetBytes(origin)).ToHex();
            return SignedCheckpoint.Parse(await http.GetByteArrayAsync(new Uri($"{cosigner.Address.TrimEnd('/')}/{name}/checkpoint"), cancellation), out _);
        }
        catch (Exception failure) when (IsNetwork(failure, cancellation))
        {
            return null;
        }
    }

    private async Task<CosignerAnswer> Post(long size, ReadOnlyMemory<byte> checkpoint, CancellationToken cancellation)
    {
        try
        {
            var old = Math.Min(_known, size);
            using var body = new ByteArrayContent(new AddCheckpoint(old, ConsistencyProof.Prove(nodes, old, size), checkpoint).ToBytes());
            using var answer = await http.PostAsync(new Uri(cosigner.Address.TrimEnd('/') + "/add-checkpoint"), body, cancellation);
            return Read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception failure) when (IsNetwork(failure, cancellation))
        {
            return new CosignerAnswer("cosigner-unreachable", _known, default);
        }
    }

    private static bool IsNetwork(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static CosignerAnswer Read(HttpStatusCode status, byte[] body) => status switch
    {
        HttpStatusCode.OK => new CosignerAnswer("", 0, body),
        HttpStatusCode.Conflict when SizeIn(body) is { } known => new CosignerAnswer(Elsewhere, known, default),
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new CosignerAnswer("cosigner-unreachable", 0, default),
        HttpStatusCode.UnprocessableEntity or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => new CosignerAnswer("cosigner-refused", 0, default),
        _ => new CosignerAnswer("cosigner-answer", 0, default),
    };

    private static long? SizeIn(ReadOnlySpan<byte> body) =>
        body is [.. var digits, (byte)'\n'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}
