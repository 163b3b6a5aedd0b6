using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Values;
using Saksei.Register.Cosigning;

namespace Saksei.Election.Organisations;

/// <summary>A policy as the register states it, and the act that did.</summary>
public sealed record StatedPolicy(ActPlace Place, Policy Policy);

/// <summary>Who had and has to co-sign, as of a moment; it never changes.</summary>
/// <param name="All">Every policy, in the order of the register: the founding act's if it has one, then each that took its place.</param>
public sealed record CosigningRecords(ImmutableList<StatedPolicy> All)
{
    /// <summary>Nobody has to.</summary>
    internal static CosigningRecords None { get; } = new([]);

    /// <summary>The policy that holds for the next checkpoint; null where nobody has to co-sign.</summary>
    public StatedPolicy? InForce => All.IsEmpty ? null : All[^1];

    /// <summary>The policy that a checkpoint of so many acts is judged by: the last that they state. Of fewer than state one, the first.</summary>
    /// <exception cref="InvalidOperationException">None is stated at all.</exception>
    public Policy For(long size) => (All.LastOrDefault(stated => stated.Place.Index < size) ?? All.First()).Policy;

    /// <summary>Whether a policy was ever in force here.</summary>
    public bool Has(Policy policy) => All.Any(stated => stated.Policy.IsSameAs(policy));

    internal CosigningRecords With(ActPlace place, Policy policy) => new(All.Add(new StatedPolicy(place, policy)));
}

/// <summary>
/// Who has to co-sign checkpoints. The founding act may say so, or else every founder together later on; from then on only those who have
/// to co-sign say who has to in their place. So neither the log nor the founders can put an easier policy there.
/// </summary>
public sealed class CosigningBook
{
    private readonly OrganisationBook _organisations;

    /// <summary>A book that goes on from what was stated before.</summary>
    internal CosigningBook(CosigningRecords start, OrganisationBook organisations) => (Records, _organisations) = (start, organisations);

    /// <summary>The policies as they are now, for ever.</summary>
    public CosigningRecords Records { get; private set; }

    internal IEnumerable<KindRule> Rules => [RegisterKinds.CosigningKind.By(Change)];

    /// <summary>The founding act took effect.</summary>
    internal void Open(RegisterFound act, ActPlace place)
    {
        if (act.Policy is { } policy) Records = Records.With(place, policy);
    }

    private Ruling Change(RegisterCosigning act, ActPlace place)
    {
        var log = _organisations.Founding.Given().Log;
        if (act.Cosigning.For(log, out var wrong) is not { } next) return Ruling.Void(wrong);
        if (Records.InForce is { } current && current.Policy.IsSameAs(next)) return Ruling.Void("policy-unchanged");
        var outcome = Records.InForce is { } old ? CheckApprovals(act, old, next) : CheckFounders(act);
        return outcome.IsApplied ? Ruling.Apply(() => Records = Records.With(place, next)) : Ruling.Void(outcome);
    }

    // There is nobody yet who could approve anything.
    private Outcome CheckFounders(RegisterCosigning act) =>
        act.Approvals.IsEmpty ? _organisations.CheckFounders(act) : Outcome.Void("approval-unknown", act.Approvals[0].Cosigner);

    private static Outcome CheckApprovals(RegisterCosigning act, StatedPolicy old, Policy next)
    {
        var text = PolicyChange.To(next, old.Place.Identity).ToBytes();
        var approved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var approval in act.Approvals)
        {
            if (!approved.Add(approval.Cosigner)) return Outcome.Void("approval-twice", approval.Cosigner);
            if (old.Policy.Cosigners.FirstOrDefault(one => one.Name == approval.Cosigner) is not { } cosigner) return Outcome.Void("approval-unknown", approval.Cosigner);
            if (!cosigner.Key.HasSigned(text, approval.UnixSeconds, approval.Bytes())) return Outcome.Void("approval-wrong", approval.Cosigner);
        }

        return old.Policy.IsMetBy(approved.Contains) ? Outcome.Applied : Outcome.Void("approvals-too-few", string.Join(',', approved.Order(StringComparer.Ordinal)));
    }
}
