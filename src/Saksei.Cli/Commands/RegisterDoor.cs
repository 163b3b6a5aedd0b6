using System.Collections.Immutable;
using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Saksei.Cli.Served;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cli.Commands;

/// <summary>The door of a register that somebody else serves.</summary>
internal sealed class RegisterDoor : IDisposable
{
    // A checklist has at most so much.
    private const int MostBytes = 2 << 20;

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
    internal int HandIn(string path, byte[] note, ImmutableArray<DraftFile> files, bool preview, InvocationConfiguration console)
    {
        using var content = Content(note, files);
        using var request = new HttpRequestMessage(HttpMethod.Post, preview ? "acts/preview" : "acts") { Content = content };
        var (isTaken, text) = Send(request);
        using var answer = Parse(text);
        var place = PlaceOf(path, note, Word(answer, "code"), Word(answer, "detail"));
        if (!isTaken) throw new CommandProblem(Word(answer, "code"), place, Word(answer, "detail"));
        Believe(answer, path, note, preview);
        console.Output.WriteLine(text);
        if (Word(answer, "outcome") == "applied") return 0;
        Terminal.Say(console.Error, Word(answer, "code"), place, Word(answer, "detail"));
        return 1;
    }

    /// <summary>A file of the register by its hash, or null where it gives none that has it.</summary>
    internal byte[]? Attachment(Hash hash)
    {
        try
        {
            using var response = _client.Send(new HttpRequestMessage(HttpMethod.Get, "log/attachments/" + hash.ToHex()));
            using var body = response.Content.ReadAsStream();
            using var bytes = new MemoryStream();
            body.CopyTo(bytes);
            return response.IsSuccessStatusCode && Hash.OfBytes(bytes.ToArray()) == hash ? bytes.ToArray() : null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            throw new CommandProblem("target-unreachable", "--to", _address);
        }
    }

    // The file, and the field of the act in it that the refusal is about.
    private static string PlaceOf(string path, byte[] note, string code, string detail)
    {
        if (code.Length == 0 || SignedAct.Parse(note, out _) is not { } signed) return path;
        using var act = JsonDocument.Parse(signed.Body);
        return $"{path} {RefusedField.Of(act.RootElement, code, detail)}".TrimEnd();
    }

    // An answer is only as good as its receipt: this act, at this place, in the register of this key.
    private void Believe(JsonDocument answer, string path, byte[] note, bool preview)
    {
        var code = "answer-differs";
        var isRight = SignedAct.Parse(note, out _) is { } signed
            && (preview ? AnsweredAct.IsAbout(answer.RootElement, signed.Identity) : AnsweredAct.Read(answer.RootElement, note, signed.Identity, _log, out code) is not null);
        if (!isRight) throw new CommandProblem(code, path, _address);
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
