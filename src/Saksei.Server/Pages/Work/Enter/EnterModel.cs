using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Server.Pages.Work.Enter;

/// <summary>A form as it is typed at several stations: the same fields, checks and lists.</summary>
/// <param name="Contest">Whose form.</param>
/// <param name="Constituency">Whose lists stand on it.</param>
/// <param name="Stations">The stations that fill it in.</param>
public sealed record EnteredForm(Contest Contest, Constituency Constituency, ImmutableArray<Station> Stations)
{
    /// <summary>Its figures in the order of the paper.</summary>
    public ImmutableArray<int> Figures { get; } = Contest.FiguresOnPaper(Stations[0]);

    /// <summary>Where the lists begin among them.</summary>
    public int FirstList => Figures.TakeWhile(figure => figure < Contest.Form.Fields.Length).Count();

    /// <summary>The checks whose last figure on the paper stands at a place: there a sum that doesn't hold is shown.</summary>
    public IEnumerable<FormCheck> ChecksAt(int place) => Contest.Form.Checks.Where(check => check.Left.Concat(check.Right).Max(PlaceOf) == place);

    // The sum of all votes stands where the last list does.
    private int PlaceOf(int side) => side == FormLayout.VotesSide ? FirstList + Figures.Count(figure => figure >= Contest.Form.Fields.Length) - 1 : Figures.IndexOf(side);
}

/// <summary>Forms of a unit to type, or the units in which there are some.</summary>
public sealed record EnterModel(Unit Unit, ImmutableArray<Unit> Units, ImmutableArray<EnteredForm> Forms)
{
    /// <summary>The path of these pages.</summary>
    internal const string Root = "/work/enter";

    // What one clerk has before her is a commune; a page of a thousand forms is nobody's.
    private const int MostStations = 60;

    internal static Page? Page(PageRequest request)
    {
        var definition = request.Frame.Definition;
        var unit = request.Code.Length == 0 ? definition.Units[0] : definition.FindUnit(request.Code);
        return unit is null || definition.Stations.IsEmpty ? null : Pages.Page.Of<EnterPage, EnterModel>(Of(definition, unit));
    }

    /// <summary>Whether its forms are typed on one page; a larger unit is its parts.</summary>
    internal static bool IsWhole(Unit unit) => unit.Children.IsEmpty || unit.AllStations().Take(MostStations + 1).Count() <= MostStations;

    private static EnterModel Of(ElectionDefinition definition, Unit unit) => IsWhole(unit)
        ? new EnterModel(unit, [], FormsOf(definition, [.. unit.AllStations()])) : new EnterModel(unit, [.. unit.Children.Where(below => below.AllStations().Any())], []);

    private static ImmutableArray<EnteredForm> FormsOf(ElectionDefinition definition, ImmutableArray<Station> stations) =>
    [
        .. from contest in definition.Contests
           from same in stations.Where(contest.Has).GroupBy(contest.ConstituencyOf)
           select new EnteredForm(contest, same.Key, [.. same]),
    ];
}
