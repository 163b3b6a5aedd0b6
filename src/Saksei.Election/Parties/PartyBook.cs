using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;

namespace Saksei.Election.Parties;

/// <summary>Where a party stands, from the ministry's certificate to the end.</summary>
public abstract record PartyState(string Code) : CaseState(Code)
{
    /// <summary>The ministry certified that the party is registered.</summary>
    public sealed record Certified(string Receipt) : PartyState("certified");

    /// <summary>The dossier was looked through before filing: a signed receipt of what is complete and what is missing.</summary>
    public sealed record Checked(ImmutableArray<DocumentRecord> Documents, ImmutableArray<string> Missing, string Receipt) : PartyState("checked");

    /// <summary>It applied.</summary>
    public sealed record Filed(ImmutableArray<DocumentRecord> Documents) : PartyState("filed");

    /// <summary>Refused for its form, with the defect named and time to cure it.</summary>
    public sealed record RefusedProcedure(CaseDecision Decision, ImmutableArray<string> Missing) : PartyState("refused-procedure");

    /// <summary>Refused.</summary>
    public sealed record Refused(CaseDecision Decision, ImmutableArray<string> Missing) : PartyState("refused");

    /// <summary>Admitted.</summary>
    public sealed record Accepted(CaseDecision Decision) : PartyState("accepted");

    /// <summary>A decision against it is before another body.</summary>
    public sealed record Appealed(CaseDecision Against) : PartyState("appealed");

    /// <summary>Struck out after it had been admitted.</summary>
    public sealed record Struck(CaseDecision Decision) : PartyState("struck");

    /// <summary>The appeal was dismissed: nothing is left.</summary>
    public sealed record RefusedFinally(CaseDecision Decision) : PartyState("refused-finally");

    /// <summary>It withdrew.</summary>
    public sealed record Withdrawn() : PartyState("withdrawn");
}

/// <summary>The parties that ask to take part.</summary>
public sealed class PartyBook : CaseBook
{
    internal PartyBook(ElectionDefinition definition, OrganisationBook organisations) : base(CaseRules.Parties, definition, organisations)
    {
    }

    internal PartyBook(PartyBook start, OrganisationBook organisations) : base(start, organisations)
    {
    }

    // A party has one case, and its code is the party's: nobody else can take it.
    private protected override Outcome CheckOwn(CaseFile? file, CaseAct act, StepAuthor author) => act.Step.Verb switch
    {
        _ when file is null && act.Fields.Party != act.Case => Outcome.Void("case-party-differs", act.Case),
        "apply" => CheckNamed(act, "parties/accept"),
        "appeal" => CheckNamed(act, "parties/uphold"),
        _ => Outcome.Applied,
    };

    private protected override CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision) => code switch
    {
        "certified" => new PartyState.Certified(act.Fields.Receipt),
        "checked" => new PartyState.Checked(act.Fields.Documents, act.Fields.Missing, act.Fields.Receipt),
        "filed" => new PartyState.Filed(act.Fields.Documents),
        "refused-procedure" => new PartyState.RefusedProcedure(decision.Given(), act.Fields.Missing),
        "refused" => new PartyState.Refused(decision.Given(), act.Fields.Missing),
        "accepted" => new PartyState.Accepted(decision.Given()),
        "appealed" => new PartyState.Appealed(decision.Given()),
        "struck" => new PartyState.Struck(decision.Given()),
        "refused-finally" => new PartyState.RefusedFinally(decision.Given()),
        "withdrawn" => new PartyState.Withdrawn(),
        _ => throw new UnreachableException(code),
    };

    private protected override string BodyAfter(CaseFile? file, CaseAct act) => act.Step.Verb switch
    {
        "certify" or "check" => Named(act) ?? Procedures.BodyFor(act.Kind)?.Code ?? "",
        "apply" => Named(act) ?? Procedures.BodyFor("parties/accept")?.Code ?? "",
        "appeal" => Named(act) ?? Procedures.BodyFor("parties/uphold")?.Code ?? "",
        "strike" => Procedures.BodyFor("parties/strike")?.Code ?? "",
        _ => file?.Body ?? "",
    };
}
