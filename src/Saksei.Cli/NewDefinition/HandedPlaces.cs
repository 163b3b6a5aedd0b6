using System.Collections.Immutable;
using Saksei.Election.Definition.Rules;

namespace Saksei.Cli.NewDefinition;

/// <summary>A unit or a station as the rows give it; its code follows once all rows are read.</summary>
/// <param name="Parent">The place that it lies in; null for the root.</param>
/// <param name="Kind">Such as <c>region</c>; of a station, its kind.</param>
/// <param name="Given">The authority's own code; empty where it has none.</param>
/// <param name="Names">What it is called, by language.</param>
/// <param name="At">The row in which it stands first; null for a root that no row gives.</param>
internal sealed record HandedPlace(HandedPlace? Parent, string Kind, string Given, SortedDictionary<string, string> Names, HandedRow? At)
{
    /// <summary>The code in the definition.</summary>
    internal string Code { get; set; } = "";

    /// <summary>Voters on its list; of a station.</summary>
    internal int? Registered { get; init; }

    /// <summary>The authority's words for it and what it lies in, the outermost first; the whole itself isn't named.</summary>
    internal string Text => (Parent is { Parent: not null } ? Parent.Text + "/" : "") + (Given.Length > 0 ? Given : Name);

    internal string Name => Names.GetValueOrDefault("en") ?? Names.Values.FirstOrDefault("");
}

/// <summary>All places of an election as they were handed in, each behind the one that it lies in.</summary>
internal sealed record HandedPlaces(ImmutableArray<HandedPlace> Units, ImmutableArray<HandedPlace> Stations)
{
    /// <summary>Whether all units could be read. Where not, what another table says of a unit isn't held against them.</summary>
    internal required bool AreKnown { get; init; }

    /// <summary>Units of a kind.</summary>
    internal IEnumerable<HandedPlace> OfKind(string kind) => Units.Where(unit => unit.Kind == kind);

    /// <summary>The units of a kind that a word means: by the authority's code, the code made, or a name. One where it is clear.</summary>
    internal ImmutableArray<HandedPlace> Meant(string kind, string word)
    {
        ImmutableArray<HandedPlace> byCode = [.. OfKind(kind).Where(unit => unit.Given == word || unit.Code == word)];
        return byCode.IsEmpty ? [.. OfKind(kind).Where(unit => unit.Names.ContainsValue(word))] : byCode;
    }

    /// <summary>What units of a kind can be called by.</summary>
    internal IEnumerable<string> Choices(string kind) => OfKind(kind).Select(unit => unit.Given.Length > 0 ? unit.Given : unit.Name);
}

/// <summary>Reads the table of places: a row a station (or, without stations, a unit), with the chain of units that it lies in.</summary>
internal sealed class PlacesTable
{
    private const string Station = "station";
    private static readonly string[] StationKinds = ["polling-station", "absent-residents"];

    // Kinds of units that a heading names by itself; others are named by --levels, or have ".code" or ".name" behind them.
    private static readonly string[] WellKnown =
        ["country", "region", "state", "province", "department", "canton", "county", "district", "constituency", "municipality", "city", "commune", "ward", "village"];

    private readonly HandedTable _table;
    private readonly NewDefinitionOrder _order;
    private readonly ImmutableArray<string> _levels;
    private readonly List<HandedPlace> _units = [];
    private readonly List<HandedPlace> _stations = [];
    private readonly Dictionary<(HandedPlace?, string, string), HandedPlace> _known = [];
    private int _unitFaults;

    private PlacesTable(HandedTable table, NewDefinitionOrder order)
    {
        (_table, _order) = (table, order);
        _levels = order.Levels.IsEmpty ? [.. table.Headings.Select(LevelOf).OfType<string>().Distinct(StringComparer.Ordinal)] : order.Levels;
    }

    internal static HandedPlaces Read(NewDefinitionOrder order, Faults faults)
    {
        var before = faults.Count;
        var table = HandedTable.Read(order.Places, order.Headings, faults);
        var reader = new PlacesTable(table, order);
        reader.CheckHeadings();
        reader._unitFaults = faults.Count - before;
        if (!reader._levels.IsEmpty)
            foreach (var row in table.Rows) reader.Take(row);
        var places = new HandedPlaces([.. reader._units], [.. reader._stations]) { AreKnown = reader._unitFaults == 0 };
        MadeCodes.Give(places);
        return places;
    }

