using System.Collections.Immutable;
using Saksei.Election.Values;

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
    /// never revives it, and one that would have ended it before it was announced doesn't count.
    /// </summary>
    public static Deadline Compute(DeadlineRule rule, Moment trigger, Calendar calendar, Moment asOf)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(calendar);
        // Counted backwards there is no beginning: each holiday is weighed when it is announced.
        var start = rule.IsBefore ? new Moment(-1, 0) : trigger < asOf ? trigger : asOf;
        var counting = new DeadlineCounting(rule, calendar.Zone.Local(trigger), calendar.KnownAt(start));
        var deadline = counting.Count();
        foreach (var holiday in calendar.Holidays.Where(holiday => holiday.Announced > start && holiday.Announced <= asOf).OrderBy(holiday => holiday.Announced).ThenBy(holiday => holiday.Date))
            deadline = counting.Announce(deadline, holiday);
        return deadline;
    }

    /// <summary>Where it is disputed when the notice was received: by either account, the earlier first.</summary>
    public static ImmutableArray<Deadline> Compute(DeadlineRule rule, ImmutableArray<Moment> triggers, Calendar calendar, Moment asOf) =>
        [.. triggers.Distinct().Order().Select(trigger => Compute(rule, trigger, calendar, asOf))];
}

/// <summary>Counts one deadline, and again with each holiday that is announced while it runs.</summary>
internal sealed class DeadlineCounting
{
    private const int SecondsOfHour = 3600;

    private static readonly ImmutableArray<string> Words =
        ["filing", "notice-received", "posting", "polling-day", "result-declared", "fact", "request", "decision"];

    private readonly ImmutableArray<DeadlineStep>.Builder _news = ImmutableArray.CreateBuilder<DeadlineStep>();
    private readonly Dictionary<DateOnly, string> _holidays = [];
    private readonly DeadlineRule _rule;
    private readonly Moment _trigger;
    private readonly Calendar _calendar;

    internal DeadlineCounting(DeadlineRule rule, Moment trigger, Calendar known)
    {
        (_rule, _trigger, _calendar) = (rule, trigger, known);
        foreach (var holiday in known.Holidays) _holidays.TryAdd(holiday.Date, holiday.Code);
    }

    private Zone Zone => _calendar.Zone;

    internal Deadline Count()
    {
        var steps = ImmutableArray.CreateBuilder<DeadlineStep>();
        steps.Add(new DeadlineStep("trigger", At: _trigger, Word: Words[(int)_rule.Trigger]));
        var at = End(steps);
        var earliest = _rule.NotBefore is { } least ? First(least) : (Moment?)null;
        if (earliest is { } first) steps.Add(new DeadlineStep("not-before", _rule.NotBefore.Given(), At: first));
        steps.AddRange(_news);
        return new Deadline(_rule, _trigger, at, earliest, steps.ToImmutable());
    }

    /// <summary>A later holiday: counted where the deadline still ran when it was announced, mentioned where it didn't.</summary>
    internal Deadline Announce(Deadline deadline, Holiday holiday)
    {
        if (!_holidays.TryAdd(holiday.Date, holiday.Code) || !Touches(deadline, holiday.Date)) return deadline;
        var counted = Count();
        if (counted.At == deadline.At && counted.NotBefore == deadline.NotBefore) return deadline;
        var tooLate = deadline.IsOverAt(holiday.Announced) || counted.IsOverAt(holiday.Announced);
        if (tooLate) _holidays.Remove(holiday.Date);
        else if (_rule.IsBefore) return counted;
        _news.Add(new DeadlineStep("announced" + (tooLate ? "-too-late" : ""), Day: holiday.Date, At: Zone.Local(holiday.Announced), Word: holiday.Code));
        if (!tooLate) _news.Add(new DeadlineStep("ends", At: counted.At));
        return Count();
    }

