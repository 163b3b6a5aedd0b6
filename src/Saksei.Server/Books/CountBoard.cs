using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;

namespace Saksei.Server.Books;

/// <summary>What a station can be looked for by on the count board, in the order of its keys. One station may be several of them.</summary>
public enum BoardState { Missing, BeingEntered, FailsCheck, Differs, Alone, Agrees, Decided }

/// <summary>One station on the board.</summary>
/// <param name="Station">The station.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Copies">Its copies.</param>
/// <param name="Apart">Of those with figures how many say something else than most do.</param>
/// <param name="Speaking">Copies with figures.</param>
/// <param name="Seats">How many seats hang on it.</param>
/// <param name="IsBeingEntered">A double entry began and isn't a copy yet.</param>
/// <param name="Failing">Checks that its copies fail and nobody has looked at, one by one.</param>
public readonly record struct BoardRow(Station Station, StationStanding Standing, int Copies, int Apart, int Speaking, int Seats, bool IsBeingEntered, int Failing)
{
    /// <summary>Whether it is among those of a state.</summary>
    internal bool Is(BoardState state) => state switch
    {
        BoardState.Missing => Standing.State == Corroboration.Missing,
        BoardState.BeingEntered => IsBeingEntered,
        BoardState.FailsCheck => Failing > 0,
        BoardState.Differs => Standing.State == Corroboration.Contradicted,
        BoardState.Alone => Standing.State == Corroboration.Uncorroborated,
        BoardState.Agrees => Standing.State == Corroboration.Corroborated,
        BoardState.Decided => Standing.State == Corroboration.Adjudicated,
    };
}

/// <summary>All stations of a contest as those see them who work through a night: what each waits for, and which comes first.</summary>
/// <param name="Rows">Each station of the contest, in the definition's order.</param>
/// <param name="Order">Places in <paramref name="Rows"/>: first those that seats hang on, by how far they could move them.</param>
public sealed record CountBoard(ImmutableArray<BoardRow> Rows, ImmutableArray<int> Order)
{
    internal static CountBoard Of(BooksAsOf books)
    {
        var (seats, places) = HangingOn(books);
        ImmutableArray<BoardRow> rows = [.. books.Contest.Stations.Select(station => RowOf(books, station, seats.GetValueOrDefault(station.Index)))];
        var order = Enumerable.Range(0, rows.Length).OrderBy(place => places.GetValueOrDefault(rows[place].Station.Index, int.MaxValue)).ThenByDescending(place => rows[place].Apart);
        return new CountBoard(rows, [.. order]);
    }

    /// <summary>How many stations are in a state.</summary>
    internal int CountOf(BoardState state) => Rows.Count(row => row.Is(state));

    /// <summary>Those of a state, in order.</summary>
    internal IEnumerable<BoardRow> In(BoardState state) => Order.Select(place => Rows[place]).Where(row => row.Is(state));

    private static BoardRow RowOf(BooksAsOf books, Station station, int seats)
    {
        var copies = books.CopiesOf(station);
        var standing = books.StandingOf(station);
        var versions = standing.Pattern is null ? null : CopyVersions.Of(copies);
        return new BoardRow(
            station, standing, copies.Count, versions?.Apart ?? 0, versions?.Speaking ?? 0, seats, books.OpenEntriesOf(station).Any(),
            copies.Sum(copy => FormChecking.Of(books.Contest.Form, copy.Content).Count(outcome => outcome.Holds == false && !books.IsLookedAt(station, copy, outcome.Check))));
    }

    // How many seats hang on each station, and where it stands among all that seats hang on.
    private static (Dictionary<int, int> Seats, Dictionary<int, int> Places) HangingOn(BooksAsOf books)
    {
        var (seats, places) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        foreach (var station in books.Evidence.Constituencies.SelectMany(constituency => constituency.Seats).SelectMany(seat => seat.Stations))
        {
            seats[station.Index] = seats.GetValueOrDefault(station.Index) + 1;
            places.TryAdd(station.Index, places.Count);
        }

        return (seats, places);
    }
}
