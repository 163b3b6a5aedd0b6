using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Consultations;

/// <summary>An act of one consultation.</summary>
public abstract record ConsultationAct(ActHeader Header, string Consultation) : Act(Header)
{
    /// <summary>An opinion that it is about.</summary>
    internal OpinionName NameOf(Hash opinion) => new(Consultation, opinion);
}

/// <summary>How people heard of it, or were asked to come.</summary>
public enum Invitation { Radio, Television, Press, Online, Boards, Letter, Phone, InPerson, OpenCall }

/// <summary>People reached, or who came, in one way; null where nobody counted them.</summary>
public sealed record Invited(Invitation By, long? People);

/// <summary>Who may take part.</summary>
public enum Audience { Everybody, InvitedOnly }

/// <summary>A rule of moderation: its code, and the attachment that has its wording.</summary>
public sealed record ModerationRule(string Code, Attachment Wording);

/// <summary>
/// The phases of a consultation: opinions are taken from <paramref name="From"/> to <paramref name="Until"/>, sorted by
/// <paramref name="SortedBy"/>, and, where that is said, recommendations made and answered by the last two.
/// </summary>
public sealed record PhaseDates(Moment From, Moment Until, Moment SortedBy, Moment? RecommendedBy, Moment? AnsweredBy);

/// <summary>
/// <c>consultations/open</c>: a question, when it is asked, who is asked and how, and the rules by which alone an opinion can be rejected.
/// It stands before the first opinion and never changes.
/// </summary>
public sealed record ConsultationOpen(
    ActHeader Header, string Consultation, Attachment Question, ImmutableArray<string> Languages, ImmutableArray<string> PaperLanguages, PhaseDates Phases,
    ImmutableArray<ModerationRule> Moderation, ImmutableArray<string> Moderators, Audience Audience, ImmutableArray<Invited> Asked, Moment? Announced) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Open;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [Question, .. Moderation.Select(rule => rule.Wording)];

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> Lasting => References;
}

/// <summary><c>consultations/workshop</c>: where and when people met, how many came, and how they were invited.</summary>
public sealed record ConsultationWorkshop(
    ActHeader Header, string Consultation, string Workshop, string Unit, Moment Held, ImmutableArray<Invited> Came, long? Women,
    ImmutableArray<Attachment> Attachments, Hash? Previous) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Workshop;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;

    /// <summary>How many people came.</summary>
    public long People => Came.Sum(one => one.People ?? 0);
}

/// <summary><c>consultations/opinion</c>: an opinion that a person signed with a key of her own; its words stand elsewhere.</summary>
public sealed record ConsultationOpinion(ActHeader Header, string Consultation, Hash Opinion) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Opinion;
}

/// <summary>How an opinion came in. <see cref="Promise"/>: by the promise alone, since its batch never came.</summary>
public enum OpinionChannel { Page, Paper, Key, Promise }

/// <summary>
/// <c>consultations/batch</c>: opinions handed in without a key, between <paramref name="From"/> and <paramref name="Until"/>; due within
/// an hour of the first.
/// </summary>
public sealed record ConsultationBatch(
    ActHeader Header, string Consultation, OpinionChannel Channel, string Workshop, Moment From, Moment Until, ImmutableArray<Hash> Opinions) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Batch;
}

/// <summary>
/// <c>consultations/promise</c>: anybody shows a receipt whose hour is over. Who gave it has promised it: the opinion is in the register
/// from here on, and in time where the promise is.
/// </summary>
public sealed record ConsultationPromise(
    ActHeader Header, string Consultation, Hash Opinion, Moment Received, KeyName Key, string Signature) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Promise;
}

/// <summary>An opinion, and the rule by which it is rejected.</summary>
public sealed record RejectedOpinion(Hash Opinion, string Rule);

/// <summary><c>consultations/reject</c>: opinions aren't published, each by a rule; signed by two people of different organisations.</summary>
public sealed record ConsultationReject(ActHeader Header, string Consultation, ImmutableArray<RejectedOpinion> Rejected) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Reject;
}

/// <summary><c>consultations/ask</c>: that rejections be looked at again, by other people; for the holder of the opinion's receipt.</summary>
public sealed record ConsultationAsk(ActHeader Header, string Consultation, ImmutableArray<Hash> Opinions) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Ask;
}

/// <summary>What became of a rejection that was asked about again.</summary>
public enum ReviewOutcome { Restored, Stands }

/// <summary>An opinion, and what became of its rejection.</summary>
public sealed record ReviewedOpinion(Hash Opinion, ReviewOutcome Outcome);

/// <summary><c>consultations/review</c>: the answer to <c>consultations/ask</c>, by two people who didn't sign the rejection.</summary>
public sealed record ConsultationReview(ActHeader Header, string Consultation, ImmutableArray<ReviewedOpinion> Reviewed) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Review;
}

/// <summary>An opinion that is published; with a length, its words too: the attachment whose hash is the opinion's.</summary>
public sealed record PublishedOpinion(Hash Opinion, long? Length);

/// <summary><c>consultations/publish</c>: opinions that no rule rejects.</summary>
public sealed record ConsultationPublish(ActHeader Header, string Consultation, ImmutableArray<PublishedOpinion> Published) : ConsultationAct(Header, Consultation)
{
    /// <inheritdoc/>
    public override ActKind Row => ConsultationKinds.Publish;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References =>
        [.. Published.Where(one => one.Length is not null).Select(one => new Attachment(one.Opinion, one.Length ?? 0, OpinionText.MediaType))];
}
