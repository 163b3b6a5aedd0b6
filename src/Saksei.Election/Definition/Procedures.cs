using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Election.Counts;

namespace Saksei.Election.Definition;

/// <summary>A body that decides, and the steps that are its to take.</summary>
/// <param name="Code">Its code, such as <c>nec</c>.</param>
/// <param name="Organisation">The organisation whose desk signs for it.</param>
/// <param name="Names">What it is called.</param>
/// <param name="Does">Kinds of acts that are its own, such as <c>parties/refuse</c>, or <c>parties/*</c> for all of a book.</param>
public sealed record Body(string Code, string Organisation, Names Names, ImmutableArray<string> Does)
{
    /// <summary>Which of its decisions its members vote on.</summary>
    public Voting Voting { get; init; } = Voting.None;

    /// <summary>Whether a kind of act is its own.</summary>
    public bool MayDo(string kind) => IsAmong(Does, kind);

    /// <summary>Whether a kind of act is in a list of kinds, or of whole books such as <c>parties/*</c>.</summary>
    internal static bool IsAmong(ImmutableArray<string> kinds, string kind)
    {
        foreach (var own in kinds)
            if (own == kind || (own.EndsWith("/*", StringComparison.Ordinal) && kind.AsSpan().StartsWith(own.AsSpan(0, own.Length - 1)))) return true;
        return false;
    }
}

/// <summary>How the members of a body vote: a decision of these kinds without a quorum, or without more for it than against, is void.</summary>
/// <param name="Quorum">How many members vote at least, those who abstain among them.</param>
/// <param name="Steps">Kinds of acts.</param>
/// <param name="IsSigned">Whether only votes count that the members signed by their own keys.</param>
public sealed record Voting(int Quorum, ImmutableArray<string> Steps, bool IsSigned)
{
    /// <summary>Votes may be given, and needn't be.</summary>
    public static Voting None { get; } = new(0, [], false);

    /// <summary>Whether members vote on a kind of act.</summary>
    public bool IsOn(string kind) => Body.IsAmong(Steps, kind);
}

/// <summary>A ground that a decision may name, and for which kinds of acts.</summary>
public sealed record DecisionGround(string Code, Names Names, string Article, ImmutableArray<string> Steps);

/// <summary>A deadline that runs while a case is in a state, and who it binds.</summary>
/// <param name="Book">The book, such as <c>complaints</c>.</param>
/// <param name="State">The state; <c>none</c>: until the case is opened.</param>
/// <param name="Deadline">The rule's code.</param>
/// <param name="Body">Only while this body has the case; empty: whichever has it.</param>
/// <param name="Complaint">Only for this kind of complaint; empty: for all.</param>
/// <param name="Binds">Whom it binds: <c>body</c> or <c>applicant</c>.</param>
/// <param name="Remedy">Only where the last decision ordered this; empty: whatever it was.</param>
public sealed record RunningDeadline(string Book, string State, string Deadline, string Body, string Complaint, string Binds, string Remedy);

/// <summary>A rule of law about time, with its name.</summary>
public sealed record NamedDeadline(DeadlineRule Rule, Names Names);

/// <summary>A kind of complaint and the bodies that it goes through, in order.</summary>
public sealed record ComplaintKind(string Code, Names Names, string Article, ImmutableArray<string> Chain);

/// <summary>A thing with a code, a name and an article: a document, a holiday.</summary>
public sealed record NamedCode(string Code, Names Names, string Article);

/// <summary>A group within a grouping: its members by their codes (parties, organisations).</summary>
public sealed record TreatmentGroup(string Code, Names Names, ImmutableArray<string> Members);

/// <summary>How applicants are grouped for comparison; fixed before anything happened. Who is in no group is in <see cref="Others"/>.</summary>
public sealed record Grouping(string Code, Names Names, ImmutableArray<TreatmentGroup> Groups)
{
    /// <summary>The code of the group of everybody else.</summary>
    public const string Others = "others";

