namespace Saksei.Election.Stations;

/// <summary>What is known of the stations of one place, counted.</summary>
/// <param name="Observed">Stations whose count anybody observed.</param>
/// <param name="Closed">Stations where anybody saw the doors closed during the count.</param>
/// <param name="CopiesRefused">Copies of the form that were asked for and not handed over: each organisation once at a station.</param>
/// <param name="CopiesAsked">Copies that were asked for, whether handed over or not.</param>
public readonly record struct StationCounts(int Observed, int Closed, int CopiesRefused, int CopiesAsked)
{
    internal static StationCounts Of(StationRecord record) => new(record.Observers > 0 ? 1 : 0, record.IsClosed ? 1 : 0, record.Copies.Refused, record.Copies.Asked);

    internal StationCounts Plus(StationCounts other) => new(Observed + other.Observed, Closed + other.Closed, CopiesRefused + other.CopiesRefused, CopiesAsked + other.CopiesAsked);

    internal StationCounts Minus(StationCounts other) => new(Observed - other.Observed, Closed - other.Closed, CopiesRefused - other.CopiesRefused, CopiesAsked - other.CopiesAsked);
}
