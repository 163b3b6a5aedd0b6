using System.Collections.Immutable;

namespace Saksei.Election.Clock;

/// <summary>A day on which offices are closed, and when that was announced: deadlines count by what was known.</summary>
/// <param name="Date">The day.</param>
/// <param name="Announced">When it was announced.</param>
/// <param name="Code">What it is called, as a code.</param>
public readonly record struct Holiday(DateOnly Date, Moment Announced, string Code);

/// <summary>Weekends and holidays.</summary>
public sealed record Calendar(Zone Zone, ImmutableHashSet<DayOfWeek> Weekend, ImmutableArray<Holiday> Holidays)
{
    /// <summary>The calendar with another holiday.</summary>
    public Calendar With(Holiday holiday) => this with { Holidays = Holidays.Add(holiday) };

    /// <summary>The calendar as it was known at a moment.</summary>
    public Calendar KnownAt(Moment moment) => this with { Holidays = [.. Holidays.Where(holiday => holiday.Announced <= moment)] };
}
