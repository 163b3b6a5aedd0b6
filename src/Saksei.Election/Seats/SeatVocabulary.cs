using Saksei.Election.Reading;

namespace Saksei.Election.Seats;

/// <summary>Words of the working.</summary>
public static class SeatVocabulary
{
    /// <summary>What steps do.</summary>
    public static Vocabulary<StepKind> Steps { get; } = new(
        (StepKind.Quota, "quota"), (StepKind.HighestAverage, "highest-average"), (StepKind.Remainder, "remainder"), (StepKind.OneShotAverage, "one-shot-average"),
        (StepKind.Lot, "lot"), (StepKind.ThresholdExcluded, "threshold-excluded"), (StepKind.Struck, "struck"), (StepKind.Exhausted, "exhausted"),
        (StepKind.QuotaRaised, "quota-raised"), (StepKind.MoreVotes, "more-votes"), (StepKind.FewerVotes, "fewer-votes"), (StepKind.MoreSeats, "more-seats"),
        (StepKind.OlderCandidate, "older-candidate"), (StepKind.LotAlternate, "lot-alternate"), (StepKind.MostVotes, "most-votes"),
        (StepKind.SecondRound, "second-round"));

    /// <summary>What breaks ties.</summary>
    public static Vocabulary<TieCriterion> Ties { get; } = new(
        (TieCriterion.MoreVotes, "more-votes"), (TieCriterion.FewerVotes, "fewer-votes"), (TieCriterion.MoreSeats, "more-seats"),
        (TieCriterion.OlderCandidate, "older-candidate"), (TieCriterion.Lot, "lot"));

    internal static StepKind StepOf(TieCriterion by) => by switch
    {
        TieCriterion.MoreVotes => StepKind.MoreVotes,
        TieCriterion.FewerVotes => StepKind.FewerVotes,
        TieCriterion.MoreSeats => StepKind.MoreSeats,
        TieCriterion.OlderCandidate => StepKind.OlderCandidate,
        TieCriterion.Lot => StepKind.Lot,
    };

    extension(StepKind kind)
    {
        /// <summary>Its word.</summary>
        public string Word => Steps[kind];
    }
}
