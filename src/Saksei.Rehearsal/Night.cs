using Saksei.Election.Clock;

namespace Saksei.Rehearsal;

/// <summary>The clock of polling day, 23 July 2023 at UTC+7; hours above 24 are those of the next morning.</summary>
internal static class Night
{
    private const long Midnight = 1_690_045_200;
    private const int OffsetMinutes = 420;

    /// <summary>A time of the day in seconds since 1970.</summary>
    internal static long At(int hour, int minute = 0, int second = 0) => Midnight + hour * 3600L + minute * 60L + second;

    /// <summary>The moment as acts write it.</summary>
    internal static Moment Moment(long second) => new(second, OffsetMinutes);

    /// <summary>A second between two hours.</summary>
    internal static long Between(this SeededRandom random, int hour, int minute, int untilHour, int untilMinute) =>
        At(hour, minute) + random.Below((int)(At(untilHour, untilMinute) - At(hour, minute)));
}
