using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Organisations;

/// <summary>Reads the fields of this book's acts, behind those of the header.</summary>
internal static class OrganisationActFields
{
    private static readonly FieldNames Found = new("definition", "simulated", "log", "clock", "founders");
    private static readonly FieldNames FounderNames = new("organisation", "category", "interest", "keys", "recovery");
    private static readonly FieldNames RecoveryNames = new("threshold", "keys");
    private static readonly FieldNames Rules = new("version");
    private static readonly FieldNames Tick = new();
    private static readonly FieldNames Accredit =
        new("organisation", "category", "interest", "outcome", "ground", "article", "keys", "recovery");
    private static readonly FieldNames Enrol = new("organisation", "keys");
    private static readonly FieldNames EnrolKey = new("key", "role", "person");
    private static readonly FieldNames Revoke = new("organisation", "keys", "reason");
    private static readonly FieldNames Outcomes = new("granted", "refused", "withdrawn");
    private static readonly FieldNames Roles = new("desk", "clerk", "agent");
    private static readonly FieldNames Reasons = new("lost", "stolen", "left", "rotated");

    internal static string OutcomeWord(AccreditOutcome outcome) => Outcomes[(int)outcome];

    internal static string RoleWord(KeyRole role) => Roles[(int)role];

    internal static string ReasonWord(RevokeReason reason) => Reasons[(int)reason];

    internal static RegisterFound? ReadFound(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        Hash definition = default;
        var simulated = false;
        VerifierKey? log = null, clock = null;
        var founders = ImmutableArray.CreateBuilder<Founder>();
        while (json.NextField(Found, ref read, out var field))
        {
            switch (field)
            {
                case 0: definition = ActFields.ReadHash(ref json); break;
                case 1: simulated = json.Flag(); break;
                case 2: log = ActFields.ReadKey(ref json); break;
                case 3: clock = ActFields.ReadKey(ref json); break;
                default: ReadFounders(ref json, founders); break;
            }
        }

        json.Require(Found, read, 5);
        return log is null || clock is null ? null : new RegisterFound(header, definition, simulated, log, clock, founders.DrainToImmutable());
    }

    internal static RegisterRules ReadRules(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var version = 0;
        while (json.NextField(Rules, ref read, out _)) version = (int)json.Whole(1_000_000);
        json.Require(Rules, read, 1);
        return new RegisterRules(header, version);
    }

    internal static ClockTick ReadTick(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        while (json.NextField(Tick, ref read, out _)) json.Skip();
        return new ClockTick(header);
    }

    internal static OrganisationAccredit ReadAccredit(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new OrganisationAccredit(header, "", "", "", AccreditOutcome.Refused, "", "", [], Recovery.None);
        while (json.NextField(Accredit, ref read, out var field))
            act = field switch
            {
                0 => act with { Organisation = ReadOrganisation(ref json) },
                1 => act with { Category = json.CodeText() },
                2 => act with { Interest = json.CodeText() },
                3 => act with { Outcome = (AccreditOutcome)Math.Max(0, ActFields.ReadWord(ref json, Outcomes)) },
                4 => act with { Ground = json.CodeText() },
                5 => act with { Article = json.CodeText() },
                6 => act with { Keys = ActFields.ReadKeys(ref json, 16) },
                _ => act with { Recovery = ReadRecovery(ref json) },
            };
        json.Require(Accredit, read, 4);
        return act;
    }

    internal static OrganisationVouch ReadVouch(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var founder = ReadNewcomer(ref json, ref read);
        json.Require(FounderNames, read, 4);
        return new OrganisationVouch(header, founder.Organisation, founder.Category, founder.Interest, founder.Keys, founder.Recovery);
    }

    internal static OrganisationEnrol ReadEnrol(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new OrganisationEnrol(header, "", []);
        while (json.NextField(Enrol, ref read, out var field))
            act = field == 0 ? act with { Organisation = ReadOrganisation(ref json) } : act with { Keys = ReadEnrolledKeys(ref json) };
        json.Require(Enrol, read, 2);
        return act;
    }

    internal static OrganisationRevoke ReadRevoke(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new OrganisationRevoke(header, "", [], RevokeReason.Lost);
        while (json.NextField(Revoke, ref read, out var field))
            act = field switch
            {
                0 => act with { Organisation = ReadOrganisation(ref json) },
                1 => act with { Keys = ReadKeyNames(ref json, 200) },
                _ => act with { Reason = (RevokeReason)Math.Max(0, ActFields.ReadWord(ref json, Reasons)) },
            };
        json.Require(Revoke, read, 3);
        return act;
    }

