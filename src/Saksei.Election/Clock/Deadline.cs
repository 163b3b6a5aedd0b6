using System.Collections.Immutable;

namespace Saksei.Election.Clock;

/// <summary>One line of a computation; words are made of it in each language.</summary>
/// <param name="Code">What was done: the key of its sentence.</param>
/// <param name="Number">A length, or the number of a day.</param>
/// <param name="Day">A day that it is about.</param>
/// <param name="Until">Another day.</param>
/// <param name="At">A moment.</param>
/// <param name="Word">A code: the trigger, a holiday, <c>weekend</c>.</param>
public sealed record DeadlineStep(string Code, int Number = 0, DateOnly? Day = null, DateOnly? Until = null, Moment? At = null, string Word = "");

/// <summary>Until when somebody may act, and how that was computed.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Trigger">What started it, in the election's time zone.</param>
/// <param name="At">The last second.</param>
/// <param name="NotBefore">The first second; null where nothing is too early.</param>
/// <param name="Steps">The computation, in order.</param>
public sealed record Deadline(DeadlineRule Rule, Moment Trigger, Moment At, Moment? NotBefore, ImmutableArray<DeadlineStep> Steps)
{
    /// <summary>Whether it had ended by a moment.</summary>
    public bool IsOverAt(Moment moment) => moment > At;

    /// <summary>
    /// Computes a deadline by what was known at a moment. A holiday announced while it ran extends it; one announced after its end
    /// never revives it.
    /// </summary>
    public static Deadline Compute(DeadlineRule rule, Moment trigger, Calendar calendar, Moment asOf)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(calendar);
        var counting = new DeadlineCounting(rule, calendar.Zone.Local(trigger), calendar.KnownAt(trigger));
        var deadline = counting.Count();
        foreach (var holiday in calendar.Holidays.Where(holiday => holiday.Announced > trigger && holiday.Announced <= asOf).OrderBy(holiday => holiday.Announced).ThenBy(holiday => holiday.Date))
            deadline = counting.Announce(deadline, holiday);
        return deadline;
    }

    /// <summary>Where it is disputed when the notice was received: by either account, the earlier first.</summary>
    public static ImmutableArray<Deadline> Compute(DeadlineRule rule, ImmutableArray<Moment> triggers, Calendar calendar, Moment asOf) =>
        [.. triggers.Distinct().Order().Select(trigger => Compute(rule, trigger, calendar, asOf))];
}

/// <summary>Counts one deadline, and again with each holiday that is announced while it runs.</summary>
internal sealed class DeadlineCounting(DeadlineRule rule, Moment trigger, Calendar known)
{
    private const int SecondsOfHour = 3600;
    private readonly ImmutableArray<DeadlineStep>.Builder _news = ImmutableArray.CreateBuilder<DeadlineStep>();
    private Calendar _calendar = known;

    internal Deadline Count()
    {
        var steps = ImmutableArray.CreateBuilder<DeadlineStep>();
        steps.Add(new DeadlineStep("trigger", At: trigger, Word: Words[(int)rule.Trigger]));
        var at = End(rule.Length, steps);
        var earliest = rule.NotBefore is { } least ? First(least) : (Moment?)null;
        if (earliest is { } first) steps.Add(new DeadlineStep("not-before", rule.NotBefore!.Value, At: first));
        steps.AddRange(_news);
        return new Deadline(rule, trigger, at, earliest, steps.ToImmutable());
    }

    /// <summary>A later holiday: counted where the deadline still ran when it was announced, told where it didn't.</summary>
    internal Deadline Announce(Deadline deadline, Holiday holiday)
    {
        var before = _calendar;
        _calendar = _calendar.With(holiday);
        var extended = Count();
        if (extended.At == deadline.At) return deadline;
        var ended = deadline.IsOverAt(holiday.Announced);
        if (ended) _calendar = before;
        _news.Add(new DeadlineStep("announced" + (ended ? "-too-late" : ""), Day: holiday.Date, At: _calendar.Zone.Local(holiday.Announced), Word: holiday.Code));
        if (!ended) _news.Add(new DeadlineStep("ends", At: extended.At));
        return Count();
    }

    private static readonly ImmutableArray<string> Words =
        ["filing", "notice-received", "posting", "polling-day", "result-declared", "fact", "request"];

    private Moment End(int length, ImmutableArray<DeadlineStep>.Builder steps) => rule.Unit switch
    {
        LengthUnit.Hours => Hours(length, steps),
        LengthUnit.CalendarDays => Close(CalendarDays(length, steps), steps),
        LengthUnit.WorkingDays => Close(WorkingDays(length, steps), steps),
        LengthUnit.ClockTime => Close(ClockTime(length, steps), steps),
    };

    // From the first second of that day on.
    private Moment First(int length)
    {
        var end = End(length, ImmutableArray.CreateBuilder<DeadlineStep>());
        return rule.Unit is LengthUnit.CalendarDays or LengthUnit.WorkingDays ? _calendar.Zone.At(_calendar.Zone.DateOf(end), 0) : end;
    }

    private Moment Hours(int length, ImmutableArray<DeadlineStep>.Builder steps)
    {
        var end = _calendar.Zone.Local(trigger.Plus((rule.IsBefore ? -1L : 1L) * length * SecondsOfHour));
        steps.Add(new DeadlineStep(rule.IsBefore ? "hours-before" : "hours", length, At: end));
        return end;
    }

    private DateOnly CalendarDays(int length, ImmutableArray<DeadlineStep>.Builder steps)
    {
        var start = _calendar.Zone.DateOf(trigger);
        var last = start.AddDays(rule.IsBefore ? -length : length);
        steps.Add(rule.IsBefore ? new DeadlineStep("days-before", length, last) : new DeadlineStep("days", length, start.AddDays(1), last));
        return last;
    }

    private DateOnly WorkingDays(int length, ImmutableArray<DeadlineStep>.Builder steps)
    {
        var (day, step) = (_calendar.Zone.DateOf(trigger), rule.IsBefore ? -1 : 1);
        var first = day.AddDays(step);
        for (var counted = 0; counted < length;)
        {
            day = day.AddDays(step);
            if (_calendar.WhyFree(day) is { } why) steps.Add(new DeadlineStep("free-day", Day: day, Word: why));
            else counted++;
        }

        steps.Add(new DeadlineStep(rule.IsBefore ? "working-days-before" : "working-days", length, first, day));
        return day;
    }

    private DateOnly ClockTime(int length, ImmutableArray<DeadlineStep>.Builder steps)
    {
        var day = _calendar.Zone.DateOf(trigger).AddDays(rule.IsBefore ? -length : length);
        steps.Add(new DeadlineStep("clock-time", length, day));
        return day;
    }

    private Moment Close(DateOnly day, ImmutableArray<DeadlineStep>.Builder steps)
    {
        while (rule.MovesOffFreeDays && _calendar.WhyFree(day) is { } why)
        {
            steps.Add(new DeadlineStep("moved", Day: day, Until: day.AddDays(1), Word: why));
            day = day.AddDays(1);
        }

        var end = _calendar.Zone.At(day, rule.ClosesAt);
        steps.Add(new DeadlineStep("ends", At: end));
        return end;
    }
}
