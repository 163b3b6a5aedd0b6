using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>Findings, recommendations and statements as JSON documents (docs/spec/findings.md).</summary>
public static class FindingDocuments
{
    /// <summary>All of them, as they stand at a moment: <c>results/findings.json</c>.</summary>
    public static byte[] All(FindingRecords records, Moment now, bool simulated)
    {
        ArgumentNullException.ThrowIfNull(records);
        return Write(json =>
        {
            WriteHead(json, now, simulated);
            WriteAll(json, "findings", records.Findings, file => WriteFinding(json, file, now));
            WriteAll(json, "recommendations", records.Recommendations, file => WriteRecommendation(json, file, now));
            WriteAll(json, "statements", records.Statements, file => WriteStatement(json, file));
            json.WriteEndObject();
        });
    }

    /// <summary>Some findings, as a list.</summary>
    public static byte[] List(IEnumerable<FindingFile> files, Moment now) => Write(json => WriteItems(json, files, file => WriteFinding(json, file, now)));

    /// <summary>Some recommendations, as a list.</summary>
    public static byte[] List(IEnumerable<RecommendationFile> files, Moment now) => Write(json => WriteItems(json, files, file => WriteRecommendation(json, file, now)));

    /// <summary>Some statements, as a list.</summary>
    public static byte[] List(IEnumerable<StatementFile> files) => Write(json => WriteItems(json, files, file => WriteStatement(json, file)));

    /// <summary>One finding, as it stands at a moment.</summary>
    public static byte[] One(FindingFile file, Moment now, bool simulated) => One("finding", json => WriteFinding(json, file, now), now, simulated);

    /// <summary>One recommendation, as it stands at a moment.</summary>
    public static byte[] One(RecommendationFile file, Moment now, bool simulated) => One("recommendation", json => WriteRecommendation(json, file, now), now, simulated);

    private static byte[] One(string name, Action<Utf8JsonWriter> write, Moment now, bool simulated) => Write(json =>
    {
        WriteHead(json, now, simulated);
        json.WritePropertyName(name);
        write(json);
        json.WriteEndObject();
    });

