using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Values;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Organisations;

/// <summary>By which door an organisation came in; it is always shown.</summary>
public enum Entrance
{
    /// <summary>It founded the register.</summary>
    Founded,

    /// <summary>An accrediting office let it in.</summary>
    Accredited,

    /// <summary>Founders vouched for it.</summary>
    Vouched,

    /// <summary>By the key whose hash stands in the definition.</summary>
    OwnKey,

    /// <summary>Founders of three interest groups signed for a name of the definition, its own group among them.</summary>
    Confirmed,

    /// <summary>Founders of three interest groups signed for a name of the definition whose own group hadn't founded.</summary>
    Unconfirmed,

    /// <summary>The body above it let it in.</summary>
    BodyAbove,
}

/// <summary>An organisation that speaks in the register.</summary>
/// <param name="Code">Its code; the names of its keys begin with it.</param>
/// <param name="Category">Such as <c>party</c>, <c>observer</c>, <c>commission</c>, <c>transcriber</c>.</param>
/// <param name="Interest">The interest group that counts in vouching.</param>
/// <param name="Entrance">By which door it came in.</param>
/// <param name="EnteredAt">Index of the act that let it in.</param>
/// <param name="WithdrawnAt">Index of the act that put it out, or −1.</param>
public sealed record Organisation(string Code, string Category, string Interest, Entrance Entrance, long EnteredAt, long WithdrawnAt = -1)
{
    /// <summary>What it was before its own key took its name back; null where it didn't.</summary>
    public Organisation? Earlier { get; init; }

    /// <summary>How its name had come in before its own key took it back; null where it didn't.</summary>
    public Entrance? Before => Earlier?.Entrance;

    /// <summary>Codes of those whose names nobody of their own interest group confirmed.</summary>
    public static ImmutableHashSet<string> UnconfirmedOf(IEnumerable<Organisation> organisations) =>
        [.. organisations.Where(organisation => organisation.Entrance == Entrance.Unconfirmed).Select(organisation => organisation.Code)];

    /// <summary>Whether an act was made in its name before its own key took it back.</summary>
    public bool IsBefore(long index) => Before is not null && index < EnteredAt;

    /// <summary>Whether it had come in when an act came.</summary>
    public bool IsInAt(long index) => index >= EnteredAt || (Earlier?.IsInAt(index) ?? false);

    /// <summary>The interest group that it was in when an act came; empty where it wasn't in yet.</summary>
    public string InterestAt(long index) => index >= EnteredAt ? Interest : Earlier?.InterestAt(index) ?? "";

    /// <summary>By which door who signed an act in its name had come in.</summary>
    public Entrance EntranceAt(long index) => Before is { } before && index < EnteredAt ? before : Entrance;
}

/// <summary>A key as it stands in the register.</summary>
/// <param name="Key">The key.</param>
/// <param name="Organisation">Whose it is.</param>
/// <param name="Role">What it may sign.</param>
/// <param name="Person">Commitment to its holder.</param>
/// <param name="Enrolled">The act that enrolled it.</param>
public sealed record KeyState(VerifierKey Key, string Organisation, KeyRole Role, Hash Person, ActPlace Enrolled)
{
    /// <summary>The places about which it signs.</summary>
    public KeyScope Scope { get; internal init; } = KeyScope.Everywhere;

    /// <summary>The act that revoked it; null while it may sign.</summary>
    public ActPlace? Revoked { get; internal init; }

    /// <summary>Its index.</summary>
    public long? RevokedAt => Revoked?.Index;

    /// <summary>Whether it could sign at a moment, by the register's times at which it was enrolled and revoked.</summary>
    public bool CouldSignAt(Moment moment) => Enrolled.Tick <= moment && (Revoked is not { } revoked || moment <= revoked.Tick);
}

