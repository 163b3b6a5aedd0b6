using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Observation;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;

namespace Saksei.Election.Impartiality;

/// <summary>What equal treatment is a function of.</summary>
/// <param name="Definition">The election.</param>
/// <param name="Files">All cases.</param>
/// <param name="ViewAt">A case with its deadlines as of a moment.</param>
/// <param name="Organisations">Who is in, and whom an office let in or refused.</param>
/// <param name="Stations">What was seen at stations.</param>
/// <param name="Observation">Where observers were sent, who was kept away, incidents.</param>
public sealed record TreatmentRecords(
    ElectionDefinition Definition, IEnumerable<CaseFile> Files, Func<CaseFile, Moment, CaseView> ViewAt, OrganisationRecords Organisations, StationRecords Stations,
    ObservationRecords Observation)
{
    internal TreatmentRecordsAsOf AsOf(long until, Moment moment) => new(
        this, until, moment, [.. Files.Where(file => file.Opened.Place.Index <= until).Select(file => ViewAt(file.Until(until), moment))],
        [.. Definition.Stations.Select(station => Stations.Of(station).WordsUntil(until).ToImmutableArray())]);
}

/// <summary>The same as it stood behind an act and at a moment: what comes later changes nothing of it.</summary>
/// <param name="Records">The records.</param>
/// <param name="Until">The index of the last act that counts.</param>
/// <param name="Moment">The moment.</param>
/// <param name="Cases">The cases that there were.</param>
/// <param name="Words">What each organisation said of each station, by the station's index.</param>
internal sealed record TreatmentRecordsAsOf(
    TreatmentRecords Records, long Until, Moment Moment, ImmutableArray<CaseView> Cases, ImmutableArray<ImmutableArray<OrganisationWord>> Words)
{
    internal ElectionDefinition Definition => Records.Definition;

    /// <summary>Stations of which anybody said anything.</summary>
    internal IEnumerable<(Station Station, ImmutableArray<OrganisationWord> Words)> Reported =>
        Definition.Stations.Select(station => (station, Words[station.Index])).Where(one => !one.Item2.IsEmpty);

    /// <summary>Whether the definition or the register knows an organisation.</summary>
    internal bool Knows(string organisation) =>
        Definition.Names(organisation) || (Records.Organisations.All.TryGetValue(organisation, out var state) && state.IsInAt(Until));

    /// <summary>The interest group of an organisation; empty where none is known.</summary>
    internal string InterestOf(string organisation) => Definition.Reserved.Find(organisation) is { Interest: { Length: > 0 } stated } ? stated
        : Records.Organisations.All.TryGetValue(organisation, out var state) ? state.InterestAt(Until) : "";
}