    // Only a day that was counted over can change the count.
    private bool Touches(Deadline deadline, DateOnly date)
    {
        var (start, end) = (Zone.DateOf(_trigger), Zone.DateOf(deadline.At));
        var least = deadline.NotBefore is { } first ? Zone.DateOf(first) : end;
        return date >= Earlier(start, Earlier(least, end)) && date <= Later(start, Later(least, end));
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private Moment End(ImmutableArray<DeadlineStep>.Builder steps) =>
        _rule.Unit == LengthUnit.Hours ? Hours(_rule.Length, steps) : Close(DayAfter(_rule.Length, steps), steps);

    // From the first second of that day on; a day on which somebody may begin needn't be a working day.
    private Moment First(int length)
    {
        var steps = ImmutableArray.CreateBuilder<DeadlineStep>();
        if (_rule.Unit == LengthUnit.Hours) return Hours(length, steps);
        return Zone.At(DayAfter(length, steps), _rule.Unit == LengthUnit.ClockTime ? _rule.ClosesAt : 0);
    }

    private DateOnly DayAfter(int length, ImmutableArray<DeadlineStep>.Builder steps) => _rule.Unit switch
    {
        LengthUnit.WorkingDays => WorkingDays(length, steps),
        LengthUnit.ClockTime => ClockTime(length, steps),
        _ => CalendarDays(length, steps),
    };

    private Moment Hours(int length, ImmutableArray<DeadlineStep>.Builder steps)
    {
        var end = Zone.Local(_trigger.Plus((_rule.IsBefore ? -1L : 1L) * length * SecondsOfHour));
        steps.Add(new DeadlineStep(_rule.IsBefore ? "hours-before" : "hours", length, At: end));
        return end;
    }

    private DateOnly CalendarDays(int length, ImmutableArray<DeadlineStep>.Builder steps)
    {
        var start = Zone.DateOf(_trigger);
        var last = Step(start, _rule.IsBefore ? -length : length);
        steps.Add(_rule.IsBefore ? new DeadlineStep("days-before", length, last) : new DeadlineStep("days", length, Step(start, 1), last));
        return last;
    }

    private DateOnly WorkingDays(int length, ImmutableArray<DeadlineStep>.Builder steps)
    {
        var (day, step) = (Zone.DateOf(_trigger), _rule.IsBefore ? -1 : 1);
        var first = Step(day, step);
        for (var counted = 0; counted < length && CanStep(day, step);)
        {
            day = Step(day, step);
            if (WhyFree(day) is { } why) steps.Add(new DeadlineStep("free-day", Day: day, Word: why));
            else counted++;
        }

        steps.Add(new DeadlineStep(_rule.IsBefore ? "working-days-before" : "working-days", length, first, day));
        return day;
    }

    private DateOnly ClockTime(int length, ImmutableArray<DeadlineStep>.Builder steps)
    {
        var day = Step(Zone.DateOf(_trigger), _rule.IsBefore ? -length : length);
        steps.Add(new DeadlineStep("clock-time", length, day));
        return day;
    }

    private Moment Close(DateOnly day, ImmutableArray<DeadlineStep>.Builder steps)
    {
        while (_rule.MovesOffFreeDays && CanStep(day, 1) && WhyFree(day) is { } why)
        {
            steps.Add(new DeadlineStep("moved", Day: day, Until: day.AddDays(1), Word: why));
            day = day.AddDays(1);
        }

        var end = Zone.At(day, _rule.ClosesAt);
        steps.Add(new DeadlineStep("ends", At: end));
        return end;
    }

    private string? WhyFree(DateOnly date) => _holidays.TryGetValue(date, out var code) ? code : _calendar.Weekend.Contains(date.DayOfWeek) ? "weekend" : null;

    // Time ends with the calendar: what would lie behind is on its last day.
    private static bool CanStep(DateOnly day, int days) => day.DayNumber + (long)days >= 0 && day.DayNumber + (long)days <= DateOnly.MaxValue.DayNumber;

    private static DateOnly Step(DateOnly day, int days) => CanStep(day, days) ? day.AddDays(days) : days < 0 ? DateOnly.MinValue : DateOnly.MaxValue;
}
