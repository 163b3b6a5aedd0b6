using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Counts;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>What functions give of their arguments.</summary>
internal static class FunctionValues
{
    internal static XPathValue Of(Function function, ImmutableArray<XPathValue> given, Evaluator evaluator) => Functions.Of(function).Gives switch
    {
        ValueKind.Truth => XPathValue.Of(Truth(function, given, evaluator)),
        ValueKind.Number => XPathValue.Of(Number(function, given)),
        _ => XPathValue.Of(Text(function, given, evaluator)),
    };

    private static bool Truth(Function function, ImmutableArray<XPathValue> given, Evaluator evaluator) => function switch
    {
        Function.True => true,
        Function.False => false,
        Function.Boolean => given[0].Truth,
        Function.Not => !given[0].Truth,
        Function.Contains => Find(given, evaluator) >= 0,
        Function.StartsWith => given[0].Text.StartsWith(given[1].Text, StringComparison.Ordinal),
        Function.EndsWith => given[0].Text.EndsWith(given[1].Text, StringComparison.Ordinal),
        Function.Selected => given[0].Text.Split(' ').Contains(given[1].Text.Trim(' ')),
        Function.Regex => Pattern.Parse(given[1].Text).Fits(given[0].Text, evaluator),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static XPathNumber Number(Function function, ImmutableArray<XPathValue> given) => function switch
    {
        Function.Count => Whole(given[0].Items.Length),
        Function.CountNonEmpty => Whole(given[0].Items.Count(item => item.Length > 0)),
        Function.CountSelected => Whole(Words(given[0].Text).Count()),
        Function.StringLength => Whole(given[0].Text.EnumerateRunes().Count()),
        Function.Sum => given[0].Items.Aggregate(Whole(0), (sum, item) => sum + XPathValue.NumberOf(item)),
        Function.Max => Extreme(given, 1),
        Function.Min => Extreme(given, -1),
        Function.Number => given[0].Number,
        Function.Round => Round(given[0].Number, given.Length > 1 ? given[1].Number : Whole(0)),
        _ => given[0].Number is { IsFinite: true } number ? XPathNumber.Of(Part(function, number.Value)) : function == Function.Abs && given[0].Number.Sign < 0 ? XPathNumber.Infinity : given[0].Number,
    };

    private static Fraction Part(Function function, Fraction value) => function switch
    {
        Function.Abs => value.Sign < 0 ? Fraction.Zero - value : value,
        Function.Ceiling => new Fraction(value.Ceiling()),
        Function.Floor => new Fraction(value.Floor()),
        Function.Int => XPathNumber.Cut(value),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static string Text(Function function, ImmutableArray<XPathValue> given, Evaluator evaluator) => function switch
    {
        Function.Coalesce => given[0].Text.Length > 0 ? given[0].Text : given[1].Text,
        Function.Concat => Concat(given),
        Function.Date => Date(given[0]),
        Function.NormalizeSpace => string.Join(' ', given[0].Text.Split((char[])[' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)),
        Function.SelectedAt => given[1].Number is { IsFinite: true } place ? Words(given[0].Text).ElementAtOrDefault(Small(XPathNumber.Cut(place.Value))) ?? "" : "",
        Function.String => given[0].Text,
        Function.Substr => Slice(given),
        Function.Substring => Substring(given),
        Function.SubstringAfter => Find(given, evaluator) is >= 0 and var behind ? given[0].Text[(behind + given[1].Text.Length)..] : "",
        Function.SubstringBefore => Find(given, evaluator) is >= 0 and var before ? given[0].Text[..before] : "",
        Function.Today => evaluator.Today,
        Function.Translate => Translate(given[0].Text, given[1].Text, given[2].Text),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    // What would be too long isn't made first.
    private static string Concat(ImmutableArray<XPathValue> given)
    {
        var parts = given.SelectMany(part => part.Items).ToList();
        return parts.Sum(part => (long)part.Length) > Evaluator.TextLength ? throw Evaluator.TextTooLong() : string.Concat(parts);
    }

    // At each place where the second could begin, as much of it may have to be looked at as there is.
    private static int Find(ImmutableArray<XPathValue> given, Evaluator evaluator)
    {
        var (text, part) = (given[0].Text, given[1].Text);
        evaluator.ChargeUnits(Math.Max(0L, text.Length - part.Length + 1L) * part.Length);
        return text.IndexOf(part, StringComparison.Ordinal);
    }

    private static XPathNumber Whole(int number) => XPathNumber.Of(new Fraction(number));

    private static IEnumerable<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static XPathNumber Extreme(ImmutableArray<XPathValue> given, int sign)
    {
        var numbers = given.SelectMany(value => value.Kind == ValueKind.Set ? value.Items.Select(XPathValue.NumberOf) : [value.Number]).ToList();
        if (numbers.Count == 0 || numbers.Any(number => number.IsNaN)) return XPathNumber.NaN;
        return numbers.Aggregate((best, number) => XPathNumber.Compare(number, best) * sign > 0 ? number : best);
    }

    // Places are whole and from −15 to 15.
    private static XPathNumber Round(XPathNumber number, XPathNumber places)
    {
        if (!places.IsFinite || !places.Value.IsWhole || Small(places.Value) is < -15 or > 15) return XPathNumber.NaN;
        return number.IsFinite ? XPathNumber.Of(XPathNumber.Round(number.Value, Small(places.Value))) : number;
    }

    private static string Date(XPathValue given)
    {
        if (given.Kind == ValueKind.Number) return given.Number.IsFinite ? DayText.OfDays(given.Number.Value) : "";
        var text = given.Text.Length > 10 && DayText.DateTime(given.Text) is not null ? given.Text[..10] : given.Text;
        return DayText.Date(text) is null ? DecimalText.Read(text) is { } days ? DayText.OfDays(days) : "" : text;
    }

    // From 0, the end left out; places below 0 count from the end.
    private static string Slice(ImmutableArray<XPathValue> given)
    {
        var letters = given[0].Text.EnumerateRunes().ToArray();
        var start = Place(given[1].Number, letters.Length);
        var end = given.Length > 2 ? Place(given[2].Number, letters.Length) : letters.Length;
        return Join(letters, start, end);
    }

    private static int Place(XPathNumber given, int length)
    {
        if (!given.IsFinite) return given.Sign > 0 ? length : 0;
        var place = Small(XPathNumber.Cut(given.Value));
        return Math.Clamp(place < 0 ? place + length : place, 0, length);
    }

    // XPath's: letters whose place, from 1, is at least the rounded start and below it and the rounded length together.
    private static string Substring(ImmutableArray<XPathValue> given)
    {
        var letters = given[0].Text.EnumerateRunes().ToArray();
        var start = HalfUp(given[1].Number);
        var end = given.Length > 2 ? start + HalfUp(given[2].Number) : XPathNumber.Infinity;
        var kept = letters.Where((_, place) => XPathNumber.Compare(Whole(place + 1), start) >= 0 && XPathNumber.Compare(Whole(place + 1), end) < 0).ToArray();
        return Join(kept, 0, kept.Length);
    }

    private static XPathNumber HalfUp(XPathNumber number) => number.IsFinite ? XPathNumber.Of((number.Value + new Fraction(1, 2)).Floor()) : number;

    private static string Translate(string text, string from, string to)
    {
        var places = new Dictionary<Rune, int>();
        foreach (var (place, letter) in from.EnumerateRunes().Index()) places.TryAdd(letter, place);
        Rune[] other = [.. to.EnumerateRunes()];
        var written = new StringBuilder();
        foreach (var letter in text.EnumerateRunes())
            if (!places.TryGetValue(letter, out var place)) written.Append(letter);
            else if (place < other.Length) written.Append(other[place]);

        return written.ToString();
    }

    private static string Join(Rune[] letters, int start, int end)
    {
        var text = new StringBuilder();
        for (var place = start; place < end; place++) text.Append(letters[place]);
        return text.ToString();
    }

    private static int Small(Fraction whole) => whole.Numerator > 1_000_000 ? 1_000_000 : whole.Numerator < -1_000_000 ? -1_000_000 : (int)whole.Numerator;
}
