using System.Text;
using System.Text.Json;

namespace Saksei.Election.Definition.Rules;

/// <summary>Where the values of a document stand, by their path: <c>fields[2].mark</c>.</summary>
internal sealed class JsonPlaces
{
    private readonly Dictionary<string, long> _offsets = new(StringComparer.Ordinal);

    private JsonPlaces(ReadOnlySpan<byte> document)
    {
        var json = new Utf8JsonReader(document);
        if (json.Read()) Visit(ref json, "");
    }

    /// <summary>Of a document that was read already.</summary>
    internal static JsonPlaces Of(byte[] document) => new(document);

    /// <summary>Where a value begins, in bytes; of one that isn't there, what it would stand in.</summary>
    internal long At(string path)
    {
        while (path.Length > 0 && !_offsets.ContainsKey(path)) path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        return _offsets.GetValueOrDefault(path);
    }

    private void Visit(ref Utf8JsonReader json, string path)
    {
        _offsets.TryAdd(path, json.TokenStartIndex);
        if (json.TokenType == JsonTokenType.StartObject) VisitObject(ref json, path);
        else if (json.TokenType == JsonTokenType.StartArray) VisitArray(ref json, path);
    }

    private void VisitObject(ref Utf8JsonReader json, string path)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // As it is written: half of an escaped pair has no other form.
            var name = Encoding.UTF8.GetString(json.ValueSpan);
            json.Read();
            Visit(ref json, path.Length == 0 ? name : $"{path}.{name}");
        }
    }

    private void VisitArray(ref Utf8JsonReader json, string path)
    {
        for (var at = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; at++) Visit(ref json, $"{path}[{at}]");
    }
}
