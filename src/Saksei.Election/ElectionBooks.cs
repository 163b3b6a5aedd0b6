using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Impartiality;
using Saksei.Election.Organisations;
using Saksei.Election.Results;

namespace Saksei.Election;

/// <summary>
/// All books as they were after so many acts, for ever: a snapshot of the fold, which goes on without it. Taking one computes
/// nothing. Each part is computed when first asked for, at most once, by any thread.
/// </summary>
public sealed class ElectionBooks
{
    private readonly Lazy<ElectionEvidence> _evidence;
    private readonly Lazy<ImmutableArray<ConstituencyHolders>> _holders;
    private readonly Lazy<ImpartialityBook> _impartiality;

    internal ElectionBooks(ElectionFold fold, ElectionBooks? before, CopiedBookChanges changes)
    {
        (Definition, Size, Tick, VoidCount) = (fold.Definition, fold.Size, fold.Tick, fold.VoidCount);
        (Founding, RulesVersion) = (fold.Organisations.Founding, fold.Organisations.RulesVersion);
        (Forms, Declared, Posted) = (fold.Forms.Snapshot(), fold.ResultBook.Declared, fold.Holders.Posted);
        Copied = CopiedBooks.Of(fold, before, changes);
        Results = new ElectionResults(Definition, Forms, Declared, before?.Results) { IsSimulated = IsSimulated };
        _evidence = new(() => EvidenceIn(EvidenceReading.Contradicted));
        _holders = new(() => Posted.Of(Results));
        _impartiality = new(() => ImpartialityBy(null));
    }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    /// <summary>Acts of the register when the snapshot was taken.</summary>
    public long Size { get; }

    /// <summary>The register's time then.</summary>
    public Moment Tick { get; }

    /// <summary>How many acts were void.</summary>
    public long VoidCount { get; }

    /// <summary>The version of the rules that applies to the next act.</summary>
    public int RulesVersion { get; }

    /// <summary>The founding act; null before it.</summary>
    public RegisterFound? Founding { get; }

    /// <summary>Whether figures are simulated: the founding act alone says so.</summary>
    public bool IsSimulated => Founding?.Simulated ?? false;

    /// <summary>All organisations by code.</summary>
    public ImmutableDictionary<string, Organisation> Organisations => Copied.Organisations;

    /// <summary>Copies and adjudications.</summary>
    public FormsAsOf Forms { get; }

    /// <summary>Deliveries and conditions.</summary>
    public StationsAsOf Stations => Copied.Stations;

    /// <summary>Lots drawn and stages declared.</summary>
    public Declarations Declared { get; }

    /// <summary>Cases with their deadlines.</summary>
    public CasesAsOf Cases => Copied.Cases;

    /// <summary>What follows from the forms: how stations stand, tallies, seats.</summary>
    public ElectionResults Results { get; }

    /// <summary>What each seat rests on, in the reading that opens contradicted and missing stations.</summary>
    public ElectionEvidence Evidence => _evidence.Value;

    /// <summary>Who holds the seats of each constituency where candidates were posted.</summary>
    public ImmutableArray<ConstituencyHolders> Holders => _holders.Value;

    /// <summary>Whether like cases were treated alike.</summary>
    public ImpartialityBook Impartiality => _impartiality.Value;

    internal CopiedBooks Copied { get; }

    private HoldersAsOf Posted { get; }

    /// <summary>What each seat rests on in a reader's own reading; computed at each call.</summary>
    public ElectionEvidence EvidenceIn(EvidenceReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return ElectionEvidence.Of(Results, Forms, Stations.DeliveryOf, reading, Cases.DisputedStations(reading.OrderedOnly));
    }

    /// <summary>Whether like cases were treated alike by one grouping, or all of them; computed at each call.</summary>
    public ImpartialityBook ImpartialityBy(string? grouping) =>
        ImpartialityBook.Of(Definition, Cases.Files, Cases.View, Tick, Stations.HistoryOf, Declared.Stages, Size, grouping) with { IsSimulated = IsSimulated };
}
