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
    internal IEnumerable<MadeCode> Made() =>
    [
        .. Places.Units.Select(unit => Made(unit.Kind, unit)), .. Places.Stations.Select(station => Made("station", station)),
        .. Lists.Select(list => new MadeCode("list", list.Code, list.Given, list.Name, "", list.Given.Length > 0 ? list.Given : list.Name)),
    ];

    private static MadeCode Made(string what, HandedPlace place) => new(what, place.Code, place.Given, place.Name, place.Parent?.Code ?? "", place.Text);
}