    private static void WriteHead(Utf8JsonWriter json, Moment now, bool simulated)
    {
        json.WriteStartObject();
        if (simulated) json.WriteBoolean("simulated", true);
        json.WriteString("tick", now.ToString());
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions)) write(json);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteItems<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }

    private static void WriteFinding(Utf8JsonWriter json, FindingFile file, Moment now)
    {
        json.WriteStartObject();
        WriteAsking(json, file, file.Found, now);
        WriteWords(json, "wording", file.Found.Act.Wording);
        WriteHashes(json, "restsOn", file.Found.Act.RestsOn);
        WriteFiles(json, "evidence", file.Found.Act.Evidence);
        WriteAll(json, "answers", file.Answers, answer => WriteAnswer(json, answer, answer.Act.Parts));
        if (!file.SaidBefore.IsEmpty) WriteAll(json, "saidBefore", file.SaidBefore, word => WriteAnswer(json, word, word.Act.Parts));
        WriteAll(json, "recommendations", file.Recommendations, json.WriteNumberValue);
        json.WriteEndObject();
    }

    private static void WriteRecommendation(Utf8JsonWriter json, RecommendationFile file, Moment now)
    {
        var act = file.First.Act;
        json.WriteStartObject();
        WriteAsking(json, file, file.First, now);
        json.WriteString("change", act.Change.Word);
        json.WriteString("priority", act.Priority.Word);
        WriteWords(json, "context", act.Context);
        WriteAll(json, "wordings", file.Wordings, word => WriteWording(json, word.Act, word.WhenText, word.Words));
        if (!act.Laws.IsEmpty) ActFields.WriteTexts(json, "laws", act.Laws);
        if (!act.Standards.IsEmpty) ActFields.WriteTexts(json, "standards", act.Standards);
        WriteHashes(json, "restsOn", act.RestsOn);
        WriteOpinions(json, act.Opinions);
        WriteAll(json, "answers", file.Answers, answer => WriteAnswer(json, answer, answer.Act.Parts));
        if (!file.SaidBefore.IsEmpty) WriteAll(json, "saidBefore", file.SaidBefore, word => WriteAnswer(json, word, word.Act.Parts));
        WriteAll(json, "statuses", file.Statuses, status => WriteStatus(json, file, status));
        json.WriteEndObject();
    }

    private static void WriteStatement(Utf8JsonWriter json, StatementFile file)
    {
        json.WriteStartObject();
        json.WriteNumber("number", file.Number);
        WriteVoice(json, file.Made);
        WriteWords(json, "document", file.Made.Act.Document);
        if (!file.Made.Act.Subjects.IsEmpty) ActFields.WriteTexts(json, "subjects", file.Made.Act.Subjects);
        if (!file.Made.Act.Units.IsEmpty) ActFields.WriteTexts(json, "units", file.Made.Act.Units);
        WriteHashes(json, "acts", file.Made.Act.Acts);
        WriteAll(json, "answers", file.Answers, answer =>
        {
            json.WriteStartObject();
            WriteVoice(json, answer);
            WriteWords(json, "document", answer.Act.Document);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteAsking<TAct>(Utf8JsonWriter json, AskingFile file, Voice<TAct> voice, Moment now) where TAct : VoiceAct
    {
        json.WriteNumber("number", file.Number);
        WriteVoice(json, voice);
        json.WriteString("subject", file.Subject);
        if (file.Asked.Length > 0) json.WriteString("asked", file.Asked);
        if (file.Due is { } due) json.WriteString("due", due.ToString());
        json.WriteString("state", file.StateAt(now).Word);
        if (file.SilentDays(now) is { } days) json.WriteNumber("silentDays", days);
        if (file.AnswerDays is { } answered) json.WriteNumber("answerDays", answered);
        if (file.LateDays is { } late) json.WriteNumber("lateDays", late);
        json.WriteStartObject("given");
        json.WriteBoolean("cause", file.Given.Cause);
        json.WriteBoolean("remedy", file.Given.Remedy);
        json.WriteBoolean("until", file.Given.Until);
        json.WriteEndObject();
    }

    private static void WriteVoice<TAct>(Utf8JsonWriter json, Voice<TAct> voice) where TAct : VoiceAct
    {
        json.WriteString("act", voice.Identity.ToHex());
        json.WriteNumber("index", voice.Place.Index);
        json.WriteString("by", voice.By);
        json.WriteString("when", voice.WhenText);
        if (voice.Carried is { } carried)
        {
            json.WriteStartObject("carried");
            json.WriteString("register", carried.Register);
            json.WriteNumber("index", carried.Index);
            json.WriteNumber("size", carried.Size);
            json.WriteEndObject();
        }

        if (!voice.Act.Reported.Is) return;
        json.WriteStartObject("reported");
        json.WriteString("writtenBy", voice.Organisation);
        json.WriteString("on", voice.Act.Reported.On);
        json.WriteString("source", voice.Act.Reported.Source);
        json.WriteEndObject();
    }

    private static void WriteAnswer<TAct>(Utf8JsonWriter json, Voice<TAct> voice, AnswerParts parts) where TAct : VoiceAct
    {
        json.WriteStartObject();
        WriteVoice(json, voice);
        json.WriteString("answer", parts.Word.Word);
        WriteWords(json, "cause", parts.Cause);
        WriteWords(json, "remedy", parts.Remedy);
        if (parts.Until is { } until) json.WriteString("until", until.ToString());
        WriteFiles(json, "evidence", parts.Evidence);
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, RecommendationFile file, Voice<RecommendationStatus> voice)
    {
        json.WriteStartObject();
        WriteVoice(json, voice);
        json.WriteString("status", voice.Act.Status.Word);
        json.WriteBoolean("stands", file.StatusBy(voice.By)?.Identity == voice.Identity);
        WriteFiles(json, "evidence", voice.Act.Evidence);
        json.WriteEndObject();
    }

    private static void WriteWording(Utf8JsonWriter json, Hash act, string when, ImmutableArray<Wording> words)
    {
        json.WriteStartObject();
        json.WriteString("act", act.ToHex());
        json.WriteString("when", when);
        WriteWords(json, "words", words);
        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, ImmutableArray<Wording> words)
    {
        if (words.IsEmpty) return;
        json.WriteStartObject(name);
        foreach (var word in words) json.WriteString(word.Language, word.File.Sha256.ToHex());
        json.WriteEndObject();
    }

    private static void WriteHashes(Utf8JsonWriter json, string name, ImmutableArray<Hash> hashes)
    {
        if (!hashes.IsEmpty) ActFields.WriteTexts(json, name, hashes.Select(hash => hash.ToHex()));
    }

    private static void WriteOpinions(Utf8JsonWriter json, ImmutableArray<OpinionName> opinions)
    {
        if (opinions.IsEmpty) return;
        WriteAll(json, "opinions", opinions, opinion =>
        {
            json.WriteStartObject();
            json.WriteString("consultation", opinion.Consultation);
            json.WriteString("opinion", opinion.Opinion.ToHex());
            json.WriteEndObject();
        });
    }

    private static void WriteFiles(Utf8JsonWriter json, string name, ImmutableArray<Attachment> files)
    {
        if (!files.IsEmpty) ActFields.WriteTexts(json, name, files.Select(file => file.Sha256.ToHex()));
    }
}
