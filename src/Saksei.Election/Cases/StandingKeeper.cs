using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Values;

namespace Saksei.Election.Cases;

/// <summary>All that deadlines hang on beside the case: rules, calendar, the election's moments, the register's time.</summary>
internal sealed record CaseTime(Procedures Procedures, Calendar Calendar, ElectionMoments Moments, Moment Tick)
{
    internal CaseClock ClockOf(CaseFile file) => new(file, Procedures, Calendar, Moments, Tick);

    internal CaseView View(CaseFile file) => new(file, ClockOf(file).From(0, int.MaxValue));
}

/// <summary>
/// Where the cases of one book stand, kept by differences: only cases that a step changed, or whose next moment passed, are looked at
/// again. Nothing is computed until somebody asks, so a verifier who takes no snapshot pays nothing.
/// </summary>
/// <remarks>
/// Why that suffices. A running deadline counted forwards only ever moves later, by holidays, and is looked at again when the moment passes
/// for which it was queued. One counted backwards may move earlier, so a new holiday has those looked at again. A run that ended is over or
/// not for ever: a holiday announced after its end neither revives it nor ends it before it was announced. The one trigger that isn't a
/// step of the case is that the result is declared, once: then everything is looked at again.
/// </remarks>
internal sealed class StandingKeeper
{
    private readonly PagedMap<string, CaseStanding> _standings;
    private readonly List<Kept> _kept;
    private readonly HashSet<int> _changed;
    private readonly HashSet<int> _backwards;
    private readonly PriorityQueue<int, long> _due;
    private CaseTime? _last;

    internal StandingKeeper() => (_standings, _kept, _changed, _backwards, _due) = (new(StringComparer.Ordinal), [], [], [], new());

    /// <summary>Goes on from what another knows now.</summary>
    internal StandingKeeper(StandingKeeper start)
    {
        (_standings, _kept, _changed, _backwards) = (new(start._standings), [.. start._kept], [.. start._changed], [.. start._backwards]);
        (_due, _last, Counts) = (new(start._due.UnorderedItems), start._last, start.Counts);
    }

    internal CaseCounts Counts { get; private set; } = CaseCounts.None;

    internal IPagedMap<string, CaseStanding> Standings => _standings;

    internal IPagedMap<string, CaseStanding> Snapshot() => _standings.Snapshot();

    /// <summary>A step changed the case with this number.</summary>
    internal void Change(int ordinal) => _changed.Add(ordinal);

    /// <summary>Brings everything to the register's time.</summary>
    internal void Settle(IPagedMap<string, CaseFile> files, CaseTime now)
    {
        if (_last is { } last && last.Moments != now.Moments) Forget();
        if (_last is { } before && HasNews(before, now)) _changed.UnionWith(_backwards);
        while (_due.TryPeek(out var ordinal, out var moment) && moment < now.Tick.UnixSeconds)
        {
            _due.Dequeue();
            _changed.Add(ordinal);
        }

        foreach (var ordinal in _changed.Order()) Look(ordinal, files[ordinal], now);
        _changed.Clear();
        _last = now;
    }

    private static bool HasNews(CaseTime before, CaseTime now) => !ReferenceEquals(before.Calendar, now.Calendar)
        || (before.Tick < now.Tick && now.Calendar.Holidays.Any(holiday => holiday.Announced > before.Tick && holiday.Announced <= now.Tick));

    private void Forget()
    {
        for (var ordinal = 0; ordinal < _kept.Count; ordinal++)
        {
            _kept[ordinal] = Kept.Nothing with { Due = _kept[ordinal].Due };
            _changed.Add(ordinal);
        }
    }

    private void Look(int ordinal, CaseFile file, CaseTime now)
    {
        if (ordinal == _kept.Count) _kept.Add(Kept.Nothing);
        var (kept, clock, course) = (_kept[ordinal], now.ClockOf(file), file.Course);
        var ended = kept.Active.Concat(Enumerable.Range(kept.Runs, course.Runs.Count - kept.Runs)).Where(run => !course.Active.Contains(run)).Select(clock.At);
        var running = course.Active.Select(clock.At).ToList();
        var past = CaseStanding.Of(file, [.. ended]);
        var standing = CaseStanding.Of(file, running) is var present ? present with
        {
            WasOverdue = present.WasOverdue || past.WasOverdue || kept.WasOverdue,
            TookEffect = present.TookEffect || past.TookEffect || kept.TookEffect,
        } : present;
        _kept[ordinal] = new Kept(course.Runs.Count, course.Active, kept.WasOverdue || past.WasOverdue, kept.TookEffect || past.TookEffect, kept.Due);
        Count(file.Id, standing);
        if (running.Exists(run => run.Deadlines.Any(deadline => deadline.Rule.IsBefore))) _backwards.Add(ordinal);
        else _backwards.Remove(ordinal);
        Queue(ordinal, running, now.Tick);
    }

    private void Count(string id, CaseStanding standing)
    {
        if (_standings.Find(id) is { } before) Counts = Counts.With(before, -1);
        Counts = Counts.With(standing, 1);
        _standings.Set(id, standing);
    }

    // A run is over once it is over by every account. A moment that the queue holds already isn't put there again.
    private void Queue(int ordinal, List<CaseRun> running, Moment tick)
    {
        var moments = running.Where(run => !run.IsOverdue && !run.Deadlines.IsEmpty).Select(run => run.Deadlines.Max(deadline => deadline.At.UnixSeconds)).ToList();
        if (moments.Count == 0 || (_kept[ordinal].Due is { } due && due == moments.Min() && due >= tick.UnixSeconds)) return;
        _kept[ordinal] = _kept[ordinal] with { Due = moments.Min() };
        _due.Enqueue(ordinal, moments.Min());
    }

    // How far a case was looked at: so many runs, of which these ran; whether any that ended was overdue, or took effect.
    private sealed record Kept(int Runs, ImmutableArray<int> Active, bool WasOverdue, bool TookEffect, long? Due)
    {
        internal static Kept Nothing { get; } = new(0, [], false, false, null);
    }
}
