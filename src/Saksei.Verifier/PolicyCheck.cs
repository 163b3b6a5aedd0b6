using System.Collections.Immutable;
using Saksei.Election.Organisations;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;

namespace Saksei.Verifier;

/// <summary>
/// Whether enough have co-signed a checkpoint: by the policy that the register states last. A policy that the caller brings must have been
/// one of the register's; those that followed it were approved by it, and each by the one before.
/// </summary>
internal static class PolicyCheck
{
    /// <summary>What is wrong with the co-signatures of a checkpoint; nothing where no policy is known.</summary>
    /// <param name="given">The policy that the caller brought from elsewhere; null for none.</param>
    /// <param name="founding">The register's founding act.</param>
    /// <param name="stated">Every policy that the register states, in its order.</param>
    /// <param name="checkpoint">The published checkpoint.</param>
    internal static IEnumerable<Finding> Of(Policy? given, RegisterFound founding, ImmutableArray<Policy> stated, SignedNote checkpoint)
    {
        var isStated = given is null || stated.Any(given.IsSameAs);
        if ((isStated ? stated.LastOrDefault() : given) is not { } policy) yield break;
        if (policy.Log.Text != founding.Log.Text)
        {
            yield return Problem("policy-other-log", policy.Log.Text);
            yield break;
        }

        if (!isStated && !(stated.IsEmpty && founding.Cosigning.IsNone)) yield return Problem("policy-not-pinned");
        foreach (var cosigner in policy.Cosigners.Where(one => IsForged(one.Key, checkpoint))) yield return Problem("cosignature-wrong", cosigner.Name);
        var outcome = policy.Judge(checkpoint);
        if (!outcome.IsMet) yield return Problem("policy-not-met", string.Join(',', policy.Cosigners.Select(one => one.Name).Where(outcome.Times.ContainsKey)));
    }

    private static bool IsForged(CosignerKey key, SignedNote checkpoint) =>
        checkpoint.Signatures.Any(line => line.Key == key.Name && key.TimeOf(checkpoint.Text.Span, line) is null);

    private static Finding Problem(string code, string detail = "") => new(Check.Policy, code, Publication.Checkpoint, Detail: detail);
}
