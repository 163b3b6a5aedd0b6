using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Observation;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Impartiality;

/// <summary>
/// Whether the office whose task it is answered an incident in time: as reports, joins and answers stood when the answer was due, so that
/// nothing that is joined or answered later changes it. Each organisation's incident counts once, by its first report of a kind.
/// </summary>
internal sealed class IncidentCases
{
    private readonly TreatmentRecordsAsOf _records;
    private readonly List<IncidentReport> _reports;
    private readonly JoinedIncidents _joined;
    private readonly List<Step> _steps;

    internal IncidentCases(TreatmentRecordsAsOf records)
    {
        _records = records;
        _reports = [.. records.Records.Observation.Reports.TakeWhile(report => report.First.Index <= records.Until)];
        _joined = new JoinedIncidents(_reports.Count);
        _steps = [.. _reports.SelectMany(StepsOf).Where(step => step.Place.Index <= records.Until).OrderBy(step => step.Place.Index)];
    }

    internal IEnumerable<AnsweredCase> All()
    {
        var (taken, judged) = (0, new List<Judged>());
        foreach (var report in _reports.Select(report => (Report: report, Category: CategoryOf(report.Versions[0]), Due: DueOf(report))).OrderBy(one => one.Due))
        {
            while (taken < _steps.Count && _steps[taken].Place.Tick <= report.Due) Take(_steps[taken++]);
            judged.AddRange(Judge(report.Report, report.Category, report.Due));
        }

        while (taken < _steps.Count) Take(_steps[taken++]);
        return judged.OrderBy(one => one.Report.Number).DistinctBy(one => (_joined.GroupOf(one.Report.Number), one.Report.Organisation, one.Category.Code)).Select(CaseOf);
    }

    private static IEnumerable<Step> StepsOf(IncidentReport report) => report.Answers.Select(answer => new Step(answer.Place, report, answer))
        .Concat(report.Joined is { } joined ? [new Step(joined.Place, report, null)] : []);

    private void Take(Step step)
    {
        if (step.Answer is { } answer) _joined.Answer(step.Report.Number, answer);
        else _joined.Join(step.Report.Number, step.Report.Joined.Given().Number);
    }

    private IncidentCategory CategoryOf(IncidentVersion version) => _records.Definition.Head.Observation.FindCategory(version.Act.Category).Given();

    private Moment DueOf(IncidentReport report) => CategoryOf(report.Versions[0]).DueAfter(report.First.Tick);

    // Where the report became one of another kind before its answer, or before that was due, the office's time was cut by its author alone.
    private IEnumerable<Judged> Judge(IncidentReport report, IncidentCategory category, Moment due)
    {
        var answer = _joined.AnswerOf(report.Number, category.Office);
        if (answer is null && _records.Moment <= due) return [];
        var end = answer?.Place.Index ?? _records.Until;
        return report.Versions.Any(version => version.Act.Category != category.Code && version.Place.Index <= end && version.Place.Tick <= due) ? []
            : [new Judged(report, category, answer)];
    }

    private AnsweredCase CaseOf(Judged one) =>
        new($"{ObservationQuestions.Incidents}/{one.Report.First.Index}", one.Report.Organisation, $"{one.Category.Office} {one.Category.Code}", one.Answer is null)
        {
            Office = one.Category.Office,
            Day = _records.Definition.Procedures.Calendar.Zone.DateOf(one.Report.First.Tick),
            Draw = Hash.OfBytes([.. one.Report.First.Identity.ToArray(), .. one.Answer?.Place.Identity.ToArray() ?? []]),
        };

    private sealed record Step(Acts.ActPlace Place, IncidentReport Report, IncidentAnswer? Answer);

    private sealed record Judged(IncidentReport Report, IncidentCategory Category, IncidentAnswer? Answer);
}

/// <summary>Which reports are of one incident and what offices answered to any of them, while joins and answers come in their order.</summary>
internal sealed class JoinedIncidents
{
    private readonly ReportGroups _groups = new();
    private readonly Dictionary<string, IncidentAnswer>[] _answers;

    internal JoinedIncidents(int reports)
    {
        for (var report = 0; report < reports; report++) _groups.Add();
        _answers = [.. Enumerable.Range(0, reports).Select(_ => new Dictionary<string, IncidentAnswer>(StringComparer.Ordinal))];
    }

    internal int GroupOf(int report) => _groups[report];

    /// <summary>An office's first answer to any report of the incident, or null.</summary>
    internal IncidentAnswer? AnswerOf(int report, string office) => _answers[_groups[report]].GetValueOrDefault(office);

    internal void Answer(int report, IncidentAnswer answer)
    {
        var answers = _answers[_groups[report]];
        if (!answers.TryGetValue(answer.Office, out var first) || answer.Place.Index < first.Place.Index) answers[answer.Office] = answer;
    }

    internal void Join(int one, int other)
    {
        var (from, into) = _groups.Unite(one, other);
        if (from == into) return;
        foreach (var answer in _answers[from].Values) Answer(one, answer);
    }
}
