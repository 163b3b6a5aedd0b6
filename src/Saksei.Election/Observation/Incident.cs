using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Values;

namespace Saksei.Election.Observation;

/// <summary>Where an incident stands: it follows from the clock.</summary>
public enum IncidentState { Waiting, Answered, Unanswered }

/// <summary>A report with whose task it is to answer, by when, and what was answered.</summary>
/// <param name="Report">The report.</param>
/// <param name="Category">The kind of incident that it says.</param>
/// <param name="Due">By when an answer was due.</param>
/// <param name="Answers">Answers of that office to any report of the incident.</param>
/// <param name="State">Where it stands.</param>
public sealed record ReportStanding(IncidentReport Report, IncidentCategory Category, Moment Due, ImmutableArray<IncidentAnswer> Answers, IncidentState State)
{
    /// <summary>By when an answer was due and when the first came.</summary>
    public AnswerTime Time => new(Due, Answers.IsEmpty ? null : Answers[0].Place.Tick, State == IncidentState.Unanswered);
}

/// <summary>An incident as of a moment: the reports that their authors say are of one.</summary>
/// <param name="Reports">In the order of the register.</param>
public sealed record Incident(ImmutableArray<ReportStanding> Reports)
{
    /// <summary>The act that it is known by: the first of its reports.</summary>
    public long Index => Reports[0].Report.First.Index;

    /// <summary>Unanswered where any office is past its time, answered where all have answered.</summary>
    public IncidentState State =>
        Reports.Any(report => report.State == IncidentState.Unanswered) ? IncidentState.Unanswered
        : Reports.Any(report => report.State == IncidentState.Waiting) ? IncidentState.Waiting : IncidentState.Answered;

    /// <summary>The time of the report on which its state hangs: of an answered one the latest answer, else what was due first.</summary>
    public AnswerTime Time => State == IncidentState.Answered ? Reports.Select(report => report.Time).MaxBy(time => time.SecondsLate)
        : Reports.Where(report => report.State == State).Select(report => report.Time).MinBy(time => time.Due.UnixSeconds);

    /// <summary>Offices that are to answer.</summary>
    public IEnumerable<string> Offices => Reports.Select(report => report.Category.Office).Distinct(StringComparer.Ordinal);

    /// <summary>Kinds of incident that its reports say.</summary>
    public IEnumerable<string> Categories => Reports.Select(report => report.Category.Code).Distinct(StringComparer.Ordinal);

    /// <summary>Of some reports, as of a moment.</summary>
    public static Incident Of(ImmutableArray<IncidentReport> reports, ObservationRules rules, Moment asOf)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var answers = reports.SelectMany(report => report.Answers).OrderBy(answer => answer.Place.Index)
            .GroupBy(answer => answer.Office, StringComparer.Ordinal).ToDictionary(office => office.Key, office => office.ToImmutableArray(), StringComparer.Ordinal);
        return new Incident([.. reports.Select(report => Standing(report, rules.FindCategory(report.Act.Category).Given(), answers, asOf))]);
    }

    private static ReportStanding Standing(IncidentReport report, IncidentCategory category, Dictionary<string, ImmutableArray<IncidentAnswer>> answers, Moment asOf)
    {
        var due = category.DueAfter(report.Since.Tick);
        var own = answers.GetValueOrDefault(category.Office, []);
        var state = !own.IsEmpty ? IncidentState.Answered : asOf > due ? IncidentState.Unanswered : IncidentState.Waiting;
        return new ReportStanding(report, category, due, own, state);
    }
}
