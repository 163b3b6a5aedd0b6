using System.Collections.Concurrent;
using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Words;

namespace Saksei.Server.Books;

/// <summary>What a search found.</summary>
public sealed record Found(ImmutableArray<Station> Stations, ImmutableArray<Unit> Units, bool More);

/// <summary>Finds stations and units by code or by name in either script. Built once for a definition, which never changes.</summary>
internal sealed class PlaceIndex
{
    private const int Shown = 40;
    private readonly string[] _codes;
    private readonly Station[] _byCode;
    private readonly List<(string Name, Unit Unit)> _units = [];
    private readonly List<(string Name, Station Station)> _stations = [];
    private readonly ElectionDefinition _definition;

    // Where each unit stands by name, for each language that somebody searched in.
    private readonly ConcurrentDictionary<string, int[]> _places = new(StringComparer.Ordinal);

    internal PlaceIndex(ElectionDefinition definition)
    {
        _definition = definition;
        _byCode = [.. definition.Stations.OrderBy(station => Folding.Fold(station.Code), StringComparer.Ordinal)];
        _codes = [.. _byCode.Select(station => Folding.Fold(station.Code))];
        foreach (var unit in definition.Units)
            foreach (var name in NamesOf(unit.Names).Prepend(unit.Code))
                _units.Add((Folding.Fold(name), unit));
        foreach (var station in definition.Stations)
            foreach (var name in NamesOf(station.Names))
                _stations.Add((Folding.Fold(name), station));
    }

    /// <summary>What fits, units in the order of a language: those called so, then those that begin so, then the others, each by name.</summary>
    internal Found Find(string query, Speech speech)
    {
        var folded = Folding.Fold(query);
        if (folded.Length == 0) return new Found([], [], false);
        var stations = ByCode(folded).Concat(_stations.Where(pair => pair.Name.Contains(folded, StringComparison.Ordinal)).Select(pair => pair.Station))
            .Distinct().Take(Shown + 1).ToList();
        var places = _places.GetOrAdd(speech.Language, _ => PlacesIn(speech));
        var units = _units.Where(pair => pair.Name.Contains(folded, StringComparison.Ordinal))
            .OrderBy(pair => pair.Name == folded ? 0 : pair.Name.StartsWith(folded, StringComparison.Ordinal) ? 1 : 2).ThenBy(pair => places[pair.Unit.Index])
            .Select(pair => pair.Unit).Distinct().Take(Shown + 1).ToList();
        return new Found([.. stations.Take(Shown)], [.. units.Take(Shown)], stations.Count > Shown || units.Count > Shown);
    }

    private int[] PlacesIn(Speech speech)
    {
        var places = new int[_definition.Units.Length];
        foreach (var (place, unit) in speech.ByName(_definition.Units, unit => speech.Name(unit.Names, unit.Code)).Index()) places[unit.Index] = place;
        return places;
    }

    // Codes that begin with what was typed lie beside each other.
    private IEnumerable<Station> ByCode(string start)
    {
        var at = Array.BinarySearch(_codes, start, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < _codes.Length && _codes[at].StartsWith(start, StringComparison.Ordinal); at++) yield return _byCode[at];
    }

    private static IEnumerable<string> NamesOf(Names names) => names.ByLanguage.Select(pair => pair.Value).Where(name => name.Length > 0).Distinct();
}
