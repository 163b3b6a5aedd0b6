using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Server.Books;

namespace Saksei.Server.Pages;

/// <summary>A list with its votes and seats.</summary>
public sealed record ListLine(ElectoralList List, long Votes, long Seats);

/// <summary>Lists in the order in which pages show them.</summary>
internal static class ListLines
{
    internal static ImmutableArray<ListLine> Counted(BooksAsOf books) => Sorted(books.Contest.Lists.Select(list =>
        new ListLine(list, books.Total[books.Contest.FigureOf(list)], books.HasSeats ? books.SeatsByList[list.Index] : 0)));

    internal static ImmutableArray<ListLine> Published(Contest contest, PublishedFigures published) => Sorted(published.Lists.Select(list =>
        new ListLine(contest.ListOf(list.List), list.Votes, list.Seats)));

    internal static ImmutableArray<ListLine> Of(Tally tally, Contest contest, IEnumerable<ElectoralList> lists) =>
        Sorted(lists.Select(list => new ListLine(list, tally[contest.FigureOf(list)], 0)));

    // By votes; lists with as many stand as the definition has them.
    private static ImmutableArray<ListLine> Sorted(IEnumerable<ListLine> lines) => [.. lines.OrderByDescending(line => line.Votes).ThenBy(line => line.List.Index)];
}
