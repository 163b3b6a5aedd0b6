using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Election.Stations;

namespace Saksei.Election.Impartiality;

/// <summary>How many counts were held behind closed doors: seen among the observed ones, and the bounds for all.</summary>
/// <param name="Closed">Stations where anybody saw the doors closed.</param>
/// <param name="Observed">Stations whose count anybody observed.</param>
/// <param name="Stations">How many stations there are.</param>
public sealed record ClosedCounts(ImmutableArray<Station> Closed, ImmutableArray<Station> Observed, long Stations)
{
    /// <summary>If no other count was closed, and if every one that nobody observed was.</summary>
    public (long Low, long High) Bounds => (Closed.Length, Closed.Length + Stations - Observed.Length);

    internal static ClosedCounts Of(List<(Station Station, ImmutableArray<OrganisationWord> Words)> reported, long stations)
    {
        var observed = reported.Where(one => one.Words.Any(word => word.Watched)).ToList();
        return new([.. observed.Where(one => one.Words.Any(word => word.Doors == Doors.Closed)).Select(one => one.Station)], [.. observed.Select(one => one.Station)], stations);
    }
}

/// <summary>
/// Whether like cases are treated alike: counts and the cases behind them, tests at declared checkpoints only (the last stage of the
/// results that was declared). Before any stage there are counts and no p.
/// </summary>
public sealed record ImpartialityBook
{
    /// <summary>Whether figures are simulated.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The index of the last act that counts.</summary>
    public required long Until { get; init; }

    /// <summary>The moment as of which everything is.</summary>
    public required Moment AsOf { get; init; }

    /// <summary>Whether a stage has been declared, so that tests are run.</summary>
    public required bool IsTested { get; init; }

    /// <summary>Families, questions, groupings.</summary>
    public required ImmutableArray<Comparison> Comparisons { get; init; }

    /// <summary>Time to decision on complaints.</summary>
    public required ImmutableArray<WaitComparison> Waits { get; init; }

    /// <summary>Agents' copies, by pairs of organisations.</summary>
    public required ImmutableArray<HandedPair> Handed { get; init; }

    /// <summary>Agents' copies where three or more organisations asked.</summary>
    public required ImmutableArray<HandedSet> HandedTogether { get; init; }

    /// <summary>Counts behind closed doors.</summary>
    public required ClosedCounts Closed { get; init; }

    /// <summary>Computes it.</summary>
    /// <param name="records">What it is a function of.</param>
    /// <param name="tick">The register's time.</param>
    /// <param name="stages">The stages declared.</param>
    /// <param name="size">Acts of the register.</param>
    /// <param name="grouping">A grouping's code to show alone; null: all. Corrections are over all of them either way.</param>
    public static ImpartialityBook Of(TreatmentRecords records, Moment tick, IReadOnlyList<StageState> stages, long size, string? grouping = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(stages);
        var known = stages.Count > 0 ? records.AsOf(stages[^1].Place.Index, stages[^1].Place.Tick) : records.AsOf(size, tick);
        var reported = known.Reported.ToList();
        var asking = reported.Select(one => new CopiesAsked(one.Station, CopyRequests.Of(one.Words).Handed)).Where(asked => asked.Handed.Count > 1).ToList();
        var procedures = records.Definition.Procedures;
        bool IsShown(string code) => grouping is null || code == grouping;
        return new ImpartialityBook
        {
            Until = known.Until,
            IsTested = stages.Count > 0,
            Comparisons = [.. Compare(known, stages.Count > 0).Where(comparison => IsShown(comparison.Grouping))],
            Waits = [.. procedures.GroupingsOf(TimeToDecision.Question).Where(one => IsShown(one.Code)).Select(one => TimeToDecision.Compare(one, known.Cases, procedures.Calendar.Zone, known.Moment))],
            Handed = AgentsCopies.Pairs(asking),
            HandedTogether = AgentsCopies.Sets(asking),
            AsOf = known.Moment,
            Closed = ClosedCounts.Of(reported, records.Definition.Stations.Length),
        };
    }

    private static ImmutableArray<Comparison> Compare(TreatmentRecordsAsOf known, bool tested)
    {
        var procedures = known.Definition.Procedures;
        var asked = procedures.Families.SelectMany(family => family.Questions).Distinct(StringComparer.Ordinal).ToDictionary(code => code, code =>
            ObservationQuestions.All.Contains(code) ? ObservationQuestions.Of(code, known) : TreatmentQuestions.Of(code, known.Cases, known.Definition), StringComparer.Ordinal);
        return tested ? Treatment.Compare(procedures.Families, procedures.Groupings, procedures.Level, code => asked[code])
            : Treatment.CountOnly(procedures.Families, procedures.Groupings, code => asked[code]);
    }
}
