using System.Collections.Immutable;
using Saksei.Election.Results;
using Saksei.Server.Books;
using Saksei.Server.Pages.Evidence;

namespace Saksei.Server.Pages.Tonight;

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
        var lists = frame.Definition.Stations.IsEmpty && frame.Contest.Head.Published is { } published
            ? ListLines.Published(frame.Contest, published) : ListLines.Counted(books);
        var model = new TonightModel(TitleOf(frame), lists, lists.Sum(line => line.Votes), LatestOf(books));
        return Pages.Page.Of<TonightPage, TonightModel>(model);
    }

    private static string TitleOf(Frame frame) => frame.Definition.Stations.IsEmpty
        ? frame.Speech.Say("tonight.no-stations")
        : EvidenceSentences.Title(frame) ?? Reported(frame);

    /// <summary>How many stations have reported, and how many have copies that differ.</summary>
    internal static string Reported(Frame frame) => Sentences.Reported(frame.Speech, frame.Books.Total, frame.Books.Summary.Contradicted);

    private static ImmutableArray<StationStanding> LatestOf(BooksAsOf books) =>
        [.. books.InState[Corroboration.Contradicted]
            .OrderByDescending(station => books.CopiesOf(station).Max(copy => copy.Place.Index))
            .Take(LatestShown)
            .Select(books.StandingOf)];
}
