using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Organisations;

/// <summary>Words of this book.</summary>
public static class OrganisationVocabulary
{
    internal static readonly Vocabulary<KeyRole> Roles = new(
        (KeyRole.Desk, "desk"), (KeyRole.Clerk, "clerk"), (KeyRole.Agent, "agent"), (KeyRole.Clock, "clock"), (KeyRole.Recovery, "recovery"));

    internal static readonly Vocabulary<AccreditOutcome> Outcomes = new(
        (AccreditOutcome.Granted, "granted"), (AccreditOutcome.Refused, "refused"), (AccreditOutcome.Withdrawn, "withdrawn"));

    internal static readonly Vocabulary<RevokeReason> Reasons = new(
        (RevokeReason.Lost, "lost"), (RevokeReason.Stolen, "stolen"), (RevokeReason.Left, "left"), (RevokeReason.Rotated, "rotated"));

    internal static readonly Vocabulary<Entrance> Entrances = new(
        (Entrance.Founded, "founded"), (Entrance.Accredited, "accredited"), (Entrance.Vouched, "vouched"), (Entrance.OwnKey, "own-key"),
        (Entrance.Confirmed, "confirmed"), (Entrance.Unconfirmed, "unconfirmed"), (Entrance.BodyAbove, "body-above"));

    extension(Entrance entrance)
    {
        /// <summary>Its word.</summary>
        public string Word => Entrances[entrance];
    }

    extension(KeyRole role)
    {
        /// <summary>Its word.</summary>
        public string Word => Roles[role];
    }

    extension(AccreditOutcome outcome)
    {
        /// <summary>Its word.</summary>
        public string Word => Outcomes[outcome];
    }

    extension(RevokeReason reason)
    {
        /// <summary>Its word.</summary>
        public string Word => Reasons[reason];
    }
}
