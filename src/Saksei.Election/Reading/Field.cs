using System.Text.Json;

namespace Saksei.Election.Reading;

/// <summary>A field of a document as others are to know it.</summary>
/// <param name="Name">As it stands in the document.</param>
/// <param name="Shape">What its values look like.</param>
/// <param name="IsRequired">Whether a document without it is refused.</param>
/// <param name="Meaning">What it says; empty where its name says it.</param>
public sealed record FieldDescription(string Name, string Shape, bool IsRequired, string Meaning);

/// <summary>A field of a document, declared once: reading, writing and the documentation follow it.</summary>
internal abstract class Field<TOwner>(string name, string meaning)
{
    internal string Name => name;

    internal string Meaning => meaning;

    /// <summary>Its place among the fields of its set.</summary>
    internal int Index { get; set; }

    internal abstract string Shape { get; }

    internal abstract Slot NewSlot();

    internal abstract void Clear(Slot slot);

    internal abstract void Read(ref StrictJson json, ReadScope scope, Slot slot);

    internal abstract void TakeSample(Slot slot);

    /// <summary>Writes name and value; where the value says nothing, only a required field.</summary>
    internal abstract void Write(Utf8JsonWriter json, TOwner owner, bool isRequired);
}

/// <summary>A field with its type.</summary>
/// <param name="name">As it stands in the document.</param>
/// <param name="codec">How its values stand there.</param>
/// <param name="get">The value in what is written.</param>
/// <param name="meaning">For the documentation; empty where the name says it.</param>
internal sealed class Field<TOwner, T>(string name, Codec<T> codec, Func<TOwner, T> get, string meaning = "") : Field<TOwner>(name, meaning)
{
    internal override string Shape => codec.Shape;

    internal override Slot NewSlot() => new Slot<T>(codec.Absent);

    internal override void Clear(Slot slot) => ((Slot<T>)slot).Value = codec.Absent;

    internal override void Read(ref StrictJson json, ReadScope scope, Slot slot) => ((Slot<T>)slot).Value = codec.Read(ref json, scope);

    internal override void TakeSample(Slot slot) => ((Slot<T>)slot).Value = codec.Sample;

    internal override void Write(Utf8JsonWriter json, TOwner owner, bool isRequired)
    {
        var value = get(owner);
        if (!isRequired && codec.IsAbsent(value)) return;
        json.WritePropertyName(Name);
        codec.Write(json, value);
    }
}

/// <summary>Where the value of one field is put while a document is read.</summary>
internal abstract class Slot;

/// <summary>A slot with its type.</summary>
internal sealed class Slot<T>(T value) : Slot
{
    internal T Value { get; set; } = value;
}

/// <summary>The values of one document's fields; those that were left out say nothing.</summary>
internal sealed class FieldValues(Slot[] slots)
{
    internal Slot this[int field] => slots[field];

    /// <summary>The value of a field.</summary>
    internal T Of<TOwner, T>(Field<TOwner, T> field) => ((Slot<T>)slots[field.Index]).Value;
}
