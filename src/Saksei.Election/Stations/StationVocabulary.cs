using Saksei.Election.Reading;

namespace Saksei.Election.Stations;

/// <summary>Words of this book.</summary>
public static class StationVocabulary
{
    internal static readonly Vocabulary<Doors> DoorStates = new(
        (Doors.Open, "open"), (Doors.Closed, "closed"), (Doors.Partly, "partly"), (Doors.NotSeen, "not-seen"));

    internal static readonly Vocabulary<Presence> Presences = new(
        (Presence.Present, "present"), (Presence.Absent, "absent"), (Presence.Refused, "refused"), (Presence.SentAway, "sent-away"), (Presence.NotSeen, "not-seen"));

    internal static readonly Vocabulary<Seen> Sightings = new((Seen.Yes, "yes"), (Seen.No, "no"), (Seen.NotSeen, "not-seen"));

    internal static readonly Vocabulary<Handing> Handings = new(
        (Handing.Handed, "handed"), (Handing.Refused, "refused"), (Handing.NotAsked, "not-asked"), (Handing.NotSeen, "not-seen"));

    internal static readonly Vocabulary<Refuser> Refusers = new(
        (Refuser.StationHead, "station-head"), (Refuser.StationMember, "station-member"), (Refuser.Security, "security"), (Refuser.Other, "other"));

    internal static readonly Vocabulary<RefusalReason> RefusalReasons = new(
        (RefusalReason.NoCopies, "no-copies"), (RefusalReason.FormNotFilledIn, "form-not-filled-in"), (RefusalReason.NotAllowed, "not-allowed"),
        (RefusalReason.Other, "other"), (RefusalReason.NoneGiven, "none-given"));

    extension(Doors doors)
    {
        /// <summary>Its word.</summary>
        public string Word => DoorStates[doors];
    }

    extension(Presence presence)
    {
        /// <summary>Its word.</summary>
        public string Word => Presences[presence];
    }

    extension(Seen seen)
    {
        /// <summary>Its word.</summary>
        public string Word => Sightings[seen];
    }

    extension(Handing handing)
    {
        /// <summary>Its word.</summary>
        public string Word => Handings[handing];
    }

    extension(Refuser refuser)
    {
        /// <summary>Its word.</summary>
        public string Word => Refusers[refuser];
    }

    extension(RefusalReason reason)
    {
        /// <summary>Its word.</summary>
        public string Word => RefusalReasons[reason];
    }
}
