using System.Collections.Immutable;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;

namespace Saksei.Election.Organisations;

/// <summary>
/// Whose co-signatures make a checkpoint of this register count, as its founders stated it: the policy of docs/spec/cosigning.md but
/// for its log, which the founding act names itself.
/// </summary>
/// <param name="Cosigners">Every co-signer, in the policy's order.</param>
/// <param name="Groups">Groups of co-signers and groups, each behind its members.</param>
/// <param name="Quorum">The co-signer or group that must have signed.</param>
public sealed record CosigningRule(ImmutableArray<PolicyCosigner> Cosigners, ImmutableArray<PolicyGroup> Groups, string Quorum)
{
    /// <summary>The most co-signers and the most groups.</summary>
    public const int MostOfEach = Policy.MaximumCosigners;

    /// <summary>The log's signature alone makes a checkpoint count.</summary>
    public static CosigningRule None { get; } = new([], [], "");

    /// <summary>Whether nobody has to co-sign.</summary>
    public bool IsNone => Quorum.Length == 0;

    /// <summary>The rule that a policy states.</summary>
    public static CosigningRule Of(Policy policy) => new(policy.Cosigners, policy.Groups, policy.Quorum);

    /// <summary>The policy of a log; null with a code of docs/spec/cosigning.md where the parts don't make one.</summary>
    public Policy? For(VerifierKey log, out string code) => Policy.Of(log, Cosigners, Groups, Quorum, out code);
}
