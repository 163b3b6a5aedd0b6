using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Saksei.Election.Values;

/// <summary>What a rule has made sure of before. Absent all the same, it stops here and says what it was, instead of where it is used.</summary>
internal static class Invariant
{
    internal static T Given<T>(this T? value, [CallerArgumentExpression(nameof(value))] string what = "") where T : class =>
        value ?? throw new UnreachableException(what);

    internal static T Given<T>(this T? value, [CallerArgumentExpression(nameof(value))] string what = "") where T : struct =>
        value ?? throw new UnreachableException(what);
}
