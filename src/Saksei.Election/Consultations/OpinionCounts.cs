namespace Saksei.Election.Consultations;

/// <summary>Opinions of one consultation, counted. Those that came too late are <see cref="Late"/> and nothing else.</summary>
/// <param name="All">All that were handed in in time.</param>
/// <param name="Page">Handed in on a page, without a key.</param>
/// <param name="Paper">On paper.</param>
/// <param name="Key">Signed by a person with a key.</param>
/// <param name="Promise">In the register by their promise alone.</param>
/// <param name="Late">Handed in after the last day.</param>
/// <param name="Overdue">Registered more than an hour after they were handed in.</param>
/// <param name="Waiting">Neither published nor rejected.</param>
/// <param name="Published">Published.</param>
/// <param name="Readable">Published with their words.</param>
/// <param name="Rejected">Rejected, and so it stands.</param>
/// <param name="Asked">Rejections that were asked about again.</param>
/// <param name="Restored">Of these, restored.</param>
/// <param name="Upheld">Of these, stand after another look.</param>
/// <param name="Named">Named in a recommendation.</param>
public readonly record struct OpinionCounts(
    int All, int Page, int Paper, int Key, int Promise, int Late, int Overdue, int Waiting, int Published, int Readable, int Rejected, int Asked, int Restored, int Upheld, int Named)
{
    /// <summary>Rejections that ever were: the lines of the log.</summary>
    public int Log => Rejected + Restored;

    /// <summary>Asked about again, and not answered yet.</summary>
    public int Unanswered => Asked - Restored - Upheld;

    internal static OpinionCounts Of(OpinionState? opinion)
    {
        if (opinion is null) return default;
        if (opinion.IsLate) return default(OpinionCounts) with { Late = 1 };
        int If(bool holds) => holds ? 1 : 0;
        var rejection = opinion.Rejection;
        return new OpinionCounts(
            1, If(opinion.Channel == OpinionChannel.Page), If(opinion.Channel == OpinionChannel.Paper), If(opinion.Channel == OpinionChannel.Key), If(opinion.Channel == OpinionChannel.Promise), 0,
            If(opinion.IsOverdue), If(opinion.Status == OpinionStatus.Waiting), If(opinion.Status == OpinionStatus.Published), If(opinion.Length is not null),
            If(rejection is { Stands: true }), If(rejection?.Asked is not null), If(rejection is { Stands: false }), If(rejection?.Review?.Outcome == ReviewOutcome.Stands), If(opinion.Named > 0));
    }

    internal OpinionCounts Plus(OpinionCounts other, int sign) => new(
        All + sign * other.All, Page + sign * other.Page, Paper + sign * other.Paper, Key + sign * other.Key, Promise + sign * other.Promise, Late + sign * other.Late,
        Overdue + sign * other.Overdue, Waiting + sign * other.Waiting, Published + sign * other.Published, Readable + sign * other.Readable, Rejected + sign * other.Rejected,
        Asked + sign * other.Asked, Restored + sign * other.Restored, Upheld + sign * other.Upheld, Named + sign * other.Named);
}
