using System.Collections.Frozen;
using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Definition.Voices;
using Saksei.Register.Tree;

namespace Saksei.Election.Definition;

/// <summary>What an organisation may do beyond speaking for itself.</summary>
public enum Office { Official, Deliver, Adjudicate, Lot, Stage, Accredit }

/// <summary>A sheet of paper (or an own tally) that a copy may be taken from.</summary>
public sealed record Sheet(string Code, Names Names);

/// <summary>A ground of adjudication, with the article that grants it.</summary>
public sealed record Ground(string Code, Names Names, string Article);

/// <summary>Something that the definition states, with its source, and whether it is published, derived or unverified.</summary>
public sealed record Fact(string About, string Status, string Source, Names Note);

/// <summary>A file that the definition names by hash.</summary>
public sealed record DefinitionFile(string Role, string Path, Attachment Attachment)
{
    /// <summary>The contest whose form or lists it has; empty where the election has one, and for every other role.</summary>
    public string Contest { get; init; } = "";
}

/// <summary>
/// An election as data: places, lists, form, rules, offices. It is identified by the SHA-256 of the bytes of
/// <c>definition.json</c>, which names its other files by hash, so the founding act pins all of it.
/// </summary>
public sealed class ElectionDefinition
{
    internal ElectionDefinition(DefinitionHead head, Hash identity, ImmutableArray<Unit> units, ImmutableArray<Station> stations,
        IEnumerable<ContestParts> contests, Procedures procedures)
    {
        (Procedures, Reserved) = (procedures, new ReservedNames(head, procedures));
        (Head, Identity, Units, Stations) = (head, identity, units, stations);
        _named = head.Organisations.Select(named => named.Code).Concat(Reserved.Codes).ToFrozenSet(StringComparer.Ordinal);
        _stations = stations.ToDictionary(station => station.Code, StringComparer.Ordinal);
        _units = units.ToFrozenDictionary(unit => unit.Code, StringComparer.Ordinal);
        Contests = [.. contests.Select((parts, index) => new Contest(this, index, parts))];
    }

    private readonly Dictionary<string, Station> _stations;
    private readonly FrozenSet<string> _named;
    private readonly FrozenDictionary<string, Unit> _units;

    /// <summary>What <c>definition.json</c> itself says.</summary>
    public DefinitionHead Head { get; }

    /// <summary>SHA-256 of the bytes of <c>definition.json</c>.</summary>
    public Hash Identity { get; }

    /// <summary>All units; the root first, each behind its parent.</summary>
    public ImmutableArray<Unit> Units { get; }

    /// <summary>All stations.</summary>
    public ImmutableArray<Station> Stations { get; }

    /// <summary>What is voted on, one sheet of paper each; mostly one.</summary>
    public ImmutableArray<Contest> Contests { get; }

    /// <summary>Whether there are several contests, which then have codes.</summary>
    public bool HasSeveral => Contests.Length > 1;

    /// <summary>How cases are dealt with.</summary>
    public Procedures Procedures { get; }

    /// <summary>Names of bodies and parties.</summary>
    public ReservedNames Reserved { get; }

    /// <summary>Whether the definition names an organisation: in its list, as an office, or as a body of its procedures.</summary>
    public bool Names(string organisation) => _named.Contains(organisation);

    /// <summary>The station with a code, or null.</summary>
    public Station? FindStation(string code) => _stations.GetValueOrDefault(code);

    /// <summary>The unit with a code, or null.</summary>
    public Unit? FindUnit(string code) => _units.GetValueOrDefault(code);

    /// <summary>The contest with a code, or null; the code of a single one is empty.</summary>
    public Contest? FindContest(string code) => Contests.FirstOrDefault(contest => contest.Code == code);

    /// <summary>The contest whose sheet a form is, or null.</summary>
    public Contest? FindContestOf(string form) => Contests.FirstOrDefault(contest => contest.Form.Code == form);

    /// <summary>The constituency by which cases of a unit are put together: that of the first contest that has one there; null above them.</summary>
    public Constituency? AreaOf(Unit unit) => Contests.Select(contest => contest.ConstituencyOf(unit)).OfType<Constituency>().FirstOrDefault();

    /// <summary>Whether an organisation holds an office.</summary>
    public bool Holds(string organisation, Office office) => Head.Offices[(int)office].Contains(organisation);

    internal Dictionary<string, Station>.AlternateLookup<ReadOnlySpan<char>> StationLookup => _stations.GetAlternateLookup<ReadOnlySpan<char>>();
}

/// <summary>What <c>definition.json</c> says, before its files are read.</summary>
public sealed record DefinitionHead
{
    /// <summary>Short name of the election, such as <c>spain-2019</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The election's name.</summary>
    public required Names Names { get; init; }

    /// <summary>Polling day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>IANA name; times are shown in it.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Languages that the definition's names are in.</summary>
    public required ImmutableArray<string> Languages { get; init; }

    /// <summary>What is voted on, in the definition's order; one without a code where it names none.</summary>
    public required ImmutableArray<ContestHead> Contests { get; init; }

    /// <summary>Organisations by office.</summary>
    public required ImmutableArray<ImmutableHashSet<string>> Offices { get; init; }

    /// <summary>How many founders of different interest groups must vouch for a newcomer.</summary>
    public required int VouchingRequired { get; init; }

    /// <summary>The most ballots that a station can have by law; null where the definition has none.</summary>
    public required long? StationMaximum { get; init; }

    /// <summary>The article that it stands on; empty where the definition has no maximum.</summary>
    public string StationMaximumArticle { get; init; } = "";

    /// <summary>Sheets that copies are taken from.</summary>
    public required ImmutableArray<Sheet> Sheets { get; init; }

    /// <summary>Grounds of adjudication.</summary>
    public required ImmutableArray<Ground> Grounds { get; init; }

    /// <summary>What is stated, and on which source.</summary>
    public required ImmutableArray<Fact> Facts { get; init; }

    /// <summary>What organisations are called.</summary>
    public required ImmutableArray<NamedOrganisation> Organisations { get; init; }

    /// <summary>What is said of observation.</summary>
    public ObservationRules Observation { get; init; } = ObservationRules.None;

    /// <summary>What findings are about, and the registers that they may be carried from.</summary>
    public FindingTerms Findings { get; init; } = FindingTerms.None;

    /// <summary>The files that belong to the definition.</summary>
    public required ImmutableArray<DefinitionFile> Files { get; init; }
}
