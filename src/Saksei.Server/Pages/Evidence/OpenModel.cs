using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;

namespace Saksei.Server.Pages.Evidence;

/// <summary>One seat that can change, with its constituency.</summary>
public sealed record HangingSeat(ConstituencyEvidence Constituency, SeatEvidence Seat);

/// <summary>An open station, with how many seats hang on it.</summary>
public sealed record OpenLine(OpenStation Open, int Seats);

/// <summary>Which stations are open, which seats hang on them, and how that depends on whose copies count.</summary>
/// <param name="Constituency">The constituency that the page is limited to; null for all.</param>
/// <param name="Hanging">Seats that can change, of this page.</param>
/// <param name="Seats">Which page of them.</param>
/// <param name="Stations">Open stations of this page: first those that seats hang on, by how much they could move.</param>
/// <param name="Count">How many open stations there are.</param>
/// <param name="Paging">Which page of them.</param>
/// <param name="Own">The reader's own reading; null where none was asked for.</param>
/// <param name="Copying">Organisations that have copies beside the official ones.</param>
public sealed record OpenModel(
    Constituency? Constituency, ImmutableArray<HangingSeat> Hanging, Paging Seats, ImmutableArray<OpenLine> Stations, int Count, Paging Paging,
    ElectionEvidence? Own, ImmutableSortedSet<string> Copying)
{
    /// <summary>The reader's own reading; null where none was asked for.</summary>
    internal static EvidenceReading? Reading(PageRequest request)
    {
        var (chosen, orderedOnly) = (Chosen(request), request.Query("ordered") == "only");
        return chosen.Length == 0 && !orderedOnly ? null
            : EvidenceReading.Own([], chosen.Length > 0 ? chosen : [.. request.Books.CopyingOrganisations], orderedOnly);
    }

    internal static Page? Page(PageRequest request)
    {
        if (request.Frame.Contest.SeatRule is null || request.Frame.Definition.Stations.IsEmpty) return null;
        var code = request.Query("constituency");
        var constituency = request.Frame.Contest.FindConstituency(code);
        if (code.Length > 0 && constituency is null) return null;
        return Pages.Page.Of<OpenPage, OpenModel>(Of(request, constituency, request.Own));
    }

    private static OpenModel Of(PageRequest request, Constituency? constituency, ElectionEvidence? own)
    {
        var parts = (own ?? request.Books.Evidence).Constituencies.Where(part => constituency is null || part.Constituency == constituency).ToList();
        var hanging = parts.SelectMany(part => part.Seats.Where(seat => !seat.Stands).Select(seat => new HangingSeat(part, seat))).ToList();
        var stations = parts.SelectMany(Lines).OrderByDescending(line => line.Seats > 0).ToList();
        var (seats, paging) = (Paging.Of(request.PageOf("hanging"), hanging.Count, Paging.Notes), Paging.Of(request.PageNumber, stations.Count, Paging.Acts));
        return new OpenModel(constituency, [.. seats.Cut(hanging)], seats, [.. paging.Cut(stations)], stations.Count, paging, own, [.. request.Books.CopyingOrganisations]);
    }

    // The stations that a seat hangs on stand in the order of how far they could move it.
    private static IEnumerable<OpenLine> Lines(ConstituencyEvidence part)
    {
        var seats = part.Seats.Where(seat => !seat.Stations.IsEmpty).ToList();
        var order = seats.SelectMany(seat => seat.Stations).Distinct().Select((station, place) => (station, place)).ToDictionary(pair => pair.station, pair => pair.place);
        return part.Open.OrderBy(open => order.GetValueOrDefault(open.Station, int.MaxValue))
            .Select(open => new OpenLine(open, seats.Count(seat => seat.Stations.Contains(open.Station))));
    }

    /// <summary>Organisations that the reader chose, known ones only, so that no request makes a reading of its own.</summary>
    private static ImmutableArray<string> Chosen(PageRequest request) =>
        [.. request.Books.CopyingOrganisations.Where(organisation => request.Address.All("counting").Contains(organisation))];
}
