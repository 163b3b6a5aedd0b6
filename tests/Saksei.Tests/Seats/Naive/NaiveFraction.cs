using System.Globalization;
using System.Numerics;

namespace Saksei.Tests.Seats.Naive;

/// <summary>An exact fraction in lowest terms, its denominator above zero.</summary>
internal readonly record struct NaiveFraction : IComparable<NaiveFraction>
{
    public NaiveFraction(BigInteger over, BigInteger under)
    {
        if (under == 0) throw new DivideByZeroException();
        var shared = BigInteger.GreatestCommonDivisor(over, under) * under.Sign;
        (Over, Under) = (over / shared, under / shared);
    }

    public BigInteger Over { get; }

    public BigInteger Under { get; }

    /// <summary>The greatest whole number that isn't above it; it isn't below zero.</summary>
    public BigInteger Whole => Over / Under;

    public int CompareTo(NaiveFraction other) => (Over * other.Under).CompareTo(other.Over * Under);

    public static implicit operator NaiveFraction(BigInteger number) => new(number, 1);

    public static implicit operator NaiveFraction(int number) => new(number, 1);

    public static NaiveFraction operator +(NaiveFraction a, NaiveFraction b) => new(a.Over * b.Under + b.Over * a.Under, a.Under * b.Under);

    public static NaiveFraction operator -(NaiveFraction a, NaiveFraction b) => new(a.Over * b.Under - b.Over * a.Under, a.Under * b.Under);

    public static NaiveFraction operator *(NaiveFraction a, NaiveFraction b) => new(a.Over * b.Over, a.Under * b.Under);

    public static NaiveFraction operator /(NaiveFraction a, NaiveFraction b) => new(a.Over * b.Under, a.Under * b.Over);

    public static bool operator <(NaiveFraction a, NaiveFraction b) => a.CompareTo(b) < 0;

    public static bool operator >(NaiveFraction a, NaiveFraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(NaiveFraction a, NaiveFraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(NaiveFraction a, NaiveFraction b) => a.CompareTo(b) >= 0;

    /// <summary>"3", "3.5" or "7/2".</summary>
    public static NaiveFraction Parse(string text)
    {
        if (text.Split('/') is [var over, var under]) return new(Digits(over), Digits(under));
        if (text.Split('.') is not [var whole, var parts]) return Digits(text);
        return new(Digits(whole + parts), BigInteger.Pow(10, parts.Length));
    }

    private static BigInteger Digits(string text) => BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
