using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
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
using Saksei.Register.Tree;
using CultureInfo = System.Globalization.CultureInfo;

namespace Saksei.Election;

/// <summary>
/// The books of one register, one act after the other: <see cref="Apply"/> says of each whether it took effect or is void
/// and by which rule, and nothing else ever changes them. Deterministic: the same acts make the same books everywhere.
/// Signatures are the caller's to check, with <see cref="OrganisationRecords.FindKey"/> just before each act.
/// Not for several threads at once.
/// </summary>
public sealed class ElectionFold
{
    /// <summary>The newest version of the rules that this fold knows; a register that asks for a newer one can't be checked by it.</summary>
    public const int KnownRules = 1;

    private readonly string _origin;
    private readonly Dictionary<ActKind, Func<Act, ActPlace, Ruling>> _rules;
    private readonly FirstPlaces _places;
    private readonly EffectiveKinds _kinds;
    private readonly FindingBook _findings;
    private Lazy<ElectionBooks> _snapshot;

    /// <summary>Empty books.</summary>
    public ElectionFold(ElectionDefinition definition, string origin)
    {
        (Definition, _origin, _places) = (definition, origin, new FirstPlaces());
        _kinds = new EffectiveKinds();
        Reader = new ActReader(definition);
        Organisations = new OrganisationBook(definition);
        Files = new FileBook(definition, Organisations);
        (Scripts, Cosigning) = (new ScriptBook(ScriptRecords.None, Organisations), new CosigningBook(CosigningRecords.None, Organisations));
        Stations = new StationBook(definition, Organisations);
        Observation = new ObservationBook(definition, Organisations, Stations);
        Contests = [.. definition.Contests.Select(contest => new ContestBooks(contest, Organisations, Reader.Shapes))];
        Cases = new CaseBooks(definition, Organisations);
        Consultations = new ConsultationBook(definition, Organisations);
        _findings = NewFindings(null);
        _rules = BindRules();
        _snapshot = SnapshotAfter(null);
    }

    private ElectionFold(ElectionFold start)
    {
        (Definition, _origin, _places) = (start.Definition, start._origin, start._places.Fork());
        _kinds = start._kinds.Fork();

        // A reader of its own: it has room for the values of one act at a time, and another thread may go on with the fork.
        Reader = new ActReader(start.Definition);
        (Size, Tick, VoidCount) = (start.Size, start.Tick, start.VoidCount);
        Organisations = new OrganisationBook(start.Organisations);
        Files = new FileBook(start.Files, Organisations);
        (Scripts, Cosigning) = (new ScriptBook(start.Scripts.Records, Organisations), new CosigningBook(start.Cosigning.Records, Organisations));
        Stations = new StationBook(start.Stations, Organisations);
        Observation = new ObservationBook(start.Observation, Organisations, Stations);
        Contests = [.. start.Contests.Select(books => new ContestBooks(books, Organisations, Reader.Shapes))];
        Cases = new CaseBooks(start.Cases, Organisations);
        Consultations = new ConsultationBook(start.Consultations, Organisations);
        _findings = NewFindings(start.Findings);
        _rules = BindRules();
        _snapshot = SnapshotAfter(null);
    }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    /// <summary>Reads acts for these books.</summary>
    public ActReader Reader { get; }

    /// <summary>Who may sign what.</summary>
    public OrganisationBook Organisations { get; }

    /// <summary>The files that acts name, and which were taken down.</summary>
    public FileBook Files { get; }

    /// <summary>Which scripts organisations built.</summary>
    public ScriptBook Scripts { get; }

    /// <summary>Who has to co-sign checkpoints.</summary>
    public CosigningBook Cosigning { get; }

    /// <summary>Deliveries and conditions.</summary>
    public StationBook Stations { get; }

    /// <summary>What observers saw.</summary>
    public ObservationBook Observation { get; }

    /// <summary>What is of each contest, in the definition's order.</summary>
    public ImmutableArray<ContestBooks> Contests { get; }

    /// <summary>Parties, candidates, complaints, events and the commission.</summary>
    public CaseBooks Cases { get; }

    /// <summary>Findings, recommendations and statements, as they are now, for ever.</summary>
    public FindingRecords Findings => _findings.Records;

    /// <summary>Consultations and their opinions.</summary>
    public ConsultationBook Consultations { get; }

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

    /// <summary>
    /// Books that go on from these as they are now, on their own: neither sees what the other is given later. It shares what neither
    /// changed, so it costs as much as there are organisations and cases, and not as there are acts.
    /// </summary>
    public ElectionFold Fork() => new(this);

    private Lazy<ElectionBooks> SnapshotAfter(ElectionBooks? before) => new(() => new ElectionBooks(this, before));

