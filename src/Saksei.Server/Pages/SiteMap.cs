using Saksei.Server.Books;
using Saksei.Server.Pages.Cases;
using Saksei.Server.Pages.Evidence;
using Saksei.Server.Pages.Register;
using Saksei.Server.Pages.Seats;
using Saksei.Server.Pages.Stations;
using Saksei.Server.Pages.Tonight;
using Saksei.Server.Pages.Treatment;

namespace Saksei.Server.Pages;

/// <summary>What a page may ask for: its frame, the request, and other books to compare with.</summary>
internal sealed record PageRequest(Frame Frame, HttpRequest Request, BookShelf Shelf, PublishedSizes Sizes, PlaceIndex Places)
{
    internal BooksAsOf Books => Frame.Books;

    /// <summary>The rest of the path: a code, which may hold any printable character.</summary>
    internal string Code => Uri.UnescapeDataString(Request.RouteValues["code"]?.ToString() ?? "");

    internal string Query(string name) => Request.Query[name].ToString();

    /// <summary>The number of the page in a long list, from 1.</summary>
    internal int PageNumber => PageOf("page");

    /// <summary>The number of the page in another long list of the same page.</summary>
    internal int PageOf(string name) => int.TryParse(Query(name), out var page) && page is > 0 and < 1_000_000 ? page : 1;
}

/// <summary>Every page by its path behind the language.</summary>
internal static class SiteMap
{
    internal static IReadOnlyList<(string Pattern, Func<PageRequest, Task<Page?>> Make)> Pages { get; } =
    [
        ("/", request => Done(TonightModel.Page(request.Frame))),
        ("/find", request => Done(FindModel.Page(request))),
        ("/places/{**code}", request => Done(PlaceModel.Page(request))),
        ("/seats", request => Done(SeatsModel.Page(request.Frame))),
        ("/seats/{**code}", request => Done(ConstituencyModel.Page(request))),
        ("/open", OpenModel.Page),
        ("/cases/{**code}", request => Done(CaseHubModel.Page(request))),
        ("/standing", request => Done(StandingModel.Page(request.Frame))),
        ("/treatment", request => Done(TreatmentModel.Page(request))),
        ("/treatment/cases", request => Done(TreatmentCasesModel.Page(request))),
        ("/treatment/reading", request => Done(TreatmentReadingModel.Page(request))),
        ("/treatment/beside", request => Done(TreatmentBesideModel.Page(request))),
        ("/treatment/waits", request => Done(TreatmentWaitsModel.Page(request))),
        ("/treatment/stations", request => Done(TreatmentStationsModel.Page(request))),
        ("/treatment/strata", request => Done(TreatmentStrataModel.Page(request))),
        ("/changes", ChangesModel.Page),
        ("/check", request => Done(CheckModel.Page(request))),
        ("/stations/{**code}", request => Done(StationModel.Page(request))),
    ];

    private static Task<Page?> Done(Page? page) => Task.FromResult(page);
}
