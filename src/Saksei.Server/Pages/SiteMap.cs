using System.Collections.Immutable;
using Saksei.Election.Evidence;
using Saksei.Server.Books;
using Saksei.Server.Pages.Cases;
using Saksei.Server.Pages.Consultations;
using Saksei.Server.Pages.Evidence;
using Saksei.Server.Pages.Findings;
using Saksei.Server.Pages.Observation;
using Saksei.Server.Pages.Parts;
using Saksei.Server.Pages.Pictures;
using Saksei.Server.Pages.Print;
using Saksei.Server.Pages.Register;
using Saksei.Server.Pages.Seats;
using Saksei.Server.Pages.Stations;
using Saksei.Server.Pages.Tonight;
using Saksei.Server.Pages.Treatment;
using Saksei.Server.Pages.Work;
using Saksei.Server.Pages.Work.Board;
using Saksei.Server.Pages.Work.Desk;
using Saksei.Server.Pages.Work.Enter;

namespace Saksei.Server.Pages;

/// <summary>What a page may ask for: its frame, its address, and what was computed for it before.</summary>
/// <param name="Frame">What the page stands in.</param>
/// <param name="Address">By what it was asked.</param>
/// <param name="Code">The rest of the path: a code, which may hold any printable character.</param>
/// <param name="Places">Finds places.</param>
/// <param name="PublicUrl">Where people reach the server; empty where nobody said.</param>
internal sealed record PageRequest(Frame Frame, PageAddress Address, string Code, PlaceIndex Places, string PublicUrl)
{
    internal BooksAsOf Books => Frame.Books;

    /// <summary>Earlier books to compare with, where the page wants some.</summary>
    internal BooksAsOf? Earlier { get; init; }

    /// <summary>What seats rest on in the reader's own reading, where one was asked for.</summary>
    internal ElectionEvidence? Own { get; init; }

    /// <summary>The number of the page in a long list, from 1.</summary>
    internal int PageNumber => PageOf("page");

    /// <summary>Whether places are asked for by name, and not in the definition's order.</summary>
    internal bool IsByName => Query("order") == Ordering.ByName && Frame.Speech.OrdersNames;

    /// <summary>The number of the page in another long list of the same page.</summary>
    internal int PageOf(string name) => int.TryParse(Query(name), out var page) && page is > 0 and < 1_000_000 ? page : 1;

    internal string Query(string name) => Address[name];
}

/// <summary>A kind of page.</summary>
/// <param name="Path">Its path behind the language.</param>
/// <param name="TakesCode">Whether a code may follow.</param>
/// <param name="Make">Makes its model; null where there is no such page.</param>
internal sealed record PageKind(string Path, bool TakesCode, Func<PageRequest, Page?> Make)
{
    /// <summary>The reader's own reading that the page wants weighed first; null where it wants none.</summary>
    internal Func<PageRequest, EvidenceReading?> Reading { get; init; } = _ => null;

    /// <summary>The earlier checkpoint that the page compares with; null where it compares with none.</summary>
    internal Func<PageRequest, long?> Since { get; init; } = _ => null;
}

/// <summary>Every page by its path behind the language.</summary>
internal static class SiteMap
{
    internal static ImmutableArray<PageKind> Pages { get; } =
    [
        new("", false, request => TonightModel.Page(request.Frame)),
        new("/find", false, FindModel.Page),
        new("/places", true, PlaceModel.Page),
        new("/sums", false, SumsModel.Page),
        new("/seats", false, SeatsModel.Page),
        new("/seats", true, ConstituencyModel.Page),
        new("/open", false, OpenModel.Page) { Reading = OpenModel.Reading },
        new("/cases", true, CaseHubModel.Page),
        new("/standing", false, request => StandingModel.Page(request.Frame)),
        new("/treatment", false, TreatmentModel.Page),
        new("/treatment/cases", false, TreatmentCasesModel.Page),
        new("/treatment/reading", false, TreatmentReadingModel.Page),
        new("/treatment/beside", false, TreatmentBesideModel.Page),
        new("/treatment/waits", false, TreatmentWaitsModel.Page),
        new("/treatment/stations", false, TreatmentStationsModel.Page),
        new("/treatment/strata", false, TreatmentStrataModel.Page),
        new("/observation", false, ObservationModel.Page) { Reading = ObservationModel.Reading },
        new("/observation/stations", false, ObservedStationsModel.Page),
        new("/observation/incidents", true, IncidentsModel.Page),
        new("/consultations", true, ConsultationModel.Page),
        new("/moderation", true, ModerationModel.Page),
        new("/opinions", true, OpinionsModel.Page),
        new("/changes", false, ChangesModel.Page) { Since = ChangesModel.ComparedWith },
        new("/check", false, CheckModel.Page),
        new("/data", false, _ => Page.Of<DataPage, DataModel>(new DataModel())),
        new("/findings", true, FindingsModel.Page),
        new("/recommendations", true, RecommendationsModel.Page),
        new("/statements", false, StatementsModel.Page),
        new("/stations", true, request => StationModel.Page(request)),
        new(PicturesModel.Root, false, PicturesModel.Page),
        new(BlankFormsModel.OfUnit, true, BlankFormsModel.OfPlace),
        new(BlankFormsModel.Root, true, BlankFormsModel.OfStation),
        new(PaperReceiptModel.Root, true, PaperReceiptModel.Page),
        new("/work/key", false, _ => WorkModel.KeyPage()),
        new("/work/stations", true, WorkModel.MyStation),
        new(EnterModel.Root, true, EnterModel.Page),
        new(WallModel.Root, false, WallModel.Page),
        new(BoardModel.Root, true, BoardModel.Page),
        new(DeskModel.Root, true, DeskModel.Page),
        new(PeopleModel.Root, true, PeopleModel.Page),
    ];

    /// <summary>Pages at which people begin: they are always ready.</summary>
    internal static ImmutableArray<string> First { get; } = ["", "/seats", "/treatment", "/observation", "/open", "/cases", "/changes"];

    /// <summary>The page of a path, and the code in it.</summary>
    internal static (PageKind Kind, string Code)? Find(string path)
    {
        foreach (var kind in Pages)
        {
            if (path.Equals(kind.Path, StringComparison.OrdinalIgnoreCase)) return (kind, "");
            if (kind.TakesCode && path.Length > kind.Path.Length && path[kind.Path.Length] == '/' && path.StartsWith(kind.Path, StringComparison.OrdinalIgnoreCase))
                return (kind, Uri.UnescapeDataString(path[(kind.Path.Length + 1)..]));
        }

        return null;
    }
}
