using System.Collections.Immutable;
using Saksei.Election.Findings;

namespace Saksei.Server.Pages.Findings;

/// <summary>How far recommendations have come, as one organisation reports it.</summary>
/// <param name="Organisation">Who reports it.</param>
/// <param name="Counts">How many of each status, in the order from fully to not started.</param>
/// <param name="NotSaid">Of how many it says nothing.</param>
public sealed record ToldBy(string Organisation, ImmutableArray<int> Counts, int NotSaid);

/// <summary>All recommendations, and how far they have come by whose word.</summary>
public sealed record RecommendationsModel(ImmutableArray<RecommendationFile> All, ImmutableArray<ToldBy> ObservedAnswer, bool IsRecord, string Addressee, int Count, Paging Paging)
{
    private const int MostTelling = 8;

    /// <summary>From fully to not started.</summary>
    public static ImmutableArray<CarriedOut> Order { get; } = [CarriedOut.Fully, CarriedOut.Mostly, CarriedOut.InPart, CarriedOut.NotStarted];

    internal static Page? Page(PageRequest request)
    {
        if (request.Frame.Definition.Head.Findings == Election.Definition.Voices.FindingTerms.None) return null;
        if (request.Code.Length > 0) return One(request);
        var (all, addressee) = (request.Books.Findings.Recommendations, request.Query("by"));
        ImmutableArray<RecommendationFile> wanted = [.. all.Where(file => addressee.Length == 0 || file.Asked == addressee)];
        var paging = Paging.Of(request.PageNumber, wanted.Length, Paging.Acts);
        var told = wanted.SelectMany(file => file.LastOf.Keys).CountBy(organisation => organisation).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostTelling);
        return Pages.Page.Of<RecommendationsPage, RecommendationsModel>(new RecommendationsModel(
            [.. paging.Cut(wanted)], [.. told.Select(pair => Of(pair.Key, wanted))], FindingsModel.IsAllRecord(request.Books), addressee, wanted.Length, paging));
    }

    private static Page? One(PageRequest request)
    {
        var all = request.Books.Findings;
        if (!int.TryParse(request.Code, out var number) || number < 1 || number > all.Recommendations.Count) return null;
        var file = all.Recommendations[number - 1];
        return Pages.Page.Of<RecommendationPage, RecommendationModel>(new RecommendationModel(
            file, [.. file.First.Act.RestsOn.Select(all.Finding).OfType<FindingFile>()], FindingsModel.IsAllRecord(request.Books)));
    }

    private static ToldBy Of(string organisation, ImmutableArray<RecommendationFile> files)
    {
        var said = files.Select(file => file.StatusBy(organisation)?.Act.Status).ToList();
        return new ToldBy(organisation, [.. Order.Select(status => said.Count(one => one == status))], said.Count(one => one is null));
    }
}

/// <summary>One recommendation.</summary>
public sealed record RecommendationModel(RecommendationFile File, ImmutableArray<FindingFile> Findings, bool IsRecord);

/// <summary>Statements with the answers that are linked to them, the latest first.</summary>
public sealed record StatementsModel(ImmutableArray<StatementFile> Shown, int Count, bool IsRecord, Paging Paging)
{
    internal static Page? Page(PageRequest request)
    {
        if (request.Frame.Definition.Head.Findings == Election.Definition.Voices.FindingTerms.None) return null;
        var all = request.Books.Findings.Statements;
        var paging = Paging.Of(request.PageNumber, all.Count, Paging.Acts);
        return Pages.Page.Of<StatementsPage, StatementsModel>(new StatementsModel([.. paging.Cut(Enumerable.Reverse(all).OrderByDescending(file => file.Made.When.UnixSeconds))], all.Count, FindingsModel.IsAllRecord(request.Books), paging));
    }
}
