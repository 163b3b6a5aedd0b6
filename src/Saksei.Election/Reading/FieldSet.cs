using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;

namespace Saksei.Election.Reading;

/// <summary>
/// The fields of one kind of document, in the order in which they are written; up to 64. Kinds that share fields have each a part of
/// them (<see cref="Part"/>): a field of another part is refused by a code of its own.
/// </summary>
internal sealed class FieldSet<TOwner>
{
    private readonly ImmutableArray<Field<TOwner>> _fields;
    private readonly FieldNames _names;
    private readonly ulong _needs;
    private readonly ulong _has;

    private FieldSet(ImmutableArray<Field<TOwner>> fields, FieldNames names, ulong needs, ulong has) =>
        (_fields, _names, _needs, _has) = (fields, names, needs, has);

    /// <summary>Required fields, and behind them those that may be left out.</summary>
    internal static FieldSet<TOwner> Of(ReadOnlySpan<Field<TOwner>> needs, params ReadOnlySpan<Field<TOwner>> may)
    {
        ImmutableArray<Field<TOwner>> fields = [.. needs, .. may];
        for (var index = 0; index < fields.Length; index++) fields[index].Index = index;
        var has = fields.Length == 0 ? 0 : ulong.MaxValue >> (64 - fields.Length);
        return new FieldSet<TOwner>(fields, new FieldNames([.. fields.Select(field => field.Name)]), BitsBelow(needs.Length), has);
    }

    /// <summary>The same fields, of which a document needs some and may have others.</summary>
    internal FieldSet<TOwner> Part(Func<Field<TOwner>, bool> needs, Func<Field<TOwner>, bool> may) =>
        new(_fields, _names, BitsOf(needs), BitsOf(field => needs(field) || may(field)));

    /// <summary>An object of these fields, as docs/spec writes it.</summary>
    internal string Shape => "`{" + string.Join(", ", Described().Select(one => $"{one.Name}{(one.IsRequired ? "" : "?")}: {one.Shape.Replace("`", "", StringComparison.Ordinal)}")) + "}`";

    /// <summary>Its fields, in order.</summary>
    internal IEnumerable<FieldDescription> Described() => _fields.Where(Has).Select(field => new FieldDescription(field.Name, field.Shape, Needs(field), field.Meaning));

    internal FieldValues NewValues() => new([.. _fields.Select(field => field.NewSlot())]);

    /// <summary>A sample of every field.</summary>
    internal FieldValues Samples()
    {
        var values = NewValues();
        foreach (var field in _fields.Where(Has)) field.TakeSample(values[field.Index]);
        return values;
    }

    /// <summary>Reads fields until the object's end, over whatever the values held before.</summary>
    internal void Read(ref StrictJson json, ReadScope scope, FieldValues values)
    {
        foreach (var field in _fields) field.Clear(values[field.Index]);
        FieldsRead read = default;
        while (json.NextField(_names, ref read, out var index))
        {
            if ((_has >> index & 1) == 0) json.Fail("field-not-of-kind", _fields[index].Name);
            else _fields[index].Read(ref json, scope, values[index]);
        }

        var missing = _needs & ~read.Seen;
        if (missing != 0) json.Fail("field-missing", _fields[BitOperations.TrailingZeroCount(missing)].Name);
    }

    /// <summary>Writes the fields of what they are declared for.</summary>
    internal void Write(Utf8JsonWriter json, TOwner owner)
    {
        foreach (var field in _fields)
            if (Has(field)) field.Write(json, owner, Needs(field));
    }

    private bool Has(Field<TOwner> field) => (_has >> field.Index & 1) == 1;

    private bool Needs(Field<TOwner> field) => (_needs >> field.Index & 1) == 1;

    private ulong BitsOf(Func<Field<TOwner>, bool> choose) => _fields.Where(choose).Aggregate(0UL, (bits, field) => bits | 1UL << field.Index);

    private static ulong BitsBelow(int count) => count == 0 ? 0 : ulong.MaxValue >> (64 - count);
}