    /// <summary>The group of a member.</summary>
    public string GroupOf(string member)
    {
        foreach (var group in Groups)
            if (group.Members.Contains(member)) return group.Code;
        return Others;
    }
}

/// <summary>A family of comparisons that are corrected together.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Names">Its name.</param>
/// <param name="Questions">What is compared: codes of questions (docs/spec/impartiality.md).</param>
public sealed record TestFamily(string Code, Names Names, ImmutableArray<string> Questions)
{
    /// <summary>Codes of the groupings by which it is compared; empty: all.</summary>
    public ImmutableArray<string> Groupings { get; init; } = [];

    /// <summary>Whether it is compared by a grouping.</summary>
    public bool IsBy(Grouping grouping)
    {
        ArgumentNullException.ThrowIfNull(grouping);
        return Groupings.IsEmpty || Groupings.Contains(grouping.Code);
    }
}

/// <summary>How cases are dealt with in an election: bodies, grounds, deadlines, and what is compared. A file of the definition.</summary>
public sealed record Procedures
{
    /// <summary>No procedures: no case can be opened.</summary>
    public static Procedures None { get; } = new();

    /// <summary>Time zone, weekend and the holidays known beforehand.</summary>
    public Calendar Calendar { get; init; } = new(Zone.Fixed(0), [], []);

    /// <summary>Names of the holidays.</summary>
    public ImmutableArray<NamedCode> Holidays { get; init; } = [];

    /// <summary>Rules about time.</summary>
    public ImmutableArray<NamedDeadline> Deadlines { get; init; } = [];

    /// <summary>Which of them run when.</summary>
    public ImmutableArray<RunningDeadline> Running { get; init; } = [];

    /// <summary>Who decides.</summary>
    public ImmutableArray<Body> Bodies { get; init; } = [];

    /// <summary>On which grounds.</summary>
    public ImmutableArray<DecisionGround> Grounds { get; init; } = [];

    /// <summary>Documents that may be asked for.</summary>
    public ImmutableArray<NamedCode> Documents { get; init; } = [];

    /// <summary>Kinds of complaints.</summary>
    public ImmutableArray<ComplaintKind> Complaints { get; init; } = [];

    /// <summary>What a candidate must meet.</summary>
    public ImmutableArray<EligibilityRule> Eligibility { get; init; } = [];

    /// <summary>Groupings for comparison.</summary>
    public ImmutableArray<Grouping> Groupings { get; init; } = [];

    /// <summary>Families of comparisons.</summary>
    public ImmutableArray<TestFamily> Families { get; init; } = [];

    /// <summary>The level of error of the whole; at most this share of equal commissions is called unequal.</summary>
    public Fraction Level { get; init; } = new(1, 20);

    /// <summary>Organisations that may record what others did, from publications; it is always shown.</summary>
    public ImmutableHashSet<string> Transcribers { get; init; } = [];

    /// <summary>Whether there are any.</summary>
    public bool Exist => !Bodies.IsEmpty;

    /// <summary>The groupings by which a question is asked; all where no family asks it.</summary>
    public ImmutableArray<Grouping> GroupingsOf(string question)
    {
        var asking = Families.Where(family => family.Questions.Contains(question)).ToList();
        return asking.Count == 0 ? Groupings : [.. Groupings.Where(grouping => asking.Exists(family => family.IsBy(grouping)))];
    }

    /// <summary>The rule with a code, or null.</summary>
    public NamedDeadline? FindDeadline(string code) => Deadlines.FirstOrDefault(deadline => deadline.Rule.Code == code);

    /// <summary>The body with a code, or null.</summary>
    public Body? FindBody(string code) => Bodies.FirstOrDefault(body => body.Code == code);

    /// <summary>The first body whose own a kind of act is, or null.</summary>
    public Body? BodyFor(string kind) => Bodies.FirstOrDefault(body => body.MayDo(kind));

    /// <summary>The kind of complaint with a code, or null.</summary>
    public ComplaintKind? FindComplaint(string code) => Complaints.FirstOrDefault(kind => kind.Code == code);
}
