using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Register.Notes;

namespace Saksei.Election.Organisations;

/// <summary>
/// By which doors a body or a party comes in that the definition names: by founding, by the key whose hash stands there, by a
/// ceremony that founders of three interest groups sign, or by the body above it. No office and no two founders give its name away.
/// </summary>
internal sealed class NamedDoors(ElectionDefinition definition, OrganisationBook book)
{
    /// <summary>How many interest groups sign a ceremony at least.</summary>
    internal const int Groups = 3;

    /// <summary>A vouching by which an organisation brings itself in: signed by the definition's own key for it, and by no other.</summary>
    internal OrganisationVouch? AsClaim(Act act) =>
        act is OrganisationVouch { Keys: [var key, ..], Header.Signers: [var signer] } vouch && signer == key.Name
            && definition.Reserved.OwnerOf(key)?.Code == vouch.Organisation ? vouch : null;

    /// <summary>A founder takes a name as the definition states it: its interest group, and its key where it has one there.</summary>
    internal Outcome CheckFounder(Founder founder)
    {
        if (CheckInterest(founder.Organisation, founder.Interest) is { IsApplied: false } problem) return problem;
        return definition.Reserved.Find(founder.Organisation)?.KeyHash is { } hash && NamedOrganisation.HashOf(founder.Keys[0]) != hash
            ? Outcome.Void("key-hash-differs", founder.Keys[0].Name.ToString()) : Outcome.Applied;
    }

    /// <summary>Interest groups of bodies and parties are the definition's, not what who comes in says.</summary>
    internal Outcome CheckInterest(string organisation, string interest) =>
        definition.Reserved.Find(organisation) is { Interest: { Length: > 0 } stated } && stated != interest ? Outcome.Void("interest-differs", stated) : Outcome.Applied;

    /// <summary>A key whose hash stands in the definition comes in by itself: who enrolled it for its owner could revoke it too.</summary>
    internal Outcome CheckKey(VerifierKey key, string organisation, bool byItself) =>
        definition.Reserved.OwnerOf(key) is { } owner && !(byItself && owner.Code == organisation) ? Outcome.Void("key-reserved", key.Name.ToString()) : Outcome.Applied;

    /// <summary>Whether a vouching lets a named body or party in, and by which door.</summary>
    internal Outcome Check(OrganisationVouch act, NamedOrganisation name, out Entrance entrance)
    {
        var groups = book.FoundersAmong(act).Select(founder => founder.Interest).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var isGroupIn = name.Interest.Length > 0 && book.HasFounderOf(name.Interest);
        var isAbove = name.Above.Length > 0 && name.Above == book.Author(act).Organisation;
        entrance = isAbove ? Entrance.BodyAbove : isGroupIn ? Entrance.Confirmed : Entrance.Unconfirmed;
        if (CheckInterest(act.Organisation, act.Interest) is { IsApplied: false } problem) return problem;
        return isAbove || (groups.Count >= Math.Max(Groups, definition.Head.VouchingRequired) && (!isGroupIn || groups.Contains(name.Interest)))
            ? Outcome.Applied : Outcome.Void("ceremony-incomplete", string.Join(' ', groups));
    }
}
