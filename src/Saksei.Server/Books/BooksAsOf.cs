using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Impartiality;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Seats;
using Saksei.Election.Stations;
using Saksei.Verifier;

namespace Saksei.Server.Books;

/// <summary>How many stations of a unit are in each state.</summary>
public readonly record struct StateCounts(int Stations, int Missing, int Uncorroborated, int Corroborated, int Contradicted, int Adjudicated)
{
    /// <summary>The count of one state.</summary>
    public int Of(Corroboration state) => state switch
    {
        Corroboration.Missing => Missing,
        Corroboration.Uncorroborated => Uncorroborated,
        Corroboration.Corroborated => Corroborated,
        Corroboration.Contradicted => Contradicted,
        Corroboration.Adjudicated => Adjudicated,
    };

    internal StateCounts Plus(StateCounts other) => new(
        Stations + other.Stations, Missing + other.Missing, Uncorroborated + other.Uncorroborated,
        Corroborated + other.Corroborated, Contradicted + other.Contradicted, Adjudicated + other.Adjudicated);

    internal static StateCounts One(Corroboration state) => new(
        1, state == Corroboration.Missing ? 1 : 0, state == Corroboration.Uncorroborated ? 1 : 0, state == Corroboration.Corroborated ? 1 : 0,
        state == Corroboration.Contradicted ? 1 : 0, state == Corroboration.Adjudicated ? 1 : 0);
}

/// <summary>
/// All that pages show, as of one checkpoint. It is taken from the fold while nobody writes, leads nowhere back to it and
/// never changes, so any number of requests read it at once.
/// </summary>
public sealed class BooksAsOf
{
    private readonly IReadOnlyList<Copy>[] _copies;
    private readonly Adjudication?[] _adjudications;
    private readonly ILookup<int, OpenEntry> _openEntries;
    private readonly StateCounts[] _counts;
    private readonly Dictionary<int, OpenStation> _open;

    // From what doesn't change any more, when first asked for.
    private readonly Lazy<ImpartialityBook> _impartiality;
    private readonly Lazy<byte[]> _impartialityDocument;

