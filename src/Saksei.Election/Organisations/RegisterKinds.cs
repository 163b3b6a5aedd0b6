using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Organisations;

/// <summary>The kinds by which a register is founded, given rules and kept in time.</summary>
public static class RegisterKinds
{
    // Every founder signs the founding act.
    private const int MostFounders = Register.Acts.SignedAct.MaximumSignatures;

    // All of a release, in one act.
    private const int MostScripts = 256;

    /// <summary><c>register/found</c>.</summary>
    public static ActKind Found => FoundKind;

    /// <summary><c>register/rules</c>.</summary>
    public static ActKind Rules => RulesKind;

    /// <summary><c>register/cosigning</c>.</summary>
    public static ActKind Cosigning => CosigningKind;

    /// <summary><c>register/scripts</c>.</summary>
    public static ActKind Scripts => ScriptsKind;

    /// <summary><c>clock/tick</c>.</summary>
    public static ActKind Tick => TickKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Found, Rules, Cosigning, Scripts, Tick];

    internal static ActKind<RegisterFound> FoundKind { get; } = new(
        "register/found", [KeyRole.Desk], "The first act, and only the first. Signed by the first key of each founder, in the founders' order.")
    {
        IsEvidence = false,
        Set = FieldSet<RegisterFound>.Of([FoundFields.Definition, FoundFields.Simulated, FoundFields.Log, FoundFields.Clock, FoundFields.Founders], FoundFields.Cosigning),
        Make = (header, read) => new RegisterFound(
            header, read.Of(FoundFields.Definition), read.Of(FoundFields.Simulated), read.Of(FoundFields.Log), read.Of(FoundFields.Clock), read.Of(FoundFields.Founders),
            read.Of(FoundFields.Cosigning)),
        About = _ => ActAbout.Register,
    };

    internal static ActKind<RegisterRules> RulesKind { get; } = new(
        "register/rules", [KeyRole.Desk], "From the next act on, the rules of this version apply. Signed by a desk of every founder.")
    {
        IsEvidence = false,
        Set = FieldSet<RegisterRules>.Of([RulesFields.Version]),
        Make = (header, read) => new RegisterRules(header, read.Of(RulesFields.Version)),
        About = _ => ActAbout.Register,
    };

    internal static ActKind<RegisterCosigning> CosigningKind { get; } = new(
        "register/cosigning", [KeyRole.Desk], "Who has to [co-sign](cosigning.md#changing-it) a checkpoint from this act on. Approved by those who had to; where nobody had to, signed by a desk of every founder.")
    {
        IsEvidence = false,
        Set = FieldSet<RegisterCosigning>.Of([CosigningFields.Rule], CosigningFields.Approvals),
        Make = (header, read) => new RegisterCosigning(header, read.Of(CosigningFields.Rule), read.Of(CosigningFields.Approvals)),
        About = _ => ActAbout.Register,
    };

    internal static ActKind<RegisterScripts> ScriptsKind { get; } = new(
        "register/scripts", [KeyRole.Desk], "Scripts of a register's pages, by an organisation that built them itself. It adds to those that were stated before.")
    {
        IsEvidence = false,
        Set = FieldSet<RegisterScripts>.Of([ScriptsFields.Scripts]),
        Make = (header, read) => new RegisterScripts(header, read.Of(ScriptsFields.Scripts)),
        About = _ => ActAbout.Register,
    };

    internal static ActKind<ClockTick> TickKind { get; } = new(
        "clock/tick", [KeyRole.Clock], "The register's time. Signed by the clock's key. The first batch has it behind the founding act, every later batch begins with one.")
    {
        IsEvidence = false,
        Set = FieldSet<ClockTick>.Of([]),
        Make = (header, _) => new ClockTick(header),
        About = _ => ActAbout.Register,
    };

    private static class FoundFields
    {
        internal static readonly Field<RegisterFound, Hash> Definition = new("definition", ActCodecs.Hash, act => act.Definition, "of the bytes of `definition.json`");
        internal static readonly Field<RegisterFound, bool> Simulated = new("simulated", ActCodecs.Flag, act => act.Simulated, "whether the figures are simulated");
        internal static readonly Field<RegisterFound, VerifierKey> Log = new("log", ActCodecs.Key, act => act.Log, "its name is the origin");
        internal static readonly Field<RegisterFound, VerifierKey> Clock = new("clock", ActCodecs.Key, act => act.Clock, "its role is clock");
        internal static readonly Field<RegisterFound, ImmutableArray<Founder>> Founders =
            new("founders", Codecs.Items(MostFounders, OrganisationCodecs.Founder), act => act.Founders, "who founds, each with its first keys, role desk");

        internal static readonly Field<RegisterFound, CosigningRule> Cosigning =
            new("cosigning", CosigningCodecs.Rule, act => act.Cosigning, "who has to [co-sign](cosigning.md) a checkpoint, so that it counts");
    }

    private static class RulesFields
    {
        internal static readonly Field<RegisterRules, int> Version = new("version", ActCodecs.Small(1_000_000), act => act.Version);
    }

    private static class CosigningFields
    {
        internal static readonly Field<RegisterCosigning, CosigningRule> Rule = new("cosigning", CosigningCodecs.Rule, act => act.Cosigning);

        internal static readonly Field<RegisterCosigning, ImmutableArray<PolicyApproval>> Approvals =
            new("approvals", Codecs.Items(CosigningRule.MostOfEach, CosigningCodecs.Approval), act => act.Approvals, "of co-signers of the policy in force, each once");
    }

    private static class ScriptsFields
    {
        internal static readonly Field<RegisterScripts, ImmutableArray<PageScript>> Scripts =
            new("scripts", Codecs.Items(MostScripts, ScriptFields.Codec), act => act.Scripts, "each by its name and the SHA-256 of its bytes");
    }

    private static class ScriptFields
    {
        private static readonly Field<PageScript, string> Name = new("name", ActCodecs.Code, script => script.Name);
        private static readonly Field<PageScript, Hash> Sha256 = new("sha256", ActCodecs.Hash, script => script.Sha256);

        internal static Codec<PageScript> Codec { get; } = Codecs.Object(
            FieldSet<PageScript>.Of([Name, Sha256]), new PageScript("", default), values => new PageScript(values.Of(Name), values.Of(Sha256)));
    }
}
