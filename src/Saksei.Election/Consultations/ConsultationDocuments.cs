using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Clock;

namespace Saksei.Election.Consultations;

/// <summary>Consultations as JSON documents (docs/spec/consultations.md).</summary>
public static class ConsultationDocuments
{
    /// <summary>All consultations of a register with every opinion: <c>results/consultations.json</c>.</summary>
    public static byte[] Whole(ConsultationRecords records, Moment asOf) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var consultation in records.All) WriteConsultation(json, records, consultation, asOf, withOpinions: true);
        json.WriteEndArray();
    });

    /// <summary>One consultation, or all, in figures: no line for each opinion.</summary>
    public static byte[] Figures(ConsultationRecords records, Moment asOf) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var consultation in records.All) WriteConsultation(json, records, consultation, asOf, withOpinions: false);
        json.WriteEndArray();
    });

    /// <summary>One consultation with every opinion.</summary>
    public static byte[] One(ConsultationRecords records, ConsultationState consultation, Moment asOf) =>
        Write(json => WriteConsultation(json, records, consultation, asOf, withOpinions: true));

    /// <summary>Every rejection of a consultation with its rule and what came of it, in the order of the register.</summary>
    public static byte[] Log(ConsultationRecords records, ConsultationState consultation) => Write(json => WriteLog(json, records, consultation));

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions)) write(json);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteConsultation(Utf8JsonWriter json, ConsultationRecords records, ConsultationState consultation, Moment asOf, bool withOpinions)
    {
        json.WriteStartObject();
        json.WriteString("consultation", consultation.Code);
        json.WriteString("holder", consultation.Holder);
        json.WriteString("phase", consultation.PhaseAt(asOf).Word);
        WriteDates(json, consultation.Opened.Phases);
        json.WriteString("opened", consultation.Place.Tick.ToString());
        WritePlace(json, "act", consultation.Place);
        WriteCounts(json, consultation);
        WriteWorkshops(json, consultation);
        json.WritePropertyName("log");
        WriteLog(json, records, consultation);
        if (withOpinions) WriteOpinions(json, records.OpinionsOf(consultation));
        json.WriteEndObject();
    }

    private static void WriteDates(Utf8JsonWriter json, PhaseDates dates)
    {
        json.WriteStartObject("phases");
        json.WriteString("from", dates.From.ToString());
        json.WriteString("until", dates.Until.ToString());
        json.WriteString("sortedBy", dates.SortedBy.ToString());
        if (dates.RecommendedBy is { } recommended) json.WriteString("recommendedBy", recommended.ToString());
        if (dates.AnsweredBy is { } answered) json.WriteString("answeredBy", answered.ToString());
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, ConsultationState consultation)
    {
        var counts = consultation.Counts;
        json.WriteStartObject("opinions");
        foreach (var (name, count) in Named(counts)) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteStartObject("rejectedBy");
        foreach (var (rule, count) in consultation.Opened.Moderation.Zip(consultation.RejectedBy)) json.WriteNumber(rule.Code, count);
        json.WriteEndObject();
    }

    private static ImmutableArray<(string Name, int Count)> Named(OpinionCounts counts) =>
    [
        ("all", counts.All), ("page", counts.Page), ("paper", counts.Paper), ("key", counts.Key), ("promise", counts.Promise), ("late", counts.Late), ("overdue", counts.Overdue),
        ("waiting", counts.Waiting), ("published", counts.Published), ("readable", counts.Readable), ("rejected", counts.Rejected), ("asked", counts.Asked),
        ("restored", counts.Restored), ("upheld", counts.Upheld), ("named", counts.Named),
    ];

    private static void WriteWorkshops(Utf8JsonWriter json, ConsultationState consultation)
    {
        json.WriteStartArray("workshops");
        foreach (var (code, workshop) in consultation.Workshops)
        {
            json.WriteStartObject();
            json.WriteString("workshop", code);
            json.WriteString("unit", workshop.Report.Unit);
            json.WriteString("held", workshop.Report.Held.ToString());
            json.WriteNumber("people", workshop.Report.People);
            if (workshop.Report.Women is { } women) json.WriteNumber("women", women);
            WritePlace(json, "act", workshop.Place);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLog(Utf8JsonWriter json, ConsultationRecords records, ConsultationState consultation)
    {
        json.WriteStartArray();
        foreach (var opinion in records.LogOf(consultation))
        {
            if (opinion.Rejection is not { } rejection) continue;
            json.WriteStartObject();
            json.WriteString("opinion", opinion.Opinion.ToHex());
            json.WriteString("rule", rejection.Rule);
            json.WriteString("rejected", rejection.Place.Tick.ToString());
            WritePlace(json, "act", rejection.Place);
            if (rejection.Asked is { } asked) WritePlace(json, "asked", asked);
            if (rejection.Review is { } review)
            {
                json.WriteString("outcome", review.Outcome.Word);
                WritePlace(json, "review", review.Place);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOpinions(Utf8JsonWriter json, IEnumerable<OpinionState> opinions)
    {
        json.WriteStartArray("register");
        foreach (var opinion in opinions)
        {
            json.WriteStartObject();
            json.WriteString("opinion", opinion.Opinion.ToHex());
            json.WriteString("channel", opinion.Channel.Word);
            if (opinion.Workshop.Length > 0) json.WriteString("workshop", opinion.Workshop);
            json.WriteString("received", opinion.Received.ToString());
            json.WriteString("status", opinion.Status.Word);
            WritePlace(json, "act", opinion.Place);
            if (opinion.IsOverdue) json.WriteBoolean("overdue", true);
            if (opinion.Shown is { } shown) WritePlace(json, "shown", shown);
            if (opinion.Published is { } published) WritePlace(json, "published", published);
            if (opinion.Length is { } length) json.WriteNumber("length", length);
            if (opinion.Named > 0) json.WriteNumber("named", opinion.Named);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, string name, ActPlace place) => json.WriteNumber(name, place.Index);
}
