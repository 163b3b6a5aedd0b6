using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Commission;

/// <summary>Where a member of the commission stands. The case's code is the member's office; the name is a public attachment.</summary>
public abstract record MemberState(string Code) : CaseState(Code)
{
    /// <summary>
    /// Sits in a body, nominated by an organisation. <c>Person</c>: the commitment under which the nominator enrols the member's own
    /// key; null where the member is to have none.
    /// </summary>
    public sealed record Sitting(string NominatedBy, string Body, Hash? Person) : MemberState("sitting")
    {
        /// <summary>Whether a key is the member's own: an agent's, enrolled by who nominated the member, under the commitment of the appointment.</summary>
        public bool Owns(KeyState key)
        {
            ArgumentNullException.ThrowIfNull(key);
            return Person is { } person && key.Role == KeyRole.Agent && key.Person == person && key.Organisation == NominatedBy;
        }
    }

    /// <summary>Left, and who had nominated.</summary>
    public sealed record Left(string NominatedBy) : MemberState("left");
}

/// <summary>
/// The commission: members with the bodies that nominated them, declared ties, recusals, and instructions received and from whom.
/// </summary>
public sealed class CommissionBook : CaseBook, ISittingMembers
{
    // By member; and persons that sit.
    private readonly Dictionary<string, ImmutableHashSet<string>> _recused;
    private readonly HashSet<Hash> _sitting;

    internal CommissionBook(ElectionDefinition definition, OrganisationBook organisations) : base(CaseRules.Commission, definition, organisations) =>
        (_recused, _sitting) = (new(StringComparer.Ordinal), []);

    internal CommissionBook(CommissionBook start, OrganisationBook organisations) : base(start, organisations) =>
        (_recused, _sitting) = (new(start._recused, StringComparer.Ordinal), [.. start._sitting]);

    /// <inheritdoc/>
    public string? BodyOf(string member) => (Find(member)?.State as MemberState.Sitting)?.Body;

    /// <inheritdoc/>
    public bool IsOwnKey(string member, KeyState key) =>
        Find(member)?.State is MemberState.Sitting sitting && sitting.Owns(key);

    /// <inheritdoc/>
    public bool IsRecused(string member, string caseId) => _recused.TryGetValue(member, out var cases) && cases.Contains(caseId);

    private protected override void Note(CaseFile? before, CaseFile after, CaseAct act)
    {
        // Who comes into an office doesn't stand aside for who was there before.
        if (act.Step.Verb == "appoint") _recused[act.Case] = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
        if (act.Step.Verb == "recuse") _recused[act.Case] = _recused[act.Case].Add(act.Fields.Refers);
        if (before?.State is MemberState.Sitting { Person: { } left }) _sitting.Remove(left);
        if (after.State is MemberState.Sitting { Person: { } person }) _sitting.Add(person);
    }

    private protected override bool IsPersonal(CaseFile? file, CaseAct act, KeyState author) => IsOwnKey(act.Case, author);

    // Who has a key resigns, and stands aside, by it alone: no desk ends a mandate or a dissent by a paper that nobody saw.
    private protected override bool TakesPaper(CaseFile? file) => file?.State is MemberState.Sitting { Person: null };

    // One person with two seats would vote twice.
    private protected override Outcome CheckOwn(CaseFile? file, CaseAct act, StepAuthor author) =>
        act.Step.Verb == "appoint" && act.Fields.Person is { } person && _sitting.Contains(person)
            ? Outcome.Void("person-sits", act.Case) : Outcome.Applied;

    private protected override CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision) => code switch
    {
        "sitting" => new MemberState.Sitting(act.Fields.By, act.Fields.Body.Length > 0 ? act.Fields.Body : Procedures.BodyFor("commission/recuse")?.Code ?? "", act.Fields.Person),
        "left" => new MemberState.Left(((MemberState.Sitting)file.Given().State).NominatedBy),
        _ => throw new UnreachableException(code),
    };

    private protected override string BodyAfter(CaseFile? file, CaseAct act) => Procedures.BodyFor("commission/appoint")?.Code ?? "";
}
