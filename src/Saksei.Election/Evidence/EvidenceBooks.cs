using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Seats;
using Saksei.Election.Stations;
using Saksei.Election.Values;

namespace Saksei.Election.Evidence;

/// <summary>The books that evidence is computed from, as of one moment, and the reading. Immutable.</summary>
/// <param name="Definition">The election.</param>
/// <param name="IsSimulated">Whether figures are simulated.</param>
/// <param name="Forms">The copies.</param>
/// <param name="Standings">How each station stands, by its index.</param>
/// <param name="Tallies">Official figures by constituency.</param>
/// <param name="Allocations">Seats by constituency.</param>
/// <param name="Deliveries">The delivery that stands for each station, or null, by its index.</param>
/// <param name="Disputed">Stations of which a recount or annulment is asked for or ordered: open in every reading.</param>
/// <param name="Reading">What is taken as open.</param>
internal sealed record EvidenceBooks(
    ElectionDefinition Definition, bool IsSimulated, FormsAsOf Forms, IReadOnlyList<StationStanding> Standings, ImmutableArray<Tally> Tallies,
    ImmutableArray<Allocation> Allocations, IReadOnlyList<DeliveryState?> Deliveries, ImmutableHashSet<string> Disputed, EvidenceReading Reading)
{
    internal static EvidenceBooks Of(
        ElectionResults results, FormsAsOf forms, IReadOnlyList<DeliveryState?> deliveries, ImmutableHashSet<string> disputed, EvidenceReading reading) => new(
        results.Definition, results.IsSimulated, forms, results.Standings, results.Tallies, results.Allocations, deliveries, disputed, reading);

    internal ImmutableArray<ElectoralList> ListsOf(Constituency constituency) => [.. Definition.Lists.Where(list => list.StandsIn(constituency))];

    /// <summary>
    /// The constituencies, by index, whose evidence may be another than in earlier books of the same reading. A station's standing
    /// follows from its own forms, but for its pattern, which is no evidence.
    /// </summary>
    internal bool[] ChangedSince(EvidenceBooks earlier)
    {
        var changed = new bool[Definition.Constituencies.Length];
        var stations = Forms.ChangedSince(earlier.Forms).Concat(Deliveries.ChangedSince(earlier.Deliveries)).Select(index => Definition.Stations[index])
            .Concat(Disputed.SymmetricExcept(earlier.Disputed).Select(Definition.FindStation).OfType<Station>());
        foreach (var station in stations) changed[station.Constituency.Index] = true;
        foreach (var constituency in Definition.Constituencies)
            changed[constituency.Index] |= !ReferenceEquals(Allocations[constituency.Index], earlier.Allocations[constituency.Index]);
        return changed;
    }
}
