using System.Collections.Immutable;

namespace Saksei.Election.Cases;

/// <summary>Whose step it is.</summary>
public enum StepBy
{
    /// <summary>The body that has the case, or that opens it.</summary>
    Body,

    /// <summary>The applicant: the one who brought the case.</summary>
    Applicant,

    /// <summary>The applicant, or the one it is against.</summary>
    Party,

    /// <summary>The person whom the case is about, with a key of their own, or the body that took their paper.</summary>
    Person,

    /// <summary>Any enrolled organisation.</summary>
    Anyone,
}

/// <summary>The fields that the acts of a kind may have.</summary>
[Flags]
public enum CaseField
{
    None = 0,
    Party = 1 << 0,
    Unit = 1 << 1,
    Stations = 1 << 2,
    Complaint = 1 << 3,
    Against = 1 << 4,
    Body = 1 << 5,
    Refers = 1 << 6,
    Person = 1 << 7,
    Commitment = 1 << 8,
    Ground = 1 << 9,
    Article = 1 << 10,
    Votes = 1 << 11,
    Documents = 1 << 12,
    Missing = 1 << 13,
    Assessments = 1 << 14,
    Remedy = 1 << 15,
    Template = 1 << 16,
    Receipt = 1 << 17,
    On = 1 << 18,
    Count = 1 << 19,
    By = 1 << 20,
    Fact = 1 << 21,
    Attachments = 1 << 22,
    Contest = 1 << 23,

    /// <summary>What a decision says of itself; that it has a ground and an article is a rule of the fold, so that one without is void for all to see.</summary>
    Decision = Ground | Article | Votes | Attachments,
}

/// <summary>
/// A step that a case may take: the kind of act, from which states, to which, and whose it is. All of them together are the table
/// that docs/states draws; whatever isn't in it is void.
/// </summary>
/// <param name="Kind"><c>book/verb</c>.</param>
/// <param name="From">The states in which it may be taken; <see cref="Nothing"/> opens a case.</param>
/// <param name="To">The state after it; <see cref="Same"/>: it changes none.</param>
/// <param name="By">Whose it is.</param>
/// <param name="Needs">Fields without which it can't be read.</param>
/// <param name="May">Fields that it may have besides.</param>
public sealed record CaseStep(string Kind, ImmutableArray<string> From, string To, StepBy By, CaseField Needs, CaseField May)
{
    /// <summary>The state of a case that isn't open yet.</summary>
    public const string Nothing = "none";

    /// <summary>No change of state.</summary>
    public const string Same = "";

    /// <summary>Whether it decides: a ground of the list and an article are needed.</summary>
    public bool IsDecision { get; init; }

    /// <summary>Whether any body may take it whose own the kind is, and not just the one that has the case.</summary>
    public bool AnyBody { get; init; }

    /// <summary>Whether it reports how an event was: each organisation has one report that counts, its last.</summary>
    public bool ReportsEvent { get; init; }

    /// <summary>The body's step, such as <c>refuse</c>, where the applicant reports an answer that the body didn't sign; empty otherwise.</summary>
    public string ReportedAnswer { get; init; } = "";

    /// <summary>Whether the applicant reports a body's answer.</summary>
    public bool IsReportedByApplicant => ReportedAnswer.Length > 0;

    /// <summary>The book, such as <c>parties</c>.</summary>
    public string Book => Kind[..Kind.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The verb, such as <c>refuse</c>.</summary>
    public string Verb => Kind[(Kind.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The state after it, from a state.</summary>
    public string After(string state) => To == Same ? state : To;
}

/// <summary>The steps of one book, and its states in the order in which they are drawn.</summary>
/// <param name="Book">The book, such as <c>complaints</c>.</param>
/// <param name="States">All states but <see cref="CaseStep.Nothing"/>.</param>
/// <param name="Ended">States in which nothing is waited for.</param>
/// <param name="Steps">All steps.</param>
public sealed record CaseTable(string Book, ImmutableArray<string> States, ImmutableArray<string> Ended, ImmutableArray<CaseStep> Steps)
{
    /// <summary>What pages call a case whose state alone doesn't say how it stands: it follows from the clock, or from several reports.</summary>
    public ImmutableArray<string> Shown { get; init; } = [];

    /// <summary>Whether a case of this book can be called so.</summary>
    public bool Knows(string state) => States.Contains(state) || Shown.Contains(state);

    /// <summary>The steps that a case may take from a state.</summary>
    public IEnumerable<CaseStep> From(string state) => Steps.Where(step => step.From.Contains(state));
}
