using System.Globalization;
using System.Numerics;

namespace Saksei.Election.Definition.Rules;

/// <summary>A colour as definitions write it, <c>#rrggbb</c>, and how it stands out from the paper of the pages (WCAG 2, 1.4.11).</summary>
public sealed record Colour(int Red, int Green, int Blue)
{
    private const int Whole = 1_000_000;
    private static readonly int[] Linear = [.. Enumerable.Range(0, 256).Select(LinearOf)];

    /// <summary>What pages are printed on: <c>#fbfaf6</c>.</summary>
    public static Colour Paper { get; } = new(0xfb, 0xfa, 0xf6);

    /// <summary>Reads six lower-case digits behind <c>#</c>; null where it is anything else.</summary>
    public static Colour? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != 7 || text[0] != '#' || !text.Skip(1).All(digit => digit is >= '0' and <= '9' or >= 'a' and <= 'f')) return null;
        return new Colour(At(text, 1), At(text, 3), At(text, 5));
    }

    /// <summary>Whether its contrast with the paper is at least a number, given in hundredths.</summary>
    public bool StandsOut(int hundredths) => (Paper.Luminance + Glare) * 100 >= (Luminance + Glare) * hundredths;

    /// <summary>As definitions write it.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    // The light that every surface gives back, 0.05, in the same ten thousandths of a millionth.
    private const long Glare = Whole / 20 * 10_000L;

    private long Luminance => 2126L * Linear[Red] + 7152L * Linear[Green] + 722L * Linear[Blue];

    private static int At(string text, int at) => int.Parse(text.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // ((c/255 + 0.055) / 1.055)^2.4, or c/255/12.92 for dark ones, in millionths: y with y^5 ≤ x^12 · 10^30, so without rounding of powers.
    private static int LinearOf(int channel)
    {
        if (channel * 100_000 <= 4045 * 255) return (int)((long)channel * Whole * 100 / (255 * 1292));
        var top = BigInteger.Pow(channel * 1000 + 55 * 255, 12) * BigInteger.Pow(Whole, 5);
        var bottom = BigInteger.Pow(1055 * 255, 12);
        var (least, most) = (0, Whole);
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            if (BigInteger.Pow(middle, 5) * bottom <= top) least = middle;
            else most = middle - 1;
        }

        return least;
    }
}
