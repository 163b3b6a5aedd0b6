using System.Collections.Immutable;

namespace Saksei.Election.Definition;

/// <summary>A place that holds others: country, province, commune. Its parent stands before it.</summary>
public sealed class Unit
{
    internal Unit(int index, string code, Unit? parent, string kind, Names names) =>
        (Index, Code, Parent, Kind, Names) = (index, code, parent, kind, names);

    /// <summary>Its place in the definition, from 0.</summary>
    public int Index { get; }

    /// <summary>The authority's code, with its zeros.</summary>
    public string Code { get; }

    /// <summary>The unit that it lies in; null for the one root.</summary>
    public Unit? Parent { get; }

    /// <summary>Such as <c>province</c>.</summary>
    public string Kind { get; }

    /// <summary>For people.</summary>
    public Names Names { get; }

    /// <summary>The units that lie directly in it, in the definition's order.</summary>
    public ImmutableArray<Unit> Children { get; internal set; } = [];

    /// <summary>The stations that lie directly in it, in the definition's order.</summary>
    public ImmutableArray<Station> Stations { get; internal set; } = [];

    /// <summary>From the root to this unit.</summary>
    public IEnumerable<Unit> Path() => Parent is null ? [this] : Parent.Path().Append(this);

    /// <summary>All stations in it and below, in order.</summary>
    public IEnumerable<Station> AllStations() => Stations.Concat(Children.SelectMany(child => child.AllStations()));
}

/// <summary>Where votes are counted: a polling station, or another counting unit named as such.</summary>
public sealed class Station
{
    internal Station(int index, string code, Unit unit, string kind, long? registered, Names names) =>
        (Index, Code, Unit, Kind, Registered, Names) = (index, code, unit, kind, registered, names);

    /// <summary>Its place in the definition, from 0.</summary>
    public int Index { get; }

    /// <summary>The authority's code, with its zeros.</summary>
    public string Code { get; }

    /// <summary>The unit that it lies in.</summary>
    public Unit Unit { get; }

    /// <summary><c>polling-station</c> or <c>absent-residents</c>.</summary>
    public string Kind { get; }

    /// <summary>Voters on its list by the register of voters, where the definition has it.</summary>
    public long? Registered { get; }

    /// <summary>For people; mostly empty.</summary>
    public Names Names { get; }
}

/// <summary>Where seats are given. <see cref="Seats"/> is 0 in an election that gives none.</summary>
public sealed record Constituency(int Index, Unit Unit, int Seats)
{
    /// <summary>The unit's code.</summary>
    public string Code => Unit.Code;
}

/// <summary>A list of candidates, or a candidate, that votes are for.</summary>
public sealed class ElectoralList
{
    internal ElectoralList(int index, string code, string shortName, Names names, string colour, ImmutableHashSet<string>? constituencies) =>
        (Index, Code, ShortName, Names, Colour, _constituencies) = (index, code, shortName, names, colour, constituencies);

    private readonly ImmutableHashSet<string>? _constituencies;

    /// <summary>Its place in the definition, from 0.</summary>
    public int Index { get; }

    /// <summary>The authority's code, with its zeros.</summary>
    public string Code { get; }

    /// <summary>As it is known; the code where the definition has none.</summary>
    public string ShortName { get; }

    /// <summary>For people.</summary>
    public Names Names { get; }

    /// <summary>#rrggbb; grey where the definition has none.</summary>
    public string Colour { get; }

    /// <summary>What kind of list it is; thresholds may differ by it.</summary>
    public string Kind { get; internal init; } = "single";

    /// <summary>The joint list that it belongs to; null for a list of its own.</summary>
    public string? Coalition { get; internal init; }

    /// <summary>How many candidates it has; null where that can't run out.</summary>
    public int? Candidates { get; internal init; }

    /// <summary>Whether it stands in a constituency.</summary>
    public bool StandsIn(Constituency constituency) => _constituencies is null || _constituencies.Contains(constituency.Code);
}
