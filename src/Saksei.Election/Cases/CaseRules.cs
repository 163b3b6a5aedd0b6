using System.Collections.Immutable;
using System.Numerics;
using static Saksei.Election.Cases.CaseField;

namespace Saksei.Election.Cases;

/// <summary>Every step of every book of cases, in one place: reading, rules, pages and the drawings in docs/states follow it.</summary>
public static class CaseRules
{
    private const CaseField Paper = Receipt | Attachments;

    /// <summary>A party, from the ministry's certificate to the end.</summary>
    public static CaseTable Parties { get; } = Table("parties",
        ["certified", "checked", "filed", "refused-procedure", "refused", "accepted", "appealed", "struck", "refused-finally", "withdrawn"],
        ["accepted", "refused-finally", "withdrawn"],
        ByAnyBody(Step("parties/certify", [CaseStep.Nothing], "certified", StepBy.Body, Party, On | Receipt | Body | Attachments)),
        ByAnyBody(Step("parties/check", [CaseStep.Nothing, "certified", "checked"], "checked", StepBy.Body, Party | Documents, Missing | Receipt | Body | Attachments)),
        Step("parties/apply", [CaseStep.Nothing, "certified", "checked"], "filed", StepBy.Applicant, Party, Documents | Body | On | Paper),
        Decision("parties/accept", ["filed"], "accepted"),
        Decision("parties/refuse", ["filed"], "refused", Missing),
        Decision("parties/return", ["filed"], "refused-procedure", Missing),
        Step("parties/cure", ["refused-procedure"], "filed", StepBy.Applicant, None, Documents | On | Paper),
        ByAnyBody(Decision("parties/strike", ["accepted"], "struck")),
        Step("parties/appeal", ["refused", "refused-procedure", "struck"], "appealed", StepBy.Applicant, None, Body | On | Paper),
        Decision("parties/uphold", ["appealed"], "refused-finally"),
        Decision("parties/reverse", ["appealed"], "accepted"),
        Step("parties/withdraw", ["certified", "checked", "filed", "accepted"], "withdrawn", StepBy.Applicant, None, On | Paper),
        Serve("parties", "accepted", "refused", "refused-procedure", "struck", "refused-finally"),
        Receive("parties", "accepted", "refused", "refused-procedure", "struck", "refused-finally"));

    /// <summary>A list of candidates: sealed until the law has lists posted.</summary>
    public static CaseTable Candidates { get; } = Table("candidates",
        ["sealed", "refused-procedure", "refused", "accepted", "posted", "challenged", "struck", "appealed", "refused-finally", "withdrawn"],
        ["refused-finally", "withdrawn"],
        Step("candidates/seal", [CaseStep.Nothing], "sealed", StepBy.Applicant, Party | Unit | Commitment | Count, Contest | Documents | Body | On | Paper),
        Step("candidates/assess", ["sealed", "challenged"], CaseStep.Same, StepBy.Body, Assessments, Person | Attachments),
        Decision("candidates/accept", ["sealed"], "accepted"),
        Decision("candidates/refuse", ["sealed"], "refused", Missing),
        Decision("candidates/return", ["sealed"], "refused-procedure", Missing),
        Step("candidates/cure", ["refused-procedure"], "sealed", StepBy.Applicant, Commitment, Count | Documents | On | Paper),
        ByAnyBody(Step("candidates/post", ["accepted"], "posted", StepBy.Body, Count, On | Attachments)),
        Step("candidates/challenge", ["posted", "challenged"], "challenged", StepBy.Anyone, None, Person | Ground | Article | On | Paper),
        Decision("candidates/dismiss", ["challenged"], "posted"),
        ByAnyBody(Decision("candidates/strike", ["accepted", "posted", "challenged"], "struck")),
        Step("candidates/appeal", ["refused", "refused-procedure", "struck"], "appealed", StepBy.Applicant, None, Body | On | Paper),
        Decision("candidates/uphold", ["appealed"], "refused-finally"),
        Decision("candidates/reverse", ["appealed"], "accepted"),
        Step("candidates/withdraw", ["sealed", "accepted", "posted", "challenged"], "withdrawn", StepBy.Applicant, None, On | Paper),
        Serve("candidates", "accepted", "refused", "refused-procedure", "struck", "refused-finally"),
        Receive("candidates", "accepted", "refused", "refused-procedure", "struck", "refused-finally"));

