using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cli.Commands;

/// <summary>A file to be handed in with an act.</summary>
internal sealed record DraftFile(string Path, byte[] Bytes)
{
    private static readonly ImmutableDictionary<string, string> Types = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, [
        new(".jpg", "image/jpeg"), new(".jpeg", "image/jpeg"), new(".png", "image/png"), new(".pdf", "application/pdf"),
        new(".json", "application/json"), new(".csv", "text/csv"), new KeyValuePair<string, string>(".txt", "text/plain")]);

    /// <summary>Reads one.</summary>
    internal static DraftFile Read(string path) => new(path, File.Exists(path) ? File.ReadAllBytes(path) : throw new CommandProblem("file-missing", path));

    /// <summary>What the act says of it.</summary>
    internal Attachment Attachment =>
        new(Hash.OfBytes(Bytes), Bytes.Length, Types.GetValueOrDefault(System.IO.Path.GetExtension(Path), "application/octet-stream"));
}

/// <summary>An act as somebody typed it: its kind and fields, without header, and the files that go with it.</summary>
internal sealed class ActDraft(JsonElement fields, ImmutableArray<DraftFile> files)
{
    // Less room for the note and the bounds of its parts.
    private const long MostBytes = ActDoor.MostUploadBytes - (128 << 10);

    // No act has a field of this name.
    internal const string NamesFile = "file";

    // Filled in by the command: typed by hand they would be wrong.
    internal static readonly string[] OfHeader = ["nonce", "at", "signers"];

    /// <summary>The files.</summary>
    internal ImmutableArray<DraftFile> Files => files;

    /// <summary>The kind and fields.</summary>
    internal JsonElement Fields => fields;

    /// <summary>The draft with other fields, and a file of texts if there is one.</summary>
    internal ActDraft With(JsonElement other, DraftFile? words) => new(other, words is null ? files : [words, .. files]) { Words = words };

    /// <summary>The file with the texts of answers, which was made here; null where there is none.</summary>
    internal DraftFile? Words { get; private init; }

    /// <summary>Writes that file, which the act names, for somebody else to hand in.</summary>
    internal void KeepWords(string? path)
    {
        if (Words is not { } words) return;
        if (path is null) throw new CommandProblem("file-not-given", "--words");
        if (File.Exists(path)) throw new CommandProblem("file-exists", path);
        File.WriteAllBytes(path, words.Bytes);
    }

    /// <summary>Reads a draft: an object with a kind.</summary>
    internal static ActDraft Read(string path, IEnumerable<string> files)
    {
        try
        {
            using var document = JsonDocument.Parse(DraftFile.Read(path).Bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var fields = document.RootElement.Clone();
            if (fields.ValueKind != JsonValueKind.Object || !fields.TryGetProperty("kind", out var kind)) throw new CommandProblem("field-missing", path, "kind");
            if (kind.ValueKind != JsonValueKind.String) throw new CommandProblem("text-expected", $"{path} kind", kind.GetRawText());
            foreach (var name in OfHeader)
                if (fields.TryGetProperty(name, out _)) throw new CommandProblem("field-unknown", path, name);
            ImmutableArray<DraftFile> read = [.. files.Select(DraftFile.Read)];
            return read.Sum(file => (long)file.Bytes.Length) > MostBytes ? throw new CommandProblem("upload-too-long", "--file") : new ActDraft(fields, read);
        }
        catch (JsonException problem)
        {
            throw CommandProblem.At(path, (problem.LineNumber ?? -1) + 1, "json-malformed");
        }
    }

    /// <summary>The act as a note signed by keys, for a register.</summary>
    internal byte[] Sign(ActHeader header, string origin, ReadOnlySpan<SignerKey> keys) => SignedNote.Sign(SignedAct.TextOf(origin, Body(header)), keys).ToArray();

    private byte[] Body(ActHeader header)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("kind", fields.GetProperty("kind").GetString());
            header.Write(json);
            var named = new HashSet<DraftFile>();
            foreach (var field in fields.EnumerateObject().Where(field => field.Name != "kind"))
            {
                json.WritePropertyName(field.Name);
                Write(json, field.Value, named);
            }

            ActFields.WriteAttachments(json, [.. files.Where(file => !named.Contains(file)).Select(file => file.Attachment)]);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    // Where the draft says {"file": "photo.jpg"}, the act has that file's hash, length and media type: nobody computes them by hand.
    private void Write(Utf8JsonWriter json, JsonElement value, HashSet<DraftFile> named)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject()) Write(json, member, named);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(json, item, named);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private void Write(Utf8JsonWriter json, JsonProperty member, HashSet<DraftFile> named)
    {
        if (member is { Name: NamesFile, Value.ValueKind: JsonValueKind.String })
        {
            var file = FileOf(member.Value.GetString()!);
            named.Add(file);
            var (hash, length, mediaType) = file.Attachment;
            json.WriteString("sha256", hash.ToHex());
            json.WriteNumber("length", length);
            json.WriteString("mediaType", mediaType);
            return;
        }

        json.WritePropertyName(member.Name);
        Write(json, member.Value, named);
    }

    private DraftFile FileOf(string name) => files.FirstOrDefault(file => file.Path == name || Path.GetFileName(file.Path) == name)
        ?? throw CommandProblem.NotOneOf("file-not-given", "--file", name, files.Select(file => Path.GetFileName(file.Path)));
}
