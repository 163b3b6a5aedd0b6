using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Cases;

/// <summary>The fields of the acts of cases; each kind has those that its step says.</summary>
internal static class CaseFieldSet
{
    private const int MostStations = 1000, MostItems = 200;

    private static readonly Field<MemberVote, string> Member = new("member", ActCodecs.Code, vote => vote.Member);
    private static readonly Field<MemberVote, Vote> MemberVoted = new("vote", CaseVocabulary.Votes.Codec, vote => vote.Vote);
    private static readonly Codec<MemberVote> VoteCodec = Codecs.Object(
        FieldSet<MemberVote>.Of([Member, MemberVoted]), new MemberVote("", Vote.For), values => new MemberVote(values.Of(Member), values.Of(MemberVoted)));

    private static readonly Field<DocumentRecord, string> Document = new("document", ActCodecs.Code, document => document.Document);
    private static readonly Field<DocumentRecord, DocumentForm> Form = new("form", CaseVocabulary.DocumentForms.Codec, document => document.Form);
    private static readonly Field<DocumentRecord, string> Issuer = new("issuer", ActCodecs.Code, document => document.Issuer);
    private static readonly Field<DocumentRecord, string> DocumentReceipt = new("receipt", ActCodecs.Code, document => document.Receipt);
    private static readonly Codec<DocumentRecord> DocumentCodec = Codecs.Object(
        FieldSet<DocumentRecord>.Of([Document, Form], Issuer, DocumentReceipt), new DocumentRecord("", DocumentForm.Copy, "", ""),
        values => new DocumentRecord(values.Of(Document), values.Of(Form), values.Of(Issuer), values.Of(DocumentReceipt)));

    private static readonly Field<Assessment, string> Rule = new("rule", ActCodecs.Code, assessment => assessment.Rule);
    private static readonly Field<Assessment, AssessmentOutcome> Outcome = new("outcome", CaseVocabulary.AssessmentOutcomes.Codec, assessment => assessment.Outcome);
    private static readonly Field<Assessment, Hash> Evidence = new("evidence", ActCodecs.Hash, assessment => assessment.Evidence);

    /// <summary>What was found of rules of eligibility.</summary>
    internal static readonly Codec<ImmutableArray<Assessment>> AssessmentsCodec = Codecs.Items(MostItems, Codecs.Object(
        FieldSet<Assessment>.Of([Rule, Outcome, Evidence]), new Assessment("", AssessmentOutcome.NotShown, default),
        values => new Assessment(values.Of(Rule), values.Of(Outcome), values.Of(Evidence))));

