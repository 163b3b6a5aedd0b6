using System.Collections.Immutable;

namespace Saksei.Election.Clock;

/// <summary>From a moment on, local time is so many minutes ahead of UTC.</summary>
public readonly record struct ZoneOffset(long FromUnixSeconds, int Minutes);

/// <summary>
/// The time zone of an election as its definition states it: never the machine's, whose tables differ from the next machine's.
/// </summary>
/// <param name="Offsets">At least one, by time; the first holds for everything before it too.</param>
public sealed record Zone(ImmutableArray<ZoneOffset> Offsets)
{
    private const long SecondsOfDay = 86400;
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    // Whatever the offset, local clocks show a year from 1 to 9999 between these.
    private const long Earliest = -62135596800 + 14 * 3600, Latest = 253402300799 - 14 * 3600;

    /// <summary>Always the same offset.</summary>
    public static Zone Fixed(int minutes) => new([new ZoneOffset(0, minutes)]);

    /// <summary>The moment as local clocks show it; at the ends of time, the last one that they can show.</summary>
    public Moment Local(Moment moment) => new(Within(moment.UnixSeconds), OffsetAt(moment.UnixSeconds));

    /// <summary>The local date of a moment.</summary>
    public DateOnly DateOf(Moment moment)
    {
        var seconds = Within(moment.UnixSeconds) + OffsetAt(moment.UnixSeconds) * 60L;
        return DateOnly.FromDayNumber(Epoch + (int)FloorOf(seconds));
    }

    /// <summary>The moment at which local clocks show so many seconds after midnight of a date; 86,400 is the last second of the day.</summary>
    public Moment At(DateOnly date, int seconds)
    {
        var local = (date.DayNumber - Epoch) * SecondsOfDay + Math.Min(seconds, SecondsOfDay - 1);
        var minutes = OffsetAt(local - OffsetAt(local) * 60L);
        return new Moment(Within(local - minutes * 60L), minutes);
    }

    // Whole days before 1970 are counted down.
    private static long FloorOf(long seconds) => (seconds - (seconds < 0 ? SecondsOfDay - 1 : 0)) / SecondsOfDay;

    private static long Within(long unixSeconds) => Math.Clamp(unixSeconds, Earliest, Latest);

    private int OffsetAt(long unixSeconds)
    {
        var minutes = Offsets[0].Minutes;
        foreach (var offset in Offsets)
            if (offset.FromUnixSeconds <= unixSeconds) minutes = offset.Minutes;
        return minutes;
    }
}
