using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Cases;

/// <summary>Reads and writes the fields of the acts of cases, behind those of the header; each kind has those that its step says.</summary>
internal static class CaseActFields
{
    // `case` first; then in the order of CaseField, so that a field's bit is its place less one.
    private static readonly FieldNames Fields = new(
        "case", "party", "unit", "stations", "complaint", "against", "body", "refers", "person", "commitment", "ground", "article", "votes",
        "documents", "missing", "assessments", "remedy", "template", "receipt", "on", "count", "by", "fact", "attachments");

    private const int FieldCount = 24, MostStations = 1000, MostItems = 200;
    private static readonly FieldNames VoteFields = new("member", "vote");
    private static readonly FieldNames DocumentFields = new("document", "form", "issuer", "receipt");
    private static readonly FieldNames AssessmentFields = new("rule", "outcome", "evidence");
    private static readonly FieldNames Votes = new("for", "against", "abstained", "recused");
    private static readonly FieldNames Forms = new("original", "certified-copy", "copy", "already-held");
    private static readonly FieldNames Outcomes = new("met", "not-met", "not-shown");

    internal static CaseAct Read(ref StrictJson json, ActHeader header, CaseStep step)
    {
        FieldsRead read = default;
        var (code, fields) = ("", new CaseFields());
        while (json.NextField(Fields, ref read, out var field))
        {
            if (field == 0) code = ReadCase(ref json);
            else if (((step.Needs | step.May) & (CaseField)(1 << (field - 1))) == 0) json.Fail("field-not-of-kind", Fields[field]);
            else fields = ReadField(ref json, field, fields);
        }

        json.Require(Fields, read, 1);
        for (var field = 1; field < FieldCount; field++)
            if ((step.Needs & (CaseField)(1 << (field - 1))) != 0 && !read.Has(field)) json.Fail("field-missing", Fields[field]);
        return new CaseAct(header, step, code, fields);
    }

    internal static void Write(Utf8JsonWriter json, string code, CaseFields fields)
    {
        json.WriteString("case", code);
        WriteCode(json, "party", fields.Party);
        WriteCode(json, "unit", fields.Unit);
        if (!fields.Stations.IsEmpty) ActFields.WriteTexts(json, "stations", fields.Stations);
        WriteCode(json, "complaint", fields.Complaint);
        WriteCode(json, "against", fields.Against);
        WriteCode(json, "body", fields.Body);
        WriteCode(json, "refers", fields.Refers);
        WriteCode(json, "person", fields.Person?.ToHex() ?? "");
        WriteCode(json, "commitment", fields.Commitment?.ToHex() ?? "");
        WriteCode(json, "ground", fields.Ground);
        WriteCode(json, "article", fields.Article);
        WriteVotes(json, fields.Votes);
        WriteDocuments(json, fields.Documents);
        if (!fields.Missing.IsEmpty) ActFields.WriteTexts(json, "missing", fields.Missing);
        WriteAssessments(json, fields.Assessments);
        WriteCode(json, "remedy", fields.Remedy);
        WriteCode(json, "template", fields.Template);
        WriteCode(json, "receipt", fields.Receipt);
        WriteCode(json, "on", fields.On?.ToString() ?? "");
        if (fields.Count is { } count) json.WriteNumber("count", count);
        WriteCode(json, "by", fields.By);
        WriteCode(json, "fact", fields.Fact?.ToString() ?? "");
        ActFields.WriteAttachments(json, fields.Attachments);
    }

    // A case's code stands in addresses: nothing that an address reads otherwise.
    private static string ReadCase(ref StrictJson json)
    {
        var code = json.CodeText();
        if (!code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || code.All(c => c == '.')) json.Fail("case-malformed", code);
        return code;
    }

    private static CaseFields ReadField(ref StrictJson json, int field, CaseFields fields) => field switch
    {
        1 => fields with { Party = json.CodeText() },
        2 => fields with { Unit = json.CodeText() },
        3 => fields with { Stations = ActFields.ReadCodes(ref json, MostStations) },
        4 => fields with { Complaint = json.CodeText() },
        5 => fields with { Against = json.CodeText() },
        6 => fields with { Body = json.CodeText() },
        7 => fields with { Refers = json.CodeText() },
        8 => fields with { Person = ActFields.ReadHash(ref json) },
        9 => fields with { Commitment = ActFields.ReadHash(ref json) },
        10 => fields with { Ground = json.CodeText() },
        11 => fields with { Article = json.CodeText(200) },
        _ => ReadLaterField(ref json, field, fields),
    };

