using System.Collections.Immutable;
using Saksei.Election.Organisations;

namespace Saksei.Election.Impartiality;

/// <summary>What is compared that is no case: who was let in, whose people were sent away, to whom an office answered (docs/spec/impartiality.md).</summary>
public static class ObservationQuestions
{
    /// <summary>Organisations that an office decided on.</summary>
    public const string AccreditationRefused = "accreditation-refused";

    /// <summary>An organisation's people at a station.</summary>
    public const string ObserverTurnedAway = "observer-turned-away";

    /// <summary>Incidents that organisations reported.</summary>
    public const string IncidentUnanswered = "incident-unanswered";

    /// <summary>How a comparison names an organisation that was decided on.</summary>
    public const string Organisations = "organisations";

    /// <summary>How a comparison names an organisation's people at a station.</summary>
    public const string Stations = "stations";

    /// <summary>How a comparison names a report of an incident.</summary>
    public const string Incidents = "incidents";

    /// <summary>All codes.</summary>
    public static ImmutableArray<string> All { get; } = [AccreditationRefused, ObserverTurnedAway, IncidentUnanswered];

    internal static ImmutableArray<TreatmentCase> Of(string code, TreatmentRecordsAsOf records) => AnsweredCase.Together(code switch
    {
        AccreditationRefused => Accreditations(records),
        ObserverTurnedAway => new TurnedAwayCases(records).All(),
        IncidentUnanswered => new IncidentCases(records).All(),
        _ => [],
    });

    // The first decision counts. A body or party of the definition can be refused and never let in by an office, so it is in no comparison.
    private static IEnumerable<AnsweredCase> Accreditations(TreatmentRecordsAsOf records) =>
        from decision in records.Records.Organisations.Accreditations.TakeWhile(decision => decision.Place.Index <= records.Until).DistinctBy(decision => decision.Act.Organisation)
        let organisation = decision.Act.Organisation
        where records.Definition.Reserved.Find(organisation) is null
        select new AnsweredCase($"{Organisations}/{organisation}", organisation, $"{decision.Office} {decision.Act.Category}", decision.Act.Outcome == AccreditOutcome.Refused)
        {
            Office = decision.Office,
            Day = records.Definition.Procedures.Calendar.Zone.DateOf(decision.Place.Tick),
            Draw = decision.Place.Identity,
        };
}
