using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Node;
using Saksei.Server.Pages.Cases;
using Saksei.Words;

namespace Saksei.Server.Pages.Register;

/// <summary>What an act did, in a few words.</summary>
internal static class ActSentences
{
    internal static string Of(Speech speech, ActLine line)
    {
        var precise = line.Kind.Label + "." + line.Word;
        return speech.Knows(precise) ? speech.Say(precise) : Of(speech, line.Kind);
    }

    /// <summary>What acts of a kind do.</summary>
    internal static string Of(Speech speech, ActKind kind) => StepOf(kind) is { } step
        ? speech.Say("sentence.place", speech.Say("cases.book." + step.Book), CaseWords.Step(speech, step)) : speech.Say(kind.Label);

    /// <summary>The step of a case that an act is; null for any other act.</summary>
    internal static CaseStep? CaseOf(ActLine line) => StepOf(line.Kind);

    private static CaseStep? StepOf(ActKind kind) => CaseRules.Steps.FirstOrDefault(step => step.Kind == kind.Name);
}
