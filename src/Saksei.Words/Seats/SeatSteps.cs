using Saksei.Election.Counts;
using Saksei.Election.Seats;

namespace Saksei.Words.Seats;

/// <summary>The steps in lines, with a heading where the way of giving seats changes.</summary>
internal sealed class SeatSteps(Allocation allocation)
{
    private readonly SeatRule _rule = allocation.Rule;

    internal IEnumerable<SeatLine> Lines()
    {
        Part? before = null;
        foreach (var step in allocation.Steps)
        {
            var part = PartOf(step);
            if (step.Kind is not (StepKind.ThresholdExcluded or StepKind.Struck))
            {
                if (part != before)
                    foreach (var line in Opening(step, part, before)) yield return line;
                before = part;
            }

            yield return LineOf(step, part);
        }
    }

    // A list that runs out, and what breaks a tie, belong to the part that they interrupt.
    private Part PartOf(Step step)
    {
        var method = step.Within is not null && _rule.Coalitions is { } joint ? joint.Method : _rule.Method;
        var kind = step.Kind switch
        {
            StepKind.QuotaRaised => StepKind.Quota,
            StepKind.Exhausted or StepKind.MostVotes or StepKind.SecondRound => OrderOf(method),
            _ when BreaksTie(step.Kind) => OrderOf(method),
            _ => step.Kind,
        };
        return new Part(kind, step.Within, method);
    }

    private static StepKind OrderOf(Method method) => method.IsMajority ? StepKind.MostVotes : method.Completion switch
    {
        Completion.HighestAverages => StepKind.HighestAverage,
        Completion.LargestRemainders => StepKind.Remainder,
        Completion.OneShotAverages => StepKind.OneShotAverage,
    };

    private IEnumerable<SeatLine> Opening(Step step, Part part, Part? before)
    {
        var isFirst = before is null || before.Within != part.Within;
        if (part.Within is { } joint && isFirst) yield return SeatExplanation.Heading("working.within", _rule.Coalitions?.Article, joint);
        if (isFirst && !part.Method.IsDivisorMethod)
        {
            yield return SeatExplanation.Heading("working.quota.heading", step.Article);
            if (part.Within is null) yield return Quota();
            if (part.Kind != StepKind.Quota) yield return SeatExplanation.Line("working.quota.none");
        }

        if (step.From > 1 && before is { Kind: StepKind.Quota } && !isFirst) yield return SeatExplanation.Line("working.left", Total(part) - step.From + 1);
        if (HeadingOf(step, part) is { } heading) yield return heading;
    }

    private static SeatLine? HeadingOf(Step step, Part part) => part.Kind switch
    {
        StepKind.MostVotes => SeatExplanation.Heading("working.most-votes.heading", step.Article),
        StepKind.Remainder => SeatExplanation.Heading("working.remainder.heading", step.Article),
        StepKind.OneShotAverage => SeatExplanation.Heading("working.one-shot.heading", step.Article),
        StepKind.HighestAverage => Averages(step, part.Method.Divisors),
        _ => null,
    };

    private int Total(Part part) => part.Within is { } joint
        ? allocation.Steps.Where(step => step.Within == joint).Sum(step => step.Seats) + allocation.Ties.Where(tie => tie.Within == joint).Sum(tie => tie.Seats)
        : allocation.Input.Seats;

    private static SeatLine Averages(Step step, DivisorSequence divisors) => divisors == DivisorSequence.DHondt
        ? SeatExplanation.Heading("working.average.heading", step.Article)
        : divisors.Squared ? SeatExplanation.Heading("working.average.heading.squared", step.Article)
        : SeatExplanation.Heading("working.average.heading.divisors", step.Article, Divisor(divisors, 0), Divisor(divisors, 1), Divisor(divisors, 2));

    // The first quota; where it is raised, a step says to what.
    private SeatLine Quota()
    {
        var seats = allocation.Input.Seats;
        var votes = QuotaVotesOf();
        var (name, quota) = _rule.Method.Quota switch
        {
            Election.Seats.Quota.None or Election.Seats.Quota.Hare => ("hare", new Fraction(votes, seats)),
            Election.Seats.Quota.Droop => ("droop", new Fraction(votes / (seats + 1) + 1)),
            Election.Seats.Quota.HagenbachBischoff => ("hagenbach-bischoff", new Fraction(votes, seats + 1)),
            Election.Seats.Quota.Imperiali => ("imperiali", new Fraction(votes, seats + 2)),
        };
        return SeatExplanation.Line("working.quota." + name, votes, seats, Figure.Of(quota));
    }

