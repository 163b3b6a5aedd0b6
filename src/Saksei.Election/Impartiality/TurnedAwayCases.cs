using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Observation;
using Saksei.Election.Stations;

namespace Saksei.Election.Impartiality;

/// <summary>
/// Whether an organisation's people were sent away from a station or kept out. It counts as those say who take no side: neither the
/// organisation, nor one of its interest group, nor any that is compared. Where one of them watched a station to which the organisation
/// sent observers, what it doesn't say didn't happen; what one side alone says stands beside.
/// </summary>
internal sealed class TurnedAwayCases(TreatmentRecordsAsOf records)
{
    private readonly ImmutableHashSet<string> _compared =
        [.. records.Definition.Procedures.GroupingsOf(ObservationQuestions.ObserverTurnedAway).SelectMany(grouping => grouping.Groups).SelectMany(group => group.Members)];

    internal IEnumerable<AnsweredCase> All() => records.Definition.Stations.Where(IsKnown).SelectMany(At);

    // Of most stations nothing is known.
    private bool IsKnown(Station station) =>
        !records.Words[station.Index].IsEmpty || records.Records.Observation.Of(station) is { TurnedAway.Count: > 0 } or { Deployments.Count: > 0 };

    private IEnumerable<AnsweredCase> At(Station station)
    {
        var (words, observed) = (records.Words[station.Index], records.Records.Observation.Of(station));
        var sayings = Sayings(words, observed).ToLookup(saying => saying.Organisation, StringComparer.Ordinal);
        var sent = observed.Deployments.Until(records.Until, deployment => deployment.Place.Index).Where(one => one.Value.Observers > 0).Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        return sayings.Select(own => own.Key).Union(sent, StringComparer.Ordinal).Where(records.Knows).Order(StringComparer.Ordinal)
            .SelectMany(organisation => Of(organisation, station, [.. sayings[organisation]], sent.Contains(organisation) && words.Any(word => word.Watched && TakesNoSide(word.Organisation, organisation))));
    }

    private IEnumerable<AnsweredCase> Of(string organisation, Station station, List<Saying> sayings, bool isWatched)
    {
        var neutral = sayings.FindAll(saying => TakesNoSide(saying.Author, organisation));
        var (isHeard, isTurnedAway) = (isWatched || neutral.Count > 0, neutral.Exists(saying => saying.TurnedAway));
        if (isHeard) yield return CaseOf(organisation, station, isTurnedAway, byOneSide: false);
        if (!isTurnedAway && sayings.Exists(saying => saying.TurnedAway)) yield return CaseOf(organisation, station, counted: true, byOneSide: true);
    }

    private AnsweredCase CaseOf(string organisation, Station station, bool counted, bool byOneSide) =>
        new($"{ObservationQuestions.Stations}/{station.Code} {organisation}", organisation, records.Definition.AreaOf(station.Unit)?.Code ?? station.Unit.Code, counted)
        {
            ReportedByOneSide = byOneSide,
            Office = station.Code,
        };

    private static IEnumerable<Saying> Turned(StationObservation observed, long until) =>
        observed.TurnedAway.Until(until, state => state.Place.Index).Select(one => new Saying(one.Value.Author, one.Value.Act.Organisation, one.Value.Act.From != KeptFrom.NoPhotographs));

    // Who may not photograph was there; so was who is seen there.
    private IEnumerable<Saying> Sayings(ImmutableArray<OrganisationWord> words, StationObservation observed) =>
        Turned(observed, records.Until).Concat(words.SelectMany(Seen)).Concat(words.SelectMany(Answered));

    private static IEnumerable<Saying> Seen(OrganisationWord word) =>
        from seen in word.Conditions?.Conditions?.Presence ?? []
        where seen.State is Presence.Present or Presence.SentAway or Presence.Refused
        select new Saying(word.Organisation, seen.Organisation, seen.State != Presence.Present);

    private static IEnumerable<Saying> Answered(OrganisationWord word) => word.Answered?.Presence is { } own ? [new(word.Organisation, word.Organisation, own.Says != Observed.Present)] : [];

    private bool TakesNoSide(string author, string organisation)
    {
        if (author == organisation || _compared.Contains(author)) return false;
        var interest = records.InterestOf(author);
        return interest.Length == 0 || interest != records.InterestOf(organisation);
    }

    /// <summary>What one organisation says of another's people, or its own, at a station.</summary>
    private sealed record Saying(string Author, string Organisation, bool TurnedAway);
}
