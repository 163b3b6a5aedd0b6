using System.Collections.Frozen;
using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Seats;
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

/// <summary>A figure of record for a list.</summary>
public sealed record PublishedList(string List, long Votes, long Seats);

/// <summary>Figures of record for the whole election, shown as such and never mixed with a tally.</summary>
public sealed record PublishedFigures(DateOnly Date, long Registered, long Cast, long Valid, long Invalid, ImmutableArray<PublishedList> Lists);

/// <summary>A file that the definition names by hash.</summary>
public sealed record DefinitionFile(string Role, string Path, Attachment Attachment);

/// <summary>
/// An election as data: places, lists, form, rules, offices. It is identified by the SHA-256 of the bytes of
/// <c>definition.json</c>, which names its other files by hash, so the founding act pins all of it.
/// </summary>
public sealed class ElectionDefinition
{
    internal ElectionDefinition(DefinitionHead head, Hash identity, ImmutableArray<Unit> units, ImmutableArray<Station> stations,
        ImmutableArray<ElectoralList> lists, FormLayout form, ImmutableArray<Constituency> constituencies, Procedures procedures)
    {
        (Procedures, Reserved) = (procedures, new ReservedNames(head, procedures));
        (Head, Identity, Units, Stations, Lists, Form, Constituencies) = (head, identity, units, stations, lists, form, constituencies);
        _stations = stations.ToDictionary(station => station.Code, StringComparer.Ordinal);
        _lists = lists.ToDictionary(list => list.Code, StringComparer.Ordinal);
        _units = units.ToFrozenDictionary(unit => unit.Code, StringComparer.Ordinal);
    }

    private readonly Dictionary<string, Station> _stations;
    private readonly Dictionary<string, ElectoralList> _lists;
    private readonly FrozenDictionary<string, Unit> _units;

    /// <summary>What <c>definition.json</c> itself says.</summary>
    public DefinitionHead Head { get; }

    /// <summary>SHA-256 of the bytes of <c>definition.json</c>.</summary>
    public Hash Identity { get; }

    /// <summary>All units; the root first, each behind its parent.</summary>
    public ImmutableArray<Unit> Units { get; }

    /// <summary>All stations.</summary>
    public ImmutableArray<Station> Stations { get; }

    /// <summary>All lists.</summary>
    public ImmutableArray<ElectoralList> Lists { get; }

    /// <summary>The layout of the one form.</summary>
    public FormLayout Form { get; }

    /// <summary>All constituencies, in the definition's order.</summary>
    public ImmutableArray<Constituency> Constituencies { get; }

    /// <summary>How cases are dealt with.</summary>
    public Procedures Procedures { get; }

    /// <summary>Names of bodies and parties.</summary>
    public ReservedNames Reserved { get; }

    /// <summary>How seats are given; null where none are.</summary>
    public SeatRule? SeatRule => Head.SeatRule;

    /// <summary>The station with a code, or null.</summary>
    public Station? FindStation(string code) => _stations.GetValueOrDefault(code);

    /// <summary>The unit with a code, or null.</summary>
    public Unit? FindUnit(string code) => _units.GetValueOrDefault(code);

    /// <summary>The list with a code, or null.</summary>
    public ElectoralList? FindList(string code) => _lists.GetValueOrDefault(code);

    /// <summary>The list of a code that was read from this definition, or held against it.</summary>
    public ElectoralList ListOf(string code) => _lists[code];

    /// <summary>The constituency with a code, or null.</summary>
    public Constituency? FindConstituency(string code) => FindUnit(code) is { } unit && unit.Constituency is { } own && own.Unit == unit ? own : null;

    /// <summary>Whether an organisation holds an office.</summary>
    public bool Holds(string organisation, Office office) => Head.Offices[(int)office].Contains(organisation);

    /// <summary>How many figures a form can have: fields and lists.</summary>
    public int FigureCount => Form.Fields.Length + Lists.Length;

    /// <summary>The number of a list's votes among the figures.</summary>
    public int FigureOf(ElectoralList list) => Form.Fields.Length + list.Index;

    /// <summary>The name of a figure as views write it: the field's code, or <c>votes/</c> and the list's.</summary>
    public string FigureName(int figure) =>
        figure < Form.Fields.Length ? Form.Fields[figure].Code : "votes/" + Lists[figure - Form.Fields.Length].Code;

    internal Dictionary<string, Station>.AlternateLookup<ReadOnlySpan<char>> StationLookup => _stations.GetAlternateLookup<ReadOnlySpan<char>>();

    internal Dictionary<string, ElectoralList>.AlternateLookup<ReadOnlySpan<char>> ListLookup => _lists.GetAlternateLookup<ReadOnlySpan<char>>();
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

    /// <summary>The kind of unit that is a constituency.</summary>
    public required string ConstituencyKind { get; init; }

    /// <summary>Seats by unit code; empty where nothing is allocated.</summary>
    public required ImmutableArray<KeyValuePair<string, int>> Seats { get; init; }

    /// <summary>How seats are given; null where none are.</summary>
    public required SeatRule? SeatRule { get; init; }

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

    /// <summary>Figures of record; null where the definition has none.</summary>
    public required PublishedFigures? Published { get; init; }

    /// <summary>What is stated, and on which source.</summary>
    public required ImmutableArray<Fact> Facts { get; init; }

    /// <summary>What organisations are called.</summary>
    public required ImmutableArray<NamedOrganisation> Organisations { get; init; }

    /// <summary>How a list's seats become people's; null: closed lists, in order.</summary>
    public required HolderRule? Holders { get; init; }

    /// <summary>Posts of a council, such as a commune's chief and deputies; empty where there are none.</summary>
    public required ImmutableArray<PostRule> Posts { get; init; }

    /// <summary>The files that belong to the definition.</summary>
    public required ImmutableArray<DefinitionFile> Files { get; init; }
}
