using System.Globalization;
using System.Text;

namespace Saksei.Election.Clock;

/// <summary>
/// A second on the time line with the offset at which it was written, as RFC 3339 has it:
/// <c>2028-07-23T17:42:10+07:00</c>. Two moments are equal as written; they are ordered by the second alone.
/// </summary>
/// <param name="UnixSeconds">Seconds since 1970-01-01T00:00:00Z, 0 to 253402300799 (the year 9999).</param>
/// <param name="OffsetMinutes">−14 h to +14 h.</param>
public readonly record struct Moment(long UnixSeconds, int OffsetMinutes) : IComparable<Moment>
{
    private const long LastSecond = 253402300799;

    /// <summary>The moment in the offset given.</summary>
    public Moment At(int offsetMinutes) => this with { OffsetMinutes = offsetMinutes };

    /// <summary>The moment some seconds later.</summary>
    public Moment Plus(long seconds) => this with { UnixSeconds = UnixSeconds + seconds };

    /// <summary>Whole days of 86,400 seconds to another moment; none where that is earlier.</summary>
    public long DaysUntil(Moment later) => Math.Max(0, later.UnixSeconds - UnixSeconds) / 86_400;

    /// <summary>The moment, where it lies between two others; else the nearer of them.</summary>
    public static Moment Within(Moment least, Moment moment, Moment most) => moment > most ? most : moment < least ? least : moment;

    /// <inheritdoc/>
    public int CompareTo(Moment other) => UnixSeconds.CompareTo(other.UnixSeconds);

    /// <summary>As it is written in acts; offset zero is <c>Z</c>.</summary>
    public override string ToString()
    {
        var local = DateTimeOffset.FromUnixTimeSeconds(UnixSeconds + OffsetMinutes * 60L);
        return local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + Offset();
    }

    /// <summary>Reads the one form in which a moment may stand.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        if (text.Length is not (20 or 25) || text[10] != 'T' || !TryOffset(text[19..], out var offset)) return false;
        if (!TryDay(text[..10], out var days) || !TrySecond(text[11..19], out var second)) return false;
        var seconds = days * 86400L + second - offset * 60L;
        moment = new Moment(seconds, offset);
        return seconds is >= 0 and <= LastSecond;
    }

    /// <summary>Reads a moment from a string.</summary>
    public static bool TryParse(string text, out Moment moment) => TryParse(Encoding.UTF8.GetBytes(text), out moment);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(Moment left, Moment right) => left.UnixSeconds < right.UnixSeconds;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(Moment left, Moment right) => left.UnixSeconds > right.UnixSeconds;

    /// <summary>Not later.</summary>
    public static bool operator <=(Moment left, Moment right) => left.UnixSeconds <= right.UnixSeconds;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(Moment left, Moment right) => left.UnixSeconds >= right.UnixSeconds;

    private string Offset()
    {
        if (OffsetMinutes == 0) return "Z";
        var minutes = Math.Abs(OffsetMinutes);
        return string.Create(CultureInfo.InvariantCulture, $"{(OffsetMinutes < 0 ? '-' : '+')}{minutes / 60:00}:{minutes % 60:00}");
    }

    // `Z` is the only way to write offset zero.
    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1) return text[0] == 'Z';
        if (text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        if (!TryDigits(text, 1, 2, out var hours) || !TryDigits(text, 4, 2, out var rest) || rest > 59) return false;
        minutes = (hours * 60 + rest) * (text[0] == '-' ? -1 : 1);
        return minutes != 0 && Math.Abs(minutes) <= 14 * 60;
    }

    // Days since 1970-01-01 of yyyy-MM-dd.
    private static bool TryDay(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (!TryDigits(text, 0, 4, out var year) || !TryDigits(text, 5, 2, out var month) || !TryDigits(text, 8, 2, out var day)) return false;
        if (text[4] != '-' || text[7] != '-' || year < 1970 || month is < 1 or > 12) return false;
        if (day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        return true;
    }

    // Seconds since midnight of HH:mm:ss.
    private static bool TrySecond(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (!TryDigits(text, 0, 2, out var hour) || !TryDigits(text, 3, 2, out var minute) || !TryDigits(text, 6, 2, out var second)) return false;
        if (text[2] != ':' || text[5] != ':' || hour > 23 || minute > 59 || second > 59) return false;
        seconds = hour * 3600 + minute * 60 + second;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        foreach (var c in text.Slice(start, count))
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (c - '0');
        }

        return true;
    }
}
