using System.Globalization;
using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>Numbers as texts.</summary>
internal static class DecimalText
{
    private const int Places = 15;

    /// <summary>In decimals, at most 15 places, the last rounded half away from zero; no trailing zeros, no exponent.</summary>
    internal static string Of(Fraction value)
    {
        if (value.IsWhole) return value.Numerator.ToString(CultureInfo.InvariantCulture);
        var text = value.ToDecimals(Places).TrimEnd('0').TrimEnd('.');
        return text == "-0" ? "0" : text;
    }

    /// <summary>All decimals of a number that ends in decimals: a literal.</summary>
    internal static string Exact(Fraction value)
    {
        var places = 0;
        while (!(value * new Fraction(BigInteger.Pow(10, places))).IsWhole) places++;
        return value.ToDecimals(places);
    }

    /// <summary>Reads <c>-?digits(.digits)?</c>, white space around it allowed, as XPath's number() does; null for anything else.</summary>
    internal static Fraction? Read(string text)
    {
        var trimmed = text.Trim(' ', '\t', '\n', '\r');
        var isNegative = trimmed.StartsWith('-');
        var digits = isNegative ? trimmed[1..] : trimmed;
        if (digits.Length is 0 or > Evaluator.TextLength || digits == "." || digits.Count(c => c == '.') > 1 || digits.Any(c => !char.IsAsciiDigit(c) && c != '.')) return null;
        var value = ExpressionParser.Number(digits);
        return isNegative ? Fraction.Zero - value : value;
    }
}
