using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;

namespace Saksei.Election.Observation;

/// <summary>What the document is a function of.</summary>
/// <param name="Tallies">The numbers.</param>
/// <param name="Stations">What is known of stations.</param>
/// <param name="Organisations">By which door each came in.</param>
/// <param name="Incidents">Every incident at the register's time.</param>
public sealed record ObservationInput(ObservationTallies Tallies, StationRecords Stations, OrganisationRecords Organisations, IEnumerable<Incident> Incidents)
{
    /// <summary>The election.</summary>
    public ElectionDefinition Definition => Tallies.Definition;

    /// <summary>The units below the root, by which numbers are taken apart.</summary>
    public ImmutableArray<Unit> Areas { get; } = [.. Tallies.Definition.Stations.Select(StationTally.AreaOf).Distinct()];

    /// <summary>Organisations that answered anything, in the order of their codes.</summary>
    public ImmutableArray<string> Answerers { get; } = Tallies.OrganisationsOf(TallyOf.Answered);

    /// <summary>Units of each kind that have stations, and how many of them nobody watched in.</summary>
    public IEnumerable<(string Kind, int Units, int Unwatched)> Unwatched =>
        Definition.Stations.SelectMany(station => station.Unit.Path()).Distinct().Where(unit => unit.Parent is not null).GroupBy(unit => unit.Kind)
            .Select(kind => (kind.Key, kind.Count(), kind.Count(unit => Stations.CountsOf(unit).Observed == 0)));
}

/// <summary>Coverage, questions, people kept away and incidents as one JSON document (docs/spec/observation.md).</summary>
public static class ObservationDocument
{
    private const int Places = 6;

