using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Reading;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Consultations;

/// <summary>Fields of <c>consultations/open</c>.</summary>
internal static class OpenFields
{
    private static readonly Field<PhaseDates, Moment> From = new("from", ActCodecs.Moment, dates => dates.From);
    private static readonly Field<PhaseDates, Moment> Until = new("until", ActCodecs.Moment, dates => dates.Until);
    private static readonly Field<PhaseDates, Moment> SortedBy = new("sortedBy", ActCodecs.Moment, dates => dates.SortedBy);
    private static readonly Field<PhaseDates, Moment?> RecommendedBy = new("recommendedBy", ActCodecs.Moment.OrNone, dates => dates.RecommendedBy);
    private static readonly Field<PhaseDates, Moment?> AnsweredBy = new("answeredBy", ActCodecs.Moment.OrNone, dates => dates.AnsweredBy);
    private static readonly Codec<PhaseDates> PhasesCodec = Codecs.Object(
        FieldSet<PhaseDates>.Of([From, Until, SortedBy], RecommendedBy, AnsweredBy), new PhaseDates(default, default, default, null, null),
        values => new PhaseDates(values.Of(From), values.Of(Until), values.Of(SortedBy), values.Of(RecommendedBy), values.Of(AnsweredBy)));

    internal static readonly Field<ConsultationOpen, string> Consultation = new("consultation", ActCodecs.Code, act => act.Consultation, "its code, by which every further act names it");
    internal static readonly Field<ConsultationOpen, Attachment> Question = new("question", ActCodecs.Attachment, act => act.Question, "its wording by language");
    internal static readonly Field<ConsultationOpen, ImmutableArray<string>> Languages = new(
        "languages", ActCodecs.CodesUpTo(ConsultationCodecs.MostLanguages), act => act.Languages, "in which opinions are taken");
    internal static readonly Field<ConsultationOpen, ImmutableArray<string>> PaperLanguages = new(
        "paperLanguages", ActCodecs.CodesUpTo(ConsultationCodecs.MostLanguages), act => act.PaperLanguages, "in which there is paper");
    internal static readonly Field<ConsultationOpen, PhaseDates> Phases = new("phases", PhasesCodec, act => act.Phases, "opinions from, until; what follows by when");
    internal static readonly Field<ConsultationOpen, ImmutableArray<ModerationRule>> Rules = new(
        "rules", Codecs.Items(ConsultationCodecs.MostRules, ConsultationCodecs.Rule), act => act.Moderation, "of moderation; there is no other reason");
    internal static readonly Field<ConsultationOpen, ImmutableArray<string>> Moderators = new(
        "moderators", ActCodecs.CodesUpTo(ConsultationCodecs.MostModerators), act => act.Moderators, "organisations whose people decide by them; two at least");
    internal static readonly Field<ConsultationOpen, Audience> Audience = new("audience", ConsultationVocabulary.Audiences.Codec, act => act.Audience, "who may take part");
    internal static readonly Field<ConsultationOpen, ImmutableArray<Invited>> Asked = new(
        "asked", Codecs.Items(ConsultationCodecs.MostWays, ConsultationCodecs.Invited), act => act.Asked, "how people heard of it; `people` where somebody counted");
    internal static readonly Field<ConsultationOpen, Moment?> Announced = new("announced", ActCodecs.Moment.OrNone, act => act.Announced, "since when");
}

/// <summary>Fields of <c>consultations/workshop</c>.</summary>
internal static class WorkshopFields
{
    internal static readonly Field<ConsultationWorkshop, string> Workshop = new("workshop", ActCodecs.Code, act => act.Workshop, "its code");
    internal static readonly Field<ConsultationWorkshop, string> Unit = new("unit", ActCodecs.Code, act => act.Unit, "where");
    internal static readonly Field<ConsultationWorkshop, Moment> Held = new("held", ActCodecs.Moment, act => act.Held, "when it began");
    internal static readonly Field<ConsultationWorkshop, ImmutableArray<Invited>> Came = new(
        "came", Codecs.Items(ConsultationCodecs.MostWays, ConsultationCodecs.Invited), act => act.Came, "how many came, by how they were invited");
    internal static readonly Field<ConsultationWorkshop, long?> Women = new("women", ActCodecs.Whole(100_000_000).OrNone, act => act.Women, "of them, as counted at the door");
    internal static readonly Field<ConsultationWorkshop, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments);
    internal static readonly Field<ConsultationWorkshop, Hash?> Previous = new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the act on this workshop that it replaces");
}

/// <summary>Fields of <c>consultations/opinion</c>.</summary>
internal static class OpinionFields
{
    internal static readonly Field<ConsultationOpinion, Hash> Opinion = new("opinion", ActCodecs.Hash, act => act.Opinion, "SHA-256 of its salted text");
}

/// <summary>Fields of <c>consultations/batch</c>.</summary>
internal static class BatchFields
{
    internal static readonly Field<ConsultationBatch, OpinionChannel> Channel = new(
        "channel", ConsultationVocabulary.Channels.Only(OpinionChannel.Page, OpinionChannel.Paper), act => act.Channel, "how they were handed in");
    internal static readonly Field<ConsultationBatch, string> Workshop = new("workshop", ActCodecs.Code, act => act.Workshop, "where, if at a workshop");
    internal static readonly Field<ConsultationBatch, Moment> From = new("from", ActCodecs.Moment, act => act.From, "when the first was handed in");
    internal static readonly Field<ConsultationBatch, Moment> Until = new("until", ActCodecs.Moment, act => act.Until, "when the last was");
    internal static readonly Field<ConsultationBatch, ImmutableArray<Hash>> Opinions = new("opinions", Codecs.Items(ConsultationCodecs.MostInAct, ActCodecs.Hash), act => act.Opinions);
}

/// <summary>Fields of <c>consultations/promise</c>.</summary>
internal static class PromiseFields
{
    internal static readonly Field<ConsultationPromise, Hash> Opinion = new("opinion", ActCodecs.Hash, act => act.Opinion, "as on the receipt");
    internal static readonly Field<ConsultationPromise, Moment> Received = new("received", ActCodecs.Moment, act => act.Received, "as on the receipt");
    internal static readonly Field<ConsultationPromise, KeyName> Key = new("key", ActCodecs.KeyName, act => act.Key, "that signed the receipt");
    internal static readonly Field<ConsultationPromise, string> Signature = new("signature", ActCodecs.Signature, act => act.Signature, "of the receipt's text");
}

/// <summary>Fields by which it is said what becomes of opinions.</summary>
internal static class DecisionFields
{
    internal static readonly Field<ConsultationReject, ImmutableArray<RejectedOpinion>> Rejected = new(
        "rejected", Codecs.Items(ConsultationCodecs.MostInAct, ConsultationCodecs.Rejected), act => act.Rejected, "each by one of the rules");
    internal static readonly Field<ConsultationAsk, ImmutableArray<Hash>> Asked = new("opinions", Codecs.Items(ConsultationCodecs.MostInAct, ActCodecs.Hash), act => act.Opinions);
    internal static readonly Field<ConsultationReview, ImmutableArray<ReviewedOpinion>> Reviewed = new(
        "reviewed", Codecs.Items(ConsultationCodecs.MostInAct, ConsultationCodecs.Reviewed), act => act.Reviewed);
    internal static readonly Field<ConsultationPublish, ImmutableArray<PublishedOpinion>> Published = new(
        "published", Codecs.Items(ConsultationCodecs.MostInAct, ConsultationCodecs.Published), act => act.Published, "with `length` its words may be read: the attachment, `text/plain`, whose hash is the opinion's");
}