    private long QuotaVotesOf() => allocation.Lists.Sum(list => list.Status switch
    {
        ListStatus.TookPart => list.Votes,
        ListStatus.BelowThreshold => _rule.QuotaVotes == QuotaVotes.Valid ? list.Votes : 0,
        ListStatus.Struck => _rule.QuotaVotes == QuotaVotes.Valid && _rule.Struck is { Votes: StruckVotes.Kept } ? list.Votes : 0,
    });

    private static bool BreaksTie(StepKind kind) => kind is StepKind.Lot or StepKind.LotAlternate or StepKind.OlderCandidate
        or StepKind.MoreVotes or StepKind.FewerVotes or StepKind.MoreSeats;

    // What broke a tie stands on an article of its own, which no heading says.
    private SeatLine LineOf(Step step, Part part) =>
        BreaksTie(step.Kind) && !_rule.Ties.IsEmpty ? WordsOf(step, part) with { Article = step.Article } : WordsOf(step, part);

    private static SeatLine WordsOf(Step step, Part part) => step.Kind switch
    {
        StepKind.Quota => WholeQuotas(step),
        StepKind.HighestAverage or StepKind.OneShotAverage => Average(step, part.Method.Divisors),
        StepKind.Remainder => Remainder(step),
        StepKind.Lot or StepKind.LotAlternate or StepKind.OlderCandidate => SeatExplanation.Line("working." + step.Kind.Word, step.From, List(step)),
        StepKind.MoreVotes or StepKind.FewerVotes => SeatExplanation.Line(
            "working." + step.Kind.Word, step.From, List(step), Next(step), step.Votes, step.NextVotes),
        StepKind.MoreSeats => SeatExplanation.Line("working.more-seats", step.From, List(step), Next(step), step.Held, step.NextHeld),
        StepKind.ThresholdExcluded => step.Decided is { } share
            ? SeatExplanation.Line("working.excluded", List(step), SeatExplanation.Percent(share))
            : SeatExplanation.Line("working.excluded.votes", List(step), step.Votes),
        StepKind.Struck => SeatExplanation.Line("working.struck", List(step)),
        StepKind.Exhausted => SeatExplanation.Line("working.exhausted", List(step)),
        StepKind.QuotaRaised => SeatExplanation.Line("working.quota-raised"),
        StepKind.MostVotes => step.Next is null ? SeatExplanation.Line("working.most-votes", step.From, List(step), step.Votes)
            : SeatExplanation.Line("working.most-votes.next", step.From, List(step), step.Votes, Next(step), step.NextVotes),
        StepKind.SecondRound => SeatExplanation.Line("working.second-round", List(step), step.Votes, SeatExplanation.Percent(DecidedIn(step))),
    };

    private static ListCode List(Step step) => new(step.List!);

    private static ListCode Next(Step step) => new(step.Next!);

    private static Fraction DecidedIn(Step step) => step.Decided ?? throw new InvalidOperationException("a step without what it was decided by");

    private static SeatLine WholeQuotas(Step step)
    {
        var ratio = DecidedIn(step);
        return SeatExplanation.Line(
            "working.quota", step.Seats, List(step), step.Votes, Figure.Of(new Fraction(step.Votes) / ratio), Figure.Of(ratio), step.From, step.From + step.Seats - 1);
    }

    private static SeatLine Average(Step step, DivisorSequence divisors)
    {
        if (step.Decided is not { } decided) return SeatExplanation.Line("working.average.first", step.From, List(step), step.Votes);
        var key = divisors.Squared ? "working.average.squared" : "working.average";
        var divisor = Divisor(divisors, step.Held);
        if (step.NextDecided is not { } next) return SeatExplanation.Line(key, step.From, List(step), step.Votes, divisor, Figure.Of(decided));
        return SeatExplanation.Line(
            key + (decided == next ? ".level" : ".next"), step.From, List(step), step.Votes, divisor, Figure.DistinctFrom(decided, next),
            Next(step), step.NextVotes, Divisor(divisors, step.NextHeld), Figure.DistinctFrom(next, decided));
    }

    private static SeatLine Remainder(Step step)
    {
        var decided = DecidedIn(step);
        var taken = Figure.Of(new Fraction(step.Votes) - decided);
        if (step.NextDecided is not { } next) return SeatExplanation.Line("working.remainder", step.From, List(step), step.Votes, taken, Figure.Of(decided));
        return SeatExplanation.Line(
            decided == next ? "working.remainder.level" : "working.remainder.next", step.From, List(step), step.Votes, taken,
            Figure.DistinctFrom(decided, next), Next(step), Figure.DistinctFrom(next, decided));
    }

    /// <summary>The divisor that votes are divided by for the seat after so many; for squared sequences that of votes².</summary>
    private static Figure Divisor(DivisorSequence divisors, int held) => Figure.Of(new Fraction(divisors.At(held + 1), divisors.Scale));

    private sealed record Part(StepKind Kind, string? Within, Method Method);
}