    /// <summary>A request to a commune chief to endorse a candidate's papers. It names nobody.</summary>
    public static CaseTable Endorsements { get; } = Table("endorsements",
        ["asked", "reported-issued", "reported-refused", "issued", "refused", "revoked", "withdrawn"],
        ["refused", "revoked", "withdrawn"],
        Step("endorsements/ask", [CaseStep.Nothing], "asked", StepBy.Applicant, Party | Unit | Commitment, On | Paper),
        Reported("endorsements/report-issued", "reported-issued", "issue"),
        Reported("endorsements/report-refused", "reported-refused", "refuse"),
        Step("endorsements/issue", ["asked", "reported-issued", "reported-refused"], "issued", StepBy.Body, None, On | Paper),
        Decision("endorsements/refuse", ["asked", "reported-issued", "reported-refused"], "refused"),
        Decision("endorsements/revoke", ["issued"], "revoked"),
        Step("endorsements/withdraw", ["asked", "reported-issued", "reported-refused", "issued"], "withdrawn", StepBy.Applicant, None, On | Paper));

    /// <summary>A candidate who resigns, in person.</summary>
    public static CaseTable Resignations { get; } = Table("resignations",
        ["resigning", "disputed", "retracted"],
        ["retracted"],
        Step("resignations/resign", [CaseStep.Nothing, "retracted"], "resigning", StepBy.Person, Party | Unit | Person, Contest | Refers | On | Paper),
        Step("resignations/dispute", ["resigning"], "disputed", StepBy.Applicant, None, On | Attachments),
        Step("resignations/confirm", ["disputed"], "resigning", StepBy.Person, Person, On | Paper),
        Step("resignations/retract", ["resigning", "disputed"], "retracted", StepBy.Person, Person, On | Paper)) with
    { Shown = ["effective"] };

    /// <summary>A complaint, through all bodies that it goes to.</summary>
    public static CaseTable Complaints { get; } = Table("complaints",
        ["filed", "heard", "upheld", "rejected", "refused-procedure", "carried-out", "withdrawn"],
        ["carried-out", "withdrawn"],
        Step("complaints/file", [CaseStep.Nothing], "filed", StepBy.Anyone, Complaint, Party | Unit | CaseField.Stations | Against | Body | Person | Remedy | Template | On | CaseField.Fact | Paper),
        Step("complaints/transfer", ["filed", "heard"], "filed", StepBy.Body, Body, On | Attachments),
        Step("complaints/hear", ["filed"], "heard", StepBy.Body, None, On | Attachments),
        Decision("complaints/uphold", ["filed", "heard"], "upheld", Remedy),
        Decision("complaints/reject", ["filed", "heard"], "rejected"),
        Decision("complaints/return", ["filed", "heard"], "refused-procedure", Missing),
        Step("complaints/cure", ["refused-procedure"], "filed", StepBy.Applicant, None, Documents | On | Paper),
        Step("complaints/appeal", ["upheld", "rejected", "refused-procedure", "carried-out"], "filed", StepBy.Party, None, On | Paper),
        ByAnyBody(Step("complaints/execute", ["upheld"], "carried-out", StepBy.Body, None, On | Attachments)),
        Step("complaints/contest", ["carried-out"], "upheld", StepBy.Applicant, None, On | Paper),
        Step("complaints/withdraw", ["filed", "heard"], "withdrawn", StepBy.Applicant, None, On | Paper),
        Serve("complaints", "upheld", "rejected", "refused-procedure"),
        Receive("complaints", "upheld", "rejected", "refused-procedure"));

