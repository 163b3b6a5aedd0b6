using System.Collections.Immutable;
using Saksei.Election.Cases;
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

    internal static ClosedCounts Of(List<(Station Station, List<OrganisationWord> Words)> reported, long stations)
    {
        var observed = reported.Where(one => one.Words.Exists(word => word.Watched)).ToList();
        return new([.. observed.Where(one => one.Words.Exists(word => word.Doors == Doors.Closed)).Select(one => one.Station)], [.. observed.Select(one => one.Station)], stations);
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
    /// <param name="definition">The election.</param>
    /// <param name="files">All cases.</param>
    /// <param name="viewAt">A case with its deadlines as of a moment.</param>
    /// <param name="tick">The register's time.</param>
    /// <param name="stations">What was seen at stations.</param>
    /// <param name="stages">The stages declared.</param>
    /// <param name="size">Acts of the register.</param>
    /// <param name="grouping">A grouping's code to show alone; null: all. Corrections are over all of them either way.</param>
    public static ImpartialityBook Of(
        ElectionDefinition definition, IEnumerable<CaseFile> files, Func<CaseFile, Moment, CaseView> viewAt, Moment tick,
        StationRecords stations, IReadOnlyList<StageState> stages, long size, string? grouping = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(stations);
        ArgumentNullException.ThrowIfNull(stages);
        var (until, asOf) = stages.Count > 0 ? (stages[^1].Place.Index, stages[^1].Place.Tick) : (size, tick);
        var cases = files.Where(file => file.Opened.Place.Index <= until).Select(file => viewAt(file.Until(until), asOf)).ToList();
        var groupings = definition.Procedures.Groupings;
        var reported = definition.Stations.Select(station => (Station: station, Words: stations.Of(station).WordsUntil(until).ToList())).Where(one => one.Words.Count > 0).ToList();
        var asking = reported.Select(one => new CopiesAsked(one.Station, CopyRequests.Of(one.Words).Handed)).Where(asked => asked.Handed.Count > 1).ToList();
        var asked = TreatmentQuestions.All.ToDictionary(code => code, code => TreatmentQuestions.Of(code, cases, definition), StringComparer.Ordinal);
        ImmutableArray<TreatmentCase> Of(string code) => asked.GetValueOrDefault(code, []);
        var comparisons = stages.Count > 0 ? Treatment.Compare(definition.Procedures.Families, groupings, definition.Procedures.Level, Of)
            : Treatment.CountOnly(definition.Procedures.Families, groupings, Of);
        return new ImpartialityBook
        {
            Until = until,
            IsTested = stages.Count > 0,
            Comparisons = [.. comparisons.Where(comparison => grouping is null || comparison.Grouping == grouping)],
            Waits = [.. groupings.Where(known => grouping is null || known.Code == grouping).Select(known => TimeToDecision.Compare(known, cases, definition.Procedures.Calendar.Zone, asOf))],
            Handed = AgentsCopies.Pairs(asking),
            HandedTogether = AgentsCopies.Sets(asking),
            AsOf = asOf,
            Closed = ClosedCounts.Of(reported, definition.Stations.Length),
        };
    }
}
