using Saksei.Election.Cases;
using Saksei.Server.Pages.Cases;
using Saksei.Server.Pages.Work.Board;
using Saksei.Words;

namespace Saksei.Server.Pages.Work;

/// <summary>What the script of the workplaces says: it has no sentence of its own, so that each language has one file.</summary>
internal static class WorkTexts
{
    // The ends of texts' keys, which the script knows them by.
    private static readonly string[] Own =
    [
        "code", "failed", "full", "cleared", "offline.ready", "outbox.none", "outbox.all", "outbox.waiting", "carried", "void", "receipt", "save-act", "files", "lacks", "delete", "delete.sure",
        "state.signed", "state.sent", "state.registered", "state.cosigned", "state.refused",
        "trouble.unreachable", "trouble.not-the-register", "trouble.receipt-wrong", "trouble.too-many-requests", "trouble.server-busy", "trouble.register-read-only",
        "trouble.register-taken-over", "trouble.server-failed",
        "script.registered", "script.none", "script.other", "script.unproven", "script.newer", "script.service",
        "files.taken", "stations.weight", "station.not-kept", "station.done", "station.remove", "scan", "scan.stop", "scan.hold", "scanned", "photograph.kept", "photograph.number", "photograph.remove", "tally.sure", "tally.total", "tally.undone", "door.open", "door.closed", "door.said", "door.drawn",
        "now", "now.none", "now.lead", "thing.signed", "thing.now", "thing.not-yet",
        "held.platform", "held.page", "key.unknown", "key.handed-in", "key.enrolled", "key.revoked", "key.unreachable", "another.sure", "taken", "frame", "part", "signed", "sum.holds", "sum.differs",
    ];

    // The same of desks, by the whole key.
    private static readonly string[] OfDesks =
    [
        "desk.drafts.one", "desk.signed.new", "desk.would-be-void", "desk.draft.lead", "desk.draft.done", "desk.draft.yours", "desk.draft.signed", "desk.draft.not-yet",
        "desk.draft.here", "people.made", "people.taken", "people.answers.waiting", "people.answers.none", "people.answers.matches", "people.answers.next", "people.revoke.sure", "people.line",
    ];

    // The same of a page on which forms are entered.
    private static readonly string[] OfEntries =
    [
        "enter.done", "enter.now", "enter.refused", "enter.returned", "enter.would-be-void", "enter.asked", "enter.one-kind", "enter.digits-only", "enter.confirmed", "enter.typed", "enter.saved", "enter.blank", "enter.illegible",
        "enter.state.not-begun", "enter.state.typing", "enter.state.other-sealed", "enter.state.sealed", "enter.state.both-sealed", "enter.state.opened", "enter.state.asked-again",
        "enter.state.busy", "enter.state.refused", "enter.state.returned", "enter.state.done",
        "enter.then.not-begun", "enter.then.typing", "enter.then.other-sealed", "enter.then.sealed", "enter.then.both-sealed", "enter.then.opened", "enter.then.asked-again",
        "enter.then.busy", "enter.then.done",
    ];

    // What the rules may say of an entry.
    private static readonly string[] CodesOfEntries =
    [
        "entries-sealed", "entry-same-person", "round-not-open", "sheet-differs", "commit-unknown", "commitment-differs", "entry-opened", "entry-of-another", "second-entry-missing",
        "fields-not-asked", "figure-marked", "check-unknown", "office-not-held", "outside-scope",
    ];

    // What a slip of paper says (web/work/desk/paper.js), as the texts have it.
    private static readonly string[] OnSlips =
    [
        "simulated", "language.digits.signs", "slip.title", "slip.role.agent", "slip.role.clerk", "slip.role.desk", "slip.number", "slip.lead", "slip.step.scan", "slip.step.make", "slip.step.wait",
        "slip.type", "slip.once", "slip.stub", "slip.received", "slip.signature", "slip.only-here",
    ];

    // What only this phone refuses.
    private static readonly string[] OwnCodes =
    [
        "slip-malformed", "slip-of-another", "passphrase-wrong", "passphrase-short", "wrapped-key-malformed", "bundle-malformed", "bundle-too-long", "files-too-long", "no-key", "log-differs", "not-kept", "nothing-waits", "picture-unreadable", "no-camera", "station-not-found", "not-prepared", "too-many-stations", "no-reader", "too-many-photographs", "storage-cleared",
        "script-not-registered", "register-differs",
    ];

    // What only a desk's browser refuses.
    private static readonly string[] OwnCodesOfDesks =
    [
        "columns-unknown", "line-malformed", "places-too-many", "slip-of-another-organisation", "slip-there", "slip-unknown", "slip-secret-wrong", "slip-used-twice", "name-malformed",
        "draft-malformed", "draft-elsewhere", "slip-differs", "scope-unknown", "not-a-signer", "server-unreachable",
    ];