    /// <summary>A case with its deadlines as they stand at the register's time, or another.</summary>
    public CaseView View(CaseFile file, Moment? asOf = null) => CaseBooks.View(file, Definition, Cases.Calendar, Declarations.ProvisionalOf(Contests.Select(contest => contest.Results.Declared)), asOf ?? Tick);

    /// <summary>Whether like cases were treated alike, in the books as they are now.</summary>
    public ImpartialityBook Impartiality(string? grouping = null) => Snapshot().ImpartialityBy(grouping);

    /// <summary>Takes the next act.</summary>
    /// <param name="act">A well-formed act, whose signatures hold.</param>
    /// <param name="identity">SHA-256 of its text.</param>
    public Outcome Apply(Act act, Hash identity)
    {
        var ruling = Decide(act, new ActPlace(Size, identity, Tick));
        ruling.Effect?.Invoke();
        Files.Note(act, ruling.Outcome.IsApplied);
        _places.Add(identity, Size);
        _kinds.Add(ruling.Outcome.IsApplied ? act.Row : null);
        if (_snapshot.IsValueCreated) _snapshot = SnapshotAfter(_snapshot.Value);
        Size++;
        if (!ruling.Outcome.IsApplied) VoidCount++;
        return ruling.Outcome;
    }

    /// <summary>What <see cref="Apply"/> would say if the act came next; changes nothing.</summary>
    public Outcome Preview(Act act, Hash identity) => Decide(act, new ActPlace(Size, identity, Tick)).Outcome;

    /// <summary>The place of an act by its identity; null where it hasn't come yet. Of several the first one's.</summary>
    public long? Find(Hash identity) => _places.Find(identity);

    // The log alone can append an old record again, signatures and all: what was once in never takes effect a second time,
    // nor does what was void when it came.
    private Ruling Decide(Act act, ActPlace place)
    {
        if (Find(place.Identity) is { } first) return Ruling.Void("act-known", first.ToString(CultureInfo.InvariantCulture));
        if (act is RegisterFound found) return Found(found, place);
        if (Organisations.Founding is null) return Ruling.Void("not-founded");
        if (Organisations.AsClaim(act) is { } claim) return Organisations.Claim(claim, place);
        if (Organisations.CheckSigners(act) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        return Files.CheckNamed(act) is { IsApplied: false } gone ? Ruling.Void(gone) : _rules[act.Row](act, place);
    }

    private Ruling Found(RegisterFound act, ActPlace place)
    {
        var ruling = Organisations.Found(act, place, _origin);
        return ruling.Effect is { } open ? Ruling.Apply(() => { open(); Cosigning.Open(act, place); }) : ruling;
    }

    private Dictionary<ActKind, Func<Act, ActPlace, Ruling>> BindRules()
    {
        var rules = RulesOfBooks().ToDictionary(rule => rule.Kind, rule => rule.Decide);
        return ActKinds.All.FirstOrDefault(kind => kind != RegisterKinds.Found && !rules.ContainsKey(kind)) is { } missing
            ? throw new InvalidOperationException($"no book has a rule for {missing.Name}") : rules;
    }

    // An act of an earlier register is read as this one's are, by a reader that nobody else uses.
    private FindingBook NewFindings(FindingRecords? start)
    {
        var reader = new Lazy<ActReader>(() => new ActReader(Definition));
        var context = new FindingContext(Definition, Organisations, identity => Find(identity) is { } place ? _kinds[place] : null, Consultations.CheckNamed);
        return new FindingBook(Organisations, context, signed => reader.Value.Read(signed).Act, Consultations.Name, start);
    }

    // What is at hand for every act; a rule that needs the results computes them itself.
    private IEnumerable<KindRule> RulesOfBooks() =>
    [
        .. Organisations.Rules, .. Scripts.Rules, .. Cosigning.Rules, .. Files.Rules, .. Stations.Rules, .. Observation.Rules, .. Contests[0].Kinds.Select(kind => new KindRule(kind, DecideInContest)), .. Cases.Rules,
        .. _findings.Rules, .. Consultations.Rules,
        RegisterKinds.TickKind.By((tick, _) => Advance(tick)),
    ];

    private Ruling DecideInContest(Act act, ActPlace place)
    {
        Contest contest;
        var outcome = act switch
        {
            IFormAct form => ContestActs.Find(Definition, form, out contest),
            IContestAct own => ContestActs.Find(Definition, own, out contest),
            _ => throw new UnreachableException(act.Kind),
        };
        return outcome.IsApplied ? Contests[contest.Index].Decide(act, place) : Ruling.Void(outcome);
    }

    private Ruling Advance(ClockTick tick) => tick.Header.At < Tick
        ? Ruling.Void("tick-earlier", tick.Header.At.ToString())
        : Ruling.Apply(() => Tick = tick.Header.At);
}
