using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Server.Pages.Print;

/// <summary>A sheet of one station, with the contest that it is of.</summary>
public sealed record BlankForm(Frame Frame, Station Station, PaperForm Paper);

/// <summary>Blank forms to print: of one station, or of all in a place, one a page.</summary>
/// <param name="Place">The place; null where they are one station's.</param>
/// <param name="Stations">How many stations there are in all.</param>
/// <param name="Codes">The forms that are printed there.</param>
/// <param name="Chosen">The one that is printed alone; empty for all of them.</param>
/// <param name="Forms">The sheets of this page.</param>
/// <param name="Paging">Which page of them.</param>
/// <param name="Address">What their codes hold.</param>
public sealed record BlankFormsModel(
    Unit? Place, int Stations, ImmutableArray<string> Codes, string Chosen, ImmutableArray<BlankForm> Forms, Paging Paging, PaperAddress Address)
{
    /// <summary>Where they stand, behind the language.</summary>
    internal const string Root = "/print/forms";

    internal const string OfUnit = Root + "/unit";

    /// <summary>Stations at one address: what a printer takes in one go.</summary>
    internal const int MostStations = 100;

    internal static Page? OfStation(PageRequest request) =>
        request.Frame.Definition.FindStation(request.Code) is { } station ? Page(request, null, [station]) : null;

    internal static Page? OfPlace(PageRequest request) =>
        request.Frame.Definition.FindUnit(request.Code) is { } unit && unit.AllStations().ToList() is { Count: > 0 } stations ? Page(request, unit, stations) : null;

    private static Page? Page(PageRequest request, Unit? place, List<Station> stations)
    {
        var paging = Paging.Of(request.PageNumber, stations.Count, MostStations);
        ImmutableArray<BlankForm> all = [.. paging.Cut(stations).SelectMany(station => FormsOf(request.Frame, station))];
        var chosen = request.Query("kind");
        ImmutableArray<BlankForm> forms = [.. all.Where(form => chosen.Length == 0 || form.Paper.Code == chosen)];
        if (forms.IsEmpty) return null;
        return Pages.Page.Of<BlankFormsPage, BlankFormsModel>(
            new BlankFormsModel(place, stations.Count, [.. all.Select(form => form.Paper.Code).Distinct()], chosen, forms, paging, PaperAddress.Of(request)));
    }

    private static IEnumerable<BlankForm> FormsOf(Frame frame, Station station) =>
        from own in frame.Others.Append(frame).OrderBy(other => other.Contest.Index)
        where own.Contest.Has(station)
        from paper in PaperForm.Of(own.Contest, station)
        select new BlankForm(own, station, paper);
}
