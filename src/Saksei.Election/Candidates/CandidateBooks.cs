using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;

namespace Saksei.Election.Candidates;

/// <summary>Lists of candidates.</summary>
public sealed class CandidateBook : CaseBook
{
    internal CandidateBook(ElectionDefinition definition, OrganisationBook organisations) : base(CaseRules.Candidates, definition, organisations)
    {
    }

    internal CandidateBook(CandidateBook start, OrganisationBook organisations) : base(start, organisations)
    {
    }

    private protected override Outcome CheckOwn(CaseFile? file, CaseAct act, StepAuthor author) => act.Step.Verb switch
    {
        "seal" => CheckNamed(act, "candidates/accept"),
        "appeal" => CheckNamed(act, "candidates/uphold"),
        _ => Outcome.Applied,
    };

    private protected override CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision) => code switch
    {
        "sealed" => new CandidateListState.Sealed(act.Fields.Commitment.Given(), act.Fields.Count ?? PlacesOf(file)),
        "posted" => new CandidateListState.Posted(act.Fields.Count ?? PlacesOf(file)),
        "challenged" => new CandidateListState.Challenged(),
        "appealed" => new CandidateListState.Appealed(decision.Given()),
        "withdrawn" => new CandidateListState.Withdrawn(),
        _ => Decided(code, decision.Given()),
    };

    private protected override string BodyAfter(CaseFile? file, CaseAct act) => act.Step.Verb switch
    {
        "seal" => Named(act) ?? Procedures.BodyFor("candidates/accept")?.Code ?? "",
        "appeal" => Named(act) ?? Procedures.BodyFor("candidates/uphold")?.Code ?? "",
        "strike" or "challenge" or "post" => Procedures.BodyFor("candidates/strike")?.Code ?? "",
        _ => file?.Body ?? "",
    };

    private static CandidateListState Decided(string code, CaseDecision decision) => code switch
    {
        "accepted" => new CandidateListState.Accepted(decision),
        "refused" => new CandidateListState.Refused(decision),
        "refused-procedure" => new CandidateListState.RefusedProcedure(decision),
        "struck" => new CandidateListState.Struck(decision),
        "refused-finally" => new CandidateListState.RefusedFinally(decision),
        _ => throw new UnreachableException(code),
    };

    // How many places the list had by the last step that gives it.
    internal static long PlacesOf(CaseFile? file) => file?.Places ?? 0;
}

/// <summary>Requests for endorsement.</summary>
public sealed class EndorsementBook : CaseBook
{
    internal EndorsementBook(ElectionDefinition definition, OrganisationBook organisations) : base(CaseRules.Endorsements, definition, organisations)
    {
    }

    internal EndorsementBook(EndorsementBook start, OrganisationBook organisations) : base(start, organisations)
    {
    }

    private protected override CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision) => code switch
    {
        "asked" => new EndorsementState.Asked(act.Fields.Commitment.Given()),
        "reported-issued" => new EndorsementState.ReportedIssued(),
        "reported-refused" => new EndorsementState.ReportedRefused(),
        "issued" => new EndorsementState.Issued(file.Given().Opened.Fields.Commitment.Given()),
        "refused" => new EndorsementState.Refused(decision.Given()),
        "revoked" => new EndorsementState.Revoked(decision.Given()),
        "withdrawn" => new EndorsementState.Withdrawn(),
        _ => throw new UnreachableException(code),
    };

    private protected override string BodyAfter(CaseFile? file, CaseAct act) => file?.Body ?? Procedures.BodyFor("endorsements/issue")?.Code ?? "";
}

/// <summary>Resignations of candidates.</summary>
public sealed class ResignationBook : CaseBook
{
    internal ResignationBook(ElectionDefinition definition, OrganisationBook organisations) : base(CaseRules.Resignations, definition, organisations)
    {
    }

    internal ResignationBook(ResignationBook start, OrganisationBook organisations) : base(start, organisations)
    {
    }

    // It is the same person who resigns and who thinks again. A party can enrol a key in anybody's name: so what one key signed the same
    // key takes back, and what a counter took from a paper is taken back at a counter, is disputed by the party, and is confirmed by
    // another counter or by a key. What the person's own key signed nobody disputes, nor what was confirmed.
    private protected override Outcome CheckOwn(CaseFile? file, CaseAct act, StepAuthor author) => act.Step.Verb switch
    {
        _ when file is null => Outcome.Applied,
        "dispute" when Last(file) is { Step.Verb: "confirm", Transcribed: false } => Outcome.Void("resignation-confirmed", act.Case),
        "dispute" => IsByPerson(Last(file), file) ? Outcome.Void("person-signed", act.Case) : Outcome.Applied,
        _ when file.Person != act.Fields.Person => Outcome.Void("person-differs", act.Case),
        "retract" or "confirm" when !author.Transcribed => CheckSame(file, act, author),
        _ => Outcome.Applied,
    };

    private static Outcome CheckSame(CaseFile file, CaseAct act, StepAuthor author)
    {
        var last = Last(file);
        if (author.Organisation == file.Party) return act.Step.Verb == "confirm" || last.Key == author.Key ? Outcome.Applied : Outcome.Void("key-differs", act.Case);
        return act.Step.Verb == "confirm" && last.Organisation == author.Organisation ? Outcome.Void("counter-same", author.Organisation) : Outcome.Applied;
    }

    // The last word that the candidate resigns: that it was disputed or taken back is all that may stand behind it.
    private static CaseEvent Last(CaseFile file)
    {
        var at = file.Events.Count - 1;
        while (file.Events[at].Step.Verb is not ("resign" or "confirm")) at--;
        return file.Events[at];
    }

    // A candidate's key is of the candidate's party.
    private static bool IsByPerson(CaseEvent entry, CaseFile file) => !entry.Transcribed && entry.Organisation == file.Party;

    private protected override CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision) => code switch
    {
        "resigning" => new ResignationState.Resigning(act.Fields.Person.Given(), file is null ? act.Fields.Refers : file.Opened.Fields.Refers),
        "disputed" => new ResignationState.Disputed(file.Given().Person.Given()),
        "retracted" => new ResignationState.Retracted(act.Fields.Person.Given()),
        _ => throw new UnreachableException(code),
    };

    private protected override string BodyAfter(CaseFile? file, CaseAct act) => Procedures.BodyFor("resignations/resign")?.Code ?? "";
}
