using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Saksei.Cli.Commands;

/// <summary>The door of a register that somebody else serves.</summary>
internal sealed class RegisterDoor : IDisposable
{
    private const int MostBytes = 1 << 20;

    private readonly HttpClient _client;
    private readonly string _address;

    /// <summary>Asks the register for its name.</summary>
    internal RegisterDoor(string address)
    {
        _address = address;
        if (!Uri.TryCreate(address.EndsWith('/') ? address : address + "/", UriKind.Absolute, out var at) || at.Scheme is not ("http" or "https"))
            throw new CommandProblem("target-unreachable", "--to", address);
        _client = new HttpClient { BaseAddress = at, Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = MostBytes };
        Origin = Send(new HttpRequestMessage(HttpMethod.Get, "log/checkpoint")).Text.Split('\n')[0];
    }

    /// <summary>The register's name, as its checkpoint has it.</summary>
    internal string Origin { get; }

    /// <summary>Hands the note of a file in with what goes with it, and writes the answer. 0: it took effect; 1: it is in the register and void.</summary>
    internal int HandIn(string path, byte[] note, ImmutableArray<DraftFile> files, bool preview, TextWriter output)
    {
        using var content = Content(note, files);
        using var request = new HttpRequestMessage(HttpMethod.Post, preview ? "acts/preview" : "acts") { Content = content };
        var (isTaken, text) = Send(request);
        using var answer = Parse(text);
        if (!isTaken) throw new CommandProblem(Word(answer, "code"), path, Word(answer, "detail"));
        output.WriteLine(text);
        return Word(answer, "outcome") == "applied" ? 0 : 1;
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
        answer.RootElement.TryGetProperty(name, out var value) && value.GetString() is { } word ? word : "";
}