    internal BooksAsOf(ElectionFold fold, IEnumerable<(long Index, string Act, Outcome Outcome)> voided)
    {
        (Definition, Size, Tick) = (fold.Definition, fold.Size, fold.Tick);
        Organisations = fold.Organisations.Snapshot();
        Unconfirmed = Organisation.UnconfirmedOf(Organisations.All.Values);
        var stations = Definition.Stations;
        _copies = [.. stations.Select(fold.Forms.CopiesOf)];
        _adjudications = [.. stations.Select(fold.Forms.AdjudicationOf)];
        Stations = fold.Stations.Snapshot();
        _openEntries = fold.Forms.OpenEntries().ToLookup(pair => pair.Station.Index, pair => pair.Entry);
        VoidCount = fold.VoidCount;
        Stages = [.. fold.ResultBook.Stages];
        Lots = [.. Definition.Constituencies.Select(fold.ResultBook.LotsOf)];

        var results = fold.Results();
        (Standings, Total, UnitTallies, Tallies, Allocations) = (results.Standings, results.Total, results.UnitTallies, results.Tallies, results.Allocations);
        SeatsByList = results.SeatsByList();
        Summary = Summary.Of(results, fold.Forms);
        Evidence = fold.Evidence(results, EvidenceReading.Contradicted);
        Holders = fold.Holders.Of(results);
        Files = PublishedResults.Of(fold, results, Evidence, voided);
        _open = Evidence.Constituencies.SelectMany(constituency => constituency.Open).ToDictionary(open => open.Station.Index);
        Cases = new CasesAsOf(fold.SnapshotOfCases());
        _impartialityDocument = new Lazy<byte[]>(() => ImpartialityDocument.Write(Impartiality));
        _impartiality = new Lazy<ImpartialityBook>(() => ImpartialityBook.Of(Definition, Cases.Files, Cases.View, Tick, Stations, Stages, Size) with { IsSimulated = Simulated });
        CopyingOrganisations = [.. _copies.SelectMany(copies => copies).Where(copy => copy.Source != CopySource.Official)
            .Select(copy => copy.Organisation).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _counts = CountStates();
        InState = Standings.ToLookup(standing => standing.State, standing => standing.Station);
    }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    /// <summary>Acts of the checkpoint.</summary>
    public long Size { get; }

    /// <summary>The register's time.</summary>
    public Moment Tick { get; }

    /// <summary>Whether figures are simulated: the founding act alone says so.</summary>
    public bool Simulated => Organisations.Simulated;

    /// <summary>Organisations and their keys.</summary>
    public OrganisationRecords Organisations { get; }

    /// <summary>Those whose names nobody of their own interest group confirmed.</summary>
    public ImmutableHashSet<string> Unconfirmed { get; }

    /// <summary>How each station stands, by its index.</summary>
    public ImmutableArray<StationStanding> Standings { get; }

    /// <summary>Stations by state, in the definition's order.</summary>
    public ILookup<Corroboration, Station> InState { get; }

    /// <summary>The counts of all standings.</summary>
    public Summary Summary { get; }

    /// <summary>Official figures of everything.</summary>
    public Tally Total { get; }

    /// <summary>Official figures of each unit, by its index.</summary>
    public ImmutableArray<Tally> UnitTallies { get; }

    /// <summary>Official figures of each constituency, by its index.</summary>
    public ImmutableArray<Tally> Tallies { get; }

    /// <summary>Seats with their working by constituency; empty where none are given.</summary>
    public ImmutableArray<Allocation> Allocations { get; }

    /// <summary>Seats by list, by the list's index.</summary>
    public ImmutableArray<int> SeatsByList { get; }

    /// <summary>Lots drawn, by constituency.</summary>
    public ImmutableArray<ImmutableArray<(Lot Lot, ActPlace Place)>> Lots { get; }

    /// <summary>Stages that results reached.</summary>
    public ImmutableArray<StageState> Stages { get; }

    /// <summary>Deliveries, and what was seen of counts.</summary>
    public StationRecords Stations { get; }

    /// <summary>Acts that were void.</summary>
    public long VoidCount { get; }

    /// <summary>The published results.</summary>
    public PublishedResults Files { get; }

    /// <summary>Whether seats can be told: the election gives some, and there are votes.</summary>
    public bool HasSeats => !Allocations.IsEmpty && Total.Reported > 0;

    /// <summary>Who holds the seats, where candidates were posted.</summary>
    public ImmutableArray<ConstituencyHolders> Holders { get; }

    /// <summary>What each seat rests on, in the reading that opens contradicted and missing stations.</summary>
    public ElectionEvidence Evidence { get; }

    /// <summary>Cases with their deadlines.</summary>
    public CasesAsOf Cases { get; }

    /// <summary>Whether like cases were treated alike.</summary>
    public ImpartialityBook Impartiality => _impartiality.Value;

    /// <summary>The same as a document, written once.</summary>
    public byte[] ImpartialityFile => _impartialityDocument.Value;

    /// <summary>Organisations that have copies beside the official ones, by code.</summary>
    public ImmutableArray<string> CopyingOrganisations { get; }

    /// <summary>Why a station is open in that reading; null where its figures are settled, or no seats are given.</summary>
    public OpenStation? OpenOf(Station station) => _open.GetValueOrDefault(station.Index);

    /// <summary>How one station stands.</summary>
    public StationStanding StandingOf(Station station) => Standings[station.Index];

    /// <summary>The copies that stand for a station.</summary>
    public IReadOnlyList<Copy> CopiesOf(Station station) => _copies[station.Index];

    /// <summary>The decision that stands for a station, or null.</summary>
    public Adjudication? AdjudicationOf(Station station) => _adjudications[station.Index];

    /// <summary>Entries at a station that aren't a copy yet.</summary>
    public IEnumerable<OpenEntry> OpenEntriesOf(Station station) => _openEntries[station.Index];

    /// <summary>States of the stations in a unit and below.</summary>
    public StateCounts CountsOf(Unit unit) => _counts[unit.Index];

    // A parent stands before its children.
    private StateCounts[] CountStates()
    {
        var counts = new StateCounts[Definition.Units.Length];
        for (var i = counts.Length - 1; i >= 0; i--)
        {
            foreach (var station in Definition.Units[i].Stations) counts[i] = counts[i].Plus(StateCounts.One(Standings[station.Index].State));
            foreach (var child in Definition.Units[i].Children) counts[i] = counts[i].Plus(counts[child.Index]);
        }

        return counts;
    }
}
