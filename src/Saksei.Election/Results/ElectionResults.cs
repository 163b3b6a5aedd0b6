using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Seats;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary>
/// What follows from the books of one contest at one moment: how stations stand, tallies, seats. Each part is computed when first read, at most once:
/// from nothing, or from what changed since the last one that was computed, which is the same.
/// </summary>
public sealed class ElectionResults
{
    private readonly Part<OfficialTallies> _tallies, _unitTallies;
    private readonly Part<Standings> _standings;
    private readonly Part<SeatAllocations> _allocations;
    private readonly Lazy<Tally> _total;
    private readonly Lazy<Summary> _summary;

    /// <param name="contest">What is voted on.</param>
    /// <param name="forms">Its forms; those of a book that goes on are for the rules, which read at once.</param>
    /// <param name="declared">Lots and stages.</param>
    /// <param name="before">Results of an earlier snapshot; null: everything is computed from nothing.</param>
    internal ElectionResults(Contest contest, FormsAsOf forms, Declarations declared, ElectionResults? before = null)
    {
        Contest = contest;
        _tallies = TalliesBy(Areas.Constituencies(contest), contest, forms, before?._tallies);
        _unitTallies = TalliesBy(Areas.Units(contest.Election), contest, forms, before?._unitTallies);
        _standings = new(before?._standings, earlier => earlier?.Next(contest, forms) ?? Results.Standings.Of(contest, forms));
        _allocations = new(before?._allocations, earlier =>
            earlier?.Next(contest, Tallies, declared) ?? SeatAllocations.Of(contest, Tallies, declared));
        _total = new(() => Tally.Sum(Tallies, contest.FigureCount));
        _summary = new(() => _standings.Value.Counts.ToSummary());
    }

    /// <summary>What is voted on.</summary>
    public Contest Contest { get; }

    /// <summary>Whether figures are simulated: every document says so.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>How each station stands, by its index.</summary>
    public IReadOnlyList<StationStanding> Standings => _standings.Value.Stations;

    /// <summary>The state of all forms.</summary>
    public Summary Summary => _summary.Value;

    /// <summary>Organisations that have copies beside the official ones, by code.</summary>
    public ImmutableSortedSet<string> CopyingOrganisations => _standings.Value.CopyingOrganisations;

    /// <summary>Official figures of each constituency, by its index.</summary>
    public ImmutableArray<Tally> Tallies => _tallies.Value.ByArea;

    /// <summary>Official figures of the whole contest.</summary>
    public Tally Total => _total.Value;

    /// <summary>SHA-256 of the tally as it is published, by which a stage names it.</summary>
    public Hash TallyHash => Hash.OfBytes(ResultsDocuments.Tally(this));

    /// <summary>Official figures of each unit, by its index: what lies in it and below.</summary>
    public ImmutableArray<Tally> UnitTallies => _unitTallies.Value.ByArea;

    /// <summary>Seats of each constituency with their working, by its index; empty where the election gives none.</summary>
    public ImmutableArray<Allocation> Allocations => _allocations.Value.Constituencies;

    /// <summary>The allocation of the whole country where the rule looks beyond one constituency (levelling, biproportional); null elsewhere.</summary>
    public NationalAllocation? National => _allocations.Value.National;

    /// <summary>States of the stations in a unit and below.</summary>
    public StateCounts CountsOf(Unit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return _standings.Value.ByUnit[unit.Index];
    }

    /// <summary>Lists that stand in a constituency, in the definition's order.</summary>
    public IEnumerable<ElectoralList> ListsOf(Constituency constituency) => Contest.Lists.Where(list => list.StandsIn(constituency));

    /// <summary>Seats by list over all constituencies, by the list's index.</summary>
    public ImmutableArray<int> SeatsByList()
    {
        var seats = new int[Contest.Lists.Length];
        foreach (var allocation in Allocations)
            foreach (var list in allocation.Lists)
                seats[Contest.ListOf(list.List).Index] += list.Seats;
        return [.. seats];
    }

    private static Part<OfficialTallies> TalliesBy(Areas areas, Contest contest, FormsAsOf forms, Part<OfficialTallies>? before) =>
        new(before, earlier => earlier?.Next(contest, forms, areas) ?? OfficialTallies.Of(contest, forms, areas));
}
