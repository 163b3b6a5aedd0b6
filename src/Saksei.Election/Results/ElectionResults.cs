using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Seats;

namespace Saksei.Election.Results;

/// <summary>
/// What follows from the books at one moment: how stations stand, tallies, seats. Each part is computed when first read
/// and never after the books have moved on: take a new one for a new moment.
/// </summary>
public sealed class ElectionResults
{
    private readonly FormBook _forms;
    private readonly ResultBook _book;
    private readonly Lazy<ImmutableArray<Tally>> _tallies;
    private readonly Lazy<ImmutableArray<Tally>> _unitTallies;
    private readonly Lazy<ImmutableArray<StationStanding>> _standings;
    private readonly Lazy<ImmutableArray<Allocation>> _allocations;
    private readonly Lazy<NationalAllocation> _national;

    internal ElectionResults(ElectionDefinition definition, FormBook forms, ResultBook book)
    {
        (Definition, _forms, _book) = (definition, forms, book);
        _tallies = new(TallyConstituencies);
        _unitTallies = new(TallyUnits);
        _standings = new(Corroborate);
        _national = new(AllocateNationally);
        _allocations = new(() => IsNational ? OfNational(_national.Value) : [.. Definition.Constituencies.Select(AllocateAsDrawn)]);
    }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    /// <summary>Whether figures are simulated: every document says so.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>How each station stands, by its index.</summary>
    public ImmutableArray<StationStanding> Standings => _standings.Value;

    /// <summary>Official figures of each constituency, by its index.</summary>
    public ImmutableArray<Tally> Tallies => _tallies.Value;

    /// <summary>Official figures of the whole election.</summary>
    public Tally Total => Tally.Sum(Tallies, Definition.FigureCount);

    /// <summary>Official figures of each unit, by its index: what lies in it and below.</summary>
    public ImmutableArray<Tally> UnitTallies => _unitTallies.Value;

    /// <summary>Seats of each constituency with their working, by its index; empty where the election gives none.</summary>
    public ImmutableArray<Allocation> Allocations => Definition.SeatRule is null ? [] : _allocations.Value;

    /// <summary>The allocation of the whole country where the rule looks beyond one constituency (levelling, biproportional); null elsewhere.</summary>
    public NationalAllocation? National => IsNational ? _national.Value : null;

    private bool IsNational => Definition.SeatRule is { } rule && (rule.Levelling is not null || rule.Biproportional is not null);

    /// <summary>Lists that stand in a constituency, in the definition's order.</summary>
    public IEnumerable<ElectoralList> ListsOf(Constituency constituency) => Definition.Lists.Where(list => list.StandsIn(constituency));

    /// <summary>Seats by list over all constituencies, by the list's index.</summary>
    public ImmutableArray<int> SeatsByList()
    {
        var seats = new int[Definition.Lists.Length];
        foreach (var allocation in Allocations)
            foreach (var list in allocation.Lists)
                seats[Definition.FindList(list.List)!.Index] += list.Seats;
        return [.. seats];
    }

    internal Allocation Allocate(Constituency constituency, ImmutableArray<Lot> lots)
    {
        var rule = Definition.SeatRule ?? throw new InvalidOperationException("the election gives no seats");
        var tally = Tallies[constituency.Index];
        return SeatAllocation.Allocate(rule, new AllocationInput
        {
            Seats = constituency.Seats,
            Lists = VotesOf(tally, ListsOf(constituency)),
            BlankVotes = SumOf(tally, FieldMeaning.Blank) ?? 0,
            CastVotes = CastOf(rule, tally),
            National = NeedsNational(rule) ? TotalsOf(rule) : null,
            Lots = lots,
        });
    }

    private NationalAllocation AllocateNationally()
    {
        var rule = Definition.SeatRule!;
        return NationalSeats.Allocate(rule, new NationalInput([.. Definition.Constituencies.Select(constituency =>
            new ConstituencyVotes(constituency.Code, constituency.Seats, VotesOf(Tallies[constituency.Index], ListsOf(constituency)))
            {
                BlankVotes = SumOf(Tallies[constituency.Index], FieldMeaning.Blank) ?? 0,
                CastVotes = CastOf(rule, Tallies[constituency.Index]),
            })]));
    }

