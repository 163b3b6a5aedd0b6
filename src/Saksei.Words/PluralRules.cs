using System.Globalization;

namespace Saksei.Words;

/// <summary>
/// Which form a language takes after a whole number: CLDR's categories, each with its rule as CLDR writes it (UTS 35, part 3,
/// "Language Plural Rules"), such as <c>n % 10 = 2..4 and n % 100 != 12..14</c>.
/// </summary>
public sealed class PluralRules
{
    /// <summary>The categories that have a form of their own, in CLDR's order; what none of them holds for is <c>other</c>.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["zero", "one", "two", "few", "many"];

    private readonly List<(string Category, Func<long, bool> Holds)> _rules;

    internal PluralRules(IEnumerable<(string Category, string Rule)> rules) => _rules = [.. rules.Select(rule => (rule.Category, Parse(rule.Rule)))];

    /// <summary>The categories of this language besides <c>other</c>.</summary>
    public IEnumerable<string> Own => _rules.Select(rule => rule.Category);

    /// <summary>The category of a number; null for <c>other</c>.</summary>
    public string? Of(long number)
    {
        foreach (var (category, holds) in _rules)
            if (holds(number)) return category;
        return null;
    }

    private static Func<long, bool> Parse(string rule)
    {
        var ways = rule.Split(" or ").Select(way => way.Split(" and ").Select(ParseRelation).ToArray()).ToArray();
        return number => ways.Any(way => way.All(relation => relation(number)));
    }

    private static Func<long, bool> ParseRelation(string relation)
    {
        var isUnequal = relation.Contains("!=", StringComparison.Ordinal);
        if (relation.Split(isUnequal ? "!=" : "=", StringSplitOptions.TrimEntries) is not [var left, var right]) throw new FormatException(relation);
        var operand = ParseOperand(left);
        var ranges = right.Split(',', StringSplitOptions.TrimEntries).Select(ParseRange).ToArray();
        return number => ranges.Any(range => range.Least <= operand(number) && operand(number) <= range.Most) != isUnequal;
    }

    // A whole number has neither decimals (v, w, f, t) nor an exponent (c, e).
    private static Func<long, long> ParseOperand(string text)
    {
        var parts = text.Split('%', StringSplitOptions.TrimEntries);
        var modulus = parts.Length > 1 ? Whole(parts[1]) : long.MaxValue;
        return parts[0] switch
        {
            "n" or "i" => number => Math.Abs(number) % modulus,
            "v" or "w" or "f" or "t" or "c" or "e" => _ => 0,
            _ => throw new FormatException(text),
        };
    }

    private static (long Least, long Most) ParseRange(string text)
    {
        var ends = text.Split("..");
        return (Whole(ends[0]), Whole(ends[^1]));
    }

    private static long Whole(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
