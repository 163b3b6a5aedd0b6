using Saksei.Election.Reading;

namespace Saksei.Election.Seats;

/// <summary>Words of the working.</summary>
public static class SeatVocabulary
{
    /// <summary>What steps do.</summary>
    public static Vocabulary<StepKind> Steps { get; } = new(
        (StepKind.Quota, "quota"), (StepKind.HighestAverage, "highest-average"), (StepKind.Remainder, "remainder"), (StepKind.OneShotAverage, "one-shot-average"),
        (StepKind.Lot, "lot"), (StepKind.ThresholdExcluded, "threshold-excluded"), (StepKind.Struck, "struck"), (StepKind.Exhausted, "exhausted"),
        (StepKind.QuotaRaised, "quota-raised"));

    extension(StepKind kind)
    {
        /// <summary>Its word.</summary>
        public string Word => Steps[kind];
    }
}
