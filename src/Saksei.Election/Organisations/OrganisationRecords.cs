using Saksei.Election.Acts;
using Saksei.Election.Values;
using Saksei.Register.Notes;

namespace Saksei.Election.Organisations;

/// <summary>Whether an organisation that wasn't in was let in or refused, by the act of the office that says so.</summary>
/// <param name="Office">The organisation that decided.</param>
/// <param name="Act">What it decided.</param>
/// <param name="Place">Where the act stands.</param>
public sealed record Accreditation(string Office, OrganisationAccredit Act, ActPlace Place);

/// <summary>Who may sign what: in the book that grows, or in a snapshot of it that never changes.</summary>
public abstract class OrganisationRecords
{
    private protected OrganisationRecords()
    {
    }

    /// <summary>The founding act; null before it.</summary>
    public abstract RegisterFound? Founding { get; }

    /// <summary>The version of the rules that applies to the next act.</summary>
    public abstract int RulesVersion { get; }

    /// <summary>All organisations by code.</summary>
    public abstract IReadOnlyDictionary<string, Organisation> All { get; }

    /// <summary>Every accreditation that was granted or refused, in the order of the register.</summary>
    public abstract IReadOnlyList<Accreditation> Accreditations { get; }

    /// <summary>Whether figures are simulated: the founding act alone says so.</summary>
    public bool Simulated => Founding?.Simulated ?? false;

    /// <summary>All keys ever enrolled, in their order.</summary>
    public IEnumerable<KeyState> Keys => Enrolled.All;

    private protected abstract IPagedMap<KeyName, KeyState> Enrolled { get; }

    /// <summary>The key that a signature line names, or null if it was never enrolled.</summary>
    public KeyState? FindKey(KeyName name) => Enrolled.Find(name);

    /// <summary>Whether a key was enrolled once and revoked since.</summary>
    public bool IsRevoked(KeyName name) => FindKey(name) is { RevokedAt: not null };
}

/// <summary>Organisations and keys as they were when the snapshot was taken.</summary>
internal sealed class OrganisationSnapshot(
    RegisterFound? founding, int rulesVersion, IReadOnlyDictionary<string, Organisation> organisations, IReadOnlyList<Accreditation> accreditations,
    IPagedMap<KeyName, KeyState> keys) : OrganisationRecords
{
    public override RegisterFound? Founding => founding;

    public override int RulesVersion => rulesVersion;

    public override IReadOnlyDictionary<string, Organisation> All => organisations;

    public override IReadOnlyList<Accreditation> Accreditations => accreditations;

    private protected override IPagedMap<KeyName, KeyState> Enrolled => keys;
}
