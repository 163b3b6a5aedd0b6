using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Impartiality;
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
    private readonly Part<WeighedBooks> _evidence;
    private readonly Part<SeatsHeld> _holders;
    private readonly Part<ComparedBooks> _impartiality;

    internal ElectionBooks(ElectionFold fold, ElectionBooks? before)
    {
        (Definition, Size, Tick, VoidCount) = (fold.Definition, fold.Size, fold.Tick, fold.VoidCount);
        (Organisations, Stations) = (fold.Organisations.Snapshot(), fold.Stations.Snapshot());
        (Forms, Declared) = (fold.Forms.Snapshot(), fold.ResultBook.Declared);
        Cases = fold.Cases.Snapshot(Declared.ProvisionalAt, Tick);
        Results = new ElectionResults(Definition, Forms, Declared, before?.Results) { IsSimulated = IsSimulated };
        var posted = fold.Holders.Posted;
        _holders = new(before?._holders, earlier => posted.Of(Results.Allocations, earlier));
        _evidence = new(before?._evidence, Weigh);
        _impartiality = new(before?._impartiality, Compare);
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

    /// <summary>Copies and adjudications.</summary>
    public FormsAsOf Forms { get; }

    /// <summary>Deliveries and conditions.</summary>
    public StationRecords Stations { get; }

    /// <summary>Lots drawn and stages declared.</summary>
    public Declarations Declared { get; }

    /// <summary>Cases with their deadlines.</summary>
    public CaseBooksSnapshot Cases { get; }

    /// <summary>What follows from the forms: how stations stand, tallies, seats.</summary>
    public ElectionResults Results { get; }

    /// <summary>What each seat rests on, in the reading that opens contradicted and missing stations.</summary>
    public ElectionEvidence Evidence => _evidence.Value.Evidence;

    /// <summary>Who holds the seats of each constituency where candidates were posted.</summary>
    public ImmutableArray<ConstituencyHolders> Holders => _holders.Value.Holders;

    /// <summary>Whether like cases were treated alike.</summary>
    public ImpartialityBook Impartiality => _impartiality.Value.Book;

    /// <summary>What each seat rests on in a reader's own reading; computed at each call.</summary>
    public ElectionEvidence EvidenceIn(EvidenceReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return ElectionEvidence.Of(BooksOf(reading));
    }

    /// <summary>Whether like cases were treated alike by one grouping, or all of them; computed at each call.</summary>
    public ImpartialityBook ImpartialityBy(string? grouping) =>
        ImpartialityBook.Of(Definition, Cases.Files, Cases.View, Tick, Stations, Declared.Stages, Size, grouping) with { IsSimulated = IsSimulated };

    private EvidenceBooks BooksOf(EvidenceReading reading) =>
        EvidenceBooks.Of(Results, Forms, Stations, Cases.DisputedStations(reading.OrderedOnly), reading);

    private WeighedBooks Weigh(WeighedBooks? earlier)
    {
        var books = BooksOf(EvidenceReading.Contradicted);
        return new WeighedBooks(books, earlier is null ? ElectionEvidence.Of(books) : earlier.Evidence.Next(books, earlier.Books));
    }

    // From the first declared stage on, it is as of the last one: later acts can change nothing of it.
    private ComparedBooks Compare(ComparedBooks? earlier)
    {
        if (Declared.Stages is not [.., var last]) return new ComparedBooks(null, [], ImpartialityBy(null));
        var holidays = Cases.HolidaysBy(last.Place.Tick);
        return earlier?.Last == last && earlier.Holidays.SequenceEqual(holidays) ? earlier : new ComparedBooks(last, holidays, ImpartialityBy(null));
    }

    private sealed record WeighedBooks(EvidenceBooks Books, ElectionEvidence Evidence);

    private sealed record ComparedBooks(StageState? Last, ImmutableArray<Holiday> Holidays, ImpartialityBook Book);
}
