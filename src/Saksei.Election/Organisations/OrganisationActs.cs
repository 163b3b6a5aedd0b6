using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Organisations;

/// <summary>Offline keys of an organisation, <paramref name="Threshold"/> of which together can revoke in its name.</summary>
public sealed record Recovery(int Threshold, ImmutableArray<VerifierKey> Keys)
{
    /// <summary>None: threshold 0.</summary>
    public static Recovery None { get; } = new(0, []);
}

/// <summary>An organisation that founds the register, with its first keys (role desk).</summary>
public sealed record Founder(string Organisation, string Category, string Interest, ImmutableArray<VerifierKey> Keys, Recovery Recovery);

/// <summary>
/// <c>register/found</c>, the first act of a register, signed by every founder's first key: the definition by hash,
/// the log's key and the clock's, who founds, and whether the figures are simulated.
/// </summary>
public sealed record RegisterFound(
    ActHeader Header, Hash Definition, bool Simulated, VerifierKey Log, VerifierKey Clock, ImmutableArray<Founder> Founders) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "register/found";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("definition", Definition.ToHex());
        json.WriteBoolean("simulated", Simulated);
        json.WriteString("log", Log.Text);
        json.WriteString("clock", Clock.Text);
        json.WriteStartArray("founders");
        foreach (var founder in Founders)
        {
            json.WriteStartObject();
            json.WriteString("organisation", founder.Organisation);
            json.WriteString("category", founder.Category);
            json.WriteString("interest", founder.Interest);
            ActFields.WriteTexts(json, "keys", founder.Keys.Select(key => key.Text));
            OrganisationActFields.WriteRecovery(json, founder.Recovery);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary><c>register/rules</c>: from this act on the fold's rules of that version apply. Signed by a desk of every founder.</summary>
public sealed record RegisterRules(ActHeader Header, int Version) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "register/rules";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json) => json.WriteNumber("version", Version);
}

/// <summary><c>clock/tick</c>: the time that deadlines count by, signed by the clock's key; never earlier than the tick before.</summary>
public sealed record ClockTick(ActHeader Header) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "clock/tick";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
    }
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
    public override string Kind => "organisations/accredit";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("organisation", Organisation);
        json.WriteString("category", Category);
        json.WriteString("interest", Interest);
        json.WriteString("outcome", OrganisationActFields.OutcomeWord(Outcome));
        if (Ground.Length > 0) json.WriteString("ground", Ground);
        if (Article.Length > 0) json.WriteString("article", Article);
        if (!Keys.IsEmpty) ActFields.WriteTexts(json, "keys", Keys.Select(key => key.Text));
        OrganisationActFields.WriteRecovery(json, Recovery);
    }
}

/// <summary><c>organisations/vouch</c>: a founder vouches for a newcomer and its first keys; enough interest groups let it in.</summary>
public sealed record OrganisationVouch(
    ActHeader Header, string Organisation, string Category, string Interest, ImmutableArray<VerifierKey> Keys, Recovery Recovery) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "organisations/vouch";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("organisation", Organisation);
        json.WriteString("category", Category);
        json.WriteString("interest", Interest);
        ActFields.WriteTexts(json, "keys", Keys.Select(key => key.Text));
        OrganisationActFields.WriteRecovery(json, Recovery);
    }
}

/// <summary>What a key may sign: a desk everything of its organisation, a clerk entries of forms, an agent copies and conditions.</summary>
public enum KeyRole { Desk, Clerk, Agent, Clock, Recovery }

/// <summary>A key that an organisation gives to one of its people.</summary>
/// <param name="Key">The public key; its name begins with the organisation's code and a slash.</param>
/// <param name="Role">Desk, clerk or agent.</param>
/// <param name="Person">A salted commitment to who holds it: two keys of one person are one person.</param>
public sealed record EnrolledKey(VerifierKey Key, KeyRole Role, Hash Person);

/// <summary><c>organisations/enrol</c>: an organisation's desk gives keys to its people, up to 200 in one act.</summary>
public sealed record OrganisationEnrol(ActHeader Header, string Organisation, ImmutableArray<EnrolledKey> Keys) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "organisations/enrol";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("organisation", Organisation);
        json.WriteStartArray("keys");
        foreach (var key in Keys)
        {
            json.WriteStartObject();
            json.WriteString("key", key.Key.Text);
            json.WriteString("role", OrganisationActFields.RoleWord(key.Role));
            json.WriteString("person", key.Person.ToHex());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>Why keys were revoked.</summary>
public enum RevokeReason { Lost, Stolen, Left, Rotated }

/// <summary><c>organisations/revoke</c>: keys sign no more from here on; by the organisation's desk or its recovery keys.</summary>
public sealed record OrganisationRevoke(
    ActHeader Header, string Organisation, ImmutableArray<KeyName> Keys, RevokeReason Reason) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "organisations/revoke";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("organisation", Organisation);
        ActFields.WriteTexts(json, "keys", Keys.Select(key => key.ToString()));
        json.WriteString("reason", OrganisationActFields.ReasonWord(Reason));
    }
}