/// <summary>
/// Who may sign what: organisations, their keys, and how each came in. Every rule that speaks of signers is here.
/// </summary>
public sealed class OrganisationBook : OrganisationRecords
{
    private readonly PagedMap<KeyName, KeyState> _keys;
    private readonly ImmutableDictionary<string, Organisation>.Builder _organisations;
    private readonly RecoveryBook _recovery;
    private readonly Dictionary<(string Organisation, Hash Newcomer), ImmutableArray<string>> _vouchings;
    private readonly PagedArray<Accreditation> _accreditations;
    private readonly ElectionDefinition _definition;
    private RegisterFound? _founding;
    private int _rulesVersion = 1;
    private readonly NamedDoors _doors;

    internal OrganisationBook(ElectionDefinition definition)
    {
        (_definition, _doors) = (definition, new NamedDoors(definition, this));
        (_keys, _recovery, _vouchings, _accreditations) = (new(), new RecoveryBook(this), [], new());
        _organisations = ImmutableDictionary.CreateBuilder<string, Organisation>(StringComparer.Ordinal);
    }

    /// <summary>A book that goes on from another as it is now.</summary>
    internal OrganisationBook(OrganisationBook start)
    {
        (_definition, _doors) = (start._definition, new NamedDoors(start._definition, this));
        (_keys, _recovery, _vouchings) = (new(start._keys), new RecoveryBook(this, start._recovery), new(start._vouchings));
        _accreditations = new(start._accreditations.Snapshot());
        _organisations = start._organisations.ToImmutable().ToBuilder();
        (_founding, _rulesVersion) = (start._founding, start._rulesVersion);
    }

    /// <inheritdoc/>
    public override RegisterFound? Founding => _founding;

    /// <inheritdoc/>
    public override int RulesVersion => _rulesVersion;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, Organisation> All => _organisations;

    /// <inheritdoc/>
    public override IReadOnlyList<Accreditation> Accreditations => _accreditations;

    private protected override IPagedMap<KeyName, KeyState> Enrolled => _keys;

    /// <summary>Organisations and keys as they are now, for ever.</summary>
    public OrganisationRecords Snapshot() =>
        new OrganisationSnapshot(_founding, _rulesVersion, _organisations.ToImmutable(), _accreditations.Snapshot(), _keys.Snapshot());

    /// <summary>The rules of this book's kinds; that of the founding act is the fold's to ask for, before there is any book.</summary>
    internal IEnumerable<KindRule> Rules =>
    [
        RegisterKinds.RulesKind.By((act, _) => SetRules(act)),
        OrganisationKinds.AccreditKind.By(Accredit), OrganisationKinds.VouchKind.By(Vouch), OrganisationKinds.EnrolKind.By(Enrol),
        .. _recovery.Rules,
    ];

    /// <summary>
    /// The key that a signature of an act must hold against: one that was enrolled before, or that by which an organisation of the
    /// definition brings itself in; null if it is neither.
    /// </summary>
    public VerifierKey? KeyFor(KeyName name, Act act) => FindKey(name)?.Key ?? (AsClaim(act) is { } claim && claim.Keys[0].Name == name ? claim.Keys[0] : null);

    /// <summary>
    /// The first rule of every act: its signers are enrolled, none is revoked, the first may sign this kind, and each signs about a
    /// place of its scope.
    /// </summary>
    internal Outcome CheckSigners(Act act)
    {
        for (var i = 0; i < act.Header.Signers.Length; i++)
        {
            var name = act.Header.Signers[i];
            if (FindKey(name) is not { } key) return Outcome.Void("signer-unknown", name.ToString());
            if (key.RevokedAt is not null) return Outcome.Void("signer-revoked", name.ToString());
            if (i == 0 && !act.Row.MayAuthor(act, key.Role)) return Outcome.Void("role-not-allowed", key.Role.Word);
            if (i == 0 && IsOut(key.Organisation)) return Outcome.Void("organisation-withdrawn", key.Organisation);
        }

        return CheckScopes(act);
    }

    private Outcome CheckScopes(Act act)
    {
        foreach (var name in act.Header.Signers)
            if (FindKey(name) is { Scope: { IsEverywhere: false } scope } && !scope.Covers(_definition, act.About)) return Outcome.Void("outside-scope", name.ToString());
        return Outcome.Applied;
    }

