using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Organisations;

/// <summary>Values that several acts about organisations hold.</summary>
internal static class OrganisationCodecs
{
    /// <summary>The most first keys of an organisation, and the most recovery keys.</summary>
    internal const int MostKeys = 16;

    /// <summary>The most units that a key's scope names, and the most stations.</summary>
    internal const int MostPlaces = 64;

    /// <summary>An organisation's code begins the names of its keys, so it has no slash of its own.</summary>
    internal static Codec<string> Organisation { get; } = ActCodecs.CodeBy(ReadOrganisation);

    /// <summary>Offline keys, and how many of them revoke together.</summary>
    internal static Codec<Recovery> Recovery { get; } = WithThreshold(RecoveryFields.Codec);

    /// <summary>An organisation that founds.</summary>
    internal static Codec<Founder> Founder => FounderFields.Codec;

    /// <summary>A key that an organisation gives to one of its people.</summary>
    internal static Codec<EnrolledKey> EnrolledKey => EnrolledKeyFields.Codec;

    private static Codec<Recovery> WithThreshold(Codec<Recovery> codec) => new(
        "recovery", codec.Absent, () => codec.Sample,
        (ref json, scope) =>
        {
            var recovery = codec.Read(ref json, scope);
            if (recovery.Threshold == 0 || recovery.Threshold > recovery.Keys.Length) json.Fail("recovery-threshold");
            return recovery;
        },
        codec.Write)
    { IsAbsent = recovery => recovery.Threshold == 0 };

    private static string ReadOrganisation(ref StrictJson json, ReadScope scope)
    {
        var code = json.CodeText();
        if (code.AsSpan().IndexOfAny('/', '+') >= 0) json.Fail("organisation-malformed", code);
        return code;
    }

    private static class RecoveryFields
    {
        private static readonly Field<Recovery, int> Threshold = new("threshold", ActCodecs.Small(MostKeys), recovery => recovery.Threshold);
        private static readonly Field<Recovery, ImmutableArray<VerifierKey>> Keys = new("keys", ActCodecs.KeysUpTo(MostKeys), recovery => recovery.Keys);

        internal static Codec<Recovery> Codec { get; } = Codecs.Object(
            FieldSet<Recovery>.Of([Threshold, Keys]), Organisations.Recovery.None, values => new Recovery(values.Of(Threshold), values.Of(Keys)));
    }

    private static class FounderFields
    {
        private static readonly Field<Founder, string> Code = new("organisation", Organisation, founder => founder.Organisation);
        private static readonly Field<Founder, string> Category = new("category", ActCodecs.Code, founder => founder.Category);
        private static readonly Field<Founder, string> Interest = new("interest", ActCodecs.Code, founder => founder.Interest);
        private static readonly Field<Founder, ImmutableArray<VerifierKey>> Keys = new("keys", ActCodecs.KeysUpTo(MostKeys), founder => founder.Keys);
        private static readonly Field<Founder, Recovery> Offline = new("recovery", Recovery, founder => founder.Recovery);

        internal static Codec<Founder> Codec { get; } = Codecs.Object(
            FieldSet<Founder>.Of([Code, Category, Interest, Keys], Offline), new Founder("", "", "", [], Organisations.Recovery.None),
            values => new Founder(values.Of(Code), values.Of(Category), values.Of(Interest), values.Of(Keys), values.Of(Offline)));
    }

    private static class EnrolledKeyFields
    {
        private static readonly Field<EnrolledKey, VerifierKey> Key = new("key", ActCodecs.Key, enrolled => enrolled.Key);
        private static readonly Field<EnrolledKey, KeyRole> Role =
            new("role", OrganisationVocabulary.Roles.Only(KeyRole.Desk, KeyRole.Clerk, KeyRole.Agent), enrolled => enrolled.Role);
        private static readonly Field<EnrolledKey, Hash> Person = new("person", ActCodecs.Hash, enrolled => enrolled.Person);
        private static readonly Field<EnrolledKey, ImmutableArray<string>> Units = new("units", ActCodecs.CodesUpTo(MostPlaces), enrolled => enrolled.Scope.Units);
        private static readonly Field<EnrolledKey, ImmutableArray<string>> Stations = new("stations", ActCodecs.CodesUpTo(MostPlaces), enrolled => enrolled.Scope.Stations);

        internal static Codec<EnrolledKey> Codec { get; } = Codecs.Object(
            FieldSet<EnrolledKey>.Of([Key, Role, Person], Units, Stations), new EnrolledKey(ActCodecs.Key.Absent, KeyRole.Agent, default),
            values => new EnrolledKey(values.Of(Key), values.Of(Role), values.Of(Person))
            {
                Scope = new KeyScope(values.Of(Units), values.Of(Stations)),
            });
    }
}
