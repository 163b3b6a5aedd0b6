using Saksei.Election.Reading;

namespace Saksei.Election.Consultations;

/// <summary>Words of this book.</summary>
public static class ConsultationVocabulary
{
    internal static readonly Vocabulary<Invitation> Invitations = new(
        (Invitation.Radio, "radio"), (Invitation.Television, "television"), (Invitation.Press, "press"), (Invitation.Online, "online"), (Invitation.Boards, "boards"),
        (Invitation.Letter, "letter"), (Invitation.Phone, "phone"), (Invitation.InPerson, "in-person"), (Invitation.OpenCall, "open-call"));

    internal static readonly Vocabulary<Audience> Audiences = new((Audience.Everybody, "everybody"), (Audience.InvitedOnly, "invited"));

    /// <summary>How opinions come in.</summary>
    public static Vocabulary<OpinionChannel> Channels { get; } = new(
        (OpinionChannel.Page, "page"), (OpinionChannel.Paper, "paper"), (OpinionChannel.Key, "key"), (OpinionChannel.Promise, "promise"));

    internal static readonly Vocabulary<ReviewOutcome> Outcomes = new((ReviewOutcome.Restored, "restored"), (ReviewOutcome.Stands, "stands"));

    internal static readonly Vocabulary<OpinionStatus> Statuses = new(
        (OpinionStatus.Waiting, "waiting"), (OpinionStatus.Published, "published"), (OpinionStatus.Rejected, "rejected"), (OpinionStatus.Late, "late"));

    internal static readonly Vocabulary<Phase> Phases = new(
        (Phase.Announced, "announced"), (Phase.Asked, "asked"), (Phase.Sorting, "sorting"), (Phase.Recommending, "recommending"), (Phase.Answering, "answering"), (Phase.Over, "over"));

    internal static readonly Vocabulary<PromiseState> Promises = new(
        (PromiseState.Kept, "kept"), (PromiseState.Delayed, "delayed"), (PromiseState.LeftOut, "left-out"), (PromiseState.SaidLate, "said-late"),
        (PromiseState.Running, "running"), (PromiseState.NotSigned, "not-signed"), (PromiseState.Elsewhere, "elsewhere"));

    extension(PromiseState state)
    {
        /// <summary>Its word.</summary>
        public string Word => Promises[state];
    }

    extension(Invitation invitation)
    {
        /// <summary>Its word.</summary>
        public string Word => Invitations[invitation];
    }

    extension(Audience audience)
    {
        /// <summary>Its word.</summary>
        public string Word => Audiences[audience];
    }

    extension(OpinionChannel channel)
    {
        /// <summary>Its word.</summary>
        public string Word => Channels[channel];
    }

    extension(ReviewOutcome outcome)
    {
        /// <summary>Its word.</summary>
        public string Word => Outcomes[outcome];
    }

    extension(OpinionStatus status)
    {
        /// <summary>Its word.</summary>
        public string Word => Statuses[status];
    }

    extension(Phase phase)
    {
        /// <summary>Its word.</summary>
        public string Word => Phases[phase];
    }
}
