using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Impartiality;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Register.Tree;
using CultureInfo = System.Globalization.CultureInfo;

namespace Saksei.Election;

/// <summary>
/// The books of one register, one act after the other: <see cref="Apply"/> says of each whether it took effect or is void
/// and by which rule, and nothing else ever changes them. Deterministic: the same acts make the same books everywhere.
/// Signatures are the caller's to check, with <see cref="OrganisationBook.FindKey"/> just before each act.
/// Not for several threads at once.
/// </summary>
public sealed class ElectionFold
{
    /// <summary>The newest version of the rules that this fold knows; a register that asks for a newer one can't be checked by it.</summary>
    public const int KnownRules = 1;

    private readonly string _origin;
    private readonly Dictionary<Hash, long> _places = [];
    private readonly CopiedBookChanges _changes = new();
    private Lazy<ElectionBooks> _snapshot;

    /// <summary>Empty books.</summary>
    public ElectionFold(ElectionDefinition definition, string origin)
    {
        (Definition, _origin) = (definition, origin);
        Reader = new ActReader(definition);
        Organisations = new OrganisationBook(definition);
        Stations = new StationBook(definition, Organisations);
        Forms = new FormBook(definition, Organisations, Reader.Shapes);
        ResultBook = new ResultBook(definition, Organisations, Forms);
        Holders = new HolderBook(definition, Organisations);
        Cases = new CaseBooks(definition, Organisations);
        _snapshot = SnapshotAfter(null);
    }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    /// <summary>Reads acts for these books.</summary>
    public ActReader Reader { get; }

    /// <summary>Who may sign what.</summary>
    public OrganisationBook Organisations { get; }

    /// <summary>Deliveries and conditions.</summary>
    public StationBook Stations { get; }

    /// <summary>Copies and adjudications.</summary>
    public FormBook Forms { get; }

    /// <summary>Lots and stages.</summary>
    public ResultBook ResultBook { get; }

    /// <summary>Posted candidates, and what happened to seats since.</summary>
    public HolderBook Holders { get; }

    /// <summary>Parties, candidates, complaints, events and the commission.</summary>
    public CaseBooks Cases { get; }

    /// <summary>Acts so far.</summary>
    public long Size { get; private set; }

    /// <summary>The last tick; the beginning of time before the first.</summary>
    public Moment Tick { get; private set; }

    /// <summary>How many acts were void.</summary>
    public long VoidCount { get; private set; }

    /// <summary>
    /// The books as they are now, for ever, without copying or computing them: for those who read while further acts come in. Several
    /// threads may ask at once, while no act is applied.
    /// </summary>
    public ElectionBooks Snapshot() => _snapshot.Value;

    private Lazy<ElectionBooks> SnapshotAfter(ElectionBooks? before) => new(() => new ElectionBooks(this, before, _changes));

    /// <summary>What follows from the books as they are now.</summary>
    public ElectionResults Results() => Snapshot().Results;

    /// <summary>What each seat rests on in the books as they are now.</summary>
    public ElectionEvidence Evidence(EvidenceReading reading) => Snapshot().EvidenceIn(reading);

    /// <summary>A case with its deadlines as they stand at the register's time, or another.</summary>
    public CaseView View(CaseFile file, Moment? asOf = null) => CaseBooks.View(file, Definition, Cases.Calendar, ResultBook.Declared.ProvisionalAt, asOf ?? Tick);

    /// <summary>Whether like cases were treated alike, in the books as they are now.</summary>
    public ImpartialityBook Impartiality(string? grouping = null) => Snapshot().ImpartialityBy(grouping);

    /// <summary>Takes the next act.</summary>
    /// <param name="act">A well-formed act, whose signatures hold.</param>
    /// <param name="identity">SHA-256 of its text.</param>
    public Outcome Apply(Act act, Hash identity)
    {
        var ruling = Decide(act, new ActPlace(Size, identity, Tick));
        ruling.Effect?.Invoke();
        _places.TryAdd(identity, Size);
        if (ruling.Effect is not null) _changes.Note(act, Size);
        if (_snapshot.IsValueCreated) _snapshot = SnapshotAfter(_snapshot.Value);
        Size++;
        if (!ruling.Outcome.IsApplied) VoidCount++;
        return ruling.Outcome;
    }

    /// <summary>What <see cref="Apply"/> would say if the act came next; changes nothing.</summary>
    public Outcome Preview(Act act, Hash identity) => Decide(act, new ActPlace(Size, identity, Tick)).Outcome;

    /// <summary>The place of an act by its identity; null where it hasn't come yet. Of several the first one's.</summary>
    public long? Find(Hash identity) => _places.TryGetValue(identity, out var place) ? place : null;

    // The log alone can append an old record again, signatures and all: what was once in never takes effect a second time,
    // nor does what was void when it came.
    private Ruling Decide(Act act, ActPlace place)
    {
        if (Find(place.Identity) is { } first) return Ruling.Void("act-known", first.ToString(CultureInfo.InvariantCulture));
        if (act is RegisterFound found) return Organisations.Found(found, place, _origin);
        if (Organisations.Founding is null) return Ruling.Void("not-founded");
        return Organisations.CheckSigners(act, role => MayAuthor(act, role)) is { IsApplied: false } outcome ? Ruling.Void(outcome) : Rule(act, place);
    }

    private Ruling Rule(Act act, ActPlace place) => act switch
    {
        ClockTick tick => Advance(tick),
        FormCommit commit => Forms.Commit(commit, place),
        FormReveal reveal => Forms.Reveal(reveal, place),
        FormCopy copy => Forms.AddCopy(copy, place),
        FormAdjudicate adjudicate => Forms.Adjudicate(adjudicate, place),
        StationsDelivered delivered => Stations.Deliver(delivered, place),
        StationConditions conditions => Stations.Observe(conditions, place),
        OrganisationEnrol enrol => Organisations.Enrol(enrol, place),
        OrganisationRevoke revoke => Organisations.Revoke(revoke, place),
        OrganisationAccredit accredit => Organisations.Accredit(accredit, place),
        OrganisationVouch vouch => Organisations.Vouch(vouch, place),
        RegisterRules rules => Organisations.Rules(rules),
        SeatsLot lot => ResultBook.Draw(lot, place),
        ResultsStage stage => ResultBook.Declare(stage, place),
        SeatsCandidates candidates => Holders.Post(candidates, place),
        SeatsChange change => Holders.Change(change, place, ResultBook.Now(), ResultBook.Declared.IsOfficial),
        CaseAct step => Cases.Take(step, place),
        HolidayAnnounce holiday => Cases.Announce(holiday, place),
        _ => throw new UnreachableException(act.Kind),
    };

    // A desk signs everything of its organisation; a clerk types forms; an agent reports what she sees.
    private static bool MayAuthor(Act act, KeyRole role) => (act, role) switch
    {
        (ClockTick, KeyRole.Clock) => true,
        (ClockTick, _) => false,
        (FormCommit or FormReveal, KeyRole.Clerk or KeyRole.Desk) => true,
        (FormCopy { Source: CopySource.Official }, not KeyRole.Desk) => false,
        (FormCopy or StationConditions, KeyRole.Agent or KeyRole.Clerk) => true,
        (OrganisationRevoke, KeyRole.Recovery) => true,
        (CaseAct { Step.By: StepBy.Person }, KeyRole.Agent) => true,
        (_, KeyRole.Desk) => true,
        _ => false,
    };

    private Ruling Advance(ClockTick tick) => tick.Header.At < Tick
        ? Ruling.Void("tick-earlier", tick.Header.At.ToString())
        : Ruling.Apply(() => Tick = tick.Header.At);
}
