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
        "files.taken", "stations.weight", "station.not-kept", "station.done", "station.remove", "scan", "scan.stop", "scan.hold", "scanned", "photograph.kept", "photograph.number", "photograph.remove", "tally.sure", "tally.total", "tally.undone", "door.open", "door.closed", "door.said", "door.drawn",
        "now", "now.none", "now.lead", "thing.signed", "thing.now", "thing.not-yet",
        "held.platform", "held.page", "key.unknown", "key.handed-in", "key.enrolled", "key.revoked", "key.unreachable", "another.sure", "taken", "frame", "part", "signed", "sum.holds", "sum.differs",
    ];

    // What only this phone refuses.
    private static readonly string[] OwnCodes =
    [
        "slip-malformed", "slip-of-another", "passphrase-wrong", "passphrase-short", "wrapped-key-malformed", "bundle-malformed", "bundle-too-long", "files-too-long", "no-key", "log-differs", "not-kept", "nothing-waits", "picture-unreadable", "no-camera", "station-not-found", "not-prepared", "too-many-stations", "no-reader", "too-many-photographs", "storage-cleared",
    ];

    // What the door or the rules may say of what an agent signs.
    private static readonly string[] Codes =
    [
        "key-unknown", "signature-wrong", "origin-differs", "act-malformed", "act-known", "copy-exists", "stale-edit", "entered-twice", "station-unknown", "station-not-in-contest",
        "sheet-unknown", "role-not-allowed", "signer-revoked", "signer-unknown", "organisation-withdrawn", "figures-missing", "figures-on-blank-sheet", "field-not-on-form",
        "list-not-standing", "number-too-large", "key-malformed", "attachment-missing", "file-not-named", "file-twice",
    ];

    private static readonly string[] Kinds = ["forms/copy", "forms/refusal", "stations/conditions"];

    /// <summary>Each text with the name by which the script asks for it; <c>#0</c> stands where a value goes.</summary>
    internal static IEnumerable<(string Name, string Text)> Of(Speech speech) =>
    [
        .. Own.Select(key => (key, speech.Say("work." + key, "#0", "#1", "#2"))),
        .. OwnCodes.Select(code => ("code." + code, speech.Say("work.refused." + code))),
        .. Codes.Select(code => ("code." + code, speech.Message(code))),
        .. Kinds.Select(kind => ("kind." + kind, speech.Sentence(speech.Say("act." + kind.Replace('/', '-'))))),
    ];
}
