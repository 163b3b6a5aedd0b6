using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Tree;

namespace Saksei.Election.Cases;

/// <summary>In which form a document was handed over.</summary>
public enum DocumentForm { Original, CertifiedCopy, Copy, AlreadyHeld }

/// <summary>A document as it was handed over: what it is, in which form, who issued it, and the receipt.</summary>
/// <param name="Document">Its code in the definition.</param>
/// <param name="Form">Original, certified copy, copy, or already held by the authority.</param>
/// <param name="Issuer">Who issued it, as a code; empty where not given.</param>
/// <param name="Receipt">The number of the receipt; empty where none was given.</param>
public sealed record DocumentRecord(string Document, DocumentForm Form, string Issuer, string Receipt);

/// <summary>How a member voted on a decision.</summary>
public enum Vote { For, Against, Abstained, Recused }

/// <summary>One member's vote; members are known by their office, such as <c>member-3</c>.</summary>
public sealed record MemberVote(string Member, Vote Vote);

/// <summary>What was found of one rule of eligibility. The evidence stays between decider and candidate: only its hash is here.</summary>
public sealed record Assessment(string Rule, AssessmentOutcome Outcome, Hash Evidence);

/// <summary>Whether a rule of eligibility is met.</summary>
public enum AssessmentOutcome { Met, NotMet, NotShown }

/// <summary>
/// What an act of a case says. Each kind has some of these; what isn't said is empty or null, never a zero.
/// No names of persons and no free text: reasons in words are attachments.
/// </summary>
public sealed record CaseFields
{
    /// <summary>The party that the case is about.</summary>
    public string Party { get; init; } = "";

    /// <summary>The place: a unit's code.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Stations that are complained of.</summary>
    public ImmutableArray<string> Stations { get; init; } = [];

    /// <summary>The kind of complaint.</summary>
    public string Complaint { get; init; } = "";

    /// <summary>Whom it is against: a party or an organisation.</summary>
    public string Against { get; init; } = "";

    /// <summary>The body that is addressed, or that speaks.</summary>
    public string Body { get; init; } = "";

    /// <summary>Another case that this one refers to.</summary>
    public string Refers { get; init; } = "";

    /// <summary>The contest that it is about; empty where the election has one, or where it is about none.</summary>
    public string Contest { get; init; } = "";

    /// <summary>Salted commitment to a person.</summary>
    public Hash? Person { get; init; }

    /// <summary>Salted commitment to what is sealed.</summary>
    public Hash? Commitment { get; init; }

    /// <summary>Ground of a decision.</summary>
    public string Ground { get; init; } = "";

    /// <summary>Article of a decision.</summary>
    public string Article { get; init; } = "";

    /// <summary>How members voted.</summary>
    public ImmutableArray<MemberVote> Votes { get; init; } = [];

    /// <summary>Documents handed over.</summary>
    public ImmutableArray<DocumentRecord> Documents { get; init; } = [];

    /// <summary>Documents that are missing.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>What was found of the rules of eligibility.</summary>
    public ImmutableArray<Assessment> Assessments { get; init; } = [];

    /// <summary>What is asked for or ordered: <c>recount</c>, <c>annulment</c>, another code.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Complaints of one filer that say the same have one template.</summary>
    public string Template { get; init; } = "";

    /// <summary>The number of the receipt given at the counter for a paper.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>When a paper was handed over, what is reported happened, or a notice was received; for an event, the time for which it is asked.</summary>
    public Moment? On { get; init; }

    /// <summary>When what is complained of happened, or was posted.</summary>
    public Moment? Fact { get; init; }

    /// <summary>How many: places on a list, candidates.</summary>
    public long? Count { get; init; }

    /// <summary>Who did it: a code.</summary>
    public string By { get; init; } = "";

    /// <summary>Papers, by hash.</summary>
    public ImmutableArray<Attachment> Attachments { get; init; } = [];
}

/// <summary>One step of a case: <c>complaints/file</c>, <c>parties/refuse</c> …; the rules of the steps stand in <see cref="CaseRules"/>.</summary>
/// <param name="Header">Who did it, and when by their own account.</param>
/// <param name="Step">The rule of its kind.</param>
/// <param name="Case">The case.</param>
/// <param name="Fields">What it says.</param>
public sealed record CaseAct(ActHeader Header, CaseStep Step, string Case, CaseFields Fields) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => CaseKinds.Of(Step);

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Fields.Attachments;
}
