using System.Globalization;
using Saksei.Election;
using Saksei.Election.Checklists;
using Saksei.Election.Definition;
using Saksei.Election.Observation;

namespace Saksei.Exports.Tables;

/// <summary>What was observed: answers, incidents, who was kept away, who was sent.</summary>
public static class ObservationTables
{
    private static readonly string[] Page = ["/observation"];

    /// <summary>Every answer that stands, one by one.</summary>
    internal static ExportTable Answers { get; } = new(
        "answers", ["act", "question"],
        [
            new("act", CellType.Whole), new("station"), new("organisation"), new("team", CellType.Whole), new("checklist"), new("question"), new("choices"), new("number", CellType.Whole),
            new("loggedAt", CellType.Time),
        ],
        input => Standing(input.Books).SelectMany(own => own.Act.Answers.Select(answer => new object?[]
        {
            own.Place.Index, own.Act.Station, own.Organisation, (long)own.Act.Team, own.Checklist.First.ToHex(), answer.Question,
            answer.Number is null ? string.Join(' ', answer.Choices) : null, answer.Number, own.Place.Tick.ToString(),
        })))
    {
        Pages = [.. Page],
        References = [(["station"], "stations", ["code"]), (["act"], "acts", ["index"])],
    };

    /// <summary>Every report of an incident, with the incident that it is of and where it stands.</summary>
    internal static ExportTable Incidents { get; } = new(
        "incidents", ["act"],
        [
            new("act", CellType.Whole), new("incident", CellType.Whole), new("organisation"), new("category"), new("station"), new("unit"), new("date"), new("office"), new("due", CellType.Time),
            new("state"), new("answeredAt", CellType.Time), new("lateDays", CellType.Whole), new("cause"),
        ],
        input => input.Books.Incidents.SelectMany(incident => incident.Reports.Select(report => new object?[]
        {
            report.Report.First.Index, incident.Index, report.Report.Organisation, report.Category.Code, NullOf(report.Report.Act.Station), NullOf(report.Report.Act.Unit),
            report.Report.Act.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), report.Category.Office, report.Due.ToString(), report.State.Word,
            report.Answers is [var first, ..] ? first.Place.Tick.ToString() : null, report.Time.LateDays, report.Answers is [.., var last] ? NullOf(last.Act.Cause) : null,
        })))
    {
        Pages = [.. Page],
        References = [(["act"], "acts", ["index"])],
    };

    /// <summary>Every report that stands of somebody kept away.</summary>
    internal static ExportTable TurnedAway { get; } = new(
        "turned-away", ["act"],
        [new("act", CellType.Whole), new("station"), new("organisation"), new("reportedBy"), new("people"), new("from"), new("by"), new("when"), new("reason"), new("loggedAt", CellType.Time)],
        input => input.Books.Definition.Stations.SelectMany(station => input.Books.Observation.Of(station).TurnedAway.Standing).Select(one => new object?[]
        {
            one.Place.Index, one.Act.Station, one.Act.Organisation, one.Author, one.Act.People.Word, one.Act.From.Word, one.Act.By.Word, one.Act.When.Word, NullOf(one.Act.Reason), one.Place.Tick.ToString(),
        }))
    {
        Pages = [.. Page],
        References = [(["station"], "stations", ["code"]), (["act"], "acts", ["index"])],
    };

    /// <summary>Where who sends observers.</summary>
    internal static ExportTable Deployments { get; } = new(
        "deployments", ["station", "organisation"], [new("station"), new("organisation"), new("observers", CellType.Whole), new("drawn", CellType.Truth), new("watched", CellType.Truth), new("act", CellType.Whole)],
        input => input.Books.Definition.Stations.SelectMany(station => input.Books.Observation.Of(station).Deployments.Standing.OrderBy(sent => sent.Organisation, StringComparer.Ordinal).Select(sent => new object?[]
        {
            station.Code, sent.Organisation, sent.Observers, sent.Drawn, input.Books.Stations.Of(station).WordOf(sent.Organisation).Watched, sent.Place.Index,
        })))
    {
        Pages = [.. Page],
        References = [(["station"], "stations", ["code"]), (["act"], "acts", ["index"])],
    };

    /// <summary>One row for each station and team, one column for each question of a checklist, in any version.</summary>
    /// <param name="books">The books.</param>
    /// <param name="checklist">A version of it.</param>
    public static ExportTable Wide(ElectionBooks books, ChecklistState checklist)
    {
        ArgumentNullException.ThrowIfNull(books);
        ArgumentNullException.ThrowIfNull(checklist);
        var versions = books.Observation.Checklists.Where(known => known.First == checklist.First).ToList();
        var questions = versions.SelectMany(known => known.Act.Questions).DistinctBy(question => question.Name).ToList();
        return new ExportTable(
            checklist.Act.Id, ["act"],
            [
                new("act", CellType.Whole), new("station"), new("organisation"), new("team", CellType.Whole),
                .. questions.Select(question => new ExportColumn(question.Name, question.Type == QuestionType.Integer ? CellType.Whole : CellType.Text)),
            ],
            input => Standing(input.Books).Where(own => own.Checklist.First == checklist.First).Select(own => Row(own, questions)));
    }

    private static object?[] Row(AnswersState own, List<CodedQuestion> questions)
    {
        var answers = own.Act.Answers.ToDictionary(answer => answer.Question, StringComparer.Ordinal);
        return
        [
            own.Place.Index, own.Act.Station, own.Organisation, (long)own.Act.Team,
            .. questions.Select(question => answers.GetValueOrDefault(question.Name) switch
            {
                null => null,
                { Number: { } number } => (object)number,
                var chosen => string.Join(' ', chosen.Choices),
            }),
        ];
    }

    private static IEnumerable<AnswersState> Standing(ElectionBooks books) =>
        books.Definition.Stations.SelectMany((Station station) => books.Observation.Of(station).Answers.Standing);

    private static string? NullOf(string text) => text.Length > 0 ? text : null;
}
