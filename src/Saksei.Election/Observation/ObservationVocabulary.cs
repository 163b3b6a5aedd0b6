using Saksei.Election.Reading;

namespace Saksei.Election.Observation;

/// <summary>Words of this book.</summary>
public static class ObservationVocabulary
{
    internal static readonly Vocabulary<KeptPeople> People = new((KeptPeople.Observer, "observer"), (KeptPeople.Agent, "agent"));

    internal static readonly Vocabulary<KeptFrom> Ways = new(
        (KeptFrom.SentAway, "sent-away"), (KeptFrom.KeptOut, "kept-out"), (KeptFrom.NoPhotographs, "no-photographs"));

    internal static readonly Vocabulary<KeptBy> Keepers = new(
        (KeptBy.StationHead, "station-head"), (KeptBy.StationMember, "station-member"), (KeptBy.CommuneOfficial, "commune-official"),
        (KeptBy.Security, "security"), (KeptBy.Other, "other"), (KeptBy.NotSaid, "not-said"));

    internal static readonly Vocabulary<PartOfDay> Parts = new(
        (PartOfDay.BeforeOpening, "before-opening"), (PartOfDay.Voting, "voting"), (PartOfDay.Counting, "counting"), (PartOfDay.AfterCounting, "after-counting"));

    internal static readonly Vocabulary<IncidentState> States = new(
        (IncidentState.Waiting, "waiting"), (IncidentState.Answered, "answered"), (IncidentState.Unanswered, "unanswered"));

    extension(IncidentState state)
    {
        /// <summary>Its word.</summary>
        public string Word => States[state];
    }

    extension(KeptPeople people)
    {
        /// <summary>Its word.</summary>
        public string Word => People[people];
    }

    extension(KeptFrom from)
    {
        /// <summary>Its word.</summary>
        public string Word => Ways[from];
    }

    extension(KeptBy by)
    {
        /// <summary>Its word.</summary>
        public string Word => Keepers[by];
    }

    extension(PartOfDay part)
    {
        /// <summary>Its word.</summary>
        public string Word => Parts[part];
    }
}
