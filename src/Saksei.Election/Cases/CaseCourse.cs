using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Election.Cases;

/// <summary>A rule about time that ran or runs in a case.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Entry">The step that began it.</param>
/// <param name="Decided">When the last decision by then was made; null before any.</param>
internal sealed record CourseRun(RunningDeadline Rule, CaseEvent Entry, Moment? Decided)
{
    /// <summary>The step that ended it; null while it runs.</summary>
    internal CaseEvent? Last { get; init; }

    /// <summary>When the body says that notice was served.</summary>
    internal Moment? Served { get; init; }

    /// <summary>When it was received, as the one says whose time runs.</summary>
    internal Moment? Received { get; init; }

    internal ImmutableArray<Moment> Notices => [.. new[] { Served, Received }.OfType<Moment>().Order()];

    // By each account the first word counts: who says later that it came later revives nothing.
    internal CourseRun Notice(string verb, Moment on) => verb == "serve" ? this with { Served = Served ?? on } : this with { Received = Received ?? on };

    /// <summary>Whether two rules are the same deadline, for the body that has the case.</summary>
    internal bool IsSame(RunningDeadline rule, CaseEvent entry) =>
        Rule.Deadline == rule.Deadline && Rule.Binds == rule.Binds && Rule.Remedy == rule.Remedy && (Entry.Body == entry.Body || rule.Binds != "body");
}

/// <summary>
/// Which rules about time ran in a case, step by step. A value: each step makes the next by logarithmic work, however many came before.
/// What they amount to follows with the calendar and a moment, and isn't kept (<see cref="CaseClock"/>).
/// </summary>
/// <param name="Rules">The rules of the case's book.</param>
internal sealed record CaseCourse(ImmutableArray<RunningDeadline> Rules)
{
    private static readonly ImmutableHashSet<string> Openings = ["file", "apply", "seal", "ask", "appeal", "cure", "transfer"];

    /// <summary>Every run, in the order in which they began.</summary>
    internal ImmutableList<CourseRun> Runs { get; private init; } = [];

    /// <summary>Places of those that run.</summary>
    internal ImmutableArray<int> Active { get; private init; } = [];

    /// <summary>How many of the first runs are terms to open the case: they ended with its first step.</summary>
    internal int Terms { get; private init; }

    private bool IsOpen { get; init; }

    // What the last decision ordered, and when.
    private string Remedy { get; init; } = "";

    private Moment? Decided { get; init; }

    /// <summary>The course anew, of some of the steps; of <paramref name="file"/> counts only what never changes.</summary>
    internal static CaseCourse Of(CaseFile file, ImmutableArray<RunningDeadline> rules, IEnumerable<CaseEvent> events) =>
        events.Aggregate(new CaseCourse(rules), (course, entry) => course.After(file, entry));

    /// <summary>The course after another step.</summary>
    internal CaseCourse After(CaseFile file, CaseEvent entry)
    {
        var course = entry.Step.IsDecision ? this with { Remedy = entry.Fields.Remedy, Decided = entry.When } : this;
        var rules = course.RulesIn(entry.State, file, entry);
        if (!IsOpen) course = course.Open(file, entry);
        course = course.End(rules, entry).Begin(rules, entry);
        return IsNotice(file, entry) && entry.Fields.On is { } on ? course.Notice(entry, on) : course;
    }

    private List<RunningDeadline> RulesIn(string state, CaseFile file, CaseEvent entry)
    {
        List<RunningDeadline> rules = [];
        foreach (var rule in Rules)
            if (rule.State == state && (rule.Complaint.Length == 0 || rule.Complaint == file.Complaint) && (rule.Body.Length == 0 || rule.Body == entry.Body) && (rule.Remedy.Length == 0 || rule.Remedy == Remedy))
                rules.Add(rule);
        return rules;
    }

    private CaseCourse Open(CaseFile file, CaseEvent entry)
    {
        var terms = RulesIn(CaseStep.Nothing, file, entry);
        return this with { IsOpen = true, Terms = terms.Count, Runs = [.. terms.Select(rule => new CourseRun(rule, entry, Decided) { Last = entry })] };
    }

    private CaseCourse End(List<RunningDeadline> rules, CaseEvent entry)
    {
        if (Active.All(run => GoesOn(Runs[run], rules, entry))) return this;
        var ended = Active.Where(run => !GoesOn(Runs[run], rules, entry)).ToList();
        return this with { Runs = ended.Aggregate(Runs, (runs, run) => runs.SetItem(run, runs[run] with { Last = entry })), Active = Active.RemoveRange(ended) };
    }

    // The same deadline goes on through a state that has it too (filed, heard), until something is filed anew or decided.
    private static bool GoesOn(CourseRun run, List<RunningDeadline> rules, CaseEvent entry) =>
        !Openings.Contains(entry.Step.Verb) && !entry.Step.IsDecision && rules.Exists(rule => run.IsSame(rule, entry));

    private CaseCourse Begin(List<RunningDeadline> rules, CaseEvent entry)
    {
        var course = this;
        foreach (var rule in rules)
            if (!course.Active.Any(run => course.Runs[run].IsSame(rule, entry)))
                course = course with { Active = course.Active.Add(course.Runs.Count), Runs = course.Runs.Add(new CourseRun(rule, entry, Decided)) };
        return course;
    }

    // That it was received is for the one to say whose time runs.
    private static bool IsNotice(CaseFile file, CaseEvent entry) =>
        entry.Step.Verb == "serve" || (entry.Step.Verb == "receive" && (entry.Transcribed || entry.Organisation == file.Applicant));

    private CaseCourse Notice(CaseEvent entry, Moment on) => this with
    {
        Runs = Active.Aggregate(Runs, (runs, run) => runs.SetItem(run, runs[run].Notice(entry.Step.Verb, Moment.Within(runs[run].Entry.When, on, entry.Place.Tick)))),
    };
}
