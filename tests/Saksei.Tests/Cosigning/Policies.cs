using Saksei.Election.Acts;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;

namespace Saksei.Tests.Cosigning;

/// <summary>Policies of tests, and changes from one to another.</summary>
internal static class Policies
{
    private static readonly CosignerSecret[] Secrets = [.. Enumerable.Range(0, 4).Select(i => CosignerSecret.FromSeed($"c{i}.test/cosigner", Enumerable.Repeat((byte)(40 + i), 32).ToArray()))];

    /// <summary>Any two of c0, c1, and one of the others.</summary>
    internal static CosigningRule TwoOf(int third) => new(
        [.. new[] { 0, 1, third }.Select(i => new PolicyCosigner($"c{i}", Secrets[i].Public, ""))], [new PolicyGroup("two", 2, ["c0", "c1", $"c{third}"])], "two");

    /// <summary>A co-signer's word for a change.</summary>
    internal static PolicyApproval Approve(int cosigner, VerifierKey log, StatedPolicy inForce, CosigningRule next)
    {
        var text = PolicyChange.To(next.For(log, out _)!, inForce.Place.Identity).ToBytes();
        return new PolicyApproval($"c{cosigner}", 1_700_000_000, Sign(text, 1_700_000_000, Secrets[cosigner]));
    }

    /// <summary>A party's desk hands in another policy, with these approvals.</summary>
    internal static Outcome Change(RegisterHost host, Policy next, params MemoryCosigner[] approve)
    {
        var desk = SmallElection.Key("party/desk");
        var text = PolicyChange.To(next, host.Snapshot().Cosigning.InForce!.Place.Identity).ToBytes();
        var approvals = approve.Select(one => new PolicyApproval(one.Name, 1_700_000_000, Sign(text, 1_700_000_000, one.Secret)));
        return host.Submit([host.Desk.Sign(new RegisterCosigning(host.Desk.Header(desk), CosigningRule.Of(next), [.. approvals]), desk)])[0].Outcome;
    }

    /// <summary>A co-signature's 64 bytes, in base64.</summary>
    internal static string Sign(byte[] text, long time, CosignerSecret cosigner)
    {
        byte[] note = [.. text, (byte)'\n', .. cosigner.Cosign(text, time)];
        return Convert.ToBase64String(CosignerKey.SignatureOf(SignedNote.Parse(note)!.Signatures[0]));
    }

    internal static RegisterCosigning Act(ActHeader header, CosigningRule next, params PolicyApproval[] approvals) => new(header, next, [.. approvals]);
}