    private static readonly Field<CaseAct, string> Case = new("case", ActCodecs.CodeBy(ReadCase), act => act.Case, "the case");
    private static readonly Field<CaseAct, string> Party = new("party", ActCodecs.Code, act => act.Fields.Party, "a party or an organisation");
    private static readonly Field<CaseAct, string> Unit = new("unit", ActCodecs.Code, act => act.Fields.Unit, "a place of the definition");
    private static readonly Field<CaseAct, ImmutableArray<string>> Stations = new("stations", ActCodecs.CodesUpTo(MostStations), act => act.Fields.Stations, "stations that are complained of");
    private static readonly Field<CaseAct, string> Complaint = new("complaint", ActCodecs.Code, act => act.Fields.Complaint, "the kind of complaint");
    private static readonly Field<CaseAct, string> Against = new("against", ActCodecs.Code, act => act.Fields.Against, "a party or an organisation");
    private static readonly Field<CaseAct, string> Body = new("body", ActCodecs.Code, act => act.Fields.Body, "the body that is addressed");
    private static readonly Field<CaseAct, string> Refers = new("refers", ActCodecs.Code, act => act.Fields.Refers, "another case");
    private static readonly Field<CaseAct, Hash?> Person = new("person", ActCodecs.Hash.OrNone, act => act.Fields.Person, "salted commitment: no name stands in an act");
    private static readonly Field<CaseAct, Hash?> Commitment = new("commitment", ActCodecs.Hash.OrNone, act => act.Fields.Commitment, "salted commitment to what is sealed");
    private static readonly Field<CaseAct, string> Ground = new("ground", ActCodecs.Code, act => act.Fields.Ground, "of a decision");
    private static readonly Field<CaseAct, string> Article = new("article", ActCodecs.Article, act => act.Fields.Article, "of a decision");
    private static readonly Field<CaseAct, ImmutableArray<MemberVote>> Votes = new("votes", Codecs.Items(MostItems, VoteCodec), act => act.Fields.Votes, "how members voted");
    private static readonly Field<CaseAct, ImmutableArray<DocumentRecord>> Documents = new("documents", Codecs.Items(MostItems, DocumentCodec), act => act.Fields.Documents, "documents handed over");
    private static readonly Field<CaseAct, ImmutableArray<string>> Missing = new("missing", ActCodecs.CodesUpTo(MostItems), act => act.Fields.Missing, "documents that are missing");
    private static readonly Field<CaseAct, ImmutableArray<Assessment>> Assessments = new("assessments", AssessmentsCodec, act => act.Fields.Assessments, "what was found of rules of eligibility");
    private static readonly Field<CaseAct, string> Remedy = new("remedy", ActCodecs.Code, act => act.Fields.Remedy, "asked for or ordered: `recount`, `annulment` …");
    private static readonly Field<CaseAct, string> Template = new("template", ActCodecs.Code, act => act.Fields.Template, "complaints of one filer that say the same");
    private static readonly Field<CaseAct, string> Receipt = new("receipt", ActCodecs.Code, act => act.Fields.Receipt, "given at the counter for a paper");
    private static readonly Field<CaseAct, Moment?> On = new("on", ActCodecs.Moment.OrNone, act => act.Fields.On, "when it happened, is to happen, or a notice was received");
    private static readonly Field<CaseAct, long?> Count = new("count", ActCodecs.Whole(1_000_000_000).OrNone, act => act.Fields.Count, "places, persons");
    private static readonly Field<CaseAct, string> By = new("by", ActCodecs.Code, act => act.Fields.By, "who did it");
    private static readonly Field<CaseAct, Moment?> Fact = new("fact", ActCodecs.Moment.OrNone, act => act.Fields.Fact, "when what is complained of happened, or was posted");
    private static readonly Field<CaseAct, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Fields.Attachments, "papers");

    private static readonly Field<CaseAct, string> Contest = new("contest", ActCodecs.Code, act => act.Fields.Contest, "one of the definition's contests, where it has several");

    // Behind `case` in the order of CaseField, so that a field's bit is its place less one.
    private static readonly FieldSet<CaseAct> All = FieldSet<CaseAct>.Of(
        [Case],
        Party, Unit, Stations, Complaint, Against, Body, Refers, Person, Commitment, Ground, Article, Votes, Documents, Missing, Assessments, Remedy,
        Template, Receipt, On, Count, By, Fact, Attachments, Contest);

    /// <summary>What each field is called in an act, in the order of <see cref="CaseField"/>.</summary>
    internal static ImmutableArray<string> Names { get; } = [.. All.Described().Skip(1).Select(field => field.Name)];

    /// <summary>The fields of a step.</summary>
    internal static FieldSet<CaseAct> Of(CaseStep step) => All.Part(field => field == Case || Stands(field, step.Needs), field => Stands(field, step.May));

    /// <summary>What an act of a step says.</summary>
    internal static CaseAct Make(ActHeader header, CaseStep step, FieldValues read) => new(header, step, read.Of(Case), new CaseFields
    {
        Party = read.Of(Party),
        Unit = read.Of(Unit),
        Stations = read.Of(Stations),
        Complaint = read.Of(Complaint),
        Against = read.Of(Against),
        Body = read.Of(Body),
        Refers = read.Of(Refers),
        Person = read.Of(Person),
        Commitment = read.Of(Commitment),
        Ground = read.Of(Ground),
        Article = read.Of(Article),
        Votes = read.Of(Votes),
        Documents = read.Of(Documents),
        Missing = read.Of(Missing),
        Assessments = read.Of(Assessments),
        Remedy = read.Of(Remedy),
        Template = read.Of(Template),
        Receipt = read.Of(Receipt),
        On = read.Of(On),
        Count = read.Of(Count),
        By = read.Of(By),
        Fact = read.Of(Fact),
        Attachments = read.Of(Attachments),
        Contest = read.Of(Contest),
    });

    /// <summary>Writes what a step said, without the header of its act.</summary>
    internal static void Write(Utf8JsonWriter json, CaseStep step, string code, CaseFields fields) =>
        Of(step).Write(json, new CaseAct(new ActHeader(0, default, []), step, code, fields));

    private static bool Stands(Field<CaseAct> field, CaseField fields) => field != Case && fields.HasFlag((CaseField)(1 << (field.Index - 1)));

    // A case's code stands in addresses: nothing that an address reads otherwise.
    private static string ReadCase(ref StrictJson json, ReadScope scope)
    {
        var code = json.CodeText();
        if (!code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || code.All(c => c == '.')) json.Fail("case-malformed", code);
        return code;
    }
}
