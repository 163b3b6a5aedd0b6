using Saksei.Election.Definition;

namespace Saksei.Election.Forms;

/// <summary>
/// Reads a figure as somebody typed it: digits of the layout's systems and nothing else. It never guesses: <c>8.214</c>
/// may be eight thousand or a little over eight, so a mark between digits is refused.
/// </summary>
public static class FigureText
{
    private const char KhmerZero = '\u17E0';

    /// <summary>The value, or a code: <c>number-empty</c>, <c>number-malformed</c>, <c>number-negative</c>, <c>number-group-mark</c>, <c>number-too-large</c>, <c>digits-not-allowed</c>, <c>digits-mixed</c>.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="digits">Which digits the layout allows; one figure keeps to one system.</param>
    /// <param name="maximum">The largest value that a field may hold.</param>
    /// <param name="value">The value; 0 unless the code is empty.</param>
    public static string Read(ReadOnlySpan<char> text, DigitSystems digits, int maximum, out int value)
    {
        value = 0;
        if (text.IsEmpty) return "number-empty";
        var used = DigitSystems.None;
        long read = 0;
        foreach (var c in text)
        {
            var (digit, system) = DigitOf(c);
            if (digit < 0) return CodeOf(text);
            used |= system;
            read = Math.Min(read * 10 + digit, long.MaxValue / 100);
        }

        if (used == (DigitSystems.Latin | DigitSystems.Khmer)) return "digits-mixed";
        if ((used & digits) == 0) return "digits-not-allowed";
        if (read > maximum) return "number-too-large";
        value = (int)read;
        return "";
    }

    private static (int Digit, DigitSystems System) DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => (c - '0', DigitSystems.Latin),
        >= KhmerZero and <= (char)(KhmerZero + 9) => (c - KhmerZero, DigitSystems.Khmer),
        _ => (-1, DigitSystems.None),
    };

    private static string CodeOf(ReadOnlySpan<char> text)
    {
        if (text[0] is '-' or '\u2212' && text.Length > 1 && DigitOf(text[1]).Digit >= 0) return "number-negative";
        for (var i = 1; i + 1 < text.Length; i++)
            if (text[i] is '.' or ',' or ' ' or '\'' or '\u00A0' or '\u202F' or '\u2009' && DigitOf(text[i - 1]).Digit >= 0 && DigitOf(text[i + 1]).Digit >= 0)
                return "number-group-mark";
        return "number-malformed";
    }
}