    /// <summary>Reads <c>name+hex8</c>.</summary>
    internal static bool TryKeyName(string text, out KeyName key)
    {
        key = default;
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (plus <= 0 || text.Length != plus + 9) return false;
        if (!uint.TryParse(text.AsSpan(plus + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)) return false;
        key = new KeyName(text[..plus], id);
        return key.ToString() == text && VerifierKey.IsName(key.Name);
    }

    internal static void WriteRecovery(Utf8JsonWriter json, Recovery recovery)
    {
        if (recovery.Threshold == 0) return;
        json.WriteStartObject("recovery");
        json.WriteNumber("threshold", recovery.Threshold);
        ActFields.WriteTexts(json, "keys", recovery.Keys.Select(key => key.Text));
        json.WriteEndObject();
    }

    private static ImmutableArray<KeyName> ReadKeyNames(ref StrictJson json, int maximum)
    {
        var keys = ImmutableArray.CreateBuilder<KeyName>();
        json.EnterArray();
        while (json.NextItem())
        {
            if (!TryKeyName(json.CodeText(300), out var key)) json.Fail("key-name-malformed");
            keys.Add(key);
            if (keys.Count > maximum) json.Fail("too-many");
        }

        return keys.DrainToImmutable();
    }

    private static void ReadFounders(ref StrictJson json, ImmutableArray<Founder>.Builder founders)
    {
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            json.EnterObject();
            founders.Add(ReadNewcomer(ref json, ref read));
            json.Require(FounderNames, read, 4);
            if (founders.Count > SignedActLimits.Founders) json.Fail("too-many");
        }
    }

    private static Founder ReadNewcomer(ref StrictJson json, ref FieldsRead read)
    {
        var founder = new Founder("", "", "", [], Recovery.None);
        while (json.NextField(FounderNames, ref read, out var field))
            founder = field switch
            {
                0 => founder with { Organisation = ReadOrganisation(ref json) },
                1 => founder with { Category = json.CodeText() },
                2 => founder with { Interest = json.CodeText() },
                3 => founder with { Keys = ActFields.ReadKeys(ref json, 16) },
                _ => founder with { Recovery = ReadRecovery(ref json) },
            };
        return founder;
    }

    private static Recovery ReadRecovery(ref StrictJson json)
    {
        FieldsRead read = default;
        var (threshold, keys) = (0, ImmutableArray<VerifierKey>.Empty);
        json.EnterObject();
        while (json.NextField(RecoveryNames, ref read, out var field))
        {
            if (field == 0) threshold = (int)json.Whole(16);
            else keys = ActFields.ReadKeys(ref json, 16);
        }

        json.Require(RecoveryNames, read, 2);
        if (threshold == 0 || threshold > keys.Length) json.Fail("recovery-threshold");
        return new Recovery(threshold, keys);
    }

    private static ImmutableArray<EnrolledKey> ReadEnrolledKeys(ref StrictJson json)
    {
        var keys = ImmutableArray.CreateBuilder<EnrolledKey>();
        json.EnterArray();
        while (json.NextItem())
        {
            if (ReadEnrolledKey(ref json) is { } key) keys.Add(key);
            if (keys.Count > 200) json.Fail("too-many");
        }

        return keys.DrainToImmutable();
    }

    private static EnrolledKey? ReadEnrolledKey(ref StrictJson json)
    {
        FieldsRead read = default;
        VerifierKey? key = null;
        var role = KeyRole.Agent;
        Hash person = default;
        json.EnterObject();
        while (json.NextField(EnrolKey, ref read, out var field))
        {
            switch (field)
            {
                case 0: key = ActFields.ReadKey(ref json); break;
                case 1: role = (KeyRole)Math.Max(0, ActFields.ReadWord(ref json, Roles)); break;
                default: person = ActFields.ReadHash(ref json); break;
            }
        }

        json.Require(EnrolKey, read, 3);
        return key is null ? null : new EnrolledKey(key, role, person);
    }

    // An organisation's code begins the names of its keys, so it has no slash of its own.
    private static string ReadOrganisation(ref StrictJson json)
    {
        var code = json.CodeText();
        if (code.AsSpan().IndexOfAny('/', '+') >= 0) json.Fail("organisation-malformed", code);
        return code;
    }
}

/// <summary>Bounds that follow from the envelope.</summary>
internal static class SignedActLimits
{
    /// <summary>Every founder signs the founding act.</summary>
    internal const int Founders = Register.Acts.SignedAct.MaximumSignatures;
}
