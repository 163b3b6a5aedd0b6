using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Server.Books;
using Saksei.Server.Texts;

namespace Saksei.Server.Pages;

/// <summary>A list with its votes and seats.</summary>
public sealed record ListLine(ElectoralList List, long Votes, long Seats);

/// <summary>The page that people open on the night.</summary>
/// <param name="Title">The answer.</param>
/// <param name="Lists">Lists by their votes.</param>
/// <param name="Votes">All votes for lists.</param>
/// <param name="Latest">Stations whose copies differ, the newest difference first.</param>
public sealed record TonightModel(string Title, ImmutableArray<ListLine> Lists, long Votes, ImmutableArray<StationStanding> Latest)
{
    private const int LatestShown = 6;

    internal static Page Page(Frame frame)
    {
        var books = frame.Books;
        var lists = frame.Definition.Stations.IsEmpty && frame.Definition.Head.Published is { } published
            ? ListLines.Published(frame.Definition, published) : ListLines.Counted(books);
        var model = new TonightModel(TitleOf(frame), lists, lists.Sum(line => line.Votes), LatestOf(books));
        return Pages.Page.Of<TonightPage, TonightModel>(model);
    }

    private static string TitleOf(Frame frame) => frame.Definition.Stations.IsEmpty
        ? frame.Speech.Say("tonight.no-stations")
        : Sentences.Reported(frame.Speech, frame.Books.Total, frame.Books.Summary.Contradicted);

    private static ImmutableArray<StationStanding> LatestOf(BooksAsOf books) =>
        [.. books.InState[Corroboration.Contradicted]
            .OrderByDescending(station => books.CopiesOf(station).Max(copy => copy.Place.Index))
            .Take(LatestShown)
            .Select(books.StandingOf)];
}

/// <summary>Lists in the order in which pages show them.</summary>
internal static class ListLines
{
    internal static ImmutableArray<ListLine> Counted(BooksAsOf books) => Sorted(books.Definition.Lists.Select(list =>
        new ListLine(list, books.Total[books.Definition.FigureOf(list)], books.HasSeats ? books.SeatsByList[list.Index] : 0)));

    internal static ImmutableArray<ListLine> Published(ElectionDefinition definition, PublishedFigures published) => Sorted(published.Lists.Select(list =>
        new ListLine(definition.FindList(list.List) ?? throw new InvalidDataException($"list {list.List} isn't in the definition"), list.Votes, list.Seats)));

    internal static ImmutableArray<ListLine> Of(Tally tally, ElectionDefinition definition, IEnumerable<ElectoralList> lists) =>
        Sorted(lists.Select(list => new ListLine(list, tally[definition.FigureOf(list)], 0)));

    // By votes; lists with as many stand as the definition has them.
    private static ImmutableArray<ListLine> Sorted(IEnumerable<ListLine> lines) => [.. lines.OrderByDescending(line => line.Votes).ThenBy(line => line.List.Index)];
}

/// <summary>Sentences that more than one page says.</summary>
internal static class Sentences
{
    /// <summary>How many stations have reported, and how many have copies that differ.</summary>
    internal static string Reported(Speech speech, Tally tally, int contradicted)
    {
        var reported = tally.Reported == tally.Stations ? speech.Say("reported.all", tally.Stations)
            : tally.Reported == 0 ? speech.Say("reported.none", tally.Stations)
            : speech.Say("reported.some", tally.Reported, tally.Stations);
        return speech.Say("sentence.two", reported, contradicted == 0 ? speech.Say("differ.none") : speech.Say("differ.some", contradicted));
    }

    /// <summary>How one station stands, in a few words.</summary>
    internal static string Pattern(Speech speech, StationStanding standing) =>
        standing.Pattern is { } pattern ? speech.Say("pattern." + pattern.Code()) : speech.Say("state." + standing.State.Code());
}
