using Saksei.Election.Cases;
using Saksei.Register.Tree;

namespace Saksei.Election.Candidates;

/// <summary>Where a list of candidates stands. Who is on it is a commitment until the law has lists posted.</summary>
public abstract record CandidateListState(string Code) : CaseState(Code)
{
    /// <summary>Handed in, sealed.</summary>
    public sealed record Sealed(Hash Commitment, long Places) : CandidateListState("sealed");

    /// <summary>Refused for its form, with time to cure.</summary>
    public sealed record RefusedProcedure(CaseDecision Decision) : CandidateListState("refused-procedure");

    /// <summary>Refused.</summary>
    public sealed record Refused(CaseDecision Decision) : CandidateListState("refused");

    /// <summary>Admitted, not posted yet.</summary>
    public sealed record Accepted(CaseDecision Decision) : CandidateListState("accepted");

    /// <summary>Posted for all to see.</summary>
    public sealed record Posted(long Places) : CandidateListState("posted");

    /// <summary>Somebody challenged it.</summary>
    public sealed record Challenged() : CandidateListState("challenged");

    /// <summary>Struck out as a whole.</summary>
    public sealed record Struck(CaseDecision Decision) : CandidateListState("struck");

    /// <summary>A decision against it is before another body.</summary>
    public sealed record Appealed(CaseDecision Against) : CandidateListState("appealed");

    /// <summary>The appeal was dismissed.</summary>
    public sealed record RefusedFinally(CaseDecision Decision) : CandidateListState("refused-finally");

    /// <summary>The party withdrew it.</summary>
    public sealed record Withdrawn() : CandidateListState("withdrawn");
}

/// <summary>Where a request for endorsement stands. Silence is no state: it is a deadline that passed.</summary>
public abstract record EndorsementState(string Code) : CaseState(Code)
{
    /// <summary>Asked for.</summary>
    public sealed record Asked(Hash Commitment) : EndorsementState("asked");

    /// <summary>Issued, as the applicant reports it; the chief hasn't signed it.</summary>
    public sealed record ReportedIssued() : EndorsementState("reported-issued");

    /// <summary>Refused, as the applicant reports it.</summary>
    public sealed record ReportedRefused() : EndorsementState("reported-refused");

    /// <summary>Issued.</summary>
    public sealed record Issued(Hash Commitment) : EndorsementState("issued");

    /// <summary>Refused.</summary>
    public sealed record Refused(CaseDecision Decision) : EndorsementState("refused");

    /// <summary>Issued and taken back.</summary>
    public sealed record Revoked(CaseDecision Decision) : EndorsementState("revoked");

    /// <summary>The request was withdrawn.</summary>
    public sealed record Withdrawn() : EndorsementState("withdrawn");
}

/// <summary>Where a candidate's resignation stands. That it took effect is no state: the time to think again passed.</summary>
public abstract record ResignationState(string Code) : CaseState(Code)
{
    /// <summary>Declared.</summary>
    public sealed record Resigning(Hash Person, string Endorsement) : ResignationState("resigning");

    /// <summary>Taken from a paper at a counter; the party says that it isn't the candidate's wish.</summary>
    public sealed record Disputed(Hash Person) : ResignationState("disputed");

    /// <summary>Taken back.</summary>
    public sealed record Retracted(Hash Person) : ResignationState("retracted");
}
