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

/// <summary>
/// All that pages show, as of one checkpoint. It is taken from the fold while nobody writes, leads nowhere back to it and
/// never changes, so any number of requests read it at once.
/// </summary>
public sealed class BooksAsOf
{
    private readonly IReadOnlyList<Copy>[] _copies;
    private readonly Adjudication?[] _adjudications;
    private readonly DeliveryState?[] _deliveries;
    private readonly Dictionary<int, ImmutableArray<ConditionsState>> _history = [];
    private readonly ILookup<int, OpenEntry> _openEntries;
    private readonly Func<Unit, StateCounts> _countsOf;
    private readonly Dictionary<int, OpenStation> _open;

    // From what doesn't change any more, when first asked for.
    private readonly Lazy<ImpartialityBook> _impartiality;
    private readonly Lazy<byte[]> _impartialityDocument;

    internal BooksAsOf(ElectionFold fold, IEnumerable<(long Index, string Act, Outcome Outcome)> voided)
    {
        (Definition, Size, Tick) = (fold.Definition, fold.Size, fold.Tick);
        Founding = fold.Organisations.Founding;
        Organisations = fold.Organisations.All.ToImmutableDictionary();
        var stations = Definition.Stations;
        _copies = [.. stations.Select(fold.Forms.CopiesOf)];
        _adjudications = [.. stations.Select(fold.Forms.AdjudicationOf)];
        _deliveries = [.. stations.Select(fold.Stations.DeliveryOf)];
        foreach (var station in stations)
            if (fold.Stations.HistoryOf(station) is { IsEmpty: false } history)
                _history[station.Index] = history;
        _openEntries = stations.SelectMany(station => fold.Forms.OpenEntriesOf(station).Select(entry => (station.Index, Entry: entry))).ToLookup(pair => pair.Index, pair => pair.Entry);
        (ObservedStations, BehindClosedDoors) = (fold.Stations.Observed, fold.Stations.CountedBehindClosedDoors);
        VoidCount = fold.VoidCount;
        var snapshot = fold.Snapshot();
        Stages = snapshot.Declared.Stages;
        Lots = [.. Definition.Constituencies.Select(snapshot.Declared.LotsOf)];

        var results = snapshot.Results;
        (Standings, Total, UnitTallies, Tallies, Allocations) = (results.Standings, results.Total, results.UnitTallies, results.Tallies, results.Allocations);
        SeatsByList = results.SeatsByList();
        Summary = results.Summary;
        Evidence = snapshot.Evidence;
        Holders = snapshot.Holders;
        Files = PublishedResults.Of(snapshot, voided);
        _open = Evidence.Constituencies.SelectMany(constituency => constituency.Open).ToDictionary(open => open.Station.Index);
        Cases = snapshot.Cases;
        _impartialityDocument = new Lazy<byte[]>(() => ImpartialityDocument.Write(Impartiality));
        _impartiality = new Lazy<ImpartialityBook>(() => ImpartialityBook.Of(Definition, Cases.Files, Cases.View, Tick, HistoryOf, Stages, Size) with { IsSimulated = Simulated });
        CopyingOrganisations = [.. results.CopyingOrganisations];
        _countsOf = results.CountsOf;
        InState = Standings.ToLookup(standing => standing.State, standing => standing.Station);
    }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    /// <summary>Acts of the checkpoint.</summary>
    public long Size { get; }

    /// <summary>The register's time.</summary>
    public Moment Tick { get; }

    /// <summary>The founding act.</summary>
    public RegisterFound? Founding { get; }

    /// <summary>Whether figures are simulated: the founding act alone says so.</summary>
    public bool Simulated => Founding?.Simulated ?? false;

    /// <summary>All organisations by code.</summary>
    public ImmutableDictionary<string, Organisation> Organisations { get; }

    /// <summary>How each station stands, by its index.</summary>
    public IReadOnlyList<StationStanding> Standings { get; }

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

    /// <summary>Stations whose count anybody observed.</summary>
    public int ObservedStations { get; }

    /// <summary>Stations where anybody saw the doors closed during the count.</summary>
    public int BehindClosedDoors { get; }

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

    /// <summary>The delivery that stands for a station, or null.</summary>
    public DeliveryState? DeliveryOf(Station station) => _deliveries[station.Index];

    /// <summary>What organisations saw at a station.</summary>
    public ImmutableArray<ConditionsState> ConditionsOf(Station station) => ConditionsState.LastOf(HistoryOf(station));

    private ImmutableArray<ConditionsState> HistoryOf(Station station) => _history.GetValueOrDefault(station.Index, []);

    /// <summary>Entries at a station that aren't a copy yet.</summary>
    public IEnumerable<OpenEntry> OpenEntriesOf(Station station) => _openEntries[station.Index];

    /// <summary>States of the stations in a unit and below.</summary>
    public StateCounts CountsOf(Unit unit) => _countsOf(unit);
}
