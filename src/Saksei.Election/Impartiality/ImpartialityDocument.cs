using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Counts;
using Saksei.Election.Statistics;

namespace Saksei.Election.Impartiality;

/// <summary>The comparisons as one JSON document (docs/spec/impartiality.md): shares and p values with six decimals, by the one rounding rule.</summary>
public static class ImpartialityDocument
{
    private const int Places = 6;

    /// <summary>Codes in JSON and texts.</summary>
    public static string Code(this TreatmentVerdict verdict) => verdict switch
    {
        TreatmentVerdict.Unequal => "unequal",
        TreatmentVerdict.NotShown => "not-shown",
        TreatmentVerdict.CannotShow => "cannot-show",
    };

    /// <summary>Writes it.</summary>
    public static byte[] Write(ImpartialityBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("format", "saksei/impartiality/v1");
            if (book.IsSimulated) json.WriteBoolean("simulated", true);
            json.WriteNumber("until", book.Until);
            json.WriteBoolean("tested", book.IsTested);
            json.WriteStartArray("comparisons");
            foreach (var comparison in book.Comparisons) WriteComparison(json, comparison);
            json.WriteEndArray();
            json.WriteStartArray("waits");
            foreach (var waits in book.Waits) WriteWaits(json, waits, book.IsTested);
            json.WriteEndArray();
            WriteHanded(json, book);
            json.WriteStartObject("closedCounts");
            json.WriteNumber("closed", book.Closed.Closed.Length);
            json.WriteNumber("observed", book.Closed.Observed.Length);
            json.WriteNumber("stations", book.Closed.Stations);
            json.WriteNumber("least", book.Closed.Bounds.Low);
            json.WriteNumber("most", book.Closed.Bounds.High);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteComparison(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("family", comparison.Family);
        json.WriteString("question", comparison.Question);
        json.WriteString("grouping", comparison.Grouping);
        json.WriteString("verdict", comparison.Verdict.Code());
        json.WriteStartArray("groups");
        foreach (var group in comparison.Groups)
        {
            json.WriteStartObject();
            json.WriteString("group", group.Group);
            json.WriteNumber("counted", group.Counted);
            json.WriteNumber("all", group.All);
            var (low, high) = group.Bounds;
            Write(json, "low", low);
            Write(json, "high", high);
            var (countedCases, allCases) = group.Singly;
            json.WriteNumber("countedCases", countedCases);
            json.WriteNumber("allCases", allCases);
            if (group.ReportedByOneSide > 0) json.WriteNumber("reportedByOneSide", group.ReportedByOneSide);
            json.WriteStartArray("answers");
            foreach (var one in group.Cases.Where(one => one is { Counted: true, ReportedByOneSide: false })) WriteCases(json, one);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (comparison.Test is { } test) WriteTest(json, comparison, test);
        json.WriteEndObject();
    }

    // Several cases that were answered together are one answer.
    private static void WriteCases(Utf8JsonWriter json, TreatmentCase answer)
    {
        json.WriteStartArray();
        foreach (var one in answer.Cases) json.WriteStringValue(one.Name);
        json.WriteEndArray();
    }

    private static void WriteTest(Utf8JsonWriter json, Comparison comparison, GroupTest test)
    {
        Write(json, "p", test.P);
        Write(json, "adjusted", comparison.Adjusted ?? Fraction.One);
        Write(json, "smallest", test.Smallest);
        if (test is ManyGroupTest many) json.WriteBoolean("counted", many.IsCounted);
        if (test is TwoGroupTest two) WriteEffects(json, two);
    }

    private static void WriteEffects(Utf8JsonWriter json, TwoGroupTest test)
    {
        if (test.MembersP is { } members) Write(json, "membersP", members);
        Write(json, "oddsRatio", test.OddsRatio);
        Write(json, "oddsRatioLow", test.Interval.Low);
        Write(json, "oddsRatioHigh", test.Interval.High);
        if (test.Homogeneity is { } homogeneity) Write(json, "homogeneity", homogeneity);
        Write(json, "crudeOddsRatio", test.CrudeOddsRatio);
        json.WriteBoolean("reversed", test.IsReversed);
        json.WriteStartArray("strata");
        foreach (var stratum in test.Strata) WriteStratum(json, stratum);
        json.WriteEndArray();
    }

    private static void WriteStratum(Utf8JsonWriter json, StratumTable stratum)
    {
        json.WriteStartObject();
        json.WriteString("stratum", stratum.Stratum);
        json.WriteStartArray("table");
        foreach (var count in (ReadOnlySpan<long>)[stratum.Table.A, stratum.Table.B, stratum.Table.C, stratum.Table.D]) json.WriteNumberValue(count);
        json.WriteEndArray();
        Write(json, "p", stratum.P);
        Write(json, "adjusted", stratum.Adjusted);
        json.WriteEndObject();
    }

    private static void WriteWaits(Utf8JsonWriter json, WaitComparison waits, bool tested)
    {
        json.WriteStartObject();
        json.WriteString("grouping", waits.Grouping);
        json.WriteStartArray("groups");
        foreach (var group in waits.Groups)
        {
            json.WriteStartObject();
            json.WriteString("group", group.Group);
            json.WriteNumber("filed", group.Filed.Length);
            json.WriteNumber("admissible", group.Admissible.Length);
            json.WriteNumber("decided", group.Decided.Length);
            json.WriteStartArray("undecided");
            foreach (var step in group.Steps)
            {
                json.WriteStartObject();
                json.WriteNumber("hours", step.Time);
                json.WriteNumber("atRisk", step.AtRisk);
                Write(json, "share", step.Free);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (tested && waits.Test is { } test) Write(json, "logRankP", test.P);
        json.WriteEndObject();
    }

    private static void WriteHanded(Utf8JsonWriter json, ImpartialityBook book)
    {
        json.WriteStartArray("copiesHanded");
        foreach (var pair in book.Handed)
        {
            json.WriteStartObject();
            ActFields.WriteTexts(json, "organisations", [pair.First, pair.Second]);
            json.WriteNumber("both", pair.Count(true, true));
            json.WriteNumber("onlyFirst", pair.Count(true, false));
            json.WriteNumber("onlySecond", pair.Count(false, true));
            json.WriteNumber("neither", pair.Count(false, false));
            if (book.IsTested) Write(json, "p", pair.P);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("copiesHandedTogether");
        foreach (var set in book.HandedTogether) WriteSet(json, set, book.IsTested);
        json.WriteEndArray();
    }

    private static void WriteSet(Utf8JsonWriter json, HandedSet set, bool tested)
    {
        json.WriteStartObject();
        ActFields.WriteTexts(json, "organisations", set.Organisations);
        json.WriteStartArray("handed");
        foreach (var organisation in set.Organisations) json.WriteNumberValue(set.Where(organisation).LongCount());
        json.WriteEndArray();
        json.WriteNumber("stations", set.Stations.Length);
        if (tested && set.P is { } p) Write(json, "p", p);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Fraction value) => json.WriteString(name, value.ToDecimals(Places));

    private static void Write(Utf8JsonWriter json, string name, Ratio ratio) =>
        json.WriteString(name, ratio.IsInfinite ? "infinity" : ratio.Value is { } value ? value.ToDecimals(Places) : "undefined");
}
