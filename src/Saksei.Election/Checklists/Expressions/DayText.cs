using System.Globalization;
using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>
/// Dates and times as they are written in answers: <c>2028-07-23</c>, <c>15:00</c>, <c>2028-07-23T15:00:00.000+07:00</c>. As numbers they are days
/// since 1970-01-01 by the calendar and clock that they are written in; the offset isn't taken off.
/// </summary>
internal static class DayText
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Days, of any of the three; null for another text.</summary>
    internal static Fraction? Read(string text) =>
        Date(text) is { } date ? new Fraction(date) : Time(text) is { } time ? time : DateTime(text);

    /// <summary>Days of a date.</summary>
    internal static BigInteger? Date(string text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return null;
        if (Digits(text, 0, 4) is not (>= 1 and var year) || Digits(text, 5, 2) is not (>= 1 and <= 12 and var month) || Digits(text, 8, 2) is not (>= 1 and var day)) return null;
        return day > System.DateTime.DaysInMonth(year, month) ? null : new DateOnly(year, month, day).DayNumber - Epoch;
    }

    /// <summary>Part of a day: hours and minutes, and perhaps seconds, thousandths and an offset.</summary>
    internal static Fraction? Time(string text)
    {
        var offset = text.IndexOfAny(['Z', '+', '-']);
        if (offset >= 0 && !IsOffset(text[offset..])) return null;
        var clock = offset < 0 ? text : text[..offset];
        if (!IsClock(clock)) return null;
        var seconds = clock.Length > 5 ? Digits(clock, 6, 2) : 0;
        var thousandths = clock.Length > 8 ? Digits(clock, 9, 3) : 0;
        if (Digits(clock, 0, 2) is not (>= 0 and < 24 and var hours) || Digits(clock, 3, 2) is not (>= 0 and < 60 and var minutes) || seconds is < 0 or > 59 || thousandths < 0) return null;
        return new Fraction(((hours * 60 + minutes) * 60 + seconds) * 1000L + thousandths, 86_400_000);
    }

    /// <summary>Days of a date with a time behind a T.</summary>
    internal static Fraction? DateTime(string text) =>
        text.Length > 11 && text[10] == 'T' && Date(text[..10]) is { } date && Time(text[11..]) is { } time ? new Fraction(date) + time : null;

    /// <summary>The date of so many days; nothing outside the years 1 to 9999.</summary>
    internal static string OfDays(Fraction days)
    {
        var whole = days.Floor() + Epoch;
        return whole.Sign < 0 || whole > DateOnly.MaxValue.DayNumber ? "" : DateOnly.FromDayNumber((int)whole).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static bool IsClock(string clock) =>
        clock.Length is 5 or 8 or 12 && clock[2] == ':' && (clock.Length == 5 || clock[5] == ':') && (clock.Length < 12 || clock[8] == '.');

    private static bool IsOffset(string text) =>
        text == "Z" || (text[0] != 'Z' && text.Length is 3 or 6 && Digits(text, 1, 2) is >= 0 and <= 14 && (text.Length == 3 || (text[3] == ':' && Digits(text, 4, 2) is >= 0 and <= 59)));

    // −1 for what isn't digits.
    private static int Digits(string text, int start, int count)
    {
        var value = 0;
        foreach (var c in text.AsSpan(start, count))
        {
            if (!char.IsAsciiDigit(c)) return -1;
            value = value * 10 + (c - '0');
        }

        return value;
    }
}
