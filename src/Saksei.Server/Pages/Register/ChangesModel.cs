using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Server.Books;

namespace Saksei.Server.Pages.Register;

/// <summary>A station whose state changed.</summary>
public sealed record StationChange(Station Station, Corroboration Before, Corroboration After);

/// <summary>What was added to the register since a checkpoint, and what follows from it.</summary>
/// <param name="Since">The earlier checkpoint; 0 for the empty register.</param>
/// <param name="Added">Acts added.</param>
/// <param name="Kinds">How many of each kind.</param>
/// <param name="Stations">Stations whose state changed, up to what one page holds.</param>
/// <param name="ChangedCount">All of them.</param>
/// <param name="Void">Void acts among those added, up to what one page holds.</param>
/// <param name="VoidCount">All of them.</param>
/// <param name="Acts">The acts of this page, newest first.</param>
/// <param name="Paging">Which page of the acts.</param>
public sealed record ChangesModel(
    long Since, long Added, ImmutableArray<(ActKind Kind, int Count)> Kinds, ImmutableArray<StationChange> Stations, int ChangedCount,
    ImmutableArray<ActLine> Void, int VoidCount, ImmutableArray<ActLine> Acts, Paging Paging)
{
    private const int Shown = 30;

    /// <summary>The earlier checkpoint; null where the page compares with the empty register.</summary>
    internal static long? ComparedWith(PageRequest request) => SinceOf(request) is > 0 and var since ? since : null;

    internal static Page? Page(PageRequest request)
    {
        var (since, before) = (SinceOf(request), request.Earlier);
        if (since > request.Books.Size || (since > 0 && before is null)) return ErrorModel.Page(404, "checkpoint-not-published");
        var (host, size) = (request.Frame.Host, request.Books.Size);
        var changed = Changed(before, request.Books);
        var paging = Paging.Of(request.PageNumber, (int)(size - since), Paging.Acts);
        var end = size - paging.First;
        return Pages.Page.Of<ChangesPage, ChangesModel>(new ChangesModel(
            since, size - since, [.. host.Kinds(since, size).OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Kind.Name, StringComparer.Ordinal)],
            [.. changed.Take(Shown)], changed.Count,
            [.. host.Voided(since, size, Shown).Select(voided => host.Lines(voided.Index, voided.Index + 1)[0])], host.CountVoided(since, size),
            [.. host.Lines(Math.Max(since, end - paging.Size), end).Reverse()], paging));
    }

    private static long SinceOf(PageRequest request) =>
        request.Query("since") is not { Length: > 0 } text ? request.Frame.Before
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var since) ? since : long.MaxValue;

    private static List<StationChange> Changed(BooksAsOf? before, BooksAsOf after)
    {
        var changes = new List<StationChange>();
        foreach (var standing in after.Standings.Where(standing => after.Contest.Has(standing.Station)))
        {
            var earlier = before?.Standings[standing.Station.Index].State ?? Corroboration.Missing;
            if (earlier != standing.State) changes.Add(new StationChange(standing.Station, earlier, standing.State));
        }

        return changes;
    }
}
