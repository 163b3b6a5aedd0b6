using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>The kinds by which recommendations are made, worded anew, answered, and followed.</summary>
public static class RecommendationKinds
{
    // Before the kinds, which are made of it.
    private static AnswerFields<RecommendationAnswer> Parts { get; } = new(act => act.Parts);

    /// <summary><c>recommendations/make</c>.</summary>
    public static ActKind Make => MakeKind;

    /// <summary><c>recommendations/word</c>.</summary>
    public static ActKind Word => WordKind;

    /// <summary><c>recommendations/answer</c>.</summary>
    public static ActKind Answer => AnswerKind;

    /// <summary><c>recommendations/status</c>.</summary>
    public static ActKind Status => StatusKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Make, Word, Answer, Status];

    internal static ActKind<RecommendationMake> MakeKind { get; } = new(
        "recommendations/make", [KeyRole.Desk], "What should change, who is to change it, and what it rests on.")
    {
        IsEvidence = false,
        Set = FieldSet<RecommendationMake>.Of(
            [MakeFields.Subject, MakeFields.Wording, MakeFields.Addressee, MakeFields.Change, MakeFields.Priority], MakeFields.Context, MakeFields.Due,
            MakeFields.Laws, MakeFields.Standards, MakeFields.RestsOn, MakeFields.Opinions, MakeFields.Reported),
        Make = (header, read) => new RecommendationMake(
            header, read.Of(MakeFields.Subject), read.Of(MakeFields.Context), read.Of(MakeFields.Wording), read.Of(MakeFields.Addressee), read.Of(MakeFields.Change),
            read.Of(MakeFields.Priority), read.Of(MakeFields.Due), read.Of(MakeFields.Laws), read.Of(MakeFields.Standards), read.Of(MakeFields.RestsOn), read.Of(MakeFields.Opinions))
        { Reported = read.Of(MakeFields.Reported) },
        About = act => new ActAbout([], act.Addressee, act.Subject),
    };

    internal static ActKind<RecommendationWord> WordKind { get; } = new(
        "recommendations/word", [KeyRole.Desk], "Its maker words a recommendation anew; every wording stays.")
    {
        IsEvidence = false,
        Set = FieldSet<RecommendationWord>.Of([WordFields.Recommendation, WordFields.Wording, WordFields.Previous], WordFields.Reported),
        Make = (header, read) => new RecommendationWord(header, read.Of(WordFields.Recommendation), read.Of(WordFields.Wording), read.Of(WordFields.Previous)) { Reported = read.Of(WordFields.Reported) },
        About = act => new ActAbout([], act.Recommendation.ToHex()),
    };

    internal static ActKind<RecommendationAnswer> AnswerKind { get; } = new(
        "recommendations/answer", [KeyRole.Desk], "The addressee answers a recommendation. A later answer adds to those before it.")
    {
        IsEvidence = false,
        Set = FieldSet<RecommendationAnswer>.Of([AnswerOwn.Recommendation, Parts.Word], Parts.Cause, Parts.Remedy, Parts.Until, Parts.Evidence, AnswerOwn.Reported),
        Make = (header, read) => new RecommendationAnswer(header, read.Of(AnswerOwn.Recommendation), Parts.Of(read)) { Reported = read.Of(AnswerOwn.Reported) },
        About = act => new ActAbout([], act.Recommendation.ToHex(), act.Parts.Word.Word),
    };

    internal static ActKind<RecommendationStatus> StatusKind { get; } = new(
        "recommendations/status", [KeyRole.Desk], "How far a recommendation has been carried out, as one organisation reports it, with evidence.")
    {
        IsEvidence = false,
        Set = FieldSet<RecommendationStatus>.Of([StatusFields.Recommendation, StatusFields.Status], StatusFields.Evidence, StatusFields.Previous, StatusFields.Reported),
        Make = (header, read) => new RecommendationStatus(
            header, read.Of(StatusFields.Recommendation), read.Of(StatusFields.Status), read.Of(StatusFields.Evidence), read.Of(StatusFields.Previous))
        { Reported = read.Of(StatusFields.Reported) },
        About = act => new ActAbout([], act.Recommendation.ToHex(), act.Status.Word),
    };

    private static class MakeFields
    {
        internal static readonly Field<RecommendationMake, string> Subject = new("subject", ActCodecs.Code, act => act.Subject, "of the definition's list");
        internal static readonly Field<RecommendationMake, ImmutableArray<Wording>> Wording = new("wording", FindingCodecs.Wordings, act => act.Wording, "a file a language");
        internal static readonly Field<RecommendationMake, string> Addressee = new("addressee", ActCodecs.Code, act => act.Addressee, "the organisation that is to carry it out");
        internal static readonly Field<RecommendationMake, ChangeOf> Change = new("change", FindingVocabulary.Changes.Codec, act => act.Change);
        internal static readonly Field<RecommendationMake, Priority> Priority = new("priority", FindingVocabulary.Priorities.Codec, act => act.Priority);
        internal static readonly Field<RecommendationMake, ImmutableArray<Wording>> Context = new("context", FindingCodecs.Wordings, act => act.Context, "what was seen, a file a language");
        internal static readonly Field<RecommendationMake, Moment?> Due = new("due", ActCodecs.Moment.OrNone, act => act.Due, "by when an answer is due; left out in public record only");
        internal static readonly Field<RecommendationMake, ImmutableArray<string>> Laws = new("laws", FindingCodecs.Articles, act => act.Laws, "articles that would change");
        internal static readonly Field<RecommendationMake, ImmutableArray<string>> Standards = new("standards", FindingCodecs.Articles, act => act.Standards, "law or standards that it rests on");
        internal static readonly Field<RecommendationMake, ImmutableArray<Hash>> RestsOn = new("restsOn", FindingCodecs.Hashes, act => act.RestsOn, "findings");
        internal static readonly Field<RecommendationMake, ImmutableArray<OpinionName>> Opinions = new("opinions", FindingCodecs.Opinions, act => act.Opinions, "opinions, each with its consultation");
        internal static readonly Field<RecommendationMake, Reported> Reported = new("reported", FindingCodecs.Reported, act => act.Reported, "where a transcriber writes down what others said");
    }

    private static class WordFields
    {
        internal static readonly Field<RecommendationWord, Hash> Recommendation = new("recommendation", ActCodecs.Hash, act => act.Recommendation, "the act that made it");
        internal static readonly Field<RecommendationWord, ImmutableArray<Wording>> Wording = new("wording", FindingCodecs.Wordings, act => act.Wording, "a file a language");
        internal static readonly Field<RecommendationWord, Hash> Previous = new("previous", ActCodecs.Hash, act => act.Previous, "the act of the wording that it replaces");
        internal static readonly Field<RecommendationWord, Reported> Reported = new("reported", FindingCodecs.Reported, act => act.Reported, "where a transcriber writes down what others said");
    }

    private static class AnswerOwn
    {
        internal static readonly Field<RecommendationAnswer, Hash> Recommendation = new("recommendation", ActCodecs.Hash, act => act.Recommendation, "the act that made it");
        internal static readonly Field<RecommendationAnswer, Reported> Reported = new("reported", FindingCodecs.Reported, act => act.Reported, "where a transcriber writes down what others said");
    }

    private static class StatusFields
    {
        internal static readonly Field<RecommendationStatus, Hash> Recommendation = new("recommendation", ActCodecs.Hash, act => act.Recommendation, "the act that made it");
        internal static readonly Field<RecommendationStatus, CarriedOut> Status = new("status", FindingVocabulary.Statuses.Codec, act => act.Status);
        internal static readonly Field<RecommendationStatus, ImmutableArray<Attachment>> Evidence = new("evidence", ActCodecs.Attachments, act => act.Evidence, "asked for by the fold unless not started");
        internal static readonly Field<RecommendationStatus, Hash?> Previous = new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the organisation's own earlier status of it");
        internal static readonly Field<RecommendationStatus, Reported> Reported = new("reported", FindingCodecs.Reported, act => act.Reported, "where a transcriber writes down what others said");
    }
}
