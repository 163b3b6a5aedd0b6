using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Results;

namespace Saksei.Server.Pages.Work.Board;

/// <summary>What a province has on the wall.</summary>
public sealed record WallLine(Unit Unit, StateCounts Counts)
{
    /// <summary>Stations of which there is a form.</summary>
    internal int Reported => Counts.Stations - Counts.Missing;
}

/// <summary>The projector: how far a night has come, for a room to read. No names, no votes, nothing to press.</summary>
/// <param name="Counts">Of the whole country.</param>
/// <param name="Lines">Of each province in which there are stations.</param>
public sealed record WallModel(StateCounts Counts, ImmutableArray<WallLine> Lines)
{
    /// <summary>Where it stands, behind the language.</summary>
    internal const string Root = BoardModel.Root + "/wall";

    internal static Page? Page(PageRequest request)
    {
        var (books, units) = (request.Books, request.Frame.Definition.Units);
        if (request.Frame.Contest.Stations.IsEmpty) return null;
        var lines = units.Where(unit => unit.Parent is { Parent: null }).Select(unit => new WallLine(unit, books.CountsOf(unit))).Where(line => line.Counts.Stations > 0);
        return Pages.Page.Of<WallPage, WallModel>(new WallModel(books.CountsOf(units[0]), [.. lines]));
    }
}