    private static string? LevelOf(string heading)
    {
        var word = heading.Split('.')[0];
        if (word == Station) return null;
        return heading.Contains(".code", StringComparison.Ordinal) || heading.Contains(".name", StringComparison.Ordinal) || WellKnown.Contains(heading) ? word : null;
    }

    private void CheckHeadings()
    {
        CheckStations();
        string[] known = [.. _levels.SelectMany(HeadingsOf), .. _order.HasStations ? StationHeadings : []];
        _table.Expect(heading => known.Contains(heading), known.Where(heading => !_table.Has(heading)).Append("-"));
        if (_levels.IsEmpty && _table.Rows.Count > 0) _table.Faults.Add(new Fault(_table.Name, 1, 0, "levels-missing", ""), WellKnown);
        foreach (var level in _levels.Where(level => !HeadingsOf(level).Any(_table.Has))) _table.Faults.Add(new Fault(_table.Name, 1, 0, "column-missing", level), _table.Headings);
        foreach (var level in _levels.Where(level => !KebabCode.Is(level))) _table.Faults.Add(new Fault(_table.Name, 1, 0, "kebab-malformed", level));
    }

    // A station that nobody can call by anything can't be told from the next.
    private void CheckStations()
    {
        if (_order.HasStations && _table.Rows.Count > 0 && !HeadingsOf(Station).Any(_table.Has))
            _table.Faults.Add(new Fault(_table.Name, 1, 0, "column-missing", $"{Station}.name / {Station}.code"), _table.Headings);
    }

    private IEnumerable<string> HeadingsOf(string level) => HandedNames.Headings(level, _order.Languages).Prepend(level + ".code");

    private IEnumerable<string> StationHeadings => HeadingsOf(Station).Append("station.kind").Append("registered");

    private void Take(HandedRow row)
    {
        var before = _table.Faults.Count;
        var place = _levels[0] == "country" ? null : Root();
        foreach (var level in _levels)
        {
            place = UnitOf(row, level, place);
            if (place is null) break;
        }

        _unitFaults += _table.Faults.Count - before;
        if (_order.HasStations && place is not null) TakeStation(row, place);
    }

    private HandedPlace Root()
    {
        if (_units.Count == 0) _units.Add(new HandedPlace(null, "country", "", _order.Country, null));
        return _units[0];
    }

    private HandedPlace? UnitOf(HandedRow row, string level, HandedPlace? parent)
    {
        var (code, names) = (row.Text(level + ".code"), HandedNames.Of(row, _order.Languages, level + ".name", level));
        if (_table.Has(level + ".code")) code = row.Required(level + ".code");
        else if (!names.ContainsKey("en")) row.Wrong("cell-empty", HeadingsOf(level).FirstOrDefault(_table.Has, level), level);
        var own = _table.Has(level + ".code") ? code : names.GetValueOrDefault("en", "");
        if (own.Length == 0) return null;
        if (_known.TryGetValue((parent, level, own), out var known)) return SameNames(known, names, row, level);
        if (parent is null && _units.Count > 0) row.Wrong("root-twice", level + ".code", own);
        names.TryAdd("en", code);
        var unit = new HandedPlace(parent, level, code, names, row);
        _known[(parent, level, own)] = unit;
        _units.Add(unit);
        return unit;
    }

    // One code is one place: rows that call it otherwise may be about another.
    private HandedPlace SameNames(HandedPlace known, SortedDictionary<string, string> names, HandedRow row, string level)
    {
        foreach (var (language, name) in names)
            if (!known.Names.TryAdd(language, name) && known.Names[language] != name)
                row.Wrong("name-differs", HeadingsOf(level).LastOrDefault(_table.Has, level), $"{known.Given}: {known.Names[language]} / {name}");
        return known;
    }

    private void TakeStation(HandedRow row, HandedPlace? unit)
    {
        var hasCode = _table.Has("station.code");
        var code = hasCode ? row.Required("station.code") : "";
        var names = HandedNames.Of(row, _order.Languages, "station.name", Station);
        if (!hasCode && names.Count == 0 && HeadingsOf(Station).FirstOrDefault(_table.Has) is { } heading) row.Wrong("cell-empty", heading, heading);
        var station = new HandedPlace(unit, row.Word("station.kind", StationKinds), code, names, row) { Registered = row.Number("registered") };
        var own = hasCode ? code : station.Name;
        if (own.Length > 0 && !_known.TryAdd((unit, "", own), station)) row.Wrong("code-twice", hasCode ? "station.code" : HeadingsOf(Station).FirstOrDefault(_table.Has, Station), own);
        _stations.Add(station);
    }
}
