using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Findings;
using Saksei.Election.Forms;
using Saksei.Election.Impartiality;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Seats;
using Saksei.Election.Stations;

namespace Saksei.Server.Books;

/// <summary>
/// All that pages show, as of one checkpoint: a snapshot of the books, under the words by which pages ask. It never changes, so any
/// number of requests read it at once; each part is computed when first asked for.
/// </summary>
public sealed class BooksAsOf
{
    private readonly ElectionBooks _books;
    private readonly ContestAsOf _contest;
    private readonly Lazy<Dictionary<int, OpenStation>> _open;
    private readonly Lazy<ILookup<Corroboration, Station>> _inState;
    private readonly Lazy<ImmutableArray<int>> _seatsByList;
    private readonly Lazy<bool> _changed;
    private readonly Lazy<CountBoard> _board;

    private BooksAsOf(ElectionBooks books, ContestAsOf contest, CasesAsOf cases, PicturesAsOf pictures, ImmutableHashSet<string> unconfirmed)
    {
        (_books, _contest, Cases, Pictures, Unconfirmed) = (books, contest, cases, pictures, unconfirmed);
        _open = new(() => Evidence.Constituencies.SelectMany(constituency => constituency.Open).ToDictionary(open => open.Station.Index));
        _inState = new(() => Standings.Where(standing => Contest.Has(standing.Station)).ToLookup(standing => standing.State, standing => standing.Station));
        _seatsByList = new(contest.Results.SeatsByList);
        _board = new(() => CountBoard.Of(this));
        _changed = new(() => Stages is [.., var last] && contest.Results.TallyHash != last.Tally);
    }

    /// <summary>The books with the figures of each contest, in the definition's order.</summary>
    internal static ImmutableArray<BooksAsOf> ByContest(ElectionBooks books)
    {
        var (cases, pictures, unconfirmed) = (new CasesAsOf(books.Cases), new PicturesAsOf(books), Organisation.UnconfirmedOf(books.Organisations.All.Values));
        ImmutableArray<BooksAsOf> all = [.. books.Contests.Select(contest => new BooksAsOf(books, contest, cases, pictures, unconfirmed))];
        foreach (var one in all) one.Others = all.Remove(one);
        return all;
    }

    /// <summary>The same books with the figures of the other contests, in the definition's order.</summary>
    internal ImmutableArray<BooksAsOf> Others { get; private set; } = [];

    /// <summary>The same books with the figures of a contest.</summary>
    internal BooksAsOf In(Contest contest) => contest == Contest ? this : Others.First(other => other.Contest == contest);

    /// <summary>Who had and has to co-sign checkpoints.</summary>
    public CosigningRecords Cosigning => _books.Cosigning;

    /// <summary>Photographs of forms.</summary>
    public PicturesAsOf Pictures { get; }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition => _books.Definition;

    /// <summary>The contest whose figures the pages show.</summary>
    public Contest Contest => _contest.Contest;

    /// <summary>Acts of the checkpoint.</summary>
    public long Size => _books.Size;

    /// <summary>The register's time.</summary>
    public Moment Tick => _books.Tick;

    /// <summary>Whether figures are simulated: the founding act alone says so.</summary>
    public bool Simulated => _books.IsSimulated;

    /// <summary>Organisations and their keys.</summary>
    public OrganisationRecords Organisations => _books.Organisations;

    /// <summary>Those whose names nobody of their own interest group confirmed.</summary>
    public ImmutableHashSet<string> Unconfirmed { get; }

    /// <summary>How each station stands, by its index.</summary>
    public IReadOnlyList<StationStanding> Standings => _contest.Results.Standings;

    /// <summary>Stations by state, in the definition's order.</summary>
    public ILookup<Corroboration, Station> InState => _inState.Value;

    /// <summary>The counts of all standings.</summary>
    public Summary Summary => _contest.Results.Summary;

    /// <summary>Official figures of everything.</summary>
    public Tally Total => _contest.Results.Total;

    /// <summary>Official figures of each unit, by its index.</summary>
    public ImmutableArray<Tally> UnitTallies => _contest.Results.UnitTallies;

    /// <summary>Official figures of each constituency, by its index.</summary>
    public ImmutableArray<Tally> Tallies => _contest.Results.Tallies;

    /// <summary>Seats with their working by constituency; empty where none are given.</summary>
    public ImmutableArray<Allocation> Allocations => _contest.Results.Allocations;

    /// <summary>Seats by list, by the list's index.</summary>
    public ImmutableArray<int> SeatsByList => _seatsByList.Value;

