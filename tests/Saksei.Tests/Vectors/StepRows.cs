namespace Saksei.Tests.Vectors;

/// <summary>
/// A step of a case as the vectors know it: written down here once more and by hand, so that a table that changes in the code shows.
/// </summary>
/// <param name="Kind">The kind of act.</param>
/// <param name="From">The states in which it may be taken, with blanks between; <c>none</c> opens a case.</param>
/// <param name="To">The state after it; empty where it changes none.</param>
/// <param name="By">Whose it is: body, applicant, party, person, anyone.</param>
/// <param name="Required">Fields without which it can't be read.</param>
/// <param name="Optional">Fields that it may have.</param>
/// <param name="Decides">Whether it is void without a ground and an article.</param>
internal sealed record StepRow(string Kind, string From, string To, string By, string Required, string Optional, bool Decides = false)
{
    internal string Book => Kind.Split('/')[0];

    internal string Verb => Kind.Split('/')[1];

    internal bool IsFrom(string state) => From.Split(' ').Contains(state);

    internal string After(string state) => To.Length == 0 ? state : To;

    internal bool Has(string field) => $"{Required} {Optional}".Split(' ').Contains(field);
}

/// <summary>Every step of every book of cases.</summary>
internal static class StepRows
{
    internal static IReadOnlyList<StepRow> All { get; } =
    [
        new("parties/certify", "none", "certified", "body", "party", "body receipt on attachments"),
        new("parties/check", "none certified checked", "checked", "body", "party documents", "body missing receipt attachments"),
        new("parties/apply", "none certified checked", "filed", "applicant", "party", "body documents receipt on attachments"),
        new("parties/accept", "filed", "accepted", "body", "", "ground article votes on attachments", true),
        new("parties/refuse", "filed", "refused", "body", "", "ground article votes missing on attachments", true),
        new("parties/return", "filed", "refused-procedure", "body", "", "ground article votes missing on attachments", true),
        new("parties/cure", "refused-procedure", "filed", "applicant", "", "documents receipt on attachments"),
        new("parties/strike", "accepted", "struck", "body", "", "ground article votes on attachments", true),
        new("parties/appeal", "refused refused-procedure struck", "appealed", "applicant", "", "body receipt on attachments"),
        new("parties/uphold", "appealed", "refused-finally", "body", "", "ground article votes on attachments", true),
        new("parties/reverse", "appealed", "accepted", "body", "", "ground article votes on attachments", true),
        new("parties/withdraw", "certified checked filed accepted", "withdrawn", "applicant", "", "receipt on attachments"),
        new("parties/serve", "accepted refused refused-procedure struck refused-finally", "", "body", "on", "receipt attachments"),
        new("parties/receive", "accepted refused refused-procedure struck refused-finally", "", "party", "on", "receipt attachments"),
        new("candidates/seal", "none", "sealed", "applicant", "party unit commitment count", "body documents receipt on attachments"),
        new("candidates/assess", "sealed challenged", "", "body", "assessments", "person attachments"),
        new("candidates/accept", "sealed", "accepted", "body", "", "ground article votes on attachments", true),
        new("candidates/refuse", "sealed", "refused", "body", "", "ground article votes missing on attachments", true),
        new("candidates/return", "sealed", "refused-procedure", "body", "", "ground article votes missing on attachments", true),
        new("candidates/cure", "refused-procedure", "sealed", "applicant", "commitment", "documents receipt on count attachments"),
        new("candidates/post", "accepted", "posted", "body", "count", "on attachments"),
        new("candidates/challenge", "posted challenged", "challenged", "anyone", "", "person ground article receipt on attachments"),
        new("candidates/dismiss", "challenged", "posted", "body", "", "ground article votes on attachments", true),
        new("candidates/strike", "accepted posted challenged", "struck", "body", "", "ground article votes on attachments", true),
        new("candidates/appeal", "refused refused-procedure struck", "appealed", "applicant", "", "body receipt on attachments"),
        new("candidates/uphold", "appealed", "refused-finally", "body", "", "ground article votes on attachments", true),
        new("candidates/reverse", "appealed", "accepted", "body", "", "ground article votes on attachments", true),
        new("candidates/withdraw", "sealed accepted posted challenged", "withdrawn", "applicant", "", "receipt on attachments"),
        new("candidates/serve", "accepted refused refused-procedure struck refused-finally", "", "body", "on", "receipt attachments"),
        new("candidates/receive", "accepted refused refused-procedure struck refused-finally", "", "party", "on", "receipt attachments"),
        new("endorsements/ask", "none", "asked", "applicant", "party unit commitment", "receipt on attachments"),
        new("endorsements/report-issued", "asked", "reported-issued", "applicant", "", "ground article receipt on attachments"),
        new("endorsements/report-refused", "asked", "reported-refused", "applicant", "", "ground article receipt on attachments"),
        new("endorsements/issue", "asked reported-issued reported-refused", "issued", "body", "", "receipt on attachments"),
        new("endorsements/refuse", "asked reported-issued reported-refused", "refused", "body", "", "ground article votes on attachments", true),
        new("endorsements/revoke", "issued", "revoked", "body", "", "ground article votes on attachments", true),
        new("endorsements/withdraw", "asked reported-issued reported-refused issued", "withdrawn", "applicant", "", "receipt on attachments"),
        new("resignations/resign", "none retracted", "resigning", "person", "party unit person", "refers receipt on attachments"),
        new("resignations/dispute", "resigning", "disputed", "applicant", "", "on attachments"),
        new("resignations/confirm", "disputed", "resigning", "person", "person", "receipt on attachments"),
        new("resignations/retract", "resigning disputed", "retracted", "person", "person", "receipt on attachments"),
        new("complaints/file", "none", "filed", "anyone", "complaint", "party unit stations against body person remedy template receipt on fact attachments"),
        new("complaints/transfer", "filed heard", "filed", "body", "body", "on attachments"),
        new("complaints/hear", "filed", "heard", "body", "", "on attachments"),
        new("complaints/uphold", "filed heard", "upheld", "body", "", "ground article votes remedy on attachments", true),
        new("complaints/reject", "filed heard", "rejected", "body", "", "ground article votes on attachments", true),
        new("complaints/return", "filed heard", "refused-procedure", "body", "", "ground article votes missing on attachments", true),
        new("complaints/cure", "refused-procedure", "filed", "applicant", "", "documents receipt on attachments"),
        new("complaints/appeal", "upheld rejected refused-procedure carried-out", "filed", "party", "", "receipt on attachments"),
        new("complaints/execute", "upheld", "carried-out", "body", "", "on attachments"),
        new("complaints/contest", "carried-out", "upheld", "applicant", "", "receipt on attachments"),
        new("complaints/withdraw", "filed heard", "withdrawn", "applicant", "", "receipt on attachments"),
        new("complaints/serve", "upheld rejected refused-procedure", "", "body", "on", "receipt attachments"),
        new("complaints/receive", "upheld rejected refused-procedure", "", "party", "on", "receipt attachments"),
        new("activities/ask", "none", "asked", "applicant", "party unit on", "receipt count attachments"),
        new("activities/report-allowed", "asked", "reported-allowed", "applicant", "", "ground article receipt on attachments"),
        new("activities/report-refused", "asked", "reported-refused", "applicant", "", "ground article receipt on attachments"),
        new("activities/allow", "asked reported-allowed reported-refused", "allowed", "body", "", "ground article votes on attachments"),
        new("activities/refuse", "asked reported-allowed reported-refused", "refused", "body", "", "ground article votes on attachments", true),
        new("activities/hold", "asked reported-allowed reported-refused allowed refused event-reported", "event-reported", "anyone", "", "on attachments"),
        new("activities/disrupt", "asked reported-allowed reported-refused allowed refused event-reported", "event-reported", "anyone", "by", "ground on attachments"),
        new("activities/counter", "asked reported-allowed reported-refused allowed refused event-reported", "", "anyone", "attachments", "on"),
        new("activities/cancel", "asked reported-allowed allowed", "cancelled", "applicant", "", "receipt on attachments"),
        new("commission/appoint", "none left", "sitting", "body", "by", "body person article votes on attachments"),
        new("commission/declare", "sitting", "", "anyone", "against", "on attachments"),
        new("commission/recuse", "sitting", "", "person", "refers", "ground article receipt on attachments"),
        new("commission/instruct", "sitting", "", "anyone", "by", "refers on attachments"),
        new("commission/resign", "sitting", "left", "person", "", "receipt on attachments"),
        new("commission/end", "sitting", "left", "body", "", "ground article votes on attachments", true),
    ];

    /// <summary>The shortest way to a state in which a step may be taken, and that state.</summary>
    internal static IReadOnlyList<StepRow> WayTo(StepRow step)
    {
        var ways = new Dictionary<string, IReadOnlyList<StepRow>> { ["none"] = [] };
        var rows = All.Where(row => row.Book == step.Book).ToList();
        while (!ways.Keys.Any(step.IsFrom))
            foreach (var (from, way) in ways.ToList())
                foreach (var row in rows.Where(row => row.IsFrom(from)))
                    ways.TryAdd(row.After(from), [.. way, row]);
        return ways.First(way => step.IsFrom(way.Key)).Value;
    }
}
