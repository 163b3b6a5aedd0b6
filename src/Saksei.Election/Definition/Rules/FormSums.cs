using System.Collections.Immutable;

namespace Saksei.Election.Definition.Rules;

/// <summary>A sum that holds on an orderly form because of what its fields mean.</summary>
/// <param name="Code">Such as <c>E101</c>: of the same sum always the same.</param>
/// <param name="Left">Codes of fields, or <c>votes</c>.</param>
/// <param name="AtMost">Left ≤ right; otherwise left = right.</param>
/// <param name="Right">Codes of fields, or <c>votes</c>.</param>
public sealed record FormSum(string Code, ImmutableArray<string> Left, bool AtMost, ImmutableArray<string> Right);

/// <summary>The sums that follow from the meanings of a form's fields (docs/spec/form.md), for a form that states none itself.</summary>
public static class FormSums
{
    /// <summary>What stands for the sum of all lists' votes.</summary>
    public const string Votes = "votes";

    /// <summary>The sums of a form whose fields have these meanings.</summary>
    public static ImmutableArray<FormSum> Of(IReadOnlyDictionary<FieldMeaning, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return [.. Received(fields), .. Cast(fields), .. Valid(fields), .. Registered(fields)];
    }

    // Without the unused ones nobody can say where a ballot that isn't in the box is.
    private static IEnumerable<FormSum> Received(IReadOnlyDictionary<FieldMeaning, string> fields)
    {
        if (fields.ContainsKey(FieldMeaning.Received) && fields.ContainsKey(FieldMeaning.Cast) && fields.ContainsKey(FieldMeaning.Unused))
            yield return new FormSum("E101", [fields[FieldMeaning.Received]], false, Among(fields, FieldMeaning.Cast, FieldMeaning.Spoilt, FieldMeaning.Unused));
    }

    // Where a form has no field for invalid ballots, what is in the box and counts for nobody is unknown.
    private static IEnumerable<FormSum> Cast(IReadOnlyDictionary<FieldMeaning, string> fields)
    {
        if (fields.TryGetValue(FieldMeaning.Cast, out var cast) && fields.ContainsKey(FieldMeaning.Invalid))
            yield return new FormSum("E102", [cast], false, [.. Among(fields, FieldMeaning.Invalid, FieldMeaning.Blank), VotesOf(fields)]);
    }

    private static IEnumerable<FormSum> Valid(IReadOnlyDictionary<FieldMeaning, string> fields)
    {
        if (fields.TryGetValue(FieldMeaning.Valid, out var valid)) yield return new FormSum("E103", [valid], false, [Votes]);
    }

    private static IEnumerable<FormSum> Registered(IReadOnlyDictionary<FieldMeaning, string> fields)
    {
        if (!fields.TryGetValue(FieldMeaning.Registered, out var registered)) yield break;
        ImmutableArray<string> inTheBox = fields.TryGetValue(FieldMeaning.Cast, out var cast) ? [cast]
            : [VotesOf(fields), .. Among(fields, FieldMeaning.Blank, FieldMeaning.Invalid)];
        yield return new FormSum("W201", inTheBox, true, [registered]);
    }

    private static string VotesOf(IReadOnlyDictionary<FieldMeaning, string> fields) => fields.GetValueOrDefault(FieldMeaning.Valid, Votes);

    private static ImmutableArray<string> Among(IReadOnlyDictionary<FieldMeaning, string> fields, params ReadOnlySpan<FieldMeaning> meanings)
    {
        var among = ImmutableArray.CreateBuilder<string>();
        foreach (var meaning in meanings)
            if (fields.TryGetValue(meaning, out var field)) among.Add(field);
        return among.DrainToImmutable();
    }
}
