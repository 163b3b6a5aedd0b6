namespace Saksei.Election.Clock;

/// <summary>By when an answer was due, and when the first one came.</summary>
/// <param name="Due">The last moment at which it is in time.</param>
/// <param name="Answered">When the first answer came; null before it.</param>
/// <param name="IsOver">Whether the time is over and nothing was answered.</param>
public readonly record struct AnswerTime(Moment Due, Moment? Answered, bool IsOver)
{
    /// <summary>Whole days from the moment due to the first answer, where that came behind it; null elsewhere.</summary>
    public long? LateDays => Answered is { } answered && answered > Due ? Due.DaysUntil(answered) : null;

    /// <summary>Seconds from the moment due to the first answer, or none where it is in time or didn't come: by them the latest of several is found.</summary>
    internal long SecondsLate => Answered is { } answered ? Math.Max(0, answered.UnixSeconds - Due.UnixSeconds) : 0;
}

/// <summary>Of some that were asked for an answer by a date: how many gave it in time, late, or not at all.</summary>
/// <param name="InTime">Answered by their date.</param>
/// <param name="Late">Answered behind it.</param>
/// <param name="MostDaysLate">Whole days of the latest of these.</param>
/// <param name="Unanswered">Not answered, and the date has passed.</param>
/// <param name="Waiting">Not answered, and still in time.</param>
public sealed record AnswerTimes(int InTime, int Late, long MostDaysLate, int Unanswered, int Waiting)
{
    /// <summary>How many were asked.</summary>
    public int All => InTime + Late + Unanswered + Waiting;

    /// <summary>Of some.</summary>
    public static AnswerTimes Of(IEnumerable<AnswerTime> times)
    {
        var all = times.ToList();
        return new AnswerTimes(
            all.Count(time => time is { Answered: not null, LateDays: null }), all.Count(time => time.LateDays is not null), all.Max(time => time.LateDays) ?? 0,
            all.Count(time => time.IsOver), all.Count(time => time is { Answered: null, IsOver: false }));
    }
}
