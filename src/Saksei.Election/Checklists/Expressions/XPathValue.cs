using System.Collections.Immutable;
using Saksei.Election.Counts;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>A value of XPath 1.0, and how it turns into the other kinds.</summary>
internal readonly record struct XPathValue
{
    private readonly ImmutableArray<string> _set;
    private readonly string? _text;
    private readonly XPathNumber _number;
    private readonly bool _truth;

    private XPathValue(ValueKind kind, ImmutableArray<string> set = default, string? text = null, XPathNumber number = default, bool truth = false) =>
        (Kind, _set, _text, _number, _truth) = (kind, set, text, number, truth);

    internal ValueKind Kind { get; }

    /// <summary>The values of a set; of anything else its text.</summary>
    internal ImmutableArray<string> Items => Kind == ValueKind.Set ? _set : [Text];

    /// <summary>string(): of a set its first value, or nothing.</summary>
    internal string Text => Kind switch
    {
        ValueKind.Set => _set.Length == 0 ? "" : _set[0],
        ValueKind.Text => _text ?? "",
        ValueKind.Number => _number.ToString(),
        _ => _truth ? "true" : "false",
    };

    /// <summary>How long its texts are together, in UTF-16 units; of a number and a truth nothing.</summary>
    internal long Units => Kind switch
    {
        ValueKind.Set => _set.Sum(item => (long)item.Length),
        ValueKind.Text => Text.Length,
        _ => 0,
    };

    /// <summary>number(): of a text its digits, or its days where it is a date or a time; else not a number.</summary>
    internal XPathNumber Number => Kind switch
    {
        ValueKind.Number => _number,
        ValueKind.Truth => XPathNumber.Of(new Fraction(_truth ? 1 : 0)),
        _ => NumberOf(Text),
    };

    /// <summary>boolean(): a set that isn't empty, a text that isn't, a number other than zero.</summary>
    internal bool Truth => Kind switch
    {
        ValueKind.Set => _set.Length > 0,
        ValueKind.Text => Text.Length > 0,
        ValueKind.Number => _number is { IsNaN: false, Sign: not 0 },
        _ => _truth,
    };

    internal static XPathValue Of(ImmutableArray<string> set) => new(ValueKind.Set, set);

    internal static XPathValue Of(string text) => new(ValueKind.Text, text: text);

    internal static XPathValue Of(XPathNumber number) => new(ValueKind.Number, number: number);

    internal static XPathValue Of(bool truth) => new(ValueKind.Truth, truth: truth);

    /// <summary>= and !=: of sets whether any value fits; else as truths, numbers or texts, the first of these that one of them is.</summary>
    internal static bool AreEqual(XPathValue a, XPathValue b, bool wanted)
    {
        if (a.Kind == ValueKind.Truth || b.Kind == ValueKind.Truth) return (a.Truth == b.Truth) == wanted;
        if (a.Kind == ValueKind.Number || b.Kind == ValueKind.Number)
            return AnyPair(a, b, (left, right) => (XPathNumber.Compare(left, right) == 0) == wanted);
        return a.Items.Any(left => b.Items.Any(right => (left == right) == wanted));
    }

    /// <summary>&lt; and its like: as numbers, of sets whether any value fits.</summary>
    internal static bool AnyCompares(XPathValue a, XPathValue b, Func<int, bool> fits) =>
        AnyPair(a, b, (left, right) => XPathNumber.Compare(left, right) is { } order && fits(order));

    internal static XPathNumber NumberOf(string text) =>
        DecimalText.Read(text) is { } value ? XPathNumber.Of(value) : DayText.Read(text) is { } days ? XPathNumber.Of(days) : XPathNumber.NaN;

    // Each text is read as a number once, and not once for each that it is held against.
    private static bool AnyPair(XPathValue a, XPathValue b, Func<XPathNumber, XPathNumber, bool> fits)
    {
        var others = b.Numbers().ToList();
        return a.Numbers().Any(left => others.Exists(right => fits(left, right)));
    }

    private IEnumerable<XPathNumber> Numbers() => Kind is ValueKind.Number or ValueKind.Truth ? [Number] : Items.Select(NumberOf);
}
