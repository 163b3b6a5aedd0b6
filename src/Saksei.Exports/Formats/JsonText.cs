using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Definition;

namespace Saksei.Exports.Formats;

/// <summary>JSON written through, without a tree of it.</summary>
internal static class JsonText
{
    internal static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions)) write(json);
        return stream.ToArray();
    }

    internal static void Object(this Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteEndObject();
    }

    internal static void Object(this Utf8JsonWriter json, string field, Action write)
    {
        json.WritePropertyName(field);
        json.Object(write);
    }

    internal static void Array<T>(this Utf8JsonWriter json, string field, IEnumerable<T> items, Action<T> write)
    {
        json.WritePropertyName(field);
        json.Array(items, write);
    }

    internal static void Array<T>(this Utf8JsonWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }

    /// <summary>A name in all its languages, by language.</summary>
    internal static void Names(this Utf8JsonWriter json, string field, Names names) => json.Object(field, () =>
    {
        foreach (var (language, name) in names.ByLanguage) json.WriteString(language, name);
    });
}
