using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Commission;

/// <summary>A member of a body who may vote, and the keys by which the member signs.</summary>
/// <param name="Code">The member's office.</param>
/// <param name="NominatedBy">Who nominated the member.</param>
/// <param name="Keys">The member's own keys that may sign.</param>
public sealed record VotingMember(string Code, string NominatedBy, ImmutableArray<KeyName> Keys);

/// <summary>Who may vote on the steps of bodies, and by which keys they sign for themselves.</summary>
/// <param name="procedures">The bodies.</param>
/// <param name="commission">Who sits in them.</param>
/// <param name="organisations">Keys; they are looked through once.</param>
public sealed class VotingMembers(Procedures procedures, CaseRecords commission, OrganisationRecords organisations)
{
    private readonly Lazy<ILookup<Hash, KeyState>> _keys = new(() => organisations.Keys.Where(key => key.RevokedAt is null).ToLookup(key => key.Person));

    /// <summary>Those who sit in a body for which an organisation takes a step, in the order of their offices.</summary>
    public ImmutableArray<VotingMember> Of(CaseStep step, string organisation)
    {
        ArgumentNullException.ThrowIfNull(step);
        var bodies = StepTakers.BodiesOf(procedures, step, organisation).Select(body => body.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from file in commission.Files
               let sitting = file.State as MemberState.Sitting
               where sitting is not null && bodies.Contains(sitting.Body)
               select new VotingMember(file.Id, sitting.NominatedBy, [.. KeysOf(sitting)]),
        ];
    }

    private IEnumerable<KeyName> KeysOf(MemberState.Sitting sitting) =>
        sitting.Person is { } person ? _keys.Value[person].Where(sitting.Owns).Select(key => key.Key.Name) : [];
}
