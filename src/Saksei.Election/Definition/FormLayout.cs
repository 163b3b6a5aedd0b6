using System.Collections.Immutable;

namespace Saksei.Election.Definition;

/// <summary>What a field of the form counts, where the tally and the checks need to know.</summary>
public enum FieldMeaning { Other, Registered, Received, Cast, Spoilt, Unused, Invalid, Blank, Valid }

/// <summary>One field of the form other than the lists' votes.</summary>
/// <param name="Code">As it stands in acts.</param>
/// <param name="Mark">The letter printed on the paper; may be empty.</param>
/// <param name="Names">For people.</param>
/// <param name="Meaning">At most one field has each.</param>
public sealed record FormField(string Code, string Mark, Names Names, FieldMeaning Meaning);

/// <summary>An identity or a plausibility that a filled form keeps; what doesn't is shown, never refused: the clerk types what the paper says.</summary>
/// <param name="Code">Stable, such as <c>E101</c> (identity) or <c>W201</c> (plausibility).</param>
/// <param name="IsError">An identity; otherwise a plausibility.</param>
/// <param name="Names">The rule in words.</param>
/// <param name="Left">Fields added up on the left; <see cref="FormLayout.VotesSide"/> is the sum of all votes.</param>
/// <param name="AtMost">Left ≤ right; otherwise left = right.</param>
/// <param name="Right">Fields added up on the right.</param>
public sealed record FormCheck(string Code, bool IsError, Names Names, ImmutableArray<int> Left, bool AtMost, ImmutableArray<int> Right);

/// <summary>Which digits a form may be written with.</summary>
[Flags]
public enum DigitSystems { None = 0, Latin = 1, Khmer = 2 }

/// <summary>
/// The layout of a form as data. Figures are numbered through: fields first, then the lists in the definition's order.
/// </summary>
public sealed class FormLayout
{
    /// <summary>The number that stands for "the sum of all lists' votes" in a check.</summary>
    public const int VotesSide = -1;

    private readonly Dictionary<string, int> _fields;

    internal FormLayout(
        string code, Names names, ImmutableArray<FormField> fields, Names votes, ImmutableArray<FormCheck> checks,
        DigitSystems digits, int maximum)
    {
        (Code, Names, Fields, VotesNames, Checks, Digits, Maximum) = (code, names, fields, votes, checks, digits, maximum);
        _fields = fields.Select((field, index) => (field.Code, index)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The form's number, such as <c>1102</c>.</summary>
    public string Code { get; }

    /// <summary>For people.</summary>
    public Names Names { get; }

    /// <summary>The fields in the order of the paper.</summary>
    public ImmutableArray<FormField> Fields { get; }

    /// <summary>The heading above the lists.</summary>
    public Names VotesNames { get; }

    /// <summary>What a filled form should keep.</summary>
    public ImmutableArray<FormCheck> Checks { get; }

    /// <summary>Digits that a transcription may use.</summary>
    public DigitSystems Digits { get; }

    /// <summary>The largest figure that a field may hold.</summary>
    public int Maximum { get; }

    /// <summary>The number of the field with a meaning, or −1.</summary>
    public int FieldOf(FieldMeaning meaning)
    {
        for (var i = 0; i < Fields.Length; i++)
            if (Fields[i].Meaning == meaning)
                return i;
        return -1;
    }

    internal Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> FieldLookup => _fields.GetAlternateLookup<ReadOnlySpan<char>>();
}
