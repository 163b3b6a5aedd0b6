using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Observation;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages.Observation;

/// <summary>The stations behind one figure of the observation.</summary>
/// <param name="Query">What was asked, as the address has it.</param>
/// <param name="Area">The place that it is limited to; null for all.</param>
/// <param name="Stations">The stations.</param>
/// <param name="Paging">Which page.</param>
public sealed record ObservedStationsModel(ImmutableArray<(string Name, string Value)> Query, Unit? Area, ImmutableArray<Station> Stations, Paging Paging)
{
    private static readonly string[] Names = ["figure", "area", "organisation", "checklist", "question", "choice"];

    /// <summary>Which figure it is.</summary>
    public string Figure => Query.First(part => part.Name == "figure").Value;

    internal static Page? Page(PageRequest request)
    {
        if (!ObservationModel.IsKept(request)) return null;
        var area = request.Query("area");
        var unit = request.Frame.Definition.FindUnit(area);
        if (area.Length > 0 && unit is null) return null;
        if (Choose(request) is not { } holds) return null;
        ImmutableArray<Station> stations = [.. (unit?.AllStations() ?? request.Frame.Definition.Stations).Where(holds)];
        return Pages.Page.Of<ObservedStationsPage, ObservedStationsModel>(new ObservedStationsModel(
            [.. Names.Select(name => (name, request.Query(name))).Where(part => part.Item2.Length > 0)], unit, stations, Paging.Of(request.PageNumber, stations.Length)));
    }

    private static Func<Station, bool>? Choose(PageRequest request)
    {
        var (books, organisation) = (request.Books, request.Query("organisation"));
        return request.Query("figure") switch
        {
            "watched" when organisation.Length > 0 => station => books.Stations.Of(station).WordOf(organisation).Watched,
            "watched" => station => books.Stations.Of(station).Observers > 0,
            "nobody" => station => books.Stations.Of(station).Observers == 0,
            "closed" => station => books.Stations.Of(station).IsClosed,
            "refused" => station => books.Stations.Of(station).Copies.Refused > 0,
            "chosen" => Chosen(request),
            var figure when Enum.GetValues<KeptFrom>().Any(from => from.Word == figure) =>
                station => books.Snapshot.Observation.Of(station).TurnedAway.Standing.Any(one => one.Act.From.Word == figure),
            _ => null,
        };
    }

    private static Func<Station, bool>? Chosen(PageRequest request)
    {
        if (!Hash.TryParseHex(System.Text.Encoding.UTF8.GetBytes(request.Query("checklist")), out var checklist)) return null;
        var (question, choice) = (request.Query("question"), request.Query("choice"));
        return station => request.Books.Snapshot.Observation.Of(station).Answers.Standing.Any(own =>
            own.Checklist.First == checklist && own.Act.Answers.Any(answer => answer.Question == question && answer.Choices.Contains(choice)));
    }
}
