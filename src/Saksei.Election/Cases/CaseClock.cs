using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Election.Cases;

/// <summary>Moments of the election that deadlines may hang on.</summary>
/// <param name="PollingDay">Polling day, from its first second.</param>
/// <param name="ResultDeclared">When the provisional result was declared; null before.</param>
public sealed record ElectionMoments(Moment PollingDay, Moment? ResultDeclared);

/// <summary>
/// A deadline that runs or ran in a case. By each account of its trigger there is one: two where it is disputed when a notice was
/// received, none while it waits for its trigger.
/// </summary>
/// <param name="Running">The rule that it follows.</param>
/// <param name="Body">The body that had the case.</param>
/// <param name="Since">The act from which on the case was in the state.</param>
/// <param name="Deadlines">By each account, the earlier first.</param>
/// <param name="EndedAt">When the case left the state; null while it is in it.</param>
/// <param name="AsOf">The moment of the view.</param>
public sealed record CaseRun(
    RunningDeadline Running, string Body, long Since, ImmutableArray<Deadline> Deadlines, Moment? EndedAt, Moment AsOf)
{
    /// <summary>Whether nothing was done in time: by every account where there are two. It stays so for ever.</summary>
    public bool IsOverdue => !Deadlines.IsEmpty && (EndedAt ?? AsOf) is var end && Deadlines.All(deadline => deadline.IsOverAt(end));

    /// <summary>Whether it is over by one account and not by the other.</summary>
    public bool IsDisputed => Deadlines.Length > 1 && (EndedAt ?? AsOf) is var end && Deadlines.Any(deadline => deadline.IsOverAt(end)) && !IsOverdue;

    /// <summary>Whether it was a term to open the case.</summary>
    public bool IsTerm => Running.State == CaseStep.Nothing;

    /// <summary>Whether the one whom it binds acted before its end; else something else ended it.</summary>
    public bool IsKept => !IsOverdue && EndedBy is { } step && step.Verb != "dispute"
        && (BindsBody ? step.By == StepBy.Body : step.By is StepBy.Applicant or StepBy.Party or StepBy.Person);

    /// <summary>The step that ended it; null while it runs.</summary>
    public CaseStep? EndedBy { get; init; }

    /// <summary>Whether it was decided before it might be: by every account where there are two.</summary>
    public bool IsEarly => EndedAt is { } end && EndedBy is { IsDecision: true } && !Deadlines.IsEmpty && Deadlines.All(deadline => deadline.NotBefore is { } first && end < first);

    /// <summary>Whether it binds the body; one that binds the applicant lapses, and nobody is late.</summary>
    public bool BindsBody => Running.Binds == "body";

    /// <summary>Whether it runs now.</summary>
    public bool IsRunning => EndedAt is null;
}

/// <summary>The deadlines of a case: derived from what happened and the calendar, never kept.</summary>
public sealed class CaseClock
{
    private static readonly ImmutableHashSet<string> Openings = ["file", "apply", "seal", "ask", "appeal", "cure", "transfer"];

    private readonly CaseFile _file;
    private readonly Procedures _procedures;
    private readonly Calendar _calendar;
    private readonly ElectionMoments _moments;
    private readonly Moment _asOf;
    // What the last decision ordered, and when; nothing before any.
    private string _remedy = "";
    private Moment? _decided;
    private readonly List<Run> _active = [];
    private readonly List<CaseRun> _all = [];

    private CaseClock(CaseFile file, Procedures procedures, Calendar calendar, ElectionMoments moments, Moment asOf) =>
        (_file, _procedures, _calendar, _moments, _asOf) = (file, procedures, calendar, moments, asOf);

