using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Results;

namespace Saksei.Server.Pages.Stations;

/// <summary>One place: the places in it with their states, its stations, its votes.</summary>
/// <param name="Unit">The place.</param>
/// <param name="State">The state to which the stations are limited; null for the place as a whole.</param>
/// <param name="Units">The places in it, of this page.</param>
/// <param name="Stations">The stations in it, of this page.</param>
/// <param name="Paging">Which page of them.</param>
/// <param name="Lists">The votes of the place; empty where a state is asked for.</param>
/// <param name="IsByName">Whether the places in it stand by name.</param>
public sealed record PlaceModel(
    Unit Unit, Corroboration? State, ImmutableArray<Unit> Units, ImmutableArray<Station> Stations, Paging Paging, ImmutableArray<ListLine> Lists, bool IsByName)
{
    internal static Page? Page(PageRequest request)
    {
        var definition = request.Frame.Definition;
        var unit = request.Code.Length == 0 ? definition.Units[0] : definition.FindUnit(request.Code);
        if (unit is null || definition.Stations.IsEmpty) return null;
        var state = Enum.GetValues<Corroboration>().Where(state => state.Code() == request.Query("state")).Select(state => (Corroboration?)state).FirstOrDefault();
        return Pages.Page.Of<PlacePage, PlaceModel>(state is { } asked ? InState(request, unit, asked) : Whole(request, unit));
    }

    private static PlaceModel Whole(PageRequest request, Unit unit)
    {
        var (books, contest) = (request.Books, request.Frame.Contest);
        ImmutableArray<Station> stations = [.. unit.Stations.Where(contest.Has)];
        var paging = Paging.Of(request.PageNumber, unit.Children.Length + stations.Length);
        var byName = request.IsByName;
        var children = byName ? request.Frame.Speech.ByName(unit.Children, request.Frame.Name) : [.. unit.Children];
        var units = paging.Cut(children.Cast<object>().Concat(stations)).ToList();
        var lists = ListLines.Of(books.UnitTallies[unit.Index], contest,
            contest.Lists.Where(list => contest.ConstituencyOf(unit) is not { } own || list.StandsIn(own)));
        return new PlaceModel(unit, null, [.. units.OfType<Unit>()], [.. units.OfType<Station>()], paging, lists, byName);
    }

    // Only the stations of that state are looked at, and of each only the units above it.
    private static PlaceModel InState(PageRequest request, Unit unit, Corroboration state)
    {
        var count = request.Books.CountsOf(unit).Of(state);
        var paging = Paging.Of(request.PageNumber, count);
        var stations = request.Books.InState[state].Where(station => LiesIn(station.Unit, unit));
        return new PlaceModel(unit, state, [], [.. paging.Cut(stations)], paging, [], false);
    }

    private static bool LiesIn(Unit? inner, Unit outer)
    {
        while (inner is not null && inner != outer) inner = inner.Parent;
        return inner is not null;
    }
}
