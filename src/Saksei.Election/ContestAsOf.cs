using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Values;

namespace Saksei.Election;

/// <summary>The books of one contest as they were when a snapshot was taken, for ever, and what follows from them.</summary>
public sealed class ContestAsOf
{
    private readonly ElectionBooks _election;
    private readonly Part<WeighedBooks> _evidence;
    private readonly Part<SeatsHeld> _holders;

    internal ContestAsOf(ElectionBooks election, ContestBooks books, bool isSimulated, ContestAsOf? before)
    {
        (_election, Forms, Declared) = (election, books.Forms.Snapshot(), books.Results.Declared);
        Results = new ElectionResults(books.Contest, Forms, Declared, before?.Results) { IsSimulated = isSimulated };
        var posted = books.Holders.Posted;
        _holders = new(before?._holders, earlier => posted.Of(Results.Allocations, earlier));
        _evidence = new(before?._evidence, Weigh);
    }

    /// <summary>What is voted on.</summary>
    public Contest Contest => Results.Contest;

    /// <summary>Copies and adjudications.</summary>
    public FormsAsOf Forms { get; }

    /// <summary>Lots drawn and stages declared.</summary>
    public Declarations Declared { get; }

    /// <summary>What follows from the forms: how stations stand, tallies, seats.</summary>
    public ElectionResults Results { get; }

    /// <summary>What each seat rests on, in the reading that opens contradicted and missing stations.</summary>
    public ElectionEvidence Evidence => _evidence.Value.Evidence;

    /// <summary>Who holds the seats of each constituency where candidates were posted.</summary>
    public ImmutableArray<ConstituencyHolders> Holders => _holders.Value.Holders;

    /// <summary>What each seat rests on in a reader's own reading; computed at each call.</summary>
    public ElectionEvidence EvidenceIn(EvidenceReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return ElectionEvidence.Of(BooksOf(reading));
    }

    private EvidenceBooks BooksOf(EvidenceReading reading) =>
        EvidenceBooks.Of(Results, Forms, _election.Stations, _election.Cases.DisputedStations(reading.OrderedOnly), reading);

    private WeighedBooks Weigh(WeighedBooks? earlier)
    {
        var books = BooksOf(EvidenceReading.Contradicted);
        return new WeighedBooks(books, earlier is null ? ElectionEvidence.Of(books) : earlier.Evidence.Next(books, earlier.Books));
    }

    private sealed record WeighedBooks(EvidenceBooks Books, ElectionEvidence Evidence);
}
