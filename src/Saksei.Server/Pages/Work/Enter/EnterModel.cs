using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Server.Pages.Work.Enter;

/// <summary>A form as it is typed at several stations: the same fields, checks and lists.</summary>
/// <param name="Contest">Whose form.</param>
/// <param name="Constituency">Whose lists stand on it.</param>
/// <param name="Stations">The stations that fill it in.</param>
public sealed record EnteredForm(Contest Contest, Constituency Constituency, ImmutableArray<Station> Stations)
{
    /// <summary>The lists on it, in the order of the paper.</summary>
    public IEnumerable<ElectoralList> Lists => Contest.Lists.Where(list => list.StandsIn(Constituency));

    /// <summary>The checks whose last figure on the paper is this one: there a sum that doesn't hold is shown.</summary>
    public IEnumerable<FormCheck> ChecksAt(int figure) => Contest.Form.Checks.Where(check => LastOf(check) == figure);

    /// <summary>The same behind all lists.</summary>
    public IEnumerable<FormCheck> ChecksOfVotes => ChecksAt(FormLayout.VotesSide);

    private static int LastOf(FormCheck check)
    {
        var sides = check.Left.Concat(check.Right).ToList();
        return sides.Contains(FormLayout.VotesSide) ? FormLayout.VotesSide : sides.Max();
    }
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

    private static EnterModel Of(ElectionDefinition definition, Unit unit)
    {
        ImmutableArray<Station> stations = [.. unit.AllStations().Take(MostStations + 1)];
        return stations.Length > MostStations && !unit.Children.IsEmpty
            ? new EnterModel(unit, [.. unit.Children.Where(below => below.AllStations().Any())], []) : new EnterModel(unit, [], FormsOf(definition, [.. unit.AllStations()]));
    }

    private static ImmutableArray<EnteredForm> FormsOf(ElectionDefinition definition, ImmutableArray<Station> stations) =>
    [
        .. from contest in definition.Contests
           from same in stations.Where(contest.Has).GroupBy(contest.ConstituencyOf)
           select new EnteredForm(contest, same.Key, [.. same]),
    ];
}