    /// <summary>The organisation that an act speaks for: its first signer's.</summary>
    internal KeyState Author(Act act) => FindKey(act.Header.Signers[0]).Given();

    /// <summary>Whether the act's author holds an office; void otherwise.</summary>
    internal Outcome CheckOffice(Act act, Office office) =>
        _definition.Holds(Author(act).Organisation, office) ? Outcome.Applied : Outcome.Void("office-not-held", office.Word);

    /// <summary>
    /// The founding act: the first act and only it; signed by each founder's first key; its definition is the one at hand;
    /// its origin repeats whether figures are simulated.
    /// </summary>
    internal Ruling Found(RegisterFound act, ActPlace place, string origin)
    {
        if (place.Index != 0 || Founding is not null) return Ruling.Void("found-not-first");
        if (act.Definition != _definition.Identity) return Ruling.Void("definition-differs", act.Definition.ToHex());
        if (act.Simulated != origin.StartsWith("simulated.", StringComparison.Ordinal)) return Ruling.Void("origin-simulated", origin);
        if (act.Log.Name.Name != origin) return Ruling.Void("origin-log", act.Log.Name.Name);
        if (FoundersProblem(act) is { } problem) return Ruling.Void(problem);
        return act.Cosigning.For(act.Log, out var wrong) is null ? Ruling.Void(wrong) : Ruling.Apply(() => Open(act, place, origin));
    }

    /// <summary>Whether a desk of every founder signed an act; void otherwise.</summary>
    internal Outcome CheckFounders(Act act)
    {
        foreach (var founder in Founding?.Founders ?? [])
            if (!act.Header.Signers.Any(signer => FindKey(signer) is { Role: KeyRole.Desk } key && key.Organisation == founder.Organisation))
                return Outcome.Void("founder-missing", founder.Organisation);
        return Outcome.Applied;
    }