    // Each constituency's own working, with the seats that it has in the end; a tie of the whole country is every constituency's.
    private ImmutableArray<Allocation> OfNational(NationalAllocation national) =>
        [.. Definition.Constituencies.Select(constituency => OfNational(national, constituency))];

    private Allocation OfNational(NationalAllocation national, Constituency constituency)
    {
        var own = new Allocation
        {
            Rule = Definition.SeatRule!,
            Input = new AllocationInput { Seats = constituency.Seats, Lists = VotesOf(Tallies[constituency.Index], ListsOf(constituency)) },
            Refusal = national.Refusal,
            Ties = national.Ties,
        };
        if (national.Refusal is not null) return own;
        var seats = national.Constituencies[constituency.Index];
        return (seats.Own is { } direct ? direct with { Ties = [.. direct.Ties, .. national.Ties] } : own) with { Lists = seats.Lists };
    }

    // A lot that no longer fits the figures gives no seat: the tie stands open again.
    private Allocation AllocateAsDrawn(Constituency constituency)
    {
        var drawn = Allocate(constituency, [.. _book.LotsOf(constituency).Select(lot => lot.Lot)]);
        return drawn.Refusal is null ? drawn : Allocate(constituency, []);
    }

    private static bool NeedsNational(SeatRule rule) => rule.Threshold is { Level: ThresholdLevel.National };

    private NationalTotals TotalsOf(SeatRule rule) => new(VotesOf(Total, Definition.Lists))
    {
        BlankVotes = SumOf(Total, FieldMeaning.Blank) ?? 0,
        CastVotes = CastOf(rule, Total),
    };

    // Ballots cast matter only to a threshold over them. A sheet that leaves them out, or has fewer than its votes,
    // must not stop the allocation: there are at least as many ballots as votes.
    private long? CastOf(SeatRule rule, Tally tally)
    {
        if (rule.Threshold is not { Of: ThresholdBase.Cast }) return null;
        var votes = Definition.Lists.Sum(list => tally[Definition.FigureOf(list)]) + (SumOf(tally, FieldMeaning.Blank) ?? 0);
        return Math.Max(votes, SumOf(tally, FieldMeaning.Cast) ?? 0);
    }

    private ImmutableArray<ListVotes> VotesOf(Tally tally, IEnumerable<ElectoralList> lists) =>
        [.. lists.Select(list => new ListVotes(list.Code, tally[Definition.FigureOf(list)]) { Kind = list.Kind, Coalition = list.Coalition, Candidates = list.Candidates })];

    private long? SumOf(Tally tally, FieldMeaning meaning) => Definition.Form.FieldOf(meaning) is var field and >= 0 ? tally[field] : null;

    private ImmutableArray<Tally> TallyConstituencies()
    {
        var stations = Definition.Constituencies.Select(_ => new List<Station>()).ToArray();
        foreach (var station in Definition.Stations) stations[station.Constituency.Index].Add(station);
        return [.. stations.Select(own => Tally.Over(own, Definition, _forms))];
    }

    // A parent stands before its children, so from the last unit to the first every child is whole when it is added.
    private ImmutableArray<Tally> TallyUnits()
    {
        var tallies = new Tally[Definition.Units.Length];
        for (var i = tallies.Length - 1; i >= 0; i--)
        {
            var unit = Definition.Units[i];
            var own = Tally.Over(unit.Stations, Definition, _forms);
            tallies[i] = Tally.Sum(unit.Children.Select(child => tallies[child.Index]).Append(own), Definition.FigureCount);
        }

        return [.. tallies];
    }

    private ImmutableArray<StationStanding> Corroborate()
    {
        var sheets = new Lazy<SheetIndex>(() => new SheetIndex(Definition, _forms));
        return [.. Definition.Stations.Select(station => Corroborating.Of(station, Definition, _forms, sheets))];
    }
}
