using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Consultations;

/// <summary>Values that only acts of consultations have.</summary>
internal static class ConsultationCodecs
{
    internal const int MostInAct = 400, MostRules = 32, MostLanguages = 16, MostModerators = 16, MostWays = 16;

    internal static Codec<Invited> Invited { get; } = Codecs.Object(
        FieldSet<Invited>.Of([InvitedFields.By], InvitedFields.People), new Invited(default, null),
        values => new Invited(values.Of(InvitedFields.By), values.Of(InvitedFields.People)));

    internal static Codec<ModerationRule> Rule { get; } = Codecs.Object(
        FieldSet<ModerationRule>.Of([RuleFields.Code, RuleFields.Wording]), new ModerationRule("", ActCodecs.Attachment.Absent),
        values => new ModerationRule(values.Of(RuleFields.Code), values.Of(RuleFields.Wording)));

    internal static Codec<RejectedOpinion> Rejected { get; } = Codecs.Object(
        FieldSet<RejectedOpinion>.Of([RejectedFields.Opinion, RejectedFields.Rule]), new RejectedOpinion(default, ""),
        values => new RejectedOpinion(values.Of(RejectedFields.Opinion), values.Of(RejectedFields.Rule)));

    internal static Codec<ReviewedOpinion> Reviewed { get; } = Codecs.Object(
        FieldSet<ReviewedOpinion>.Of([ReviewedFields.Opinion, ReviewedFields.Outcome]), new ReviewedOpinion(default, default),
        values => new ReviewedOpinion(values.Of(ReviewedFields.Opinion), values.Of(ReviewedFields.Outcome)));

    internal static Codec<PublishedOpinion> Published { get; } = Codecs.Object(
        FieldSet<PublishedOpinion>.Of([PublishedFields.Opinion], PublishedFields.Length), new PublishedOpinion(default, null),
        values => new PublishedOpinion(values.Of(PublishedFields.Opinion), values.Of(PublishedFields.Length)));

    private static class InvitedFields
    {
        internal static readonly Field<Invited, Invitation> By = new("by", ConsultationVocabulary.Invitations.Codec, one => one.By);
        internal static readonly Field<Invited, long?> People = new("people", ActCodecs.Whole(100_000_000).OrNone, one => one.People);
    }

    private static class RuleFields
    {
        internal static readonly Field<ModerationRule, string> Code = new("code", ActCodecs.Code, rule => rule.Code);
        internal static readonly Field<ModerationRule, Attachment> Wording = new("wording", ActCodecs.Attachment, rule => rule.Wording);
    }

    private static class RejectedFields
    {
        internal static readonly Field<RejectedOpinion, Register.Tree.Hash> Opinion = new("opinion", ActCodecs.Hash, one => one.Opinion);
        internal static readonly Field<RejectedOpinion, string> Rule = new("rule", ActCodecs.Code, one => one.Rule);
    }

    private static class ReviewedFields
    {
        internal static readonly Field<ReviewedOpinion, Register.Tree.Hash> Opinion = new("opinion", ActCodecs.Hash, one => one.Opinion);
        internal static readonly Field<ReviewedOpinion, ReviewOutcome> Outcome = new("outcome", ConsultationVocabulary.Outcomes.Codec, one => one.Outcome);
    }

    private static class PublishedFields
    {
        internal static readonly Field<PublishedOpinion, Register.Tree.Hash> Opinion = new("opinion", ActCodecs.Hash, one => one.Opinion);
        internal static readonly Field<PublishedOpinion, long?> Length = new("length", ActCodecs.Whole(OpinionText.MostBytes + 1_000).OrNone, one => one.Length);
    }
}