    private Ruling SetRules(RegisterRules act)
    {
        if (CheckFounders(act) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        return act.Version <= RulesVersion ? Ruling.Void("rules-not-newer") : Ruling.Apply(() => _rulesVersion = act.Version);
    }

    private Ruling Accredit(OrganisationAccredit act, ActPlace place)
    {
        if (CheckOffice(act, Office.Accredit) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (act.Outcome != AccreditOutcome.Granted) return Exclude(act, place);
        if (_definition.Reserved.Find(act.Organisation) is not null) return Ruling.Void("name-reserved", act.Organisation);
        if (_organisations.ContainsKey(act.Organisation)) return Ruling.Void("organisation-known", act.Organisation);
        if (KeysProblem(act.Organisation, act.Keys, act.Recovery) is { } problem) return Ruling.Void(problem);
        return Ruling.Apply(() =>
        {
            Decide(act, place);
            Enter(act.Organisation, act.Category, act.Interest, Entrance.Accredited, act.Keys, act.Recovery, place);
        });
    }

    private Ruling Vouch(OrganisationVouch act, ActPlace place)
    {
        var (founder, name) = (_organisations[Author(act).Organisation], _definition.Reserved.Find(act.Organisation));
        if (name is null && founder.Entrance != Entrance.Founded) return Ruling.Void("founder-only");
        if (_organisations.ContainsKey(act.Organisation)) return Ruling.Void("organisation-known", act.Organisation);
        if (KeysProblem(act.Organisation, act.Keys, act.Recovery) is { } problem) return Ruling.Void(problem);
        if (name is not null) return Admit(act, name, place);
        var newcomer = (act.Organisation, ContentOf(act));
        var founders = _vouchings.GetValueOrDefault(newcomer, []);
        return founders.Contains(founder.Code)
            ? Ruling.Void("vouched-already", founder.Code)
            : Ruling.Apply(() => AddVouching(act, place, newcomer, founders.Add(founder.Code)));
    }

    /// <summary>See <see cref="NamedDoors.AsClaim"/>.</summary>
    internal OrganisationVouch? AsClaim(Act act) => _doors.AsClaim(act);

    /// <summary>A key whose hash stands in the definition takes its organisation's name, also from who holds it.</summary>
    internal Ruling Claim(OrganisationVouch act, ActPlace place)
    {
        if (FindKey(act.Keys[0].Name) is { RevokedAt: not null }) return Ruling.Void("signer-revoked", act.Keys[0].Name.ToString());
        if (_doors.CheckInterest(act.Organisation, act.Interest) is { IsApplied: false } other) return Ruling.Void(other);
        if (KeysProblem(act.Organisation, act.Keys, act.Recovery, byItself: true) is { } problem) return Ruling.Void(problem);
        return Ruling.Apply(() =>
        {
            foreach (var key in Keys.Where(key => key.Organisation == act.Organisation && key.RevokedAt is null).ToList())
                _keys.Set(key.Key.Name, key with { Revoked = place });
            Enter(act.Organisation, act.Category, act.Interest, Entrance.OwnKey, act.Keys, act.Recovery, place);
        });
    }

    /// <summary>The founders of which a desk signed an act.</summary>
    internal IEnumerable<Organisation> FoundersAmong(Act act) =>
        act.Header.Signers.Select(FindKey).OfType<KeyState>().Where(key => key.Role == KeyRole.Desk)
            .Select(key => _organisations[key.Organisation]).Where(organisation => organisation.Entrance == Entrance.Founded);

    /// <summary>Whether a founder is of an interest group.</summary>
    internal bool HasFounderOf(string interest) => Founding?.Founders.Any(founder => founder.Interest == interest) ?? false;

    private Ruling Admit(OrganisationVouch act, NamedOrganisation name, ActPlace place) =>
        _doors.Check(act, name, out var entrance) is { IsApplied: false } outcome
            ? Ruling.Void(outcome)
            : Ruling.Apply(() => Enter(act.Organisation, act.Category, act.Interest, entrance, act.Keys, act.Recovery, place));

    private Ruling Enrol(OrganisationEnrol act, ActPlace place)
    {
        if (Author(act).Organisation != act.Organisation) return Ruling.Void("organisation-of-another", act.Organisation);
        if (KeysProblem(act.Organisation, [.. act.Keys.Select(key => key.Key)], Recovery.None) is { } problem) return Ruling.Void(problem);
        if (act.Keys.Select(key => key.Scope.Check(_definition)).FirstOrDefault(outcome => !outcome.IsApplied, Outcome.Applied) is { IsApplied: false } stray) return Ruling.Void(stray);
        return Ruling.Apply(() =>
        {
            foreach (var key in act.Keys) AddKey(key.Key, act.Organisation, key.Role, key.Person, place, key.Scope);
        });
    }

    private bool IsOut(string organisation) =>
        _organisations.TryGetValue(organisation, out var state) && state.WithdrawnAt >= 0;

    private Ruling Exclude(OrganisationAccredit act, ActPlace place)
    {
        if (act.Ground.Length == 0 || act.Article.Length == 0) return Ruling.Void("ground-missing");
        var known = _organisations.TryGetValue(act.Organisation, out var organisation);
        if (act.Outcome == AccreditOutcome.Refused) return known ? Ruling.Void("organisation-known", act.Organisation) : Ruling.Apply(() => Decide(act, place));

        // What founders let in, an accrediting office can't put out.
        if (organisation is not { Entrance: Entrance.Accredited, WithdrawnAt: < 0 }) return Ruling.Void("not-accredited", act.Organisation);
        return Ruling.Apply(() => _organisations[act.Organisation] = organisation with { WithdrawnAt = place.Index });
    }

    private void Decide(OrganisationAccredit act, ActPlace place) => _accreditations.Add(new Accreditation(Author(act).Organisation, act, place));

    private void Open(RegisterFound act, ActPlace place, string origin)
    {
        _founding = act;
        foreach (var founder in act.Founders)
            Enter(founder.Organisation, founder.Category, founder.Interest, Entrance.Founded, founder.Keys, founder.Recovery, place);
        AddKey(act.Clock, origin, KeyRole.Clock, default, place);
    }

    // At most as many founders as founded, whatever contents they vouch for.
    private void AddVouching(OrganisationVouch act, ActPlace place, (string Organisation, Hash Newcomer) newcomer, ImmutableArray<string> founders)
    {
        _vouchings[newcomer] = founders;
        var interests = founders.Select(founder => _organisations[founder].Interest);
        if (interests.Distinct().Count() >= _definition.Head.VouchingRequired)
            Enter(act.Organisation, act.Category, act.Interest, Entrance.Vouched, act.Keys, act.Recovery, place);
    }

    private Outcome? FoundersProblem(RegisterFound act)
    {
        if (act.Founders.IsEmpty) return Outcome.Void("founder-missing");
        for (var i = 0; i < act.Founders.Length; i++)
        {
            var founder = act.Founders[i];
            if (act.Founders.Take(i).Any(other => other.Organisation == founder.Organisation)) return Outcome.Void("organisation-known", founder.Organisation);
            if (KeysProblem(founder.Organisation, founder.Keys, founder.Recovery, byItself: true) is { } problem) return problem;
            if (_doors.CheckFounder(founder) is { IsApplied: false } other) return other;
            if (act.Header.Signers.Length <= i || act.Header.Signers[i] != founder.Keys[0].Name) return Outcome.Void("founder-missing", founder.Organisation);
        }

        return act.Header.Signers.Length == act.Founders.Length ? null : Outcome.Void("signer-unknown");
    }

    /// <summary>Keys carry their organisation's name, so that none is issued in another's.</summary>
    internal Outcome? KeysProblem(string organisation, ImmutableArray<VerifierKey> keys, Recovery recovery, bool byItself = false)
    {
        if (keys.IsEmpty) return Outcome.Void("keys-missing", organisation);
        var all = keys.AddRange(recovery.Keys);
        foreach (var key in all)
        {
            if (!key.Name.Name.StartsWith(organisation + "/", StringComparison.Ordinal)) return Outcome.Void("key-name-of-another", key.Name.ToString());
            if (FindKey(key.Name) is not null) return Outcome.Void("key-known", key.Name.ToString());
            if (_doors.CheckKey(key, organisation, byItself) is { IsApplied: false } reserved) return reserved;
        }

        return all.Select(key => key.Name).Distinct().Count() == all.Length ? null : Outcome.Void("key-twice", organisation);
    }

    private void Enter(
        string organisation, string category, string interest, Entrance entrance, ImmutableArray<VerifierKey> keys, Recovery recovery, ActPlace place)
    {
        _organisations[organisation] = new Organisation(organisation, category, interest, entrance, place.Index) { Earlier = _organisations.GetValueOrDefault(organisation) };
        _recovery.Enter(organisation, recovery, place.Tick);

        foreach (var key in keys) AddKey(key, organisation, KeyRole.Desk, place);
        foreach (var key in recovery.Keys) AddKey(key, organisation, KeyRole.Recovery, place);
    }

    /// <summary>A key that names nobody: it is taken as a person of its own.</summary>
    internal void AddKey(VerifierKey key, string organisation, KeyRole role, ActPlace place) => AddKey(key, organisation, role, Hash.OfBytes(key.PublicBytes()), place);

    /// <summary>A key signs no more from the next act on.</summary>
    internal void End(KeyName name, ActPlace place) => _keys.Set(name, FindKey(name).Given() with { Revoked = place });

    private void AddKey(VerifierKey key, string organisation, KeyRole role, Hash person, ActPlace place, KeyScope? scope = null) =>
        _keys.Set(key.Name, new KeyState(key, organisation, role, person, place) { Scope = scope ?? KeyScope.Everywhere });

    // Founders vouch for the same newcomer only if they name the same keys.
    private static Hash ContentOf(OrganisationVouch act)
    {
        var content = string.Join('\n', [act.Category, act.Interest, .. act.Keys.Select(key => key.Text),
            .. act.Recovery.Keys.Select(key => key.Text), act.Recovery.Threshold.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return Hash.OfBytes(System.Text.Encoding.UTF8.GetBytes(content));
    }
}
