using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Election.Definition;
using Saksei.Election.Files;
using Saksei.Election.Findings;
using Saksei.Election.Impartiality;
using Saksei.Election.Observation;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Election.Values;

namespace Saksei.Election;

/// <summary>
/// All books as they were after so many acts, for ever: a snapshot of the fold, which goes on without it. Taking one computes
/// nothing. Each part is computed when first asked for, at most once, by any thread.
/// </summary>
public sealed class ElectionBooks
{
    private readonly Part<ComparedBooks> _impartiality;
    private readonly Part<ObservationTallies> _tallies;

    internal ElectionBooks(ElectionFold fold, ElectionBooks? before)
    {
        (Definition, Size, Tick, VoidCount) = (fold.Definition, fold.Size, fold.Tick, fold.VoidCount);
        (Organisations, Stations, Observation) = (fold.Organisations.Snapshot(), fold.Stations.Snapshot(), fold.Observation.Snapshot());
        (Files, Consultations, Scripts, Cosigning) = (fold.Files.Snapshot(), fold.Consultations.Snapshot(), fold.Scripts.Records, fold.Cosigning.Records);
        Contests = [.. fold.Contests.Select((books, index) => new ContestAsOf(this, books, IsSimulated, before?.Contests[index]))];
        Stages = [.. Contests.SelectMany(contest => contest.Declared.Stages).OrderBy(stage => stage.Place.Index)];
        Cases = fold.Cases.Snapshot(Declarations.ProvisionalOf(Contests.Select(contest => contest.Declared)), Tick);
        Findings = fold.Findings;
        _impartiality = new(before?._impartiality, Compare);
        _tallies = new(before?._tallies, earlier => earlier?.Next(Observation, Stations) ?? ObservationTallies.Of(Definition, Observation, Stations));
    }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    /// <summary>Acts of the register when the snapshot was taken.</summary>
    public long Size { get; }

    /// <summary>The register's time then.</summary>
    public Moment Tick { get; }

    /// <summary>How many acts were void.</summary>
    public long VoidCount { get; }

    /// <summary>Whether figures are simulated: the founding act alone says so.</summary>
    public bool IsSimulated => Organisations.Simulated;

    /// <summary>Organisations and their keys.</summary>
    public OrganisationRecords Organisations { get; }

    /// <summary>Which scripts organisations built.</summary>
    public ScriptRecords Scripts { get; }

    /// <summary>Who had and has to co-sign checkpoints.</summary>
    public CosigningRecords Cosigning { get; }

    /// <summary>What is of each contest, in the definition's order.</summary>
    public ImmutableArray<ContestAsOf> Contests { get; }

    /// <summary>Which files were taken down.</summary>
    public FileRecords Files { get; }

    /// <summary>Deliveries and conditions.</summary>
    public StationRecords Stations { get; }

    /// <summary>What observers saw.</summary>
    public ObservationRecords Observation { get; }

    /// <summary>The numbers of what they saw.</summary>
    public ObservationTallies ObservationTallies => _tallies.Value;

    /// <summary>Every incident at the register's time, in the order of the first reports.</summary>
    public IEnumerable<Incident> Incidents => Observation.Incidents.Select(StandingOf);

    /// <summary>The incident of a report, by the index of the report's first act; null where there is none.</summary>
    public Incident? FindIncident(long report) => Observation.FindReport(report) is { } found ? StandingOf(Observation.IncidentOf(found)) : null;

    private Incident StandingOf(ImmutableArray<IncidentReport> reports) => Incident.Of(reports, Definition.Head.Observation, Tick);

    /// <summary>What the document of the observation is written from.</summary>
    public ObservationInput ObservationInput => new(ObservationTallies, Stations, Organisations, Incidents);

    /// <summary>The stages that results of any contest reached, in the order of the register.</summary>
    public ImmutableArray<StageState> Stages { get; }

    /// <summary>Cases with their deadlines.</summary>
    public CaseBooksSnapshot Cases { get; }

    /// <summary>Findings, recommendations and statements.</summary>
    public FindingRecords Findings { get; }

    /// <summary>Consultations and their opinions.</summary>
    public ConsultationRecords Consultations { get; }

    /// <summary>Whether like cases were treated alike.</summary>
    public ImpartialityBook Impartiality => _impartiality.Value.Book;

    /// <summary>What is of a contest.</summary>
    public ContestAsOf Of(Contest contest)
    {
        ArgumentNullException.ThrowIfNull(contest);
        return Contests[contest.Index];
    }

    /// <summary>Whether like cases were treated alike by one grouping, or all of them; computed at each call.</summary>
    public ImpartialityBook ImpartialityBy(string? grouping) =>
        ImpartialityBook.Of(new TreatmentRecords(Definition, Cases.Files, Cases.View, Organisations, Stations, Observation), Tick, Stages, Size, grouping) with { IsSimulated = IsSimulated };

    // From the first declared stage on, it is as of the last one: later acts can change nothing of it.
    private ComparedBooks Compare(ComparedBooks? earlier)
    {
        if (Stages is not [.., var last]) return new ComparedBooks(null, [], ImpartialityBy(null));
        var holidays = Cases.HolidaysBy(last.Place.Tick);
        return earlier?.Last == last && earlier.Holidays.SequenceEqual(holidays) ? earlier : new ComparedBooks(last, holidays, ImpartialityBy(null));
    }

    private sealed record ComparedBooks(StageState? Last, ImmutableArray<Holiday> Holidays, ImpartialityBook Book);
}