    /// <summary>Stages that results reached.</summary>
    public ImmutableArray<StageState> Stages => _contest.Declared.Stages;

    /// <summary>The last stage that was declared, where the figures are others since; null where they are those that were declared.</summary>
    public StageState? ChangedSinceDeclared => _changed.Value ? Stages[^1] : null;

    /// <summary>Deliveries, and what was seen of counts.</summary>
    public StationRecords Stations => _books.Stations;

    /// <summary>Consultations and their opinions.</summary>
    public ConsultationRecords Consultations => _books.Consultations;

    /// <summary>Acts that were void.</summary>
    public long VoidCount => _books.VoidCount;

    /// <summary>Whether seats can be shown: the election gives some, and there are votes.</summary>
    public bool HasSeats => !Allocations.IsEmpty && Total.Reported > 0;

    /// <summary>Who holds the seats, where candidates were posted.</summary>
    public ImmutableArray<ConstituencyHolders> Holders => _contest.Holders;

    /// <summary>What each seat rests on, in the reading that opens contradicted and missing stations.</summary>
    public ElectionEvidence Evidence => _contest.Evidence;

    /// <summary>What each station waits for.</summary>
    internal CountBoard Board => _board.Value;

    /// <summary>Cases with their deadlines.</summary>
    public CasesAsOf Cases { get; }

    /// <summary>Whether like cases were treated alike.</summary>
    public ImpartialityBook Impartiality => _books.Impartiality;

    /// <summary>Findings, recommendations and statements.</summary>
    public FindingRecords Findings => _books.Findings;

    /// <summary>Organisations that have copies beside the official ones, by code.</summary>
    public ImmutableSortedSet<string> CopyingOrganisations => _contest.Results.CopyingOrganisations;

    /// <summary>Lots drawn in a constituency.</summary>
    public ImmutableArray<(Lot Lot, ActPlace Place)> LotsOf(Constituency constituency) => _contest.Declared.LotsOf(constituency);

    /// <summary>Lots drawn beyond one constituency.</summary>
    public ImmutableArray<(Lot Lot, ActPlace Place)> NationalLots => _contest.Declared.NationalLots;

    /// <summary>The allocation of the whole country, where the rule looks beyond one constituency; null elsewhere.</summary>
    public NationalAllocation? National => _contest.Results.National;

    /// <summary>The snapshot itself.</summary>
    internal ElectionBooks Snapshot => _books;

    /// <summary>Why a station is open in that reading; null where its figures are settled, or no seats are given.</summary>
    public OpenStation? OpenOf(Station station) => _open.Value.GetValueOrDefault(station.Index);

    /// <summary>How one station stands.</summary>
    public StationStanding StandingOf(Station station) => Standings[station.Index];

    /// <summary>Copies on which a check of the form fails.</summary>
    public IEnumerable<FailingCopy> Failing(FormCheck check) => FormChecking.Failing(Contest, _contest.Forms, check);

    /// <summary>The copies of a station that stand.</summary>
    public IReadOnlyList<Copy> CopiesOf(Station station) => _contest.Forms.CopiesOf(station);

    /// <summary>The decision that stands for a station, or null.</summary>
    public Adjudication? AdjudicationOf(Station station) => _contest.Forms.AdjudicationOf(station);

    /// <summary>The official figures of a station; null where there are none.</summary>
    internal Figures? OfficialFiguresOf(Station station) => _contest.Forms[station].OfficialFigures;

    /// <summary>How a check that a copy fails was looked at, or null.</summary>
    internal CheckHandling? HandlingOf(Station station, Copy copy, FormCheck check) => _contest.Forms[station].HandlingOf(copy.Place.Identity, check.Code);

    /// <summary>Whether somebody has looked at a check that a copy fails.</summary>
    internal bool IsLookedAt(Station station, Copy copy, FormCheck check) => _contest.Forms[station].IsLookedAt(copy, check);

    /// <summary>Entries at a station that aren't a copy yet, as the next clerk finds them: what lapsed with a revoked key is sealed no longer.</summary>
    public IEnumerable<OpenEntry> OpenEntriesOf(Station station) => _contest.Forms.OpenEntriesOf(station).Select(entry => entry.Under(Organisations));

    /// <summary>What each clerk typed in each round of a double entry.</summary>
    public ImmutableArray<TypedEntry> TypedOf(Station station) => _contest.Forms.TypedOf(station);

    /// <summary>States of the stations in a unit and below.</summary>
    public StateCounts CountsOf(Unit unit) => _contest.Results.CountsOf(unit);
}