    private static CaseFields ReadLaterField(ref StrictJson json, int field, CaseFields fields) => field switch
    {
        12 => fields with { Votes = ActFields.ReadItems(ref json, MostItems, ReadVote) },
        13 => fields with { Documents = ActFields.ReadItems(ref json, MostItems, ReadDocument) },
        14 => fields with { Missing = ActFields.ReadCodes(ref json, MostItems) },
        15 => fields with { Assessments = ActFields.ReadItems(ref json, MostItems, ReadAssessment) },
        16 => fields with { Remedy = json.CodeText() },
        17 => fields with { Template = json.CodeText() },
        18 => fields with { Receipt = json.CodeText() },
        19 => fields with { On = ActFields.ReadMoment(ref json) },
        20 => fields with { Count = json.Whole(1_000_000_000) },
        21 => fields with { By = json.CodeText() },
        22 => fields with { Fact = ActFields.ReadMoment(ref json) },
        _ => fields with { Attachments = ActFields.ReadAttachments(ref json) },
    };

    private static MemberVote ReadVote(ref StrictJson json)
    {
        FieldsRead read = default;
        var vote = new MemberVote("", Vote.For);
        json.EnterObject();
        while (json.NextField(VoteFields, ref read, out var field))
            vote = field == 0 ? vote with { Member = json.CodeText() } : vote with { Vote = (Vote)Math.Max(0, ActFields.ReadWord(ref json, Votes)) };
        json.Require(VoteFields, read, 2);
        return vote;
    }

    private static DocumentRecord ReadDocument(ref StrictJson json)
    {
        FieldsRead read = default;
        var document = new DocumentRecord("", DocumentForm.Copy, "", "");
        json.EnterObject();
        while (json.NextField(DocumentFields, ref read, out var field))
            document = field switch
            {
                0 => document with { Document = json.CodeText() },
                1 => document with { Form = (DocumentForm)Math.Max(0, ActFields.ReadWord(ref json, Forms)) },
                2 => document with { Issuer = json.CodeText() },
                _ => document with { Receipt = json.CodeText() },
            };
        json.Require(DocumentFields, read, 2);
        return document;
    }

    private static Assessment ReadAssessment(ref StrictJson json)
    {
        FieldsRead read = default;
        var assessment = new Assessment("", AssessmentOutcome.NotShown, default);
        json.EnterObject();
        while (json.NextField(AssessmentFields, ref read, out var field))
            assessment = field switch
            {
                0 => assessment with { Rule = json.CodeText() },
                1 => assessment with { Outcome = (AssessmentOutcome)Math.Max(0, ActFields.ReadWord(ref json, Outcomes)) },
                _ => assessment with { Evidence = ActFields.ReadHash(ref json) },
            };
        json.Require(AssessmentFields, read, 3);
        return assessment;
    }

    private static void WriteCode(Utf8JsonWriter json, string name, string code)
    {
        if (code.Length > 0) json.WriteString(name, code);
    }

    private static void WriteVotes(Utf8JsonWriter json, ImmutableArray<MemberVote> votes)
    {
        if (votes.IsEmpty) return;
        json.WriteStartArray("votes");
        foreach (var vote in votes)
        {
            json.WriteStartObject();
            json.WriteString("member", vote.Member);
            json.WriteString("vote", Votes[(int)vote.Vote]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDocuments(Utf8JsonWriter json, ImmutableArray<DocumentRecord> documents)
    {
        if (documents.IsEmpty) return;
        json.WriteStartArray("documents");
        foreach (var document in documents)
        {
            json.WriteStartObject();
            json.WriteString("document", document.Document);
            json.WriteString("form", Forms[(int)document.Form]);
            WriteCode(json, "issuer", document.Issuer);
            WriteCode(json, "receipt", document.Receipt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteAssessments(Utf8JsonWriter json, ImmutableArray<Assessment> assessments)
    {
        if (assessments.IsEmpty) return;
        json.WriteStartArray("assessments");
        foreach (var assessment in assessments)
        {
            json.WriteStartObject();
            json.WriteString("rule", assessment.Rule);
            json.WriteString("outcome", Outcomes[(int)assessment.Outcome]);
            json.WriteString("evidence", assessment.Evidence.ToHex());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static string Word(Vote vote) => Votes[(int)vote];

    internal static string Word(DocumentForm form) => Forms[(int)form];

    internal static string Word(AssessmentOutcome outcome) => Outcomes[(int)outcome];
}
