using System.Numerics;

namespace Saksei.Election.Counts;

/// <summary>An exact rational number in lowest terms; the denominator is positive. The only number with parts in the counting.</summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger denominatorLessOne;

    /// <summary>numerator / denominator, reduced. The denominator isn't zero.</summary>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        denominatorLessOne = denominator / divisor - 1;
    }

    /// <summary>A whole number.</summary>
    public Fraction(BigInteger whole) => Numerator = whole;

    public static Fraction Zero => default;

    public static Fraction One => new(1);

    public BigInteger Numerator { get; }

    /// <summary>Positive. Stored less one, so that the default value is zero over one and not zero over zero.</summary>
    public BigInteger Denominator => denominatorLessOne + 1;

    public int Sign => Numerator.Sign;

    public bool IsWhole => denominatorLessOne.IsZero;

    /// <summary>The greatest whole number that isn't above this one.</summary>
    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The least whole number that isn't below this one.</summary>
    public BigInteger Ceiling() => IsWhole ? Numerator : Floor() + 1;

    public int CompareTo(Fraction other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) =>
        Numerator == other.Numerator && denominatorLessOne == other.denominatorLessOne;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, denominatorLessOne);

    /// <summary>"3/100", or "3" where it is whole.</summary>
    public override string ToString() => IsWhole ? Numerator.ToString() : $"{Numerator}/{Denominator}";

    /// <summary>In decimals, the last place rounded half away from zero: the one rounding rule of the project.</summary>
    public string ToDecimals(int places)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(places);
        var scale = BigInteger.Pow(10, places);
        var scaled = new Fraction(2 * BigInteger.Abs(Numerator) * scale + Denominator, 2 * Denominator).Floor();
        var sign = Sign < 0 && !scaled.IsZero ? "-" : "";
        var digits = scaled.ToString().PadLeft(places + 1, '0');
        return places == 0 ? sign + digits : $"{sign}{digits[..^places]}.{digits[^places..]}";
    }

    /// <summary>Reads "3", "3/100" or "3.5": digits only, no sign or space, at most 18 digits a part. Null for anything else.</summary>
    public static Fraction? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.IndexOf('/') is >= 0 and var slash)
            return Ratio(Digits(text[..slash]), Digits(text[(slash + 1)..]));
        return text.IndexOf('.') is >= 0 and var point ? Decimals(text[..point], text[(point + 1)..]) : Whole(Digits(text));
    }

    private static Fraction? Whole(BigInteger? number) => number is { } whole ? new Fraction(whole) : null;

    private static Fraction? Ratio(BigInteger? above, BigInteger? below) =>
        above is { } numerator && below is { IsZero: false } denominator ? new Fraction(numerator, denominator) : null;

    private static Fraction? Decimals(string whole, string parts) =>
        Digits(whole) is null || Digits(parts) is null || Digits(whole + parts) is not { } digits
            ? null : new Fraction(digits, BigInteger.Pow(10, parts.Length));

    private static BigInteger? Digits(string text) =>
        text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit) ? long.Parse(text) : null;

    public static Fraction operator +(Fraction a, Fraction b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) =>
        new(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);

    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;
}
