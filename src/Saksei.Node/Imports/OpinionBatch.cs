using Saksei.Election.Clock;
using Saksei.Election.Consultations;

namespace Saksei.Node.Imports;

/// <summary>
/// Opinions of one hour as they are registered. Neither their order nor the times say who handed in when: they stand in the order of their
/// hashes, and the times are those of the hour.
/// </summary>
internal sealed record OpinionBatch(Moment From, Moment Until, IReadOnlyList<CollectedOpinion> Opinions)
{
    private const int Hour = OpinionReceipt.PromisedSeconds, MostInBatch = 400;

    // Until the batch is in the register, behind a tick of its own.
    private const int Meanwhile = 60;

    /// <summary>The opinions in batches, each on one side of the last moment.</summary>
    internal static IEnumerable<OpinionBatch> Of(PhaseDates phases, Moment now, IEnumerable<CollectedOpinion> opinions) =>
        from one in opinions
        group one by (IsLate: one.Received > phases.Until, Hour: one.Received.UnixSeconds / Hour) into hour
        orderby hour.Key.Hour, hour.Key.IsLate
        let begin = FromOf(hour.Min(one => one.Received), hour.Key.IsLate ? phases.Until.Plus(1) : phases.From, now)
        let end = UntilOf(hour.Max(one => one.Received), hour.Key.IsLate ? now : phases.Until, now)
        from some in hour.OrderBy(one => one.Text.Opinion).Chunk(MostInBatch)
        select new OpinionBatch(begin, end, some);

    // The hour's beginning, unless the first day or the last moment lies in between. What is in time isn't made overdue by that: then it is
    // an hour ago, which says as little of who came when.
    private static Moment FromOf(Moment first, Moment least, Moment now)
    {
        if (first < least) return first;
        var from = Later(first.Plus(-(first.UnixSeconds % Hour)), least);
        if (IsOverdue(first, now) || !IsOverdue(from, now.Plus(Meanwhile))) return from;
        var since = now.Plus(Meanwhile - Hour);
        return Later(from, since <= first ? since : now.Plus(-Hour));
    }

    // The hour's end, unless the last moment comes first, or it hasn't come yet.
    private static Moment UntilOf(Moment last, Moment most, Moment now)
    {
        var end = last.Plus(Hour - last.UnixSeconds % Hour);
        return Later(last, Earlier(end, Earlier(most, now)));
    }

    private static bool IsOverdue(Moment received, Moment now) => received.Plus(Hour) < now;

    private static Moment Later(Moment one, Moment other) => one < other ? other : one;

    private static Moment Earlier(Moment one, Moment other) => one < other ? one : other;
}
