using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Statistics;

/// <summary>
/// A number in fixed point with 768 bits behind the point: enough for probabilities down to 10⁻¹⁸⁰ with fifteen digits, and the same
/// on every machine. Where an exact fraction will do, there is one; this is for roots, exponentials and bounds that no fraction gives.
/// </summary>
public readonly struct Real(BigInteger raw)
{
    private const int Bits = 768;

    internal BigInteger Raw { get; } = raw;

    /// <summary>Zero.</summary>
    public static Real Zero => default;

    /// <summary>One.</summary>
    public static Real One => new(BigInteger.One << Bits);

    /// <summary>A fraction, cut off behind the last bit.</summary>
    public static Real Of(Fraction value) => Of(value.Numerator, value.Denominator);

    /// <summary>numerator / denominator, cut off behind the last bit.</summary>
    public static Real Of(BigInteger numerator, BigInteger denominator) => new((numerator << Bits) / denominator);

    /// <summary>A whole number.</summary>
    public static Real Of(long whole) => new((BigInteger)whole << Bits);

    /// <summary>Just this number as a fraction.</summary>
    public Fraction ToFraction() => new(Raw, BigInteger.One << Bits);

    /// <summary>Whether it is below 2⁻ⁿ and not below −2⁻ⁿ.</summary>
    internal bool IsBelow(int bits) => BigInteger.Abs(Raw) < BigInteger.One << (Bits - bits);

    /// <summary>The root of a number that isn't negative.</summary>
    public Real Sqrt() => new(IntegerSqrt(Raw << Bits));

    /// <summary>e to the minus this; this isn't negative.</summary>
    public Real ExpOfMinus()
    {
        var halvings = (int)BigInteger.DivRem(Raw, Ln2.Raw, out var rest);
        if (halvings >= Bits) return Zero;
        var (sum, term) = (One, One);
        for (var n = 1; !term.Raw.IsZero; n++)
        {
            term = new Real(-(term * new Real(rest)).Raw / n);
            sum += term;
        }

        return new Real(sum.Raw >> halvings);
    }

    /// <summary>π, by Machin.</summary>
    public static Real Pi { get; } = new(4 * (4 * InverseTangent(5).Raw - InverseTangent(239).Raw));

    private static Real Ln2 { get; } = MakeLn2();

    // ln 2 = Σ 1 / (n·2ⁿ).
    private static Real MakeLn2()
    {
        BigInteger sum = 0;
        for (var n = 1; n <= Bits + 16; n++) sum += (BigInteger.One << (Bits + 32 - n)) / n;
        return new Real(sum >> 32);
    }

    private static Real InverseTangent(int of)
    {
        BigInteger sum = 0, power = (BigInteger.One << Bits) / of;
        for (var n = 0; !power.IsZero; n++)
        {
            sum += (n % 2 == 0 ? power : -power) / (2 * n + 1);
            power /= of * of;
        }

        return new Real(sum);
    }

    // Newton, from above.
    private static BigInteger IntegerSqrt(BigInteger value)
    {
        if (value.IsZero) return value;
        var root = BigInteger.One << ((int)value.GetBitLength() / 2 + 1);
        for (var next = (root + value / root) >> 1; next < root; next = (root + value / root) >> 1) root = next;
        return root;
    }

    public static Real operator +(Real a, Real b) => new(a.Raw + b.Raw);

    public static Real operator -(Real a, Real b) => new(a.Raw - b.Raw);

    public static Real operator *(Real a, Real b) => new((a.Raw * b.Raw) >> Bits);

    public static Real operator /(Real a, Real b) => new((a.Raw << Bits) / b.Raw);

    public static bool operator <(Real a, Real b) => a.Raw < b.Raw;

    public static bool operator >(Real a, Real b) => a.Raw > b.Raw;

    public static bool operator <=(Real a, Real b) => a.Raw <= b.Raw;

    public static bool operator >=(Real a, Real b) => a.Raw >= b.Raw;
}
