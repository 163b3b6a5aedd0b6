using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>A number of XPath: an exact fraction, not a number, or one of the two infinities. There is no negative zero.</summary>
internal readonly record struct XPathNumber
{
    private readonly State _state;

    private XPathNumber(State state, Fraction value) => (_state, Value) = (state, value);

    private enum State { Finite, NaN, Infinite, NegativeInfinite }

    internal static XPathNumber NaN { get; } = new(State.NaN, default);

    internal static XPathNumber Infinity { get; } = new(State.Infinite, default);

    internal static XPathNumber NegativeInfinity { get; } = new(State.NegativeInfinite, default);

    /// <summary>The fraction; zero where it isn't finite.</summary>
    internal Fraction Value { get; }

    internal bool IsFinite => _state == State.Finite;

    internal bool IsNaN => _state == State.NaN;

    /// <summary>−1, 0 or 1; 0 for what isn't a number.</summary>
    internal int Sign => _state switch { State.Infinite => 1, State.NegativeInfinite => -1, _ => Value.Sign };

    internal static XPathNumber Of(Fraction value) => new(State.Finite, value);

    internal static XPathNumber Of(BigInteger value) => Of(new Fraction(value));

    public static XPathNumber operator -(XPathNumber a) => a._state switch
    {
        State.NaN => NaN,
        State.Infinite => NegativeInfinity,
        State.NegativeInfinite => Infinity,
        _ => Of(Fraction.Zero - a.Value),
    };

    public static XPathNumber operator +(XPathNumber a, XPathNumber b)
    {
        if (a.IsFinite && b.IsFinite) return Of(a.Value + b.Value);
        if (a.IsNaN || b.IsNaN) return NaN;
        if (a.IsFinite) return b;
        return b.IsFinite || a == b ? a : NaN;
    }

    public static XPathNumber operator -(XPathNumber a, XPathNumber b) => a + -b;

    public static XPathNumber operator *(XPathNumber a, XPathNumber b)
    {
        if (a.IsFinite && b.IsFinite) return Of(a.Value * b.Value);
        return a.IsNaN || b.IsNaN ? NaN : Infinite(a.Sign * b.Sign);
    }

    public static XPathNumber operator /(XPathNumber a, XPathNumber b)
    {
        if (a.IsNaN || b.IsNaN || (!a.IsFinite && !b.IsFinite)) return NaN;
        if (!a.IsFinite) return Infinite(a.Sign * (b.Sign == 0 ? 1 : b.Sign));
        if (!b.IsFinite) return Of(Fraction.Zero);
        return b.Sign == 0 ? Infinite(a.Sign) : Of(a.Value / b.Value);
    }

    /// <summary>What is left of a division that was cut towards zero: it has the sign of the dividend.</summary>
    public static XPathNumber operator %(XPathNumber a, XPathNumber b)
    {
        if (!a.IsFinite || b.IsNaN || b is { IsFinite: true, Sign: 0 }) return NaN;
        return b.IsFinite ? Of(a.Value - b.Value * Cut(a.Value / b.Value)) : a;
    }

    /// <summary>The whole part, towards zero.</summary>
    internal static Fraction Cut(Fraction value) => new(value.Sign < 0 ? value.Ceiling() : value.Floor());

    /// <summary>Rounded to so many decimals, half away from zero; fewer than none are tens.</summary>
    internal static Fraction Round(Fraction value, int places)
    {
        var scale = new Fraction(BigInteger.Pow(10, Math.Abs(places)));
        var scaled = places < 0 ? value / scale : value * scale;
        var half = new Fraction(scaled.Sign, 2);
        var rounded = Cut(scaled + half);
        return places < 0 ? rounded * scale : rounded / scale;
    }

    /// <summary>Their order; none where one of them is not a number.</summary>
    internal static int? Compare(XPathNumber a, XPathNumber b)
    {
        if (a.IsNaN || b.IsNaN) return null;
        return a.IsFinite && b.IsFinite ? a.Value.CompareTo(b.Value) : Rank(a).CompareTo(Rank(b));
    }

    public override string ToString() => _state switch
    {
        State.NaN => "NaN",
        State.Infinite => "Infinity",
        State.NegativeInfinite => "-Infinity",
        _ => DecimalText.Of(Value),
    };

    private static int Rank(XPathNumber value) => value.IsFinite ? 0 : value.Sign;

    // Zero for zero or not a number times or over an infinite one: not a number.
    private static XPathNumber Infinite(int sign) => sign == 0 ? NaN : sign > 0 ? Infinity : NegativeInfinity;
}
