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
        if (speech.Knows(precise)) return speech.Say(precise);
        return CaseOf(line) is { } step ? speech.Say("sentence.place", speech.Say("cases.book." + step.Book), CaseWords.Step(speech, step))
            : speech.Say(line.Kind.Label);
    }

    /// <summary>The step of a case that an act is; null for any other act.</summary>
    internal static CaseStep? CaseOf(ActLine line) => CaseRules.Steps.FirstOrDefault(step => step.Kind == line.Kind.Name);
}
