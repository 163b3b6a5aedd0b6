using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Clock;

namespace Saksei.Election.Cases;

/// <summary>A case with its deadlines, as of a moment.</summary>
public sealed record CaseView(CaseFile File, ImmutableArray<CaseRun> Runs)
{
    /// <summary>What the deadlines amount to.</summary>
    public CaseStanding Standing => CaseStanding.Of(File, Runs);

    /// <summary>See <see cref="CaseStanding.IsOverdue"/>.</summary>
    public bool IsOverdue => Standing.IsOverdue;

    /// <summary>See <see cref="CaseStanding.TookEffect"/>.</summary>
    public bool TookEffect => Standing.TookEffect;

    /// <summary>See <see cref="CaseStanding.WasOverdue"/>.</summary>
    public bool WasOverdue => Standing.WasOverdue;
}

/// <summary>Cases as JSON documents (docs/spec/cases.md).</summary>
public static class CaseDocuments
{
    /// <summary>One line a case.</summary>
    public static byte[] Lines(IEnumerable<CaseStanding> cases) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var standing in cases) WriteLine(json, standing);
        json.WriteEndArray();
    });

    /// <summary>The whole file of a case.</summary>
    public static byte[] Whole(CaseView view, Action<Utf8JsonWriter, Deadline>? words = null) => Write(json =>
    {
        json.WriteStartObject();
        WriteHead(json, view.Standing);
        WriteEvents(json, view.File);
        json.WriteStartArray("deadlines");
        foreach (var run in view.Runs) WriteRun(json, run, words);
        json.WriteEndArray();
        json.WriteStartArray("next");
        foreach (var step in view.File.Next)
        {
            json.WriteStartObject();
            json.WriteString("act", step.Kind);
            json.WriteString("by", step.By.Word);
            json.WriteString("to", step.After(view.File.State.Code));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A deadline with its computation; <paramref name="words"/> adds it in words.</summary>
    public static void WriteDeadline(Utf8JsonWriter json, Deadline deadline, Action<Utf8JsonWriter, Deadline>? words)
    {
        json.WriteStartObject();
        json.WriteString("trigger", deadline.Trigger.ToString());
        json.WriteString("at", deadline.At.ToString());
        if (deadline.NotBefore is { } earliest) json.WriteString("notBefore", earliest.ToString());
        json.WriteStartArray("steps");
        foreach (var step in deadline.Steps) WriteStep(json, step);
        json.WriteEndArray();
        words?.Invoke(json, deadline);
        json.WriteEndObject();
    }

    /// <summary>What was found of rules of eligibility, as <c>candidates/assess</c> has it.</summary>
    public static void WriteAssessments(Utf8JsonWriter json, ImmutableArray<Assessment> assessments)
    {
        json.WritePropertyName("assessments");
        CaseFieldSet.AssessmentsCodec.Write(json, assessments);
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions)) write(json);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteLine(Utf8JsonWriter json, CaseStanding standing)
    {
        json.WriteStartObject();
        WriteHead(json, standing);
        json.WriteNumber("acts", standing.File.Events.Count);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, CaseStanding standing)
    {
        var file = standing.File;
        json.WriteString("book", file.Table.Book);
        json.WriteString("case", file.Id);
        json.WriteString("state", file.State.Code);
        Write(json, "account", file.State.Account);
        json.WriteBoolean("overdue", standing.IsOverdue);
        json.WriteBoolean("wasOverdue", standing.WasOverdue);
        json.WriteBoolean("ended", file.HasEnded);
        if (standing.TookEffect) json.WriteBoolean("effective", true);
        json.WriteString("applicant", file.Applicant);
        Write(json, "party", file.Party);
        Write(json, "body", file.Body);
        Write(json, "contest", file.Contest);
        Write(json, "unit", file.Unit);
        Write(json, "complaint", file.Complaint);
        Write(json, "against", file.Against);
        Write(json, "template", file.Template);
        Write(json, "remedy", file.Remedy);
        if (!file.Stations.IsEmpty) ActFields.WriteTexts(json, "stations", file.Stations);
        if (file.Decision is { } decision) WriteDecision(json, decision);
        json.WriteString("opened", file.Opened.Place.Tick.ToString());
        json.WriteNumber("openedAct", file.Opened.Place.Index);
    }

    private static void WriteDecision(Utf8JsonWriter json, CaseDecision decision)
    {
        json.WriteStartObject("decision");
        json.WriteString("verb", decision.Verb);
        json.WriteString("body", decision.Body);
        json.WriteString("ground", decision.Ground);
        json.WriteString("article", decision.Article);
        json.WriteStartArray("votes");
        foreach (var vote in decision.Votes)
        {
            json.WriteStartObject();
            json.WriteString("member", vote.Member);
            json.WriteString("vote", vote.Vote.Word);
            if (decision.Signed.Contains(vote.Member)) json.WriteBoolean("signed", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("act", decision.Place.Index);
        json.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter json, CaseFile file)
    {
        json.WriteStartArray("acts");
        foreach (var entry in file.Events)
        {
            json.WriteStartObject();
            json.WriteString("kind", entry.Step.Kind);
            json.WriteString("organisation", entry.Organisation);
            json.WriteBoolean("transcribed", entry.Transcribed);
            json.WriteBoolean("reportedByApplicant", entry.Step.IsReportedByApplicant);
            json.WriteString("state", entry.State);
            Write(json, "body", entry.Body);
            json.WriteString("at", entry.At.ToString());
            json.WriteString("tick", entry.Place.Tick.ToString());
            json.WriteNumber("index", entry.Place.Index);
            json.WriteString("act", entry.Place.Identity.ToHex());
            json.WriteStartObject("says");
            CaseFieldSet.Write(json, entry.Step, file.Id, entry.Fields);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRun(Utf8JsonWriter json, CaseRun run, Action<Utf8JsonWriter, Deadline>? words)
    {
        json.WriteStartObject();
        json.WriteString("rule", run.Running.Deadline);
        json.WriteString("binds", run.Running.Binds);
        Write(json, "body", run.Body);
        json.WriteBoolean("running", run.IsRunning);
        json.WriteBoolean("overdue", run.IsOverdue);
        json.WriteBoolean("disputed", run.IsDisputed);
        json.WriteBoolean("early", run.IsEarly);
        if (run.EndedAt is { } end) json.WriteString("ended", end.ToString());
        json.WriteStartArray("accounts");
        foreach (var deadline in run.Deadlines) WriteDeadline(json, deadline, words);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, DeadlineStep step)
    {
        json.WriteStartObject();
        json.WriteString("code", step.Code);
        if (step.Number > 0) json.WriteNumber("number", step.Number);
        if (step.Day is { } day) json.WriteString("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (step.Until is { } until) json.WriteString("until", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (step.At is { } at) json.WriteString("at", at.ToString());
        Write(json, "word", step.Word);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0) json.WriteString(name, text);
    }
}
