using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Election.Findings;
using Saksei.Server.Pages.Parts;

namespace Saksei.Server.Pages.Findings;

/// <summary>How far recommendations have come, as one organisation reports it.</summary>
/// <param name="Organisation">Who reports it.</param>
/// <param name="Counts">How many of each status, in the order from fully to not started.</param>
/// <param name="NotSaid">Of how many it says nothing.</param>
public sealed record ReportedBy(string Organisation, ImmutableArray<int> Counts, int NotSaid);

/// <summary>Recommendations, all or those that were chosen, and how far they have come by whose word.</summary>
/// <param name="Chosen">What was chosen, as the address has it.</param>
/// <param name="Shown">Those of this page.</param>
/// <param name="Reported">How far they have come, as each reports it.</param>
/// <param name="Times">Of those with a date due: answered in time, late, or not at all.</param>
/// <param name="Count">How many were chosen.</param>
public sealed record RecommendationsModel(
    ImmutableArray<(string Name, string Value)> Chosen, ImmutableArray<RecommendationFile> Shown, ImmutableArray<ReportedBy> Reported, AnswerTimes Times, bool IsRecord, int Count, Paging Paging)
{
    private const int MostTelling = 8;

    /// <summary>The parts of the address by which some are chosen, each with what of a recommendation it goes by.</summary>
    private static readonly ImmutableArray<(string Name, Func<RecommendationFile, Moment, string> Of)> Names =
        [("by", (file, _) => file.Asked), ("state", (file, now) => file.StateAt(now).Word), ("priority", (file, _) => file.First.Act.Priority.Word)];

    /// <summary>From fully to not started.</summary>
    public static ImmutableArray<CarriedOut> Order { get; } = [CarriedOut.Fully, CarriedOut.Mostly, CarriedOut.InPart, CarriedOut.NotStarted];

    /// <summary>By each part of the address what can be chosen, and how many each would leave of what else was chosen, most first.</summary>
    public required ImmutableDictionary<string, (int All, ImmutableArray<(string Value, int Count)> Values)> Choices { get; init; }

    /// <summary>Who was chosen as the addressee; empty for all.</summary>
    public string Addressee => Chosen.FirstOrDefault(part => part.Name == "by").Value ?? "";

    internal static Page? Page(PageRequest request)
    {
        if (request.Frame.Definition.Head.Findings == Election.Definition.Voices.FindingTerms.None) return null;
        if (request.Code.Length > 0) return One(request);
        var (all, now) = (request.Books.Findings.Recommendations, request.Books.Tick);
        ImmutableArray<(string Name, string Value)> chosen = [.. Names.Select(one => (one.Name, request.Query(one.Name))).Where(part => part.Item2.Length > 0)];
        var wanted = Where(all, chosen, now).ToImmutableArray();
        var paging = Paging.Of(request.PageNumber, wanted.Length, Paging.Acts);
        var reporters = wanted.SelectMany(file => file.LastOf.Keys).CountBy(organisation => organisation).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostTelling);
        return Pages.Page.Of<RecommendationsPage, RecommendationsModel>(new RecommendationsModel(
            chosen, [.. paging.Cut(wanted)], [.. reporters.Select(pair => Of(pair.Key, wanted))], AnswerTimes.Of(wanted.Select(file => file.TimeAt(now)).OfType<AnswerTime>()),
            FindingsModel.IsAllRecord(request.Books), wanted.Length, paging)
        {
            Choices = Names.ToImmutableDictionary(one => one.Name, one => Counted([.. Where(all, chosen.RemoveAll(part => part.Name == one.Name), now).Select(file => one.Of(file, now))])),
        });
    }

    private static IEnumerable<RecommendationFile> Where(IEnumerable<RecommendationFile> all, ImmutableArray<(string Name, string Value)> chosen, Moment now) =>
        all.Where(file => chosen.All(part => Names.First(one => one.Name == part.Name).Of(file, now) == part.Value));

    private static (int, ImmutableArray<(string, int)>) Counted(List<string> values) =>
        (values.Count, [.. values.CountBy(value => value).Where(pair => pair.Key.Length > 0).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(AndMore.Most).Select(pair => (pair.Key, pair.Value))]);

    private static Page? One(PageRequest request)
    {
        var all = request.Books.Findings;
        if (!int.TryParse(request.Code, out var number) || number < 1 || number > all.Recommendations.Count) return null;
        var file = all.Recommendations[number - 1];
        return Pages.Page.Of<RecommendationPage, RecommendationModel>(new RecommendationModel(
            file, [.. file.First.Act.RestsOn.Select(all.Finding).OfType<FindingFile>()], ConsultationsOf(request, file), FindingsModel.IsAllRecord(request.Books)));
    }

    // What was carried names consultations of its own register.
    private static ImmutableArray<(ConsultationState Consultation, int Opinions)> ConsultationsOf(PageRequest request, RecommendationFile file) => file.Carried is not null ? []
        : [.. file.First.Act.Opinions.CountBy(opinion => opinion.Consultation).Select(pair => (State: request.Books.Consultations.Find(pair.Key), pair.Value)).Where(one => one.State is not null).Select(one => (one.State!, one.Value))];

    private static ReportedBy Of(string organisation, ImmutableArray<RecommendationFile> files)
    {
        var said = files.Select(file => file.StatusBy(organisation)?.Act.Status).ToList();
        return new ReportedBy(organisation, [.. Order.Select(status => said.Count(one => one == status))], said.Count(one => one is null));
    }
}

/// <summary>One recommendation.</summary>
/// <param name="Findings">What it rests on.</param>
/// <param name="Consultations">Consultations whose opinions it names, each with how many of them.</param>
public sealed record RecommendationModel(
    RecommendationFile File, ImmutableArray<FindingFile> Findings, ImmutableArray<(ConsultationState Consultation, int Opinions)> Consultations, bool IsRecord);

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
