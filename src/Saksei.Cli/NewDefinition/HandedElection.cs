using System.Collections.Immutable;

namespace Saksei.Cli.NewDefinition;

/// <summary>An election as all tables together give it.</summary>
internal sealed record HandedElection(
    HandedPlaces Places, string ConstituencyKind, ImmutableArray<(string Unit, int Seats)> Seats, ImmutableArray<HandedList> Lists, HandedForm Form)
{
    /// <summary>Codes of the constituencies.</summary>
    internal ImmutableArray<string> Constituencies => [.. Places.OfKind(ConstituencyKind).Select(unit => unit.Code)];

    /// <summary>Reads all tables; what is wrong with any of them is collected.</summary>
    internal static HandedElection Read(NewDefinitionOrder order, Faults faults)
    {
        var places = PlacesTable.Read(order, faults);
        var kind = SeatsTable.KindOf(order, places, faults);
        var seats = SeatsTable.Read(order, places, kind, faults);
        if (order.Seats.Length > 0 && order.Rule is null) faults.Add("--rule", "rule-missing", "");
        if (order.Seats.Length == 0 && order.Rule is not null) faults.Add("--seats", "seats-missing", "");
        return new HandedElection(places, kind, seats, ListsTable.Read(order, places, kind, faults), FormTable.Read(order, faults));
    }

    /// <summary>Each code with what it was given as, in the order of the files.</summary>
    internal IEnumerable<(string What, string Code, string Given, string Name, string Within)> Made() =>
    [
        .. Places.Units.Select(unit => (unit.Kind, unit.Code, unit.Given, unit.Name, unit.Parent?.Code ?? "")),
        .. Places.Stations.Select(station => ("station", station.Code, station.Given, station.Name, station.Parent?.Code ?? "")),
        .. Lists.Select(list => ("list", list.Code, list.Given, list.Name, "")),
    ];
}
