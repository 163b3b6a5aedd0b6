using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Words;

namespace Saksei.Exports.Formats;

/// <summary>Acts and cases in words.</summary>
internal static class RegisterWords
{
    /// <summary>What kind of act it is; a step of a case by its book and what is done.</summary>
    internal static string Of(Speech speech, Act act) => act is CaseAct { Step: var step }
        ? speech.Say("sentence.place", speech.Say("cases.book." + step.Book), Own(speech, "case.step.", step.Book, step.Verb))
        : speech.Say(act.Row.Label);

    /// <summary>Where a case stands.</summary>
    internal static string Of(Speech speech, CaseView view) => Own(speech, "case.state.", view.File.Table.Book, view.Standing.Shown);

    // By the words of its book, where that has its own.
    private static string Own(Speech speech, string start, string book, string word) =>
        speech.Say(speech.Knows(start + book + "." + word) ? start + book + "." + word : start + word);
}
