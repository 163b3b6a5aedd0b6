namespace Saksei.Rehearsal.Season;

/// <summary>Days of the season around polling day, 23 July 2023, at UTC+7.</summary>
internal static class SeasonDates
{
    private static readonly int PollingDay = new DateOnly(2023, 7, 23).DayNumber;

    /// <summary>A time of a day of 2023, in seconds since 1970.</summary>
    internal static long At(int month, int day, int hour = 9, int minute = 0) =>
        Night.At((new DateOnly(2023, month, day).DayNumber - PollingDay) * 24 + hour, minute);

    /// <summary>A second between two days, in office hours of the first's morning to the last's evening.</summary>
    internal static long Within(this SeededRandom random, long from, long until) => from + random.Below((int)(until - from));
}
