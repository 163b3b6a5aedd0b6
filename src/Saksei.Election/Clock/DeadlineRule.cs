namespace Saksei.Election.Clock;

/// <summary>What starts a deadline.</summary>
public enum Trigger
{
    /// <summary>Something was filed.</summary>
    Filing,

    /// <summary>The one concerned received the notice; not: it was sent.</summary>
    NoticeReceived,

    /// <summary>Something was posted for everybody.</summary>
    Posting,

    /// <summary>Polling day.</summary>
    PollingDay,

    /// <summary>A stage of the results was declared.</summary>
    ResultDeclared,

    /// <summary>What is complained of happened.</summary>
    Fact,

    /// <summary>Something was asked for.</summary>
    Request,

    /// <summary>The body decided.</summary>
    Decision,
}

/// <summary>In what a length is counted.</summary>
public enum LengthUnit
{
    /// <summary>Hours from the second of the trigger; nothing stops them.</summary>
    Hours,

    /// <summary>Days; the day of the trigger doesn't count.</summary>
    CalendarDays,

    /// <summary>Days that are neither weekend nor holiday; the day of the trigger doesn't count.</summary>
    WorkingDays,

    /// <summary>A time of day, so many days after the trigger's.</summary>
    ClockTime,
}

/// <summary>
/// How long somebody has: a rule of the definition. Deadlines are computed from it, never typed.
/// </summary>
/// <param name="Code">Its name in the definition.</param>
/// <param name="Trigger">What starts it.</param>
/// <param name="Unit">In what the length is counted.</param>
/// <param name="Length">How many; for a clock time, how many days later.</param>
/// <param name="Article">The article it stands on; <c>unverified</c> where no source was found.</param>
public sealed record DeadlineRule(string Code, Trigger Trigger, LengthUnit Unit, int Length, string Article)
{
    /// <summary>The end of a day: 24:00.</summary>
    public const int EndOfDay = 86400;

    /// <summary>At which second after local midnight the last day ends, or the time of day asked for.</summary>
    public int ClosesAt { get; init; } = EndOfDay;

    /// <summary>Counted backwards: at the latest so many days before the trigger.</summary>
    public bool IsBefore { get; init; }

    /// <summary>A last day that is free moves to the next working day.</summary>
    public bool MovesOffFreeDays { get; init; }

    /// <summary>Not earlier than so many of the same unit; null where nothing is too early.</summary>
    public int? NotBefore { get; init; }
}
