using Saksei.Words;

namespace Saksei.Server.Pages.Work.Lists;

/// <summary>What the script says of checklists.</summary>
internal static class ListTexts
{
    // The ends of texts' keys, which the script knows them by.
    private static readonly string[] Own =
    [
        "version", "absent", "fetch", "open", "not-begun", "answered", "signed", "again", "standing", "refused", "none", "acknowledge", "needed", "clear", "add", "remove", "instance",
        "how.geopoint", "how.decimal", "malformed.integer", "malformed.decimal", "malformed.geopoint",
        "picture.again", "picture.there",
    ];

    // What only this phone refuses.
    private static readonly string[] OwnCodes = ["checklist-altered", "nothing-answered", "number-not-in-act", "picture-missing", "team-number"];

    // What the form may say of answers, and the phone of the form.
    private static readonly string[] Codes =
    [
        "answer-required", "answer-constraint", "answer-malformed", "answer-not-a-choice", "answer-repeat-count", "answer-unknown", "answer-unexpected", "evaluation-too-large",
        "checklist-not-canonical", "checklist-too-large", "checklist-unreadable", "checklist-circular",
    ];

    internal static IEnumerable<(string Name, string Text)> Of(Speech speech) =>
    [
        .. Own.Select(key => ("lists." + key, speech.Say("work.lists." + key, "#0", "#1"))),
        .. OwnCodes.Select(code => ("code." + code, speech.Say("work.refused." + code))),
        .. Codes.Select(code => ("code." + code, speech.Message(code))),
    ];
}
