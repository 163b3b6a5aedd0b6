using Saksei.Election.Seats;
using Saksei.Node.Imports;

namespace Saksei.Cli.Seats;

/// <summary>One constituency as its rows give it, with the line of each list.</summary>
internal sealed class ConstituencyRows(string name, int seats, Place first)
{
    private readonly List<ListVotes> _lists = [];
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);

    internal string Name => name;

    internal int Seats => seats;

    internal long? Blank { get; init; }

    internal long? Cast { get; init; }

    internal IReadOnlyList<ListVotes> Lists => _lists;

    internal void Add(string list, string votes, string? kind, Place place)
    {
        if (list.Length == 0) throw place.Problem("list-unnamed");
        if (!_places.TryAdd(list, place)) throw place.Problem("duplicate-list", list);
        var read = new ListVotes(list, Cell.Number(votes, NumberCodes.Votes, place));
        if (!string.IsNullOrEmpty(kind)) _kinds[list] = kind;
        _lists.Add(_kinds.TryGetValue(list, out var given) ? read with { Kind = given } : read);
    }

    /// <summary>The kind that stands in a list's row; null where none does.</summary>
    internal string? KindOf(string list) => _kinds.GetValueOrDefault(list);

    /// <summary>Where the thing that a refusal is about stands: the list's line, otherwise the first.</summary>
    internal Place PlaceOf(string? subject) => subject is not null && _places.TryGetValue(subject, out var place) ? place : first;

    internal AllocationInput Input() => new() { Seats = seats, Lists = [.. _lists], BlankVotes = Blank ?? 0, CastVotes = Cast };

    internal ConstituencyVotes Votes() => new(name, seats, [.. _lists]) { BlankVotes = Blank ?? 0, CastVotes = Cast };
}

/// <summary>Reads votes (docs/spec/allocate.md): a row with a problem ends the reading, and nothing is guessed.</summary>
internal static class VotesTable
{
    /// <summary>Rows <c>list,votes[,kind]</c>.</summary>
    internal static ConstituencyRows ReadOne(string path, int seats, long? blank, long? cast)
    {
        var rows = new ConstituencyRows("", seats, new Place(NameOf(path), 0)) { Blank = blank, Cast = cast };
        Read(path, 2, 3, 1, (row, place) => rows.Add(row[0], row[1], row.ElementAtOrDefault(2), place));
        return rows.Lists.Count > 0 ? rows : throw new Place(NameOf(path), 0).Problem("no-lists");
    }

    /// <summary>Rows <c>constituency,seats,list,votes[,blank[,cast[,kind]]]</c>; constituencies in the order in which they first appear.</summary>
    internal static List<ConstituencyRows> ReadMany(string path)
    {
        List<ConstituencyRows> all = [];
        Dictionary<string, ConstituencyRows> known = new(StringComparer.Ordinal);
        Read(path, 4, 7, 1, (row, place) =>
        {
            var given = Given(row, place);
            if (!known.TryGetValue(given.Name, out var rows)) all.Add(rows = known[given.Name] = given);
            Agree(rows, given, place);
            rows.Add(row[2], row[3], row.ElementAtOrDefault(6), place);
        });
        return all.Count > 0 ? all : throw new Place(NameOf(path), 0).Problem("no-constituencies");
    }

    private static ConstituencyRows Given(string[] row, Place place)
    {
        if (row[0].Length == 0) throw place.Problem("constituency-unnamed");
        return new ConstituencyRows(row[0], Cell.Seats(row[1], place), place)
        {
            Blank = Cell.Optional(row.ElementAtOrDefault(4), place),
            Cast = Cell.Optional(row.ElementAtOrDefault(5), place),
        };
    }

    private static void Agree(ConstituencyRows known, ConstituencyRows given, Place place)
    {
        if (known.Seats != given.Seats) throw place.Problem("seats-inconsistent", given.Name);
        if (known.Blank != given.Blank) throw place.Problem("blank-inconsistent", given.Name);
        if (known.Cast != given.Cast) throw place.Problem("cast-inconsistent", given.Name);
    }

    private static void Read(string path, int least, int most, int numberAt, Action<string[], Place> take)
    {
        var (name, any) = (NameOf(path), false);
        var problem = TableFile.Plain(path).ReadRows((line, row) =>
        {
            var place = new Place(name, line);
            if (row.Length < least) throw place.Problem("row-too-short");
            // A group mark makes a cell more: 1,000. A kind is a word.
            if (row.Length > most || (row.Length == most && row[^1].Length > 0 && !Cell.IsWord(row[^1]))) throw place.Problem("row-too-long");
            if (any || !Cell.IsWord(row[numberAt])) take(row, place);
            any = true;
        });
        if (problem is not null) throw CommandProblem.At(name, problem.Line, problem.Code, problem.Detail);
        if (!any) throw new Place(name, 0).Problem("file-empty");
    }

    private static string NameOf(string path) => path == "-" ? "-" : Path.GetFileName(path);
}