    // What the door or the rules may say of what an agent signs.
    private static readonly string[] Codes =
    [
        "key-unknown", "signature-wrong", "origin-differs", "act-malformed", "act-known", "copy-exists", "stale-edit", "entered-twice", "station-unknown", "station-not-in-contest",
        "sheet-unknown", "role-not-allowed", "signer-revoked", "signer-unknown", "organisation-withdrawn", "figures-missing", "figures-on-blank-sheet", "field-not-on-form",
        "list-not-standing", "number-too-large", "key-malformed", "attachment-missing", "file-not-named", "file-twice",
        "answer-not-of-type", "question-unknown", "choice-unknown", "checklist-unknown", "team-zero",
    ];

    // What the rules may say of what a desk signs.
    private static readonly string[] CodesOfCases =
    [
        "step-not-allowed", "office-not-held", "case-not-with-body", "case-of-another", "case-party-differs", "person-differs", "person-sits", "ground-missing", "ground-unknown", "article-missing",
        "member-unknown", "member-twice", "member-recused", "member-of-another-body", "quorum-missing", "majority-missing", "unit-unknown", "body-unknown", "body-not-competent", "document-unknown",
        "complaint-unknown", "no-appeal", "appeal-of-winner", "event-not-yet", "event-begun", "outside-scope", "key-name-of-another", "organisation-of-another",
    ];

    private static readonly string[] Kinds = ["forms/copy", "forms/adjudicate", "forms/handle", "forms/commit", "forms/reveal", "forms/refusal", "stations/conditions", "observation/answers", "organisations/enrol", "organisations/revoke"];

    /// <summary>The texts of slips, with their places as they are.</summary>
    internal static IEnumerable<(string Name, string Text)> OfSlips(Speech speech) => OnSlips.Select(key => (key, speech.Knows(key) ? speech.Say(key) : ""));

    /// <summary>Each text with the name by which the script asks for it; <c>#0</c> stands where a value goes.</summary>
    internal static IEnumerable<(string Name, string Text)> Of(Speech speech, string page) => page switch
    {
        "board" => [.. BoardWords.Texts(speech), .. OfTrouble(speech)],
        "wall" => OfTrouble(speech),
        "board-station" => [.. OfPhones(speech), .. OfCases(speech), .. BoardWords.OfDecisions(speech)],
        "station" => OfPhones(speech),
        "enter" => [.. OfPhones(speech), .. OfForms(speech)],
        "key" => [.. OfPhones(speech), .. OfSteps(speech, step => step.By == StepBy.Person)],
        _ => [.. OfPhones(speech), .. OfCases(speech), .. OfSteps(speech, _ => true)],
    };

    // What a page says that only shows the register, where something fails.
    private static IEnumerable<(string Name, string Text)> OfTrouble(Speech speech) =>
        [.. new[] { "code", "failed", "full" }.Select(key => (key, speech.Say("work." + key, "#0"))), ("code.server-unreachable", speech.Say("work.refused.server-unreachable"))];

    // What an act of a case is called in the outbox.
    private static IEnumerable<(string Name, string Text)> OfSteps(Speech speech, Func<CaseStep, bool> wanted) =>
        CaseRules.Steps.Where(wanted).Select(step => ("kind." + step.Kind, speech.Sentence(CaseWords.Step(speech, step))));

    private static IEnumerable<(string Name, string Text)> OfCases(Speech speech) =>
    [
        .. OfDesks.Select(key => (key, speech.Say(key, "#0", "#1", "#2"))),
        .. CodesOfCases.Select(code => ("code." + code, speech.Message(code))),
        .. OwnCodesOfDesks.Select(code => ("code." + code, speech.Say("work.refused." + code))),
    ];

    private static IEnumerable<(string Name, string Text)> OfForms(Speech speech) =>
    [
        .. OfEntries.Select(key => (key, speech.Say(key, "#0", "#1", "#2"))),
        .. CodesOfEntries.Select(code => ("code." + code, speech.Message(code))),
        ("code.fields-not-typed", speech.Say("work.refused.fields-not-typed")),
    ];

    private static IEnumerable<(string Name, string Text)> OfPhones(Speech speech) =>
    [
        .. Own.Select(key => (key, speech.Say("work." + key, "#0", "#1", "#2"))),
        .. OwnCodes.Select(code => ("code." + code, speech.Say("work.refused." + code))),
        .. Codes.Select(code => ("code." + code, speech.Message(code))),
        .. Kinds.Select(kind => ("kind." + kind, speech.Sentence(speech.Say("act." + kind.Replace('/', '-'))))),
    ];
}
