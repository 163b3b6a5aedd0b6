using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Seats;
using Saksei.Election.Stations;

namespace Saksei.Election.Evidence;

/// <summary>The books that evidence is computed from, as of one moment, and the reading. Immutable.</summary>
/// <param name="Contest">What is voted on.</param>
/// <param name="IsSimulated">Whether figures are simulated.</param>
/// <param name="Forms">The copies.</param>
/// <param name="Standings">How each station stands, by its index.</param>
/// <param name="Tallies">Official figures by constituency.</param>
/// <param name="Allocations">Seats by constituency.</param>
/// <param name="Stations">Deliveries to stations.</param>
/// <param name="Disputed">Stations of which a recount or annulment is asked for or ordered: open in every reading.</param>
/// <param name="Reading">What is taken as open.</param>
internal sealed record EvidenceBooks(
    Contest Contest, bool IsSimulated, FormsAsOf Forms, IReadOnlyList<StationStanding> Standings, ImmutableArray<Tally> Tallies,
    ImmutableArray<Allocation> Allocations, StationRecords Stations, ImmutableHashSet<string> Disputed, EvidenceReading Reading)
{
    internal static EvidenceBooks Of(
        ElectionResults results, FormsAsOf forms, StationRecords stations, ImmutableHashSet<string> disputed, EvidenceReading reading) => new(
        results.Contest, results.IsSimulated, forms, results.Standings, results.Tallies, results.Allocations, stations, disputed, reading);

    /// <summary>Whether a station is open since its doors were closed during the count.</summary>
    internal bool IsOpenAsClosed(Station station) => Contest.Election.Head.Observation.ClosedOpens && Stations.Of(station).IsClosed;

    internal ImmutableArray<ElectoralList> ListsOf(Constituency constituency) => [.. Contest.Lists.Where(list => list.StandsIn(constituency))];

    /// <summary>
    /// The constituencies, by index, whose evidence may be another than in earlier books of the same reading. A station's standing
    /// follows from its own forms, but for its pattern, which is no evidence.
    /// </summary>
    internal bool[] ChangedSince(EvidenceBooks earlier)
    {
        var changed = new bool[Contest.Constituencies.Length];
        var stations = Forms.ChangedSince(earlier.Forms).Concat(Stations.DeliveriesChangedSince(earlier.Stations, Contest)).Concat(ClosedSince(earlier)).Select(index => Contest.Election.Stations[index])
            .Concat(Disputed.SymmetricExcept(earlier.Disputed).Select(Contest.Election.FindStation).OfType<Station>()).Where(Contest.Has);
        foreach (var station in stations) changed[Contest.ConstituencyOf(station).Index] = true;
        foreach (var constituency in Contest.Constituencies)
            changed[constituency.Index] |= !ReferenceEquals(Allocations[constituency.Index], earlier.Allocations[constituency.Index]);
        return changed;
    }

    private IEnumerable<int> ClosedSince(EvidenceBooks earlier) => !Contest.Election.Head.Observation.ClosedOpens ? []
        : Stations.ChangedSince(earlier.Stations).Where(index => Contest.Election.Stations[index] is var station && Stations.Of(station).IsClosed != earlier.Stations.Of(station).IsClosed);
}
