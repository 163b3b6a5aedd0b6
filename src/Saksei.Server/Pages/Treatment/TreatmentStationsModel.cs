using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Impartiality;

namespace Saksei.Server.Pages.Treatment;

/// <summary>The stations behind one figure: counts behind closed doors, or agents' copies.</summary>
/// <param name="Figure">Which figure: <c>closed</c>, <c>observed</c>, <c>both</c>, <c>first</c>, <c>second</c>, <c>neither</c>, <c>handed</c>, <c>asked</c>.</param>
/// <param name="Organisations">The organisations that asked for copies; none for doors.</param>
/// <param name="By">Of those that asked together, the one that was handed its copy; empty where none is named.</param>
/// <param name="Stations">The stations.</param>
/// <param name="Paging">Which page.</param>
public sealed record TreatmentStationsModel(string Figure, ImmutableArray<string> Organisations, string By, ImmutableArray<Station> Stations, Paging Paging)
{
    /// <summary>Between organisations in an address: no code holds it.</summary>
    internal const char Separator = ' ';

    internal static Page? Page(PageRequest request)
    {
        if (!request.Frame.Definition.Procedures.Exist) return null;
        var (figure, by) = (request.Query("figure"), request.Query("by"));
        ImmutableArray<string> organisations = [.. request.Query("organisations").Split(Separator, StringSplitOptions.RemoveEmptyEntries)];
        return Find(request.Books.Impartiality, figure, organisations, by) is not { } found ? null
            : Pages.Page.Of<TreatmentStationsPage, TreatmentStationsModel>(new TreatmentStationsModel(figure, organisations, by, [.. found], Paging.Of(request.PageNumber, found.Count())));
    }

    private static IEnumerable<Station>? Find(ImpartialityBook book, string figure, ImmutableArray<string> organisations, string by) => figure switch
    {
        "closed" or "observed" when !organisations.IsEmpty || by.Length > 0 => null,
        "closed" => book.Closed.Closed,
        "observed" => book.Closed.Observed,
        "asked" when by.Length > 0 => null,
        "handed" or "asked" => book.HandedTogether.FirstOrDefault(set => set.Organisations.SequenceEqual(organisations)) is not { } set ? null
            : (figure == "asked" ? set.Stations : set.Organisations.Contains(by) ? set.Where(by) : null)?.Select(asked => asked.Station),
        _ when by.Length > 0 => null,
        _ => OfPair(book.Handed.FirstOrDefault(pair => organisations.SequenceEqual([pair.First, pair.Second])), figure)?.Select(asked => asked.Station),
    };

    private static IEnumerable<CopiesAsked>? OfPair(HandedPair? pair, string figure) => figure switch
    {
        "both" => pair?.Where(true, true),
        "first" => pair?.Where(true, false),
        "second" => pair?.Where(false, true),
        "neither" => pair?.Where(false, false),
        _ => null,
    };
}