    /// <summary>An event that a party asked to hold. How it was is what those report who reported it, each organisation for itself.</summary>
    public static CaseTable Activities { get; } = Table("activities",
        ["asked", "reported-allowed", "reported-refused", "allowed", "refused", "event-reported", "cancelled"],
        ["refused", "event-reported", "cancelled"],
        Step("activities/ask", [CaseStep.Nothing], "asked", StepBy.Applicant, Party | Unit | On, Count | Paper),
        Reported("activities/report-allowed", "reported-allowed", "allow"),
        Reported("activities/report-refused", "reported-refused", "refuse"),
        Decision("activities/allow", ["asked", "reported-allowed", "reported-refused"], "allowed", decides: false),
        Decision("activities/refuse", ["asked", "reported-allowed", "reported-refused"], "refused"),
        EventReport("activities/hold", None, On | Attachments),
        EventReport("activities/disrupt", By, On | Ground | Attachments),
        Step("activities/counter", ["asked", "reported-allowed", "reported-refused", "allowed", "refused", "event-reported"], CaseStep.Same, StepBy.Anyone, Attachments, On),
        Step("activities/cancel", ["asked", "reported-allowed", "allowed"], "cancelled", StepBy.Applicant, None, On | Paper)) with
    { Shown = ["held", "disrupted", "differing"] };

    /// <summary>A member of the commission, by office.</summary>
    public static CaseTable Commission { get; } = Table("commission",
        ["sitting", "left"],
        ["left"],
        ByAnyBody(Step("commission/appoint", [CaseStep.Nothing, "left"], "sitting", StepBy.Body, By, Body | Person | On | Article | Votes | Attachments)),
        Step("commission/declare", ["sitting"], CaseStep.Same, StepBy.Anyone, Against, On | Attachments),
        Step("commission/recuse", ["sitting"], CaseStep.Same, StepBy.Person, Refers, On | Ground | Article | Paper),
        Step("commission/instruct", ["sitting"], CaseStep.Same, StepBy.Anyone, By, On | Refers | Attachments),
        Step("commission/resign", ["sitting"], "left", StepBy.Person, None, On | Paper),
        ByAnyBody(Decision("commission/end", ["sitting"], "left")));

    /// <summary>All tables, in the order of the books.</summary>
    public static ImmutableArray<CaseTable> All { get; } = [Parties, Candidates, Endorsements, Resignations, Complaints, Activities, Commission];

    /// <summary>All steps, in the order of the tables.</summary>
    public static ImmutableArray<CaseStep> Steps { get; } = [.. All.SelectMany(table => table.Steps)];

    /// <summary>What a field is called in an act: one of those that <see cref="CaseField"/> lists singly.</summary>
    public static string NameOf(CaseField field) => CaseFieldSet.Names[BitOperations.TrailingZeroCount((int)field)];

    private static CaseTable Table(string book, ImmutableArray<string> states, ImmutableArray<string> ended, params ReadOnlySpan<CaseStep> steps) =>
        new(book, states, ended, [.. steps]);

    // What a body does unasked, or without having the case.
    private static CaseStep ByAnyBody(CaseStep step) => step with { AnyBody = true };

    private static CaseStep Step(string kind, ImmutableArray<string> from, string to, StepBy by, CaseField needs, CaseField may) =>
        new(kind, from, to, by, needs, may);

    private static CaseStep Decision(
        string kind, ImmutableArray<string> from, string to, CaseField may = None, bool decides = true) =>
        new(kind, from, to, StepBy.Body, None, CaseField.Decision | On | may) { IsDecision = decides };

    // What a body that signs nothing answered, as the applicant reports it. It neither ends the body's time nor shuts out its own answer.
    private static CaseStep Reported(string kind, string to, string answer) =>
        new(kind, ["asked"], to, StepBy.Applicant, None, Ground | Article | On | Paper) { ReportedAnswer = answer };

    // How it was, as an organisation reports it: it replaces that organisation's own report and nobody else's.
    private static CaseStep EventReport(string kind, CaseField needs, CaseField may) =>
        new(kind, ["asked", "reported-allowed", "reported-refused", "allowed", "refused", "event-reported"], "event-reported", StepBy.Anyone, needs, may) { ReportsEvent = true };

    // Notice of a decision: as the body says it was served, and as the one concerned says it was received. Both may differ.
    private static CaseStep Serve(string book, params ReadOnlySpan<string> states) =>
        new(book + "/serve", [.. states], CaseStep.Same, StepBy.Body, On, Receipt | Attachments);

    private static CaseStep Receive(string book, params ReadOnlySpan<string> states) =>
        new(book + "/receive", [.. states], CaseStep.Same, StepBy.Party, On, Receipt | Attachments);
}
