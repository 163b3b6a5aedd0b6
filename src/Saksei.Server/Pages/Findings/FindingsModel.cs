using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Server.Books;
using Saksei.Server.Pages.Parts;

namespace Saksei.Server.Pages.Findings;

/// <summary>What one organisation was asked, and what it answered.</summary>
/// <param name="Times">Of those with a date due: answered in time, late, or not at all.</param>
public sealed record AskedLine(string Organisation, int All, int Answered, AnswerTimes Times, int Silent, long? MedianDays);

/// <summary>All findings, as they stand: by answer, silent longest, who answers, by subject.</summary>
/// <param name="All">All of them.</param>
/// <param name="ByState">Findings of each state, in the order of states.</param>
/// <param name="Longest">Those without an answer, the longest first.</param>
/// <param name="Asked">Who was asked, most first.</param>
/// <param name="Times">Of those with a date due: answered in time, late, or not at all.</param>
/// <param name="IsRecord">Whether all is public record.</param>
public sealed record FindingsModel(
    ImmutableArray<FindingFile> All, ImmutableArray<(AnswerState State, ImmutableArray<FindingFile> Files)> ByState, ImmutableArray<FindingFile> Longest,
    ImmutableArray<AskedLine> Asked, AnswerTimes Times, bool IsRecord, string State, Paging Paging)
{
    // Squares of a row: beyond it their number says enough.
    internal const int MostSquares = 200;
    private const int MostLongest = 10;

    /// <summary>Findings without an answer past their date, or of public record to which none was found.</summary>
    public int Unanswered => ByState.Where(pair => pair.State is AnswerState.Silent or AnswerState.NoneFound).Sum(pair => pair.Files.Length);

    /// <summary>Those that the list below shows.</summary>
    public ImmutableArray<FindingFile> Shown(Moment now) => [.. Paging.Cut(All.Where(file => State.Length == 0 || file.StateAt(now).Word == State))];

    internal static Page? Page(PageRequest request)
    {
        if (request.Frame.Definition.Head.Findings == Election.Definition.Voices.FindingTerms.None) return null;
        return request.Code.Length == 0 ? Pages.Page.Of<FindingsPage, FindingsModel>(Of(request)) : FindingModel.Page(request);
    }

    /// <summary>Whether everything there is was written down from public record, so that the page says so.</summary>
    internal static bool IsAllRecord(BooksAsOf books) => !books.Simulated
        && books.Findings.Findings.All(file => file.Found.Act.Reported.Is) && books.Findings.Recommendations.All(file => file.First.Act.Reported.Is)
        && books.Findings.Statements.All(file => file.Made.Act.Reported.Is) && !books.Findings.IsEmpty;

    private static FindingsModel Of(PageRequest request)
    {
        var (now, all) = (request.Books.Tick, request.Books.Findings.Findings.ToImmutableArray());
        var byState = all.GroupBy(file => file.StateAt(now)).OrderBy(group => Order(group.Key)).Select(group => (group.Key, group.ToImmutableArray()));
        var longest = all.Where(file => file.SilentDays(now) is not null).OrderByDescending(file => file.SilentDays(now)).ThenBy(file => file.Number).Take(MostLongest);
        var state = FindingVocabulary.StateOf(request.Query("state")) is { } wanted ? wanted.Word : "";
        var count = all.Count(file => state.Length == 0 || file.StateAt(now).Word == state);
        return new FindingsModel(
            all, [.. byState], [.. longest], [.. all.GroupBy(file => file.Asked, StringComparer.Ordinal).Select(group => Line(group.Key, [.. group], now)).OrderByDescending(line => line.All)],
            TimesOf(all, now), IsAllRecord(request.Books), state, Paging.Of(request.PageNumber, count, Paging.Acts));
    }

    private static AnswerTimes TimesOf(IEnumerable<AskingFile> files, Moment now) => AnswerTimes.Of(files.Select(file => file.TimeAt(now)).OfType<AnswerTime>());

    // Silence comes first.
    private static int Order(AnswerState state) => state switch { AnswerState.Silent => 0, AnswerState.NoneFound => 1, AnswerState.InTime => 2, AnswerState.Disputed => 3, AnswerState.InPart => 4, _ => 5 };

    private static AskedLine Line(string organisation, ImmutableArray<FindingFile> files, Moment now)
    {
        var days = files.Where(file => !file.Found.Act.Reported.Is).Select(file => file.AnswerDays).OfType<long>().Order().ToList();
        return new AskedLine(
            organisation, files.Length, files.Count(file => !file.Answers.IsEmpty), TimesOf(files, now), files.Count(file => file.SilentDays(now) is not null),
            days.Count == 0 ? null : days[(days.Count - 1) / 2]);
    }
}

/// <summary>One finding.</summary>
/// <param name="Grounds">What it rests on, of this page.</param>
/// <param name="Seen">The register's time of the first of these acts.</param>
public sealed record FindingModel(FindingFile File, ImmutableArray<FindingGround> Grounds, Moment? Seen, ImmutableArray<RecommendationFile> Recommendations, bool IsRecord)
{
    internal static Page? Page(PageRequest request)
    {
        var all = request.Books.Findings;
        if (!int.TryParse(request.Code, out var number) || number < 1 || number > all.Findings.Count) return null;
        var file = all.Findings[number - 1];
        var acts = file.Found.Act.RestsOn.Where(identity => all.Finding(identity) is null).Select(identity => FindingGround.IndexOf(request, identity)).OfType<long>().ToList();
        return Pages.Page.Of<FindingPage, FindingModel>(new FindingModel(
            file, FindingGround.Of(request, file.Found.Act.RestsOn.Take(AndMore.Most)), acts.Count == 0 ? null : Tick(request, acts.Min()),
            [.. file.Recommendations.Select(place => all.Recommendations[place - 1])], FindingsModel.IsAllRecord(request.Books)));
    }

    private static Moment Tick(PageRequest request, long index) => request.Frame.Host.Lines(index, index + 1)[0].Tick;
}
