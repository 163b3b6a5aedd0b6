using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Election.Definition;
using Saksei.Election.Findings;

namespace Saksei.Server.Pages.Consultations;

/// <summary>The consultations of the register.</summary>
/// <param name="Shown">Those of this page.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Paging">Which page.</param>
public sealed record ConsultationListModel(ImmutableArray<ConsultationState> Shown, int Count, Paging Paging)
{
    internal static ConsultationListModel Of(PageRequest request)
    {
        var paging = Paging.Of(request.PageNumber, request.Books.Consultations.Count, Paging.Acts);
        return new ConsultationListModel([.. paging.Cut(request.Books.Consultations.All)], request.Books.Consultations.Count, paging);
    }
}

/// <summary>An opinion that was looked up by the number on its receipt.</summary>
/// <param name="Asked">What was typed; empty where nothing was.</param>
/// <param name="IsNumber">Whether it can be one.</param>
/// <param name="Opinion">The opinion; null where there is none, or several begin so.</param>
/// <param name="Beside">How many others came with it in one act.</param>
public sealed record LookedUp(string Asked, bool IsNumber, OpinionState? Opinion, int Beside)
{
    private const int FewestDigits = 8;

    internal static LookedUp Of(ConsultationRecords records, ConsultationState consultation, string asked)
    {
        var digits = string.Concat(asked.Where(c => c is not ('-' or ' ' or '…'))).ToLowerInvariant();
        var isNumber = digits.Length is >= FewestDigits and <= 64 && digits.All(char.IsAsciiHexDigitLower);
        if (asked.Length == 0 || !isNumber) return new LookedUp(asked, isNumber, null, 0);
        List<OpinionState> found = [.. records.OpinionsOf(consultation).Where(one => one.Opinion.ToHex().StartsWith(digits, StringComparison.Ordinal)).Take(2)];
        if (found is not [var opinion]) return new LookedUp(asked, true, null, 0);
        return new LookedUp(asked, true, opinion, records.OpinionsOf(consultation).Count(one => one.Place.Index == opinion.Place.Index) - 1);
    }
}

/// <summary>One consultation, from the question to what became of it.</summary>
/// <param name="State">It.</param>
/// <param name="Question">The question in the reader's language; empty where its file can't be read as words.</param>
/// <param name="Rules">The rules' wordings, by code.</param>
/// <param name="Log">The first lines of the log.</param>
/// <param name="Found">What was looked up.</param>
/// <param name="Recommendations">Recommendations that name opinions of it, each with how many.</param>
/// <param name="Unvisited">Provinces, or whatever workshops were held in, without one.</param>
/// <param name="Units">How many such places there are.</param>
public sealed record ConsultationModel(
    ConsultationState State, string Question, ImmutableDictionary<string, string> Rules, ImmutableArray<OpinionState> Log, LookedUp Found, ImmutableArray<(RecommendationFile File, int Opinions)> Recommendations,
    int Unvisited, int Units)
{
    private const int FirstLines = 6, MostWordingBytes = 64 << 10;

    internal static Page? Page(PageRequest request)
    {
        var records = request.Books.Consultations;
        if (request.Code.Length == 0) return Pages.Page.Of<ConsultationListPage, ConsultationListModel>(ConsultationListModel.Of(request));
        if (records.Find(request.Code) is not { } state) return null;
        var (visited, units) = Places(request.Books.Definition, state);
        return Pages.Page.Of<ConsultationPage, ConsultationModel>(new ConsultationModel(
            state, Wording(request.Frame, state.Opened.Question), RulesOf(request.Frame, state), [.. records.LogOf(state).Take(FirstLines)],
            LookedUp.Of(records, state, request.Query("q").Trim()), RecommendationsOf(request.Books.Findings, state), units - visited, units));
    }

    /// <summary>The wordings of a consultation's rules, by code; the code where there are no words.</summary>
    internal static ImmutableDictionary<string, string> RulesOf(Frame frame, ConsultationState state) =>
        state.Opened.Moderation.ToImmutableDictionary(rule => rule.Code, rule => Wording(frame, rule.Wording) is { Length: > 0 } words ? words : rule.Code, StringComparer.Ordinal);

    // An object of language and text; anything else is a document that is linked and not quoted.
    internal static string Wording(Frame frame, Attachment attachment)
    {
        if (attachment.MediaType != "application/json" || attachment.Length > MostWordingBytes || frame.Host.Store.ReadAttachment(attachment.Sha256) is not { } bytes) return "";
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return "";
            var texts = json.RootElement.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String).ToDictionary(one => one.Name, one => one.Value.GetString() ?? "", StringComparer.Ordinal);
            return texts.GetValueOrDefault(frame.Speech.Language) ?? texts.GetValueOrDefault("en") ?? texts.Values.FirstOrDefault() ?? "";
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            return "";
        }
    }

    private static ImmutableArray<(RecommendationFile File, int Opinions)> RecommendationsOf(FindingRecords records, ConsultationState state) =>
        [.. records.Recommendations.Select(file => (file, Named: file.First.Act.Opinions.Count(opinion => opinion.Consultation == state.Code))).Where(one => one.Named > 0)];

    // Places of the kind in which workshops were held, and how many of them had one.
    private static (int Visited, int All) Places(ElectionDefinition definition, ConsultationState state)
    {
        var visited = state.Workshops.Values.Select(workshop => definition.FindUnit(workshop.Report.Unit)).OfType<Unit>().Distinct().ToList();
        if (visited.Count == 0) return (0, 0);
        var kind = visited[0].Kind;
        return (visited.Count(unit => unit.Kind == kind), definition.Units.Count(unit => unit.Kind == kind));
    }
}

/// <summary>A page of the log of rejections.</summary>
public sealed record ModerationModel(ConsultationState State, ImmutableDictionary<string, string> Rules, ImmutableArray<OpinionState> Log, Paging Paging)
{
    internal static Page? Page(PageRequest request)
    {
        if (request.Books.Consultations.Find(request.Code) is not { } state) return null;
        var paging = Paging.Of(request.PageNumber, state.Counts.Log);
        return Pages.Page.Of<ModerationPage, ModerationModel>(new ModerationModel(
            state, ConsultationModel.RulesOf(request.Frame, state), [.. paging.Cut(request.Books.Consultations.LogOf(state))], paging));
    }
}

/// <summary>A page of published opinions: their words where these may be read.</summary>
public sealed record OpinionsModel(ConsultationState State, ImmutableArray<(OpinionState Opinion, string Words)> Opinions, Paging Paging)
{
    private const int OnPage = 40;

    internal static Page? Page(PageRequest request)
    {
        if (request.Books.Consultations.Find(request.Code) is not { } state) return null;
        var published = request.Books.Consultations.OpinionsOf(state).Where(one => one.Length is not null);
        var paging = Paging.Of(request.PageNumber, state.Counts.Readable, OnPage);
        return Pages.Page.Of<OpinionsPage, OpinionsModel>(new OpinionsModel(state, [.. paging.Cut(published).Select(one => (one, Words(request.Frame, one)))], paging));
    }

    // The file's hash is the opinion's: what doesn't read as an opinion isn't quoted.
    private static string Words(Frame frame, OpinionState opinion) =>
        frame.Host.ReadFile(opinion.Opinion, (int)Math.Min(opinion.Length ?? 0, Attachment.MaximumBytes)) is { Length: > 0 } bytes && OpinionText.Read(bytes) is { } text ? text.Words : "";
}
