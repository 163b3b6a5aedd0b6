using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Organisations;

/// <summary>Offline keys of an organisation, <paramref name="Threshold"/> of which together revoke its keys and give it a desk.</summary>
public sealed record Recovery(int Threshold, ImmutableArray<VerifierKey> Keys)
{
    /// <summary>None: threshold 0.</summary>
    public static Recovery None { get; } = new(0, []);
}

/// <summary>An organisation that founds the register, with its first keys (role desk).</summary>
public sealed record Founder(string Organisation, string Category, string Interest, ImmutableArray<VerifierKey> Keys, Recovery Recovery);

/// <summary>
/// <c>register/found</c>, the first act of a register, signed by every founder's first key: the definition by hash,
/// the log's key and the clock's, who founds, whether the figures are simulated, and who has to co-sign checkpoints.
/// </summary>
public sealed record RegisterFound(
    ActHeader Header, Hash Definition, bool Simulated, VerifierKey Log, VerifierKey Clock, ImmutableArray<Founder> Founders,
    CosigningRule Cosigning) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RegisterKinds.Found;

    /// <summary>The policy that the founders stated; null where the log's signature alone counts.</summary>
    public Policy? Policy => Cosigning.IsNone ? null : Cosigning.For(Log, out _);
}

/// <summary><c>register/rules</c>: from this act on the fold's rules of that version apply. Signed by a desk of every founder.</summary>
public sealed record RegisterRules(ActHeader Header, int Version) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RegisterKinds.Rules;
}

/// <summary>A co-signer's word for a change of policy (docs/spec/cosigning.md).</summary>
/// <param name="Cosigner">What the policy in force calls it.</param>
/// <param name="UnixSeconds">When, by its own clock.</param>
/// <param name="Signature">64 bytes, in base64.</param>
public sealed record PolicyApproval(string Cosigner, long UnixSeconds, string Signature)
{
    /// <summary>The signature.</summary>
    public byte[] Bytes() => Base64.TryDecode(Encoding.ASCII.GetBytes(Signature), out var bytes) ? bytes : [];
}

/// <summary>
/// <c>register/cosigning</c>: who has to co-sign checkpoints from this act on. Approved by as many of those who had to as then made a
/// checkpoint count; where nobody had to, signed by a desk of every founder.
/// </summary>
public sealed record RegisterCosigning(ActHeader Header, CosigningRule Cosigning, ImmutableArray<PolicyApproval> Approvals) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RegisterKinds.Cosigning;
}

/// <summary>A script that pages of a register run.</summary>
/// <param name="Name">What it is called, whatever address it is served at.</param>
/// <param name="Sha256">Of its bytes.</param>
public readonly record struct PageScript(string Name, Hash Sha256);

/// <summary>
/// <c>register/scripts</c>: an organisation says which scripts it built. It adds to what others, and it itself, said before: who said
/// the same is another witness, and of each release of the software its scripts are known.
/// </summary>
public sealed record RegisterScripts(ActHeader Header, ImmutableArray<PageScript> Scripts) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RegisterKinds.Scripts;
}

/// <summary><c>clock/tick</c>: the time that deadlines count by, signed by the clock's key; never earlier than the tick before.</summary>
public sealed record ClockTick(ActHeader Header) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RegisterKinds.Tick;
}

/// <summary>What an accrediting office decided.</summary>
public enum AccreditOutcome { Granted, Refused, Withdrawn }

/// <summary>
/// <c>organisations/accredit</c>: an organisation is let in with its first keys, refused, or put out, with ground and article.
/// A refusal leaves a trace and silences nobody: vouching remains.
/// </summary>
public sealed record OrganisationAccredit(
    ActHeader Header, string Organisation, string Category, string Interest, AccreditOutcome Outcome, string Ground, string Article,
    ImmutableArray<VerifierKey> Keys, Recovery Recovery) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => OrganisationKinds.Accredit;
}

/// <summary><c>organisations/vouch</c>: a founder vouches for a newcomer and its first keys; enough interest groups let it in.</summary>
public sealed record OrganisationVouch(
    ActHeader Header, string Organisation, string Category, string Interest, ImmutableArray<VerifierKey> Keys, Recovery Recovery) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => OrganisationKinds.Vouch;
}

/// <summary>A key that an organisation gives to one of its people.</summary>
/// <param name="Key">The public key; its name begins with the organisation's code and a slash.</param>
/// <param name="Role">Desk, clerk or agent.</param>
/// <param name="Person">A salted commitment to its holder: two keys of one person are one person.</param>
public sealed record EnrolledKey(VerifierKey Key, KeyRole Role, Hash Person)
{
    /// <summary>The places about which it signs.</summary>
    public KeyScope Scope { get; init; } = KeyScope.Everywhere;
}

/// <summary><c>organisations/enrol</c>: an organisation's desk gives keys to its people, up to 200 in one act.</summary>
public sealed record OrganisationEnrol(ActHeader Header, string Organisation, ImmutableArray<EnrolledKey> Keys) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => OrganisationKinds.Enrol;
}

/// <summary>Why keys were revoked.</summary>
public enum RevokeReason { Lost, Stolen, Left, Rotated }

/// <summary><c>organisations/revoke</c>: keys sign no more from here on; by the organisation's desk or its recovery keys.</summary>
public sealed record OrganisationRevoke(
    ActHeader Header, string Organisation, ImmutableArray<KeyName> Keys, RevokeReason Reason) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => OrganisationKinds.Revoke;
}

/// <summary>
/// <c>organisations/recovery</c>: which offline keys recover an organisation, and how many of them together; by its desk, and by as many
/// of those that counted before.
/// </summary>
public sealed record OrganisationRecovery(ActHeader Header, string Organisation, Recovery Recovery) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => OrganisationKinds.Recovery;
}

/// <summary><c>organisations/recover</c>: as many recovery keys as the threshold give their organisation a desk, and revoke keys that it lost.</summary>
public sealed record OrganisationRecover(
    ActHeader Header, string Organisation, ImmutableArray<VerifierKey> Keys, ImmutableArray<KeyName> Revokes) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => OrganisationKinds.Recover;
}
