using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;

namespace Saksei.Election.Organisations;

/// <summary>The places about which a key signs: these units with all that lies in them, and these stations. Everywhere, where it has neither.</summary>
/// <param name="Units">Codes of units.</param>
/// <param name="Stations">Codes of stations.</param>
public sealed record KeyScope(ImmutableArray<string> Units, ImmutableArray<string> Stations)
{
    /// <summary>No place is named: the key signs all that its role may.</summary>
    public static KeyScope Everywhere { get; } = new([], []);

    /// <summary>Whether it names no place.</summary>
    public bool IsEverywhere => Units.IsEmpty && Stations.IsEmpty;

    /// <summary>Places that the definition doesn't have.</summary>
    internal Outcome Check(ElectionDefinition definition)
    {
        if (Units.FirstOrDefault(unit => definition.FindUnit(unit) is null) is { } unit) return Outcome.Void("unit-unknown", unit);
        return Stations.FirstOrDefault(station => definition.FindStation(station) is null) is { } station ? Outcome.Void("station-unknown", station) : Outcome.Applied;
    }

    /// <summary>
    /// Whether an act is about places of the scope and no other. Where it names stations these count, and else its unit; an act about
    /// no place is outside.
    /// </summary>
    internal bool Covers(ElectionDefinition definition, ActAbout about)
    {
        if (IsEverywhere) return true;
        var stations = about.Stations.IsEmpty ? about.OfCase : about.Stations;
        return stations.IsEmpty ? Has(definition.FindUnit(about.Unit)) : stations.All(station => Stations.Contains(station) || Has(definition.FindStation(station)?.Unit));
    }

    private bool Has(Unit? unit)
    {
        for (; unit is not null; unit = unit.Parent)
            if (Units.Contains(unit.Code)) return true;
        return false;
    }
}
