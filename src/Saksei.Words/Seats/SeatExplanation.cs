using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Seats;

namespace Saksei.Words.Seats;

/// <summary>
/// The working of one constituency as a person would write it on a blackboard: votes, threshold, quota, whole seats, each next seat
/// with the quotients that decided, ties, seats, and by how much the last one was held.
/// </summary>
public static class SeatExplanation
{
    /// <summary>All lines, in order.</summary>
    public static ImmutableArray<SeatLine> Of(Allocation allocation)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        List<SeatLine> lines = [.. Input(allocation)];
        if (allocation.Refusal is { } refusal)
        {
            lines.Add(Line("working.refused", new Word("code." + refusal.Code)));
            return [.. lines];
        }

        lines.AddRange(Thresholds(allocation));
        lines.AddRange(new SeatSteps(allocation).Lines());
        lines.AddRange(allocation.Ties.SelectMany(TieOf));
        if (allocation.SecondRound is { IsEmpty: false } second) lines.Add(Line("working.second-round.between", new ListCodes(second)));
        else if (allocation.Unfilled > 0) lines.Add(Line("working.unfilled", allocation.Unfilled));
        lines.AddRange(Result(allocation));
        lines.AddRange(Margins(allocation.Margins, allocation.Rule.Ties.Any(link => link.By != TieCriterion.Lot) ? ".rule" : ""));
        return [.. lines];
    }

    internal static SeatLine Line(string key, params ReadOnlySpan<object> values) => new(key, [.. values]);

    internal static SeatLine Heading(string key, string? article, params ReadOnlySpan<object> values) =>
        new(key, [.. values]) { IsHeading = true, Article = article };

    private static IEnumerable<SeatLine> Input(Allocation allocation)
    {
        var (rule, input) = (allocation.Rule, allocation.Input);
        yield return Line("working.seats", input.Seats);
        yield return Line("working.rule", new Word("method." + rule.Method.Name)) with { Article = rule.Article };
        yield return Heading("working.votes.heading", null);
        foreach (var list in input.Lists) yield return Line("working.votes", new ListCode(list.List), list.Votes);
        yield return Line("working.votes.total", input.Lists.Aggregate(BigInteger.Zero, (sum, list) => sum + list.Votes));
        if (input.BlankVotes > 0) yield return Line("working.votes.blank", input.BlankVotes);
        if (input.CastVotes is { } cast) yield return Line("working.votes.cast", cast);
    }

    private static IEnumerable<SeatLine> Thresholds(Allocation allocation)
    {
        if (allocation.Rule.Threshold is not { } threshold || allocation.ThresholdVotes is not { } votes) yield break;
        var wins = allocation.Rule.Method.IsMajority;
        yield return Heading(wins ? "working.majority.heading" : "working.threshold.heading", threshold.Article);
        var (key, of) = (threshold.MoreThan ? "working.threshold.more-than" : "working.threshold.at-least", new Word("threshold.of." + OfKey(threshold.Of)));
        if (threshold.Level == ThresholdLevel.National) yield return Line("working.threshold.national");
        if (threshold.Share.Sign > 0) yield return Line(key, Percent(threshold.Share), of, Figure.Of(votes), Least(threshold, threshold.Share * votes));
        foreach (var (kind, share) in threshold.Kinds)
            yield return Line(key + ".kind", Percent(share), of, Figure.Of(votes), Least(threshold, share * votes), kind);
        foreach (var kind in threshold.Exempt) yield return Line("working.threshold.exempt", kind);
        if (!wins && allocation.Steps.All(step => step.Kind != StepKind.ThresholdExcluded)) yield return Line("working.threshold.all");
    }

    private static BigInteger Least(Threshold threshold, Fraction votes) => threshold.MoreThan ? votes.Floor() + 1 : votes.Ceiling();

    internal static Figure Percent(Fraction share) => Figure.Of(share * new Fraction(100));

    private static string OfKey(ThresholdBase of) => of switch
    {
        ThresholdBase.Valid => "valid",
        ThresholdBase.ValidWithBlank => "valid-with-blank",
        ThresholdBase.Cast => "cast",
        ThresholdBase.Quota => "quota",
    };

    private static IEnumerable<SeatLine> TieOf(Tie tie)
    {
        yield return tie.Within is not { } within ? Line("working.tie", tie.Seats, new ListCodes(tie.Lists), tie.Step)
            : NationalSeats.Levels.Contains(within) ? Line("working.tie.level", tie.Seats, new ListCodes(tie.Lists), tie.Step, new Word("seats.level." + within))
            : Line("working.tie.within", tie.Seats, new ListCodes(tie.Lists), tie.Step, within);
        yield return Line(tie.By == TieCriterion.OlderCandidate ? "working.tie.older-candidate" : "working.tie.lot");
        if (tie.Turn > 0) yield return Line("working.tie.turn", tie.Turn + 1);
    }

    private static IEnumerable<SeatLine> Result(Allocation allocation)
    {
        yield return Heading("working.result.heading", null);
        foreach (var list in allocation.Lists.Where(list => list.Seats > 0))
            yield return list.Vacant > 0
                ? Line("working.result.vacant", new ListCode(list.List), list.Seats, list.Vacant)
                : Line("working.result", new ListCode(list.List), list.Seats);
    }

    private static IEnumerable<SeatLine> Margins(Margins? margins, string level)
    {
        if (margins is null) yield break;
        yield return Heading("working.margin.heading", null);
        yield return Line("working.margin.last", new ListCode(margins.LastSeat), margins.LastSeatOrdinal);
        if (margins.RunnerUp is not { } runner) yield break;
        var list = new ListCode(runner.List);
        yield return Line("working.margin.added", runner.AddedOutright, list);
        if (runner.AddedLevel != runner.AddedOutright) yield return Line("working.margin.added.level" + level, runner.AddedLevel, list);
        if (runner is not { MovedFrom: { } from, MovedOutright: { } moved, MovedLevel: { } movedLevel }) yield break;
        yield return Line("working.margin.moved", moved, new ListCode(from), list);
        if (movedLevel != moved) yield return Line("working.margin.moved.level" + level, movedLevel, new ListCode(from), list);
    }
}
