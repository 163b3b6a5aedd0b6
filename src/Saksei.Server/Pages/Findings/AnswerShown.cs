using System.Collections.Immutable;
using Saksei.Election.Findings;
using Saksei.Words;

namespace Saksei.Server.Pages.Findings;

/// <summary>An answer as a page shows it.</summary>
public sealed record AnswerShown(AnswerParts Parts, string When, long Index, Reported Reported, CarriedFrom? Carried)
{
    internal static ImmutableArray<AnswerShown> Of(Speech speech, FindingFile file) => [.. file.Answers.Select(voice => Of(speech, voice, voice.Act.Parts))];

    internal static ImmutableArray<AnswerShown> Of(Speech speech, RecommendationFile file) => [.. file.Answers.Select(voice => Of(speech, voice, voice.Act.Parts))];

    /// <summary>Earlier words beside the answers.</summary>
    internal static ImmutableArray<AnswerShown> Before(Speech speech, FindingFile file) => [.. file.SaidBefore.Select(voice => Of(speech, voice, voice.Act.Parts))];

    internal static ImmutableArray<AnswerShown> Before(Speech speech, RecommendationFile file) => [.. file.SaidBefore.Select(voice => Of(speech, voice, voice.Act.Parts))];

    private static AnswerShown Of<TAct>(Speech speech, Voice<TAct> voice, AnswerParts parts) where TAct : VoiceAct =>
        new(parts, VoiceTexts.When(speech, voice), voice.Place.Index, voice.Act.Reported, voice.Carried);
}
