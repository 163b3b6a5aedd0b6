using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Cosigning;

namespace Saksei.Election.Organisations;

/// <summary>How the rule of co-signing stands in the founding act.</summary>
internal static class CosigningCodecs
{
    // Of the reference's vector: the seed is 32 bytes of 1.
    private static readonly CosignerKey SampleKey =
        CosignerKey.TryParse("witness.example/w1+0ad7d35e+BIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c", out var key) ? key : throw new UnreachableException();

    private static readonly Codec<CosignerKey> Key = new("co-signer's key", SampleKey, () => SampleKey, ReadKey, (json, key) => json.WriteStringValue(key.Text));

    /// <summary>The rule; left out where nobody has to co-sign.</summary>
    internal static Codec<CosigningRule> Rule => RuleFields.Codec;

    /// <summary>A co-signer's word for a change.</summary>
    internal static Codec<PolicyApproval> Approval => ApprovalFields.Codec;

    private static CosignerKey ReadKey(ref StrictJson json, ReadScope scope)
    {
        var text = json.CodeText(400);
        if (CosignerKey.Parse(text, out var code) is { } key) return key;
        json.Fail(code, text);
        return SampleKey;
    }

    private static class CosignerFields
    {
        private static readonly Field<PolicyCosigner, string> Name = new("name", ActCodecs.Code, cosigner => cosigner.Name);
        private static readonly Field<PolicyCosigner, CosignerKey> Public = new("key", Key, cosigner => cosigner.Key);
        private static readonly Field<PolicyCosigner, string> Address = new("address", ActCodecs.Article, cosigner => cosigner.Address);

        internal static Codec<PolicyCosigner> Codec { get; } = Codecs.Object(
            FieldSet<PolicyCosigner>.Of([Name, Public], Address), new PolicyCosigner("", SampleKey, ""),
            values => new PolicyCosigner(values.Of(Name), values.Of(Public), values.Of(Address)));
    }

    private static class GroupFields
    {
        private static readonly Field<PolicyGroup, string> Name = new("name", ActCodecs.Code, group => group.Name);
        private static readonly Field<PolicyGroup, int> Threshold = new("threshold", ActCodecs.Small(CosigningRule.MostOfEach), group => group.Threshold);
        private static readonly Field<PolicyGroup, ImmutableArray<string>> Members = new("members", ActCodecs.CodesUpTo(CosigningRule.MostOfEach), group => group.Members);

        internal static Codec<PolicyGroup> Codec { get; } = Codecs.Object(
            FieldSet<PolicyGroup>.Of([Name, Threshold, Members]), new PolicyGroup("", 0, []),
            values => new PolicyGroup(values.Of(Name), values.Of(Threshold), values.Of(Members)));
    }

    private static class ApprovalFields
    {
        // The last second of the year 9999.
        private const long Latest = 253_402_300_799;

        private static readonly Field<PolicyApproval, string> Cosigner = new("cosigner", ActCodecs.Code, approval => approval.Cosigner);
        private static readonly Field<PolicyApproval, long> Time = new("time", ActCodecs.Whole(Latest), approval => approval.UnixSeconds, "seconds since 1970");
        private static readonly Field<PolicyApproval, string> Signature = new("signature", ActCodecs.Signature, approval => approval.Signature);

        internal static Codec<PolicyApproval> Codec { get; } = Codecs.Object(
            FieldSet<PolicyApproval>.Of([Cosigner, Time, Signature]), new PolicyApproval("", 0, ActCodecs.Signature.Absent),
            values => new PolicyApproval(values.Of(Cosigner), values.Of(Time), values.Of(Signature)));
    }

    private static class RuleFields
    {
        private static readonly Field<CosigningRule, ImmutableArray<PolicyCosigner>> Cosigners =
            new("cosigners", Codecs.Items(CosigningRule.MostOfEach, CosignerFields.Codec), rule => rule.Cosigners);

        private static readonly Field<CosigningRule, ImmutableArray<PolicyGroup>> Groups =
            new("groups", Codecs.Items(CosigningRule.MostOfEach, GroupFields.Codec), rule => rule.Groups);

        private static readonly Field<CosigningRule, string> Quorum = new("quorum", ActCodecs.Code, rule => rule.Quorum);

        internal static Codec<CosigningRule> Codec { get; } = Left(Codecs.Object(
            FieldSet<CosigningRule>.Of([Cosigners, Quorum], Groups), CosigningRule.None,
            values => new CosigningRule(values.Of(Cosigners), values.Of(Groups), values.Of(Quorum))));

        private static Codec<CosigningRule> Left(Codec<CosigningRule> codec) =>
            new(codec.Shape, codec.Absent, () => codec.Sample, codec.Read, codec.Write) { IsAbsent = rule => rule.IsNone };
    }
}
