using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cli.Commands;

/// <summary>The door of a register that somebody else serves.</summary>
internal sealed class RegisterDoor : IDisposable
{
    private const int MostBytes = 1 << 20;

    private readonly HttpClient _client;
    private readonly string _address;
    private readonly VerifierKey _log;

    /// <summary>Asks for the checkpoint: nothing is signed for a register that isn't the one of this log key.</summary>
    internal RegisterDoor(string address, VerifierKey log)
    {
        (_address, _log) = (address, log);
        if (!Uri.TryCreate(address.EndsWith('/') ? address : address + "/", UriKind.Absolute, out var at) || at.Scheme is not ("http" or "https"))
            throw new CommandProblem("address-without-scheme", "--to", address);
        _client = new HttpClient { BaseAddress = at, Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = MostBytes };
        var (isThere, text) = Send(new HttpRequestMessage(HttpMethod.Get, "log/checkpoint"));
        if (!isThere) throw new CommandProblem("target-unreachable", "--to", address);
        var signed = SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(text), out var code);
        if ((signed?.Check(log) ?? code) is { Length: > 0 } wrong) throw new CommandProblem(wrong, "--to", address);
    }

    /// <summary>The register's name: that of its log's key.</summary>
    internal string Origin => _log.Name.Name;

    /// <summary>
    /// Hands the note of a file in with what goes with it, and writes the answer once its receipt proves that the note is in the
    /// register. 0: the server says that it took effect; 1: it is in the register and void.
    /// </summary>
    internal int HandIn(string path, byte[] note, ImmutableArray<DraftFile> files, bool preview, TextWriter output)
    {
        using var content = Content(note, files);
        using var request = new HttpRequestMessage(HttpMethod.Post, preview ? "acts/preview" : "acts") { Content = content };
        var (isTaken, text) = Send(request);
        using var answer = Parse(text);
        if (!isTaken) throw new CommandProblem(Word(answer, "code"), path, Word(answer, "detail"));
        Believe(answer, path, note, preview);
        output.WriteLine(text);
        return Word(answer, "outcome") == "applied" ? 0 : 1;
    }

    // An answer is only as good as its receipt: this act, at this place, in the register of this key.
    private void Believe(JsonDocument answer, string path, byte[] note, bool preview)
    {
        var identity = SignedAct.Parse(note, out _)?.Identity.ToHex();
        if (Word(answer, "act") != identity || Word(answer, "outcome") is not ("applied" or "void")) throw new CommandProblem("answer-differs", path, _address);
        if (preview) return;
        if (Receipt.Parse(Encoding.UTF8.GetBytes(Word(answer, "receipt"))) is not { } receipt) throw new CommandProblem("receipt-malformed", path, _address);
        var isPlace = answer.RootElement.TryGetProperty("index", out var index) && index.TryGetInt64(out var place) && place == receipt.Index;
        if (!isPlace) throw new CommandProblem("answer-differs", path, _address);
        if (receipt.Check(Hash.OfLeaf(note), _log, out _) is { Length: > 0 } code) throw new CommandProblem(code, path, _address);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static HttpContent Content(byte[] note, ImmutableArray<DraftFile> files)
    {
        if (files.IsEmpty) return new ByteArrayContent(note) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        var form = new MultipartFormDataContent { { new ByteArrayContent(note), "act" } };
        // What a file is called on this machine stays here.
        foreach (var file in files) form.Add(new ByteArrayContent(file.Bytes), "file", "file");
        return form;
    }

    private (bool IsTaken, string Text) Send(HttpRequestMessage request)
    {
        try
        {
            using var response = _client.Send(request);
            return (response.IsSuccessStatusCode, response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            throw new CommandProblem("target-unreachable", "--to", _address);
        }
    }

    private JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw new CommandProblem("target-unreachable", "--to", _address);
        }
    }

    private static string Word(JsonDocument answer, string name) =>
        answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
