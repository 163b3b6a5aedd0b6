using System.Collections.Immutable;
using Saksei.Election.Seats;

namespace Saksei.Election.Definition;

/// <summary>A figure of record for a list.</summary>
public sealed record PublishedList(string List, long Votes, long Seats);

/// <summary>Figures of record for a whole contest, shown as such and never mixed with a tally.</summary>
public sealed record PublishedFigures(DateOnly Date, long Registered, long Cast, long Valid, long Invalid, ImmutableArray<PublishedList> Lists);

/// <summary>What <c>definition.json</c> says of a contest.</summary>
public sealed record ContestHead
{
    internal static ContestHead Empty { get; } = new();

    /// <summary>Its code; empty where the election has one contest.</summary>
    public string Code { get; internal init; } = "";

    /// <summary>For people; none where the election has one contest.</summary>
    public Names Names { get; internal init; } = Names.None;

    /// <summary>The kind of unit that is a constituency.</summary>
    public string ConstituencyKind { get; internal init; } = "";

    /// <summary>Seats by unit code; empty where nothing is allocated.</summary>
    public ImmutableArray<KeyValuePair<string, int>> Seats { get; internal init; } = [];

    /// <summary>Whether each constituency elects a council of its own, so that seats aren't added up to one house.</summary>
    public bool AreCouncils { get; internal init; }

    /// <summary>How seats are given; null where none are.</summary>
    public SeatRule? SeatRule { get; internal init; }

    /// <summary>Figures of record; null where the definition has none.</summary>
    public PublishedFigures? Published { get; internal init; }

    /// <summary>How a list's seats become people's; null: closed lists, in order.</summary>
    public HolderRule? Holders { get; internal init; }

    /// <summary>Posts of a council, such as a commune's chief and deputies; empty where there are none.</summary>
    public ImmutableArray<PostRule> Posts { get; internal init; } = [];
}

/// <summary>What a contest is put together from.</summary>
/// <param name="Head">What the definition says of it.</param>
/// <param name="Form">The layout of its form.</param>
/// <param name="Lists">Its lists.</param>
/// <param name="Constituencies">Its constituencies.</param>
/// <param name="ByUnit">The constituency that a unit lies in or is, by the unit's index; null above and outside them.</param>
internal sealed record ContestParts(
    ContestHead Head, FormLayout Form, ImmutableArray<ElectoralList> Lists, ImmutableArray<Constituency> Constituencies, ImmutableArray<Constituency?> ByUnit);

/// <summary>
/// One thing that is voted on: a sheet of paper at each station, its lists, where seats are given and how. An election has one, or
/// several on one day at the same stations.
/// </summary>
public sealed class Contest
{
    private readonly ImmutableArray<Constituency?> _byUnit;
    private readonly Dictionary<string, ElectoralList> _lists;

    internal Contest(ElectionDefinition election, int index, ContestParts parts)
    {
        (Election, Index, Head, Form, Lists, Constituencies, _byUnit) = (election, index, parts.Head, parts.Form, parts.Lists, parts.Constituencies, parts.ByUnit);
        _lists = parts.Lists.ToDictionary(list => list.Code, StringComparer.Ordinal);
        Stations = [.. election.Stations.Where(Has)];
    }

    /// <summary>The election that it is part of.</summary>
    public ElectionDefinition Election { get; }

    /// <summary>Its place among the election's contests, from 0.</summary>
    public int Index { get; }

    /// <summary>What <c>definition.json</c> says of it.</summary>
    public ContestHead Head { get; }

    /// <summary>Its code; empty where the election has one contest.</summary>
    public string Code => Head.Code;

    /// <summary>The layout of its form.</summary>
    public FormLayout Form { get; }

    /// <summary>Its lists.</summary>
    public ImmutableArray<ElectoralList> Lists { get; }

    /// <summary>Its constituencies, in the definition's order.</summary>
    public ImmutableArray<Constituency> Constituencies { get; }

    /// <summary>Stations at which it takes place: those in a constituency of it.</summary>
    public ImmutableArray<Station> Stations { get; }

    /// <summary>How seats are given; null where none are.</summary>
    public SeatRule? SeatRule => Head.SeatRule;

    /// <summary>The list with a code, or null.</summary>
    public ElectoralList? FindList(string code) => _lists.GetValueOrDefault(code);

    /// <summary>The list of a code that was read from this contest, or held against it.</summary>
    public ElectoralList ListOf(string code) => _lists[code];

    /// <summary>The constituency with a code, or null.</summary>
    public Constituency? FindConstituency(string code) =>
        Election.FindUnit(code) is { } unit && ConstituencyOf(unit) is { } own && own.Unit == unit ? own : null;

    /// <summary>The constituency that a unit lies in or is; null above them, and where the contest doesn't take place.</summary>
    public Constituency? ConstituencyOf(Unit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return _byUnit[unit.Index];
    }

    /// <summary>The constituency that the votes of one of its stations count in.</summary>
    public Constituency ConstituencyOf(Station station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return ConstituencyOf(station.Unit) ?? throw new InvalidOperationException($"station {station.Code} lies in no constituency");
    }

    /// <summary>Whether it takes place at a station.</summary>
    public bool Has(Station station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return ConstituencyOf(station.Unit) is not null;
    }

    /// <summary>How many figures a form can have: fields and lists.</summary>
    public int FigureCount => Form.Fields.Length + Lists.Length;

    /// <summary>The number of a list's votes among the figures.</summary>
    public int FigureOf(ElectoralList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return Form.Fields.Length + list.Index;
    }

    /// <summary>
    /// A station's figures in the order of the paper: fields, the lists that stand there, and under them as their sum a last field that
    /// means valid votes.
    /// </summary>
    public ImmutableArray<int> FiguresOnPaper(Station station)
    {
        var (constituency, valid) = (ConstituencyOf(station), Form.FieldOf(FieldMeaning.Valid));
        var above = Form.Fields.Length - (valid >= 0 && valid == Form.Fields.Length - 1 ? 1 : 0);
        var lists = Lists.Where(list => list.StandsIn(constituency)).Select(FigureOf);
        return [.. Enumerable.Range(0, above), .. lists, .. Enumerable.Range(above, Form.Fields.Length - above)];
    }

    /// <summary>The name of a figure as views write it: the field's code, or <c>votes/</c> and the list's.</summary>
    public string FigureName(int figure) =>
        figure < Form.Fields.Length ? Form.Fields[figure].Code : "votes/" + Lists[figure - Form.Fields.Length].Code;

    internal Dictionary<string, ElectoralList>.AlternateLookup<ReadOnlySpan<char>> ListLookup => _lists.GetAlternateLookup<ReadOnlySpan<char>>();
}
