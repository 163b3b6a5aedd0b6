using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Rehearsal.Examples;

/// <summary>
/// Public record as acts: each as it stands in an act, without nonce and signers, in the order of time. The register's clock goes with
/// it, and an entry that would be void ends the building.
/// </summary>
internal sealed class Record(RegisterHost host, string organisation, Action<Moment> setClock)
{
    // Fields whose texts by language become files that the act names.
    private static readonly string[] Words = ["wording", "cause", "remedy", "context", "document"];
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly SignerKey _key = host.Keys.Find(organisation + "/desk") ?? throw new RegisterFolderException("organisation-key-missing", organisation);

    internal int Append(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var number = 0;
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var submitted = host.Submit([Sign(entry, path, ++number)])[0];
            if (!submitted.Outcome.IsApplied) throw new RegisterFolderException(submitted.Outcome.VoidCode, $"{path}: entry {number} {submitted.Outcome.Detail}");
            if (entry.TryGetProperty("as", out var name)) _named["$" + name.GetString()] = submitted.Identity.ToHex();
        }

        return number;
    }

    private Submission Sign(JsonElement entry, string path, int number)
    {
        if (!Moment.TryParse(entry.GetProperty("at").GetString() ?? "", out var at)) throw new RegisterFolderException("time-malformed", $"{path}: entry {number}");
        setClock(at);
        var text = SignedAct.TextOf(host.Origin, Body(entry, host.Desk.Bits()));
        return new Submission(Hash.OfBytes(text), SignedNote.Sign(text, [_key]));
    }

    private byte[] Body(JsonElement entry, UInt128 nonce)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("kind", entry.GetProperty("kind").GetString());
            json.WriteString("nonce", ActFields.Bits(nonce));
            json.WriteString("at", entry.GetProperty("at").GetString());
            ActFields.WriteTexts(json, "signers", [_key.Verifier.Name.ToString()]);
            foreach (var field in entry.EnumerateObject().Where(field => field.Name is not ("kind" or "at" or "as"))) Write(json, field);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private void Write(Utf8JsonWriter json, JsonProperty field)
    {
        if (Words.Contains(field.Name)) WriteWords(json, field);
        else if (field.Value.ValueKind == JsonValueKind.String && _named.TryGetValue(field.Value.GetString() ?? "", out var identity)) json.WriteString(field.Name, identity);
        else field.WriteTo(json);
    }

    private void WriteWords(Utf8JsonWriter json, JsonProperty field)
    {
        json.WriteStartArray(field.Name);
        foreach (var text in field.Value.EnumerateObject())
        {
            var bytes = Encoding.UTF8.GetBytes(text.Value.GetString() + "\n");
            json.WriteStartObject();
            json.WriteString("language", text.Name);
            json.WriteString("sha256", host.Store.AddAttachment(bytes, "text/plain").ToHex());
            json.WriteNumber("length", bytes.Length);
            json.WriteString("mediaType", "text/plain");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
