using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>
/// How copies differ, because it shows people where to look; it says nothing of why. Definitions and precedence stand in
/// docs/spec/patterns.md: the first that fits, in this order.
/// </summary>
public enum Pattern
{
    AllZero,
    AnotherStation,
    ColumnsExchanged,
    MovedBetweenLists,
    TransposedDigits,
    OneDigit,
    DigitAddedOrDropped,
    Several,
    Other,
}

/// <summary>Names the pattern of a contradiction.</summary>
public static class Patterns
{
    private static readonly string[] Codes =
    [
        "all-zero", "another-station", "columns-exchanged", "moved-between-lists", "transposed-digits", "one-digit",
        "digit-added-or-dropped", "several", "other",
    ];

    /// <summary>The pattern's code in JSON and in the texts.</summary>
    public static string Code(this Pattern pattern) => Codes[(int)pattern];

    /// <summary>All patterns, in their precedence.</summary>
    public static ImmutableArray<Pattern> All { get; } = [.. Enum.GetValues<Pattern>()];

    /// <summary>
    /// The pattern of a contradiction between versions of one sheet; more than two versions are several.
    /// </summary>
    /// <param name="versions">Figures that differ pairwise, two or more.</param>
    /// <param name="differing">The figures in which they differ, ascending.</param>
    /// <param name="firstList">The number of the first list's votes.</param>
    /// <param name="isAnotherStations">Whether a copy is, figure by figure, one of another station; asked at most once.</param>
    public static Pattern Of(IReadOnlyList<Figures> versions, IReadOnlyList<int> differing, int firstList, Func<bool> isAnotherStations)
    {
        if (versions.Count > 2) return Pattern.Several;
        var (a, b) = (versions[0], versions[1]);
        if (IsAllZero(a, b, firstList) || IsAllZero(b, a, firstList)) return Pattern.AllZero;
        if (isAnotherStations()) return Pattern.AnotherStation;
        if (differing.Count == 2 && OfTwo(a, b, differing, firstList) is { } two) return two;
        if (differing.Count == 1) return OfOne(Value(a, differing[0]), Value(b, differing[0])) ?? Pattern.Other;
        return Exchanged(a, b, differing) is null ? OfMany(a, b, differing) : Pattern.ColumnsExchanged;
    }

    /// <summary>What stands beside the main pattern: figures that differ besides two exchanged ones; null where nothing does.</summary>
    /// <param name="pattern">The main pattern of two versions.</param>
    /// <param name="versions">Figures that differ.</param>
    /// <param name="differing">The figures in which they differ, ascending.</param>
    public static Pattern? Beside(Pattern pattern, IReadOnlyList<Figures> versions, IReadOnlyList<int> differing)
    {
        if (pattern != Pattern.ColumnsExchanged || differing.Count == 2 || Exchanged(versions[0], versions[1], differing) is not { } pair) return null;
        return OfMany(versions[0], versions[1], [.. differing.Where(figure => figure != pair.First && figure != pair.Second)]);
    }

    private static Pattern OfMany(Figures a, Figures b, IReadOnlyList<int> differing)
    {
        if (differing.Count == 1) return OfOne(Value(a, differing[0]), Value(b, differing[0])) ?? Pattern.Other;
        return differing.All(figure => OfOne(Value(a, figure), Value(b, figure)) is not null) ? Pattern.Several : Pattern.Other;
    }

    // Two figures exchanged are the main thing if one of them alone differs by more than all figures beside them together.
    private static (int First, int Second)? Exchanged(Figures a, Figures b, IReadOnlyList<int> differing)
    {
        var (greatest, all) = (0L, 0L);
        (int, int)? pair = null;
        foreach (var figure in differing) all += Distance(a, b, figure);
        for (var i = 0; i < differing.Count; i++)
            for (var j = i + 1; j < differing.Count; j++)
                if (AreExchanged(a, b, differing[i], differing[j]) && Distance(a, b, differing[i]) > greatest)
                    (greatest, pair) = (Distance(a, b, differing[i]), (differing[i], differing[j]));
        return greatest > all - 2 * greatest ? pair : null;
    }

    private static bool AreExchanged(Figures a, Figures b, int first, int second) =>
        Value(a, first) == Value(b, second) && Value(a, second) == Value(b, first);

    private static long Distance(Figures a, Figures b, int figure) => Math.Abs((long)Value(a, figure) - Value(b, figure));

    /// <summary>What one figure's difference is: two digits exchanged, one digit, a digit added or dropped; null if none of them.</summary>
    internal static Pattern? OfOne(int a, int b)
    {
        var (one, two) = (a.ToString(CultureInfo.InvariantCulture), b.ToString(CultureInfo.InvariantCulture));
        if (one.Length == two.Length) return OfEqualLength(one, two);
        var (longer, shorter) = one.Length > two.Length ? (one, two) : (two, one);
        if (longer.Length != shorter.Length + 1) return null;
        for (var i = 0; i < longer.Length; i++)
            if (string.Concat(longer.AsSpan(0, i), longer.AsSpan(i + 1)) == shorter)
                return Pattern.DigitAddedOrDropped;
        return null;
    }

    private static Pattern? OfEqualLength(string one, string two)
    {
        var places = Enumerable.Range(0, one.Length).Where(i => one[i] != two[i]).ToList();
        if (places.Count == 1) return Pattern.OneDigit;
        var neighbours = places.Count == 2 && places[1] == places[0] + 1;
        return neighbours && one[places[0]] == two[places[1]] && one[places[1]] == two[places[0]] ? Pattern.TransposedDigits : null;
    }

    private static Pattern? OfTwo(Figures a, Figures b, IReadOnlyList<int> differing, int firstList)
    {
        var (first, second) = (differing[0], differing[1]);
        var (moved, arrived) = (Value(a, first) - Value(b, first), Value(b, second) - Value(a, second));
        if (AreExchanged(a, b, first, second)) return Pattern.ColumnsExchanged;
        return first >= firstList && moved == arrived && moved % 10 == 0 ? Pattern.MovedBetweenLists : null;
    }

    private static bool IsAllZero(Figures zero, Figures other, int firstList)
    {
        var any = false;
        for (var i = 0; i < zero.Count; i++)
        {
            if (zero.NumberAt(i) < firstList) continue;
            if (zero.ValueAt(i) != 0) return false;
            any = true;
        }

        return any && other.Votes(firstList) > 0;
    }

    private static int Value(Figures figures, int figure) => figures.TryGet(figure, out var value) ? value : 0;
}
