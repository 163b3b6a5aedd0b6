using System.Collections.Immutable;

namespace Saksei.Cli.NewDefinition;

/// <summary>A contest as its tables give it.</summary>
/// <param name="Order">What was asked for about it.</param>
/// <param name="ConstituencyKind">The kind of unit that its constituencies are.</param>
/// <param name="Constituencies">Their codes.</param>
/// <param name="Seats">Seats by code of the constituency; empty where none are given out.</param>
/// <param name="Lists">In the order of the ballot.</param>
/// <param name="Form">The form that stations fill in.</param>
internal sealed record HandedContest(
    ContestOrder Order, string ConstituencyKind, ImmutableArray<string> Constituencies, ImmutableArray<(string Unit, int Seats)> Seats, ImmutableArray<HandedList> Lists, HandedForm Form)
{
    internal static HandedContest Read(NewDefinitionOrder order, ContestOrder contest, HandedPlaces places, Faults faults)
    {
        var kind = SeatsTable.KindOf(contest, places, faults);
        var seats = SeatsTable.Read(order, contest, places, kind, faults);
        if (contest.Seats.Length > 0 && contest.Rule is null) faults.Add(contest.Wrong("rule", "rule-missing", ""));
        if (contest.Seats.Length == 0 && contest.Rule is not null) faults.Add(contest.Wrong("seats", "seats-missing", ""));
        ImmutableArray<string> constituencies = [.. places.OfKind(kind).Select(unit => unit.Code)];
        return new HandedContest(contest, kind, constituencies, seats, ListsTable.Read(order, contest, places, kind, faults), FormTable.Read(order, contest, faults));
    }

    /// <summary>Each list's code with what it was given as.</summary>
    internal IEnumerable<MadeCode> Made() =>
        Lists.Select(list => new MadeCode("list", list.Code, list.Given, list.Name, Order.Code, list.Given.Length > 0 ? list.Given : list.Name));
}

/// <summary>An election as all tables together give it.</summary>
internal sealed record HandedElection(HandedPlaces Places, ImmutableArray<HandedContest> Contests)
{
    /// <summary>Reads all tables; what is wrong with any of them is collected.</summary>
    internal static HandedElection Read(NewDefinitionOrder order, Faults faults)
    {
        var places = PlacesTable.Read(order, faults);
        return new HandedElection(places, [.. order.Contests.Select(contest => HandedContest.Read(order, contest, places, faults))]);
    }

    /// <summary>Each code with what it was given as, in the order of the files.</summary>
    internal IEnumerable<MadeCode> Made() =>
    [
        .. Places.Units.Select(unit => Made(unit.Kind, unit)), .. Places.Stations.Select(station => Made("station", station)),
        .. Contests.SelectMany(contest => contest.Made()),
    ];

    private static MadeCode Made(string what, HandedPlace place) => new(what, place.Code, place.Given, place.Name, place.Parent?.Code ?? "", place.Text);
}
