using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Notes;

namespace Saksei.Election.Organisations;

/// <summary>
/// Offline keys, so many of which together give an organisation a desk again. Which they are it says in advance, and no desk alone takes
/// them from it: who stole a desk's key could do so too.
/// </summary>
internal sealed class RecoveryBook
{
    /// <summary>What a desk states alone counts only after so long, so that an owner who still has a desk can undo a thief's word.</summary>
    internal const long NoticeSeconds = 72 * 3600;

    private readonly OrganisationBook _book;
    private readonly Dictionary<string, Stated> _stated;

    internal RecoveryBook(OrganisationBook book) => (_book, _stated) = (book, new(StringComparer.Ordinal));

    /// <summary>A book that goes on from another as it is now.</summary>
    internal RecoveryBook(OrganisationBook book, RecoveryBook start) => (_book, _stated) = (book, new(start._stated, StringComparer.Ordinal));

    internal IEnumerable<KindRule> Rules =>
        [OrganisationKinds.RevokeKind.By(Revoke), OrganisationKinds.RecoveryKind.By(State), OrganisationKinds.RecoverKind.By(Recover)];

    /// <summary>What an organisation brought with it when it came in: it counts at once.</summary>
    internal void Enter(string organisation, Recovery recovery, Moment tick) =>
        _stated[organisation] = new Stated(recovery.Threshold, [.. recovery.Keys.Select(key => key.Name)], tick);

    private Ruling Revoke(OrganisationRevoke act, ActPlace place)
    {
        if (!MayRevoke(act, place)) return Ruling.Void("revoke-not-allowed", act.Organisation);
        return UnknownAmong(act.Keys, act.Organisation) is { } unknown ? Ruling.Void(unknown) : Ruling.Apply(() =>
        {
            foreach (var name in act.Keys) _book.End(name, place);
        });
    }

    // As many recovery keys as the threshold revoke any key; a desk alone every key but a recovery key that counts.
    private bool MayRevoke(OrganisationRevoke act, ActPlace place)
    {
        var author = _book.Author(act);
        if (author.Organisation != act.Organisation) return false;
        if (Counts(act.Organisation, place.Tick) && IsMet(act, act.Organisation)) return true;
        return author.Role == KeyRole.Desk && !(Counts(act.Organisation, place.Tick) && act.Keys.Any(name => _book.FindKey(name) is { Role: KeyRole.Recovery }));
    }

    private Ruling State(OrganisationRecovery act, ActPlace place)
    {
        if (_book.Author(act).Organisation != act.Organisation) return Ruling.Void("organisation-of-another", act.Organisation);
        var counts = Counts(act.Organisation, place.Tick);
        if (counts && !IsMet(act, act.Organisation)) return Ruling.Void("recovery-too-few", act.Organisation);
        ImmutableArray<VerifierKey> added = [.. act.Recovery.Keys.Where(key => !IsHeld(key, act.Organisation))];
        if (!added.IsEmpty && _book.KeysProblem(act.Organisation, added, Recovery.None) is { } problem) return Ruling.Void(problem);
        if (act.Recovery.Keys.Select(key => key.Name).Distinct().Count() < act.Recovery.Keys.Length) return Ruling.Void("key-twice", act.Organisation);
        return Ruling.Apply(() => Replace(act, added, place, counts ? place.Tick : place.Tick.Plus(NoticeSeconds)));
    }

    private void Replace(OrganisationRecovery act, ImmutableArray<VerifierKey> added, ActPlace place, Moment from)
    {
        foreach (var name in Held(act.Organisation).Except(act.Recovery.Keys.Select(key => key.Name)).ToList()) _book.End(name, place);
        foreach (var key in added) _book.AddKey(key, act.Organisation, KeyRole.Recovery, place);
        _stated[act.Organisation] = new Stated(act.Recovery.Threshold, [.. act.Recovery.Keys.Select(key => key.Name)], from);
    }

    private Ruling Recover(OrganisationRecover act, ActPlace place)
    {
        if (_book.Author(act).Organisation != act.Organisation) return Ruling.Void("organisation-of-another", act.Organisation);
        if (!IsDue(act.Organisation, place.Tick)) return Ruling.Void("recovery-too-early", act.Organisation);
        if (!IsMet(act, act.Organisation)) return Ruling.Void("recovery-too-few", act.Organisation);
        if (_book.KeysProblem(act.Organisation, act.Keys, Recovery.None) is { } problem) return Ruling.Void(problem);
        return UnknownAmong(act.Revokes, act.Organisation) is { } unknown ? Ruling.Void(unknown) : Ruling.Apply(() =>
        {
            foreach (var name in act.Revokes) _book.End(name, place);
            foreach (var key in act.Keys) _book.AddKey(key, act.Organisation, KeyRole.Desk, place);
        });
    }

    // Fewer than the threshold that still stand could never be enough: an organisation would keep none for ever.
    private bool Counts(string organisation, Moment tick) => IsDue(organisation, tick) && Held(organisation).Count() >= _stated[organisation].Threshold;

    private bool IsDue(string organisation, Moment tick) =>
        _stated.TryGetValue(organisation, out var stated) && stated.Threshold > 0 && stated.From <= tick;

    // A key that signs twice is one; one that was revoked makes every act void that it signs.
    private bool IsMet(Act act, string organisation) =>
        act.Header.Signers.Distinct().Count(signer => _book.FindKey(signer) is { Role: KeyRole.Recovery } key && key.Organisation == organisation) >= _stated[organisation].Threshold;

    private IEnumerable<KeyName> Held(string organisation) =>
        _stated.TryGetValue(organisation, out var stated) ? stated.Keys.Where(name => _book.FindKey(name) is { RevokedAt: null }) : [];

    private bool IsHeld(VerifierKey key, string organisation) => Held(organisation).Contains(key.Name) && _book.FindKey(key.Name)?.Key.Text == key.Text;

    private Outcome? UnknownAmong(ImmutableArray<KeyName> keys, string organisation)
    {
        foreach (var name in keys)
            if (_book.FindKey(name) is not { RevokedAt: null } key || key.Organisation != organisation) return Outcome.Void("key-unknown", name.ToString());
        return null;
    }

    /// <summary>What an organisation stated last, and from which moment of the register it counts.</summary>
    private sealed record Stated(int Threshold, ImmutableArray<KeyName> Keys, Moment From);
}
