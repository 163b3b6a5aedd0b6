using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Values;

namespace Saksei.Election.Cases;

/// <summary>Moments of the election that deadlines may hang on.</summary>
/// <param name="PollingDay">Polling day, from its first second.</param>
/// <param name="ResultDeclared">When the provisional result was declared; null before.</param>
public sealed record ElectionMoments(Moment PollingDay, Moment? ResultDeclared);

/// <summary>The deadlines of a case: derived from its course, the calendar and a moment, never kept.</summary>
internal sealed class CaseClock
{
    private readonly CaseFile _file;
    private readonly Procedures _procedures;
    private readonly Calendar _calendar;
    private readonly ElectionMoments _moments;
    private readonly Moment _asOf;

    // Terms to open the case; those that nothing began don't count.
    private readonly ImmutableArray<CaseRun> _terms;

    internal CaseClock(CaseFile file, Procedures procedures, Calendar calendar, ElectionMoments moments, Moment asOf)
    {
        (_file, _procedures, _calendar, _moments, _asOf) = (file, procedures, calendar, moments, asOf);
        _terms = [.. Enumerable.Range(0, file.Course.Terms).Select(At).Where(run => !run.Deadlines.IsEmpty)];
    }

    /// <summary>How many deadlines ran in the case.</summary>
    internal int Count => _terms.Length + _file.Course.Runs.Count - _file.Course.Terms;

    /// <summary>So many deadlines that ran in the case, in the order in which they began.</summary>
    internal ImmutableArray<CaseRun> From(int first, int count) => [.. Enumerable.Range(first, Math.Clamp(Count - first, 0, count))
        .Select(place => place < _terms.Length ? _terms[place] : At(place - _terms.Length + _file.Course.Terms))];

    /// <summary>The run at a place of the course.</summary>
    internal CaseRun At(int place) => Of(_file.Course.Runs[place]);

    private CaseRun Of(CourseRun run)
    {
        var rule = _procedures.FindDeadline(run.Rule.Deadline).Given().Rule;
        var deadlines = Deadline.Compute(rule, TriggersOf(rule, run), _calendar, _asOf);
        return new CaseRun(run.Rule, run.Entry.Body, run.Entry.Place.Index, deadlines, run.Last is { } last ? EndOf(run, last) : null, _asOf) { EndedBy = run.Last?.Step };
    }

    private ImmutableArray<Moment> TriggersOf(DeadlineRule rule, CourseRun run) => rule.Trigger switch
    {
        Trigger.NoticeReceived => run.Notices is [var first, .., var last] ? Two(first, last) : run.Notices,
        Trigger.PollingDay => [_moments.PollingDay],
        Trigger.ResultDeclared => _moments.ResultDeclared is { } declared ? [declared] : [],
        Trigger.Fact => FactOf() is { } fact ? [fact] : [],
        // A term to open a case counts from the posting that the act gives; there is no act of the register for it.
        Trigger.Posting when run.Rule.State == CaseStep.Nothing => FactOf() is { } posted ? [posted] : [],
        Trigger.Decision => run.Decided is { } decided ? [decided] : [],
        Trigger.Filing or Trigger.Request or Trigger.Posting => Accounts(run),
    };

    // When what is complained of happened, as reported and never to come; for an event the time for which it is asked.
    private Moment? FactOf() => _file.Table == CaseRules.Activities ? _file.Opened.Fields.On
        : _file.Opened.Fields.Fact is { } fact ? Moment.Within(fact, fact, _file.Opened.Place.Tick) : null;

    // A paper's day by the receipt of the body that is bound binds it. Anybody else's word for it is one account, the tick the other.
    private ImmutableArray<Moment> Accounts(CourseRun run) => ReceiptDay(run.Entry) is not { } day ? [run.Entry.When]
        : run.Rule.Binds == "body" && IsOf(run.Entry.Organisation, run.Entry.Body) ? [day] : Two(day, run.Entry.Place.Tick);

    // What a body did in time is in the register in time; a paper that it took for somebody else counts from its day.
    private Moment EndOf(CourseRun run, CaseEvent entry) =>
        run.Rule.Binds != "body" && entry.Organisation != _file.Applicant && IsOfBody(entry) && ReceiptDay(entry) is { } day ? day : entry.When;

    private bool IsOfBody(CaseEvent entry) => _procedures.Bodies.Any(body => body.Organisation == entry.Organisation);

    private bool IsOf(string organisation, string body) => _procedures.FindBody(body)?.Organisation == organisation;

    // The day of the counter's receipt, where a paper has one.
    private static Moment? ReceiptDay(CaseEvent entry) => !entry.Transcribed && entry.Fields.Receipt.Length > 0 ? entry.Day : null;

    private static ImmutableArray<Moment> Two(Moment first, Moment second) => first.UnixSeconds == second.UnixSeconds ? [first] : [first, second];
}
