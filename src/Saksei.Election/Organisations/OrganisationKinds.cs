using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Notes;

namespace Saksei.Election.Organisations;

/// <summary>The kinds by which organisations and their keys come in and go.</summary>
public static class OrganisationKinds
{
    private const int MostEnrolled = 200;

    /// <summary><c>organisations/accredit</c>.</summary>
    public static ActKind Accredit => AccreditKind;

    /// <summary><c>organisations/vouch</c>.</summary>
    public static ActKind Vouch => VouchKind;

    /// <summary><c>organisations/enrol</c>.</summary>
    public static ActKind Enrol => EnrolKind;

    /// <summary><c>organisations/revoke</c>.</summary>
    public static ActKind Revoke => RevokeKind;

    /// <summary><c>organisations/recovery</c>.</summary>
    public static ActKind Recovery => RecoveryKind;

    /// <summary><c>organisations/recover</c>.</summary>
    public static ActKind Recover => RecoverKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Accredit, Vouch, Enrol, Revoke, Recovery, Recover];

    internal static ActKind<OrganisationAccredit> AccreditKind { get; } = new(
        "organisations/accredit", [KeyRole.Desk], "The office `accredit` lets an organisation in, refuses it, or puts it out.")
    {
        Set = FieldSet<OrganisationAccredit>.Of(
            [AccreditFields.Organisation, AccreditFields.Category, AccreditFields.Interest, AccreditFields.Outcome],
            AccreditFields.Ground, AccreditFields.Article, AccreditFields.Keys, AccreditFields.Recovery),
        Make = (header, read) => new OrganisationAccredit(
            header, read.Of(AccreditFields.Organisation), read.Of(AccreditFields.Category), read.Of(AccreditFields.Interest), read.Of(AccreditFields.Outcome),
            read.Of(AccreditFields.Ground), read.Of(AccreditFields.Article), read.Of(AccreditFields.Keys), read.Of(AccreditFields.Recovery)),
        About = act => new ActAbout([], act.Organisation, act.Outcome.Word),
    };

    internal static ActKind<OrganisationVouch> VouchKind { get; } = new(
        "organisations/vouch", [KeyRole.Desk],
        "A founder vouches for a newcomer. Once founders of as many different interest groups as the definition requires have vouched for the same content (category, interest, keys, recovery), it is in.")
    {
        Set = FieldSet<OrganisationVouch>.Of([VouchFields.Organisation, VouchFields.Category, VouchFields.Interest, VouchFields.Keys], VouchFields.Recovery),
        Make = (header, read) => new OrganisationVouch(
            header, read.Of(VouchFields.Organisation), read.Of(VouchFields.Category), read.Of(VouchFields.Interest), read.Of(VouchFields.Keys), read.Of(VouchFields.Recovery)),
        About = act => new ActAbout([], act.Organisation),
    };

    internal static ActKind<OrganisationEnrol> EnrolKind { get; } = new(
        "organisations/enrol", [KeyRole.Desk], "A desk gives keys to the people of its own organisation.")
    {
        Set = FieldSet<OrganisationEnrol>.Of([EnrolFields.Organisation, EnrolFields.Keys]),
        Make = (header, read) => new OrganisationEnrol(header, read.Of(EnrolFields.Organisation), read.Of(EnrolFields.Keys)),
        About = act => new ActAbout([], act.Organisation),
    };

    internal static ActKind<OrganisationRevoke> RevokeKind { get; } = new(
        "organisations/revoke", [KeyRole.Desk, KeyRole.Recovery],
        "Keys sign no more. Signed by a desk of the organisation, or by as many of its recovery keys as its threshold says; recovery keys that count by these alone.")
    {
        Set = FieldSet<OrganisationRevoke>.Of([RevokeFields.Organisation, RevokeFields.Keys, RevokeFields.Reason]),
        Make = (header, read) => new OrganisationRevoke(header, read.Of(RevokeFields.Organisation), read.Of(RevokeFields.Keys), read.Of(RevokeFields.Reason)),
        About = act => new ActAbout([], act.Organisation),
    };

    internal static ActKind<OrganisationRecovery> RecoveryKind { get; } = new(
        "organisations/recovery", [KeyRole.Desk],
        "An organisation states which offline keys recover it, and how many of them together. Signed by its desk, and by as many of its recovery keys as counted before; where none did, it counts 72 hours later by the register's time.")
    {
        IsEvidence = false,
        Set = FieldSet<OrganisationRecovery>.Of([RecoveryFields.Organisation, RecoveryFields.Recovery]),
        Make = (header, read) => new OrganisationRecovery(header, read.Of(RecoveryFields.Organisation), read.Of(RecoveryFields.Recovery)),
        About = act => new ActAbout([], act.Organisation),
    };

    internal static ActKind<OrganisationRecover> RecoverKind { get; } = new(
        "organisations/recover", [KeyRole.Recovery],
        "As many of an organisation's recovery keys as its threshold says give it new keys of role desk, and revoke keys that were lost or stolen.")
    {
        IsEvidence = false,
        Set = FieldSet<OrganisationRecover>.Of([RecoverFields.Organisation, RecoverFields.Keys], RecoverFields.Revokes),
        Make = (header, read) => new OrganisationRecover(header, read.Of(RecoverFields.Organisation), read.Of(RecoverFields.Keys), read.Of(RecoverFields.Revokes)),
        About = act => new ActAbout([], act.Organisation),
    };

    private static class AccreditFields
    {
        internal static readonly Field<OrganisationAccredit, string> Organisation = new("organisation", OrganisationCodecs.Organisation, act => act.Organisation);
        internal static readonly Field<OrganisationAccredit, string> Category = new("category", ActCodecs.Code, act => act.Category);
        internal static readonly Field<OrganisationAccredit, string> Interest = new("interest", ActCodecs.Code, act => act.Interest);
        internal static readonly Field<OrganisationAccredit, AccreditOutcome> Outcome = new("outcome", OrganisationVocabulary.Outcomes.Codec, act => act.Outcome);
        internal static readonly Field<OrganisationAccredit, string> Ground = new("ground", ActCodecs.Code, act => act.Ground, "unless granted");
        internal static readonly Field<OrganisationAccredit, string> Article = new("article", ActCodecs.Code, act => act.Article, "unless granted");
        internal static readonly Field<OrganisationAccredit, ImmutableArray<VerifierKey>> Keys =
            new("keys", ActCodecs.KeysUpTo(OrganisationCodecs.MostKeys), act => act.Keys, "if granted; role desk");
        internal static readonly Field<OrganisationAccredit, Recovery> Recovery = new("recovery", OrganisationCodecs.Recovery, act => act.Recovery);
    }

    private static class VouchFields
    {
        internal static readonly Field<OrganisationVouch, string> Organisation = new("organisation", OrganisationCodecs.Organisation, act => act.Organisation);
        internal static readonly Field<OrganisationVouch, string> Category = new("category", ActCodecs.Code, act => act.Category);
        internal static readonly Field<OrganisationVouch, string> Interest = new("interest", ActCodecs.Code, act => act.Interest);
        internal static readonly Field<OrganisationVouch, ImmutableArray<VerifierKey>> Keys =
            new("keys", ActCodecs.KeysUpTo(OrganisationCodecs.MostKeys), act => act.Keys, "role desk");
        internal static readonly Field<OrganisationVouch, Recovery> Recovery = new("recovery", OrganisationCodecs.Recovery, act => act.Recovery);
    }

    private static class EnrolFields
    {
        internal static readonly Field<OrganisationEnrol, string> Organisation = new("organisation", OrganisationCodecs.Organisation, act => act.Organisation);
        internal static readonly Field<OrganisationEnrol, ImmutableArray<EnrolledKey>> Keys =
            new("keys", Codecs.Items(MostEnrolled, OrganisationCodecs.EnrolledKey), act => act.Keys);
    }

    private static class RevokeFields
    {
        internal static readonly Field<OrganisationRevoke, string> Organisation = new("organisation", OrganisationCodecs.Organisation, act => act.Organisation);
        internal static readonly Field<OrganisationRevoke, ImmutableArray<KeyName>> Keys =
            new("keys", Codecs.Items(MostEnrolled, ActCodecs.KeyName), act => act.Keys);
        internal static readonly Field<OrganisationRevoke, RevokeReason> Reason = new("reason", OrganisationVocabulary.Reasons.Codec, act => act.Reason);
    }

    private static class RecoveryFields
    {
        internal static readonly Field<OrganisationRecovery, string> Organisation = new("organisation", OrganisationCodecs.Organisation, act => act.Organisation);
        internal static readonly Field<OrganisationRecovery, Recovery> Recovery = new("recovery", OrganisationCodecs.Recovery, act => act.Recovery);
    }

    private static class RecoverFields
    {
        internal static readonly Field<OrganisationRecover, string> Organisation = new("organisation", OrganisationCodecs.Organisation, act => act.Organisation);
        internal static readonly Field<OrganisationRecover, ImmutableArray<VerifierKey>> Keys =
            new("keys", ActCodecs.KeysUpTo(OrganisationCodecs.MostKeys), act => act.Keys, "role desk");
        internal static readonly Field<OrganisationRecover, ImmutableArray<KeyName>> Revokes =
            new("revokes", Codecs.Items(MostEnrolled, ActCodecs.KeyName), act => act.Revokes);
    }
}
