using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;

namespace Saksei.Exports.Formats.Nist;

/// <summary>The common data format as JSON.</summary>
internal sealed class CdfJson(Stream output) : CdfOutput, IDisposable
{
    // A report of a whole country isn't held a second time by its writer.
    private const int FlushAt = 1 << 16;
    private const string Prefix = "ElectionResults.";
    private readonly Utf8JsonWriter _json = new(output, Act.WriterOptions);

    internal override void Report(Action write) => Item("ElectionReport", "", write);

    internal override void Items(string field, Action write)
    {
        _json.WriteStartArray(field);
        write();
        _json.WriteEndArray();
    }

    internal override void Item(string type, string id, Action write)
    {
        _json.WriteStartObject();
        _json.WriteString("@type", Prefix + type);
        if (id.Length > 0) _json.WriteString("@id", id);
        write();
        _json.WriteEndObject();
        if (_json.BytesPending > FlushAt) _json.Flush();
    }

    internal override void Text(string field, string text) => _json.WriteString(field, text);

    internal override void Whole(string field, long number) => _json.WriteNumber(field, number);

    internal override void Truth(string field, bool truth) => _json.WriteBoolean(field, truth);

    internal override void References(string field, ImmutableArray<string> ids)
    {
        if (ids.IsEmpty) return;
        _json.WriteStartArray(field);
        foreach (var id in ids) _json.WriteStringValue(id);
        _json.WriteEndArray();
    }

    internal override void Texts(string field, IEnumerable<KeyValuePair<string, string>> texts)
    {
        _json.WritePropertyName(field);
        Item("InternationalizedText", "", () => Items("Text", () =>
        {
            foreach (var (language, text) in texts)
                Item("LanguageString", "", () =>
                {
                    Text("Content", text);
                    Text("Language", language);
                });
        }));
    }

    public void Dispose() => _json.Dispose();
}