    /// <summary>Every deadline that ran in a case, in order.</summary>
    public static ImmutableArray<CaseRun> Of(CaseFile file, Procedures procedures, Calendar calendar, ElectionMoments moments, Moment asOf)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(procedures);
        return new CaseClock(file, procedures, calendar, moments, asOf).Runs();
    }

    private ImmutableArray<CaseRun> Runs()
    {
        foreach (var entry in _file.Events) Take(entry);
        foreach (var run in _active) _all.Add(Close(run, null));
        return [.. _all.OrderBy(run => run.Since)];
    }

    private List<RunningDeadline> RulesIn(string state, CaseEvent entry) => [.. _procedures.Running.Where(rule =>
        rule.Book == _file.Table.Book && rule.State == state && (rule.Complaint.Length == 0 || rule.Complaint == _file.Complaint) && (rule.Body.Length == 0 || rule.Body == entry.Body)
        && (rule.Remedy.Length == 0 || rule.Remedy == _remedy))];

    private void Take(CaseEvent entry)
    {
        if (entry.Step.IsDecision) (_remedy, _decided) = (entry.Fields.Remedy, entry.When);
        var rules = RulesIn(entry.State, entry);
        if (entry == _file.Opened) _all.AddRange(RulesIn(CaseStep.Nothing, entry).Select(rule => new Run(rule, entry, _decided)).Select(run => Close(run, entry)).Where(run => !run.Deadlines.IsEmpty));
        var opens = Openings.Contains(entry.Step.Verb);
        foreach (var run in _active.Where(run => !rules.Exists(rule => Continues(run, rule, entry, opens))).ToList())
        {
            _active.Remove(run);
            _all.Add(Close(run, entry));
        }

        foreach (var rule in rules.Where(rule => !_active.Exists(run => Continues(run, rule, entry, opens)))) _active.Add(new Run(rule, entry, _decided));
        if (IsNotice(entry) && entry.Fields.On is { } on)
            foreach (var run in _active) run.Notice(entry.Step.Verb, Within(run.Entry.When, on, entry.Place.Tick));
    }

    // That it was received is for the one to say whose time runs.
    private bool IsNotice(CaseEvent entry) =>
        entry.Step.Verb == "serve" || (entry.Step.Verb == "receive" && (entry.Transcribed || entry.Organisation == _file.Applicant));

    // The same deadline goes on through a state that has it too (filed, heard), until something is filed anew or decided.
    private static bool Continues(Run run, RunningDeadline rule, CaseEvent entry, bool opens) =>
        run.Rule.Deadline == rule.Deadline && run.Rule.Binds == rule.Binds && run.Rule.Remedy == rule.Remedy && (run.Entry.Body == entry.Body || rule.Binds != "body") && (run.Entry == entry || (!opens && !entry.Step.IsDecision));

    private CaseRun Close(Run run, CaseEvent? last)
    {
        var rule = _procedures.FindDeadline(run.Rule.Deadline)!.Rule;
        var deadlines = Deadline.Compute(rule, TriggersOf(rule, run), _calendar, _asOf);
        return new CaseRun(run.Rule, run.Entry.Body, run.Entry.Place.Index, deadlines, last is null ? null : EndOf(run, last), _asOf) { EndedBy = last?.Step };
    }

    private ImmutableArray<Moment> TriggersOf(DeadlineRule rule, Run run) => rule.Trigger switch
    {
        Trigger.NoticeReceived => run.Notices.Count == 0 ? [] : Two(run.Notices.Min(), run.Notices.Max()),
        Trigger.PollingDay => [_moments.PollingDay],
        Trigger.ResultDeclared => _moments.ResultDeclared is { } declared ? [declared] : [],
        Trigger.Fact => FactOf() is { } fact ? [fact] : [],
        // A term to open a case counts from the posting that is told; there is no act of the register for it.
        Trigger.Posting when run.Rule.State == CaseStep.Nothing => FactOf() is { } posted ? [posted] : [],
        Trigger.Decision => run.Decided is { } decided ? [decided] : [],
        Trigger.Filing or Trigger.Request or Trigger.Posting => Accounts(run),
    };

    // What is complained of, as it is told and never to come; for an event the time for which it is asked.
    private Moment? FactOf() => _file.Table == CaseRules.Activities ? _file.Opened.Fields.On
        : _file.Opened.Fields.Fact is { } fact ? Within(fact, fact, _file.Opened.Place.Tick) : null;

    // A paper's day by the receipt of the body that is bound binds it. Anybody else's word for it is one account, the tick the other.
    private ImmutableArray<Moment> Accounts(Run run) => Told(run.Entry) is not { } told ? [run.Entry.When]
        : run.Rule.Binds == "body" && IsOf(run.Entry.Organisation, run.Entry.Body) ? [told] : Two(told, run.Entry.Place.Tick);

    // What a body did in time is in the register in time; a paper that it took for somebody else counts from its day.
    private Moment EndOf(Run run, CaseEvent entry) =>
        run.Rule.Binds != "body" && entry.Organisation != _file.Applicant && IsOfBody(entry) && Told(entry) is { } told ? told : entry.When;

    private bool IsOfBody(CaseEvent entry) => _procedures.Bodies.Any(body => body.Organisation == entry.Organisation);

    private bool IsOf(string organisation, string body) => _procedures.FindBody(body)?.Organisation == organisation;

    // The day of the counter's receipt, where a paper has one.
    private static Moment? Told(CaseEvent entry) => !entry.Transcribed && entry.Fields.Receipt.Length > 0 ? entry.Day : null;

    private static Moment Within(Moment least, Moment moment, Moment most) => moment > most ? most : moment < least ? least : moment;

    private static ImmutableArray<Moment> Two(Moment first, Moment second) => first.UnixSeconds == second.UnixSeconds ? [first] : [first, second];

    private sealed record Run(RunningDeadline Rule, CaseEvent Entry, Moment? Decided)
    {
        private readonly Dictionary<string, Moment> _notices = new(StringComparer.Ordinal);

        internal IReadOnlyCollection<Moment> Notices => _notices.Values;

        // By each account the first word counts: who says later that it came later revives nothing.
        internal void Notice(string verb, Moment received) => _notices.TryAdd(verb, received);
    }
}
