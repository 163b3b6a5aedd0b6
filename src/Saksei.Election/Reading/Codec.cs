using System.Collections.Immutable;
using System.Text.Json;

namespace Saksei.Election.Reading;

/// <summary>How values of one type stand in JSON: read, written and described in one place.</summary>
/// <param name="shape">As docs/spec writes it: <c>code</c>, <c>hash</c>, <c>`open`, `closed`</c>.</param>
/// <param name="absent">What stands for a field that was left out.</param>
/// <param name="sample">A value that can be read and written.</param>
/// <param name="read">Reads one; a problem sticks to the reader.</param>
/// <param name="write">Writes one.</param>
internal sealed class Codec<T>(string shape, T absent, Func<T> sample, ReadValue<T> read, Action<Utf8JsonWriter, T> write)
{
    internal string Shape => shape;

    internal T Absent => absent;

    internal T Sample => sample();

    /// <summary>Whether a value says nothing, so that an optional field is left out. Arrays say nothing when they are empty.</summary>
    internal Func<T, bool> IsAbsent { get; init; } = value => EqualityComparer<T>.Default.Equals(value, absent);

    internal T Read(ref StrictJson json, ReadScope scope) => read(ref json, scope);

    internal void Write(Utf8JsonWriter json, T value) => write(json, value);
}

/// <summary>Codecs made of others.</summary>
internal static class Codecs
{
    extension<T>(Codec<T> codec) where T : struct
    {
        /// <summary>The same for a field that may be left out and has no value then.</summary>
        internal Codec<T?> OrNone => new(codec.Shape, null, () => codec.Sample, (ref json, scope) => codec.Read(ref json, scope), (json, value) =>
        {
            if (value is { } there) codec.Write(json, there);
        });
    }

    /// <summary>An array of up to <paramref name="maximum"/> items.</summary>
    internal static Codec<ImmutableArray<T>> Items<T>(int maximum, Codec<T> item) => new(
        $"up to {maximum:N0} {item.Shape}", [], () => [item.Sample],
        (ref json, scope) => ReadItems(ref json, scope, maximum, item),
        (json, items) =>
        {
            json.WriteStartArray();
            foreach (var value in items) item.Write(json, value);
            json.WriteEndArray();
        })
    { IsAbsent = items => items.IsDefaultOrEmpty };

    /// <summary>An object of declared fields.</summary>
    internal static Codec<T> Object<T>(FieldSet<T> fields, T absent, Func<FieldValues, T> make) => new(
        fields.Shape, absent, () => make(fields.Samples()),
        (ref json, scope) =>
        {
            var values = fields.NewValues();
            json.EnterObject();
            fields.Read(ref json, scope, values);
            return json.Problem is null ? make(values) : absent;
        },
        (json, value) =>
        {
            json.WriteStartObject();
            fields.Write(json, value);
            json.WriteEndObject();
        });

    private static ImmutableArray<T> ReadItems<T>(ref StrictJson json, ReadScope scope, int maximum, Codec<T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        json.EnterArray();
        while (json.NextItem())
        {
            items.Add(item.Read(ref json, scope));
            if (items.Count > maximum) json.Fail("too-many");
        }

        return items.DrainToImmutable();
    }
}