    /// <summary>Writes it.</summary>
    public static byte[] Write(ObservationInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("format", "saksei/observation/v1");
            if (input.Organisations.Simulated) json.WriteBoolean("simulated", true);
            WriteCoverage(json, input);
            WriteAll(json, "questions", input.Tallies.Questions, question => WriteQuestion(json, input, question));
            WriteKept(json, input.Tallies);
            WriteAll(json, "incidents", input.Incidents, incident => WriteIncident(json, incident));
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteCoverage(Utf8JsonWriter json, ObservationInput input)
    {
        WriteCounts(json, input.Definition.Stations.Length, input.Stations.CountsOf(input.Definition.Units[0]));
        WriteAll(json, "areas", input.Areas, unit =>
        {
            json.WriteString("unit", unit.Code);
            WriteCounts(json, unit.AllStations().Count(), input.Stations.CountsOf(unit));
        });
        WriteAll(json, "unwatched", input.Unwatched, kind =>
        {
            json.WriteString("kind", kind.Kind);
            json.WriteNumber("units", kind.Units);
            json.WriteNumber("unwatched", kind.Unwatched);
        });
        WriteAll(json, "organisations", input.Tallies.OrganisationsOf(TallyOf.Watched).Union(input.Tallies.OrganisationsOf(TallyOf.Sent), StringComparer.Ordinal).Order(StringComparer.Ordinal),
            organisation => WriteOrganisation(json, input, organisation));
    }

    private static void WriteCounts(Utf8JsonWriter json, int stations, StationCounts counts)
    {
        json.WriteNumber("stations", stations);
        json.WriteNumber("watched", counts.Observed);
        json.WriteNumber("closed", counts.Closed);
        json.WriteNumber("copiesAsked", counts.CopiesAsked);
        json.WriteNumber("copiesRefused", counts.CopiesRefused);
    }

    private static void WriteOrganisation(Utf8JsonWriter json, ObservationInput input, string organisation)
    {
        long Count(TallyOf of) => input.Tallies[new TallyKey(of, default, "", "", TallyScope.Organisation, organisation)];
        json.WriteString("organisation", organisation);
        json.WriteString("entrance", OrganisationVocabulary.Entrances[input.Organisations.All[organisation].Entrance]);
        json.WriteNumber("watched", Count(TallyOf.Watched));
        json.WriteNumber("watchedDrawn", Count(TallyOf.WatchedDrawn));
        json.WriteNumber("sent", Count(TallyOf.Sent));
        json.WriteNumber("observers", Count(TallyOf.Observers));
    }

    private static void WriteQuestion(Utf8JsonWriter json, ObservationInput input, ObservedQuestion question)
    {
        json.WriteString("checklist", question.Checklist.First.ToHex());
        json.WriteString("question", question.Question.Name);
        json.WriteString("type", QuestionTypes.Words[question.Question.Type]);
        WriteScope(json, input.Tallies, question, TallyScope.All, "", withIntervals: true);
        json.WriteStartObject("drawn");
        WriteScope(json, input.Tallies, question, TallyScope.Drawn, "", withIntervals: true);
        json.WriteEndObject();
        WriteAll(json, "areas", input.Areas.Where(unit => input.Tallies.AnsweredOf(question, TallyScope.Area, unit.Code) > 0), unit =>
        {
            json.WriteString("unit", unit.Code);
            WriteScope(json, input.Tallies, question, TallyScope.Area, unit.Code, withIntervals: false);
        });
        WriteAll(json, "organisations", input.Answerers.Where(code => input.Tallies.AnsweredOf(question, TallyScope.Organisation, code) > 0), organisation =>
        {
            json.WriteString("organisation", organisation);
            WriteScope(json, input.Tallies, question, TallyScope.Organisation, organisation, withIntervals: false);
        });
    }

    private static void WriteScope(Utf8JsonWriter json, ObservationTallies tallies, ObservedQuestion question, TallyScope scope, string code, bool withIntervals)
    {
        json.WriteNumber("answered", tallies.AnsweredOf(question, scope, code));
        if (tallies[question.Key(TallyOf.Differing, "", scope, code)] is > 0 and var differing) json.WriteNumber("differing", differing);
        if (question.Question.Type == QuestionType.Integer)
        {
            json.WriteNumber("numbers", tallies[question.Key(TallyOf.Numbers, "", scope, code)]);
            json.WriteNumber("sum", tallies[question.Key(TallyOf.Sum, "", scope, code)]);
            return;
        }

        WriteAll(json, "choices", question.Question.Choices, choice => WriteChoice(json, choice, tallies.ShareOf(question, choice, scope, code), withIntervals));
    }

    private static void WriteChoice(Utf8JsonWriter json, string choice, ObservedShare share, bool withInterval)
    {
        json.WriteString("choice", choice);
        json.WriteNumber("stations", share.Counted);
        if (!withInterval || share.All == 0) return;
        json.WriteString("share", share.Share.ToDecimals(Places));
        var (low, high) = share.Interval;
        json.WriteString("low", low.ToDecimals(Places));
        json.WriteString("high", high.ToDecimals(Places));
    }

    private static void WriteKept(Utf8JsonWriter json, ObservationTallies tallies)
    {
        var kept = tallies.All.Where(one => one.Key.Of == TallyOf.KeptOf).OrderBy(one => one.Key.Code, StringComparer.Ordinal)
            .ThenBy(one => one.Key.Name, StringComparer.Ordinal).ThenBy(one => one.Key.Word, StringComparer.Ordinal);
        WriteAll(json, "turnedAway", kept, one =>
        {
            json.WriteString("organisation", one.Key.Code);
            json.WriteString("from", one.Key.Name);
            json.WriteString("people", one.Key.Word);
            json.WriteNumber("stations", one.Value);
        });
        WriteWords(json, "turnedAwayBy", tallies, TallyOf.KeptBy);
        WriteWords(json, "turnedAwayReasons", tallies, TallyOf.KeptReason);
    }

    // A reason that nobody gave is an empty word.
    private static void WriteWords(Utf8JsonWriter json, string name, ObservationTallies tallies, TallyOf of) =>
        WriteAll(json, name, tallies.All.Where(one => one.Key.Of == of).OrderBy(one => one.Key.Word, StringComparer.Ordinal), one =>
        {
            json.WriteString("word", one.Key.Word);
            json.WriteNumber("stations", one.Value);
        });

    private static void WriteIncident(Utf8JsonWriter json, Incident incident)
    {
        json.WriteNumber("act", incident.Index);
        json.WriteString("state", incident.State.Word);
        WriteAll(json, "reports", incident.Reports, report =>
        {
            json.WriteNumber("act", report.Report.First.Index);
            json.WriteNumber("stands", report.Report.Versions[^1].Place.Index);
            json.WriteString("organisation", report.Report.Organisation);
            json.WriteString("category", report.Category.Code);
            if (report.Report.Act.Station.Length > 0) json.WriteString("station", report.Report.Act.Station);
            else json.WriteString("unit", report.Report.Act.Unit);
            json.WriteString("office", report.Category.Office);
            json.WriteString("due", report.Due.ToString());
            json.WriteString("state", report.State.Word);
            if (report.Time.LateDays is { } late) json.WriteNumber("lateDays", late);
            WriteAll(json, "answers", report.Report.Answers, answer => WriteAnswer(json, answer));
        });
    }

    private static void WriteAnswer(Utf8JsonWriter json, IncidentAnswer answer)
    {
        json.WriteNumber("act", answer.Place.Index);
        json.WriteString("office", answer.Office);
        if (answer.Act.Cause.Length > 0) json.WriteString("cause", answer.Act.Cause);
        if (answer.Act.By is { } by) json.WriteString("by", by.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> all, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
