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
}
