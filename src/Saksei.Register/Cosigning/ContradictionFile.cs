using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Register.Cosigning;

/// <summary>
/// A contradiction as a file: one JSON object of five members in their order.
/// <code>
/// {"format":"saksei/contradiction/v1","log":"VKEY","smaller":"note","larger":"note","hashes":["base64",…]}
/// </code>
/// </summary>
public static class ContradictionFile
{
    /// <summary>The longest file: 64 KiB.</summary>
    public const int MaximumBytes = 64 << 10;

    private const string Format = "saksei/contradiction/v1";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file, with a newline at its end.</summary>
    public static byte[] Write(Contradiction contradiction)
    {
        ArgumentNullException.ThrowIfNull(contradiction);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("log", contradiction.Log.Text);
            json.WriteString("smaller", contradiction.Smaller.Span);
            json.WriteString("larger", contradiction.Larger.Span);
            json.WriteStartArray("hashes");
            foreach (var hash in contradiction.Hashes) json.WriteStringValue(hash.ToString());
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Reads one strictly; null with a code where it isn't one. Nothing is judged.</summary>
    /// <param name="file">At most 64 KiB of UTF-8.</param>
    /// <param name="code"><c>contradiction-too-long</c>, <c>contradiction-malformed</c>, <c>key-malformed</c> or <c>key-weak</c>; empty if read.</param>
    public static Contradiction? Read(ReadOnlySpan<byte> file, out string code)
    {
        code = "contradiction-too-long";
        if (file.Length > MaximumBytes) return null;
        code = "contradiction-malformed";
        try
        {
            return ReadObject(new Utf8JsonReader(file), ref code);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is no Unicode.
            code = "contradiction-malformed";
            return null;
        }
    }

    private static Contradiction? ReadObject(Utf8JsonReader json, ref string code)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject || Member(ref json, "format") != Format) return null;
        var (log, smaller, larger) = (Member(ref json, "log"), Member(ref json, "smaller"), Member(ref json, "larger"));
        if (log is null || smaller is null || larger is null || ReadHashes(ref json) is not { } hashes) return null;
        if (!json.Read() || json.TokenType != JsonTokenType.EndObject || json.Read()) return null;
        var key = VerifierKey.Parse(log, out code);
        return key is null ? null : new Contradiction(key, Encoding.UTF8.GetBytes(smaller), Encoding.UTF8.GetBytes(larger), hashes);
    }

    private static bool IsNamed(ref Utf8JsonReader json, string name) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName && !json.ValueIsEscaped && json.ValueTextEquals(name);

    private static string? Member(ref Utf8JsonReader json, string name) =>
        IsNamed(ref json, name) && json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;

    private static ImmutableArray<Hash>? ReadHashes(ref Utf8JsonReader json)
    {
        if (!IsNamed(ref json, "hashes") || !json.Read() || json.TokenType != JsonTokenType.StartArray) return null;
        var hashes = ImmutableArray.CreateBuilder<Hash>();
        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            if (hashes.Count == Contradiction.MostHashes || json.ValueIsEscaped || !Hash.TryParseBase64(json.ValueSpan, out var hash)) return null;
            hashes.Add(hash);
        }

        return json.TokenType == JsonTokenType.EndArray ? hashes.DrainToImmutable() : null;
    }
}
