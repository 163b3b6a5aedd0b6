using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>What a value in the JSON of a rule can be.</summary>
internal enum JsonShape
{
    Object,
    Text,
    Whole,
    True,
    False,
    Array,
}

/// <summary>A value of the JSON of a rule, with the offset of its first byte.</summary>
internal sealed record JsonValue(JsonShape Shape, long Offset)
{
    public string Text { get; init; } = "";

    public long Whole { get; init; }

    public ImmutableArray<JsonField> Fields { get; init; } = [];

    public ImmutableArray<JsonValue> Items { get; init; } = [];
}

internal readonly record struct JsonField(string Name, JsonValue Value, long Offset);

/// <summary>Stops the reading at the first problem; caught where the reading began and never seen outside.</summary>
#pragma warning disable CA1032, CA1064 // Only its code and offset matter, and it doesn't leave the reader.
internal sealed class RuleProblem(string code, string? subject, long offset) : Exception
{
    public SeatRefusal Refusal => new(code, subject, offset);
}
#pragma warning restore CA1032, CA1064

/// <summary>Strict JSON: no comments, trailing commas, duplicate names, nulls or numbers with parts; at most 8 levels deep and 65,535 bytes.</summary>
internal static class RuleJson
{
    private const int MostBytes = 65_535;

    public static JsonValue Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MostBytes) throw new RuleProblem("rule-too-long", null, MostBytes);
        if (!Utf8.IsValid(utf8)) throw new RuleProblem("rule-not-utf8", null, 0);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            reader.Read();
            var value = Value(ref reader);
            if (reader.Read()) throw new RuleProblem("rule-not-json", null, reader.TokenStartIndex);
            return value;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new RuleProblem("rule-not-json", null, reader.BytesConsumed);
        }
    }

    private static JsonValue Value(ref Utf8JsonReader reader)
    {
        var at = reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new JsonValue(JsonShape.Object, at) { Fields = Fields(ref reader) },
            JsonTokenType.StartArray => new JsonValue(JsonShape.Array, at) { Items = Items(ref reader) },
            JsonTokenType.String => new JsonValue(JsonShape.Text, at) { Text = reader.GetString().Given() },
            JsonTokenType.Number when IsWhole(reader) => new JsonValue(JsonShape.Whole, at) { Whole = reader.GetInt64() },
            JsonTokenType.True => new JsonValue(JsonShape.True, at),
            JsonTokenType.False => new JsonValue(JsonShape.False, at),
            _ => throw new RuleProblem("value-wrong-type", null, at),
        };
    }

    // "-0", "1.0" and "1e3" would be second spellings of a whole number.
    private static bool IsWhole(in Utf8JsonReader reader) =>
        reader.TryGetInt64(out _) && reader.ValueSpan.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static ImmutableArray<JsonField> Fields(ref Utf8JsonReader reader)
    {
        var fields = ImmutableArray.CreateBuilder<JsonField>();
        HashSet<string> names = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, at) = (reader.GetString().Given(), reader.TokenStartIndex);
            if (!names.Add(name)) throw new RuleProblem("field-duplicate", name, at);
            reader.Read();
            fields.Add(new JsonField(name, Value(ref reader), at));
        }
        return fields.ToImmutable();
    }

    private static ImmutableArray<JsonValue> Items(ref Utf8JsonReader reader)
    {
        var items = ImmutableArray.CreateBuilder<JsonValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader));
        return items.ToImmutable();
    }
}
