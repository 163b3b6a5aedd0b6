using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Seats;
using Saksei.Election.Values;

namespace Saksei.Election.Results;

/// <summary>The seats of all constituencies, as of one moment. Immutable; what didn't change is the same object as before.</summary>
/// <param name="Tallies">The official figures that they follow from.</param>
/// <param name="Declared">The lots that they follow from.</param>
/// <param name="Constituencies">Of each constituency with its working, by its index; empty where the election gives none.</param>
/// <param name="National">Of the whole country where the rule looks beyond one constituency; null elsewhere.</param>
internal sealed record SeatAllocations(
    ImmutableArray<Tally> Tallies, Declarations Declared, ImmutableArray<Allocation> Constituencies, NationalAllocation? National)
{
    /// <summary>Computed from nothing.</summary>
    internal static SeatAllocations Of(Contest contest, ImmutableArray<Tally> tallies, Declarations declared)
    {
        if (contest.SeatRule is not { } rule) return new SeatAllocations(tallies, declared, [], null);
        var giving = new SeatGiving(contest, tallies);
        if (!rule.IsNational) return new SeatAllocations(tallies, declared, [.. contest.Constituencies.Select(own => giving.AllocateAsDrawn(own, declared))], null);
        var national = giving.AllocateNationally(declared, [.. giving.FittingNationally(declared).Select(drawn => drawn.Lot)]);
        return new SeatAllocations(tallies, declared, giving.OfNational(national), national);
    }

    /// <summary>Of later tallies and lots: again only where they changed, or all where the rule looks beyond one constituency.</summary>
    internal SeatAllocations Next(Contest contest, ImmutableArray<Tally> tallies, Declarations declared)
    {
        var isSame = tallies == Tallies;
        if (contest.SeatRule is not { } rule || (isSame && ReferenceEquals(declared, Declared))) return this with { Tallies = tallies, Declared = declared };
        if (rule.IsNational && isSame && declared.HasLotsOf(Declared)) return this with { Tallies = tallies, Declared = declared };
        if (rule.IsNational || (!isSame && SeatGiving.NeedsNational(rule))) return Of(contest, tallies, declared);
        var giving = new SeatGiving(contest, tallies);
        bool Stays(Constituency own) => ReferenceEquals(tallies[own.Index], Tallies[own.Index]) && declared.LotsOf(own) == Declared.LotsOf(own);
        return new SeatAllocations(tallies, declared,
            [.. contest.Constituencies.Select(own => Stays(own) ? Constituencies[own.Index] : giving.AllocateAsDrawn(own, declared))], null);
    }
}

/// <summary>Gives the seats of a definition's rule by official figures.</summary>
internal sealed class SeatGiving(Contest contest, ImmutableArray<Tally> tallies)
{
    private readonly Lazy<Tally> _total = new(() => Tally.Sum(tallies, contest.FigureCount));

    private IEnumerable<ElectoralList> ListsOf(Constituency constituency) => contest.Lists.Where(list => list.StandsIn(constituency));

    /// <summary>The seats of a constituency with some lots; where some of its seats are levelling seats, its others.</summary>
    internal Allocation Allocate(Constituency constituency, ImmutableArray<Lot> lots)
    {
        var rule = contest.SeatRule ?? throw new InvalidOperationException("the election gives no seats");
        var tally = tallies[constituency.Index];
        return SeatAllocation.Allocate(rule with { Levelling = null }, new AllocationInput
        {
            Seats = constituency.Seats - (rule.Levelling?.PerConstituency ?? 0),
            Lists = VotesOf(tally, ListsOf(constituency)),
            BlankVotes = SumOf(tally, FieldMeaning.Blank) ?? 0,
            CastVotes = CastOf(rule, tally),
            National = NeedsNational(rule) ? TotalsOf(rule) : null,
            Lots = lots,
        });
    }

    /// <summary>The seats of all constituencies: with the lots drawn in each that fit it, and these beyond one.</summary>
    internal NationalAllocation AllocateNationally(Declarations declared, ImmutableArray<Lot> beyond)
    {
        var rule = contest.SeatRule.Given();
        return NationalSeats.Allocate(rule, new NationalInput([.. contest.Constituencies.Select(constituency =>
            new ConstituencyVotes(constituency.Code, constituency.Seats, VotesOf(tallies[constituency.Index], ListsOf(constituency)))
            {
                BlankVotes = SumOf(tallies[constituency.Index], FieldMeaning.Blank) ?? 0,
                CastVotes = CastOf(rule, tallies[constituency.Index]),
                Lots = rule.Biproportional is null ? FittingIn(constituency, declared) : [],
            })])
        { Lots = beyond });
    }

    /// <summary>Of the lots drawn beyond one constituency those that fit, one after the other: each tie of the country has its own.</summary>
    internal ImmutableArray<(Lot Lot, ActPlace Place)> FittingNationally(Declarations declared)
    {
        ImmutableArray<(Lot Lot, ActPlace Place)> fitting = [];
        foreach (var drawn in declared.NationalLots)
            if (AllocateNationally(declared, [.. fitting.Select(known => known.Lot), drawn.Lot]).Refusal is null) fitting = fitting.Add(drawn);
        return fitting;
    }

    private ImmutableArray<Lot> FittingIn(Constituency constituency, Declarations declared)
    {
        ImmutableArray<Lot> lots = [.. declared.LotsOf(constituency).Select(drawn => drawn.Lot)];
        return lots.IsEmpty || Allocate(constituency, lots).Refusal is null ? lots : [];
    }

    // Each constituency's own working, with the seats that it has in the end; a tie of the whole country is every constituency's.
    internal ImmutableArray<Allocation> OfNational(NationalAllocation national) =>
        [.. contest.Constituencies.Select(constituency => OfNational(national, constituency))];

    private Allocation OfNational(NationalAllocation national, Constituency constituency)
    {
        var own = new Allocation
        {
            Rule = contest.SeatRule.Given(),
            Input = new AllocationInput { Seats = constituency.Seats, Lists = VotesOf(tallies[constituency.Index], ListsOf(constituency)) },
            Refusal = national.Refusal,
            Ties = national.Ties,
        };

        if (national.Constituencies.IsEmpty) return own;
        var seats = national.Constituencies[constituency.Index];
        return (seats.Own is { } direct ? direct with { Ties = [.. direct.Ties, .. national.Ties] } : own) with { Lists = seats.Lists };
    }

    // A lot that no longer fits the figures gives no seat: the tie stands open again.
    internal Allocation AllocateAsDrawn(Constituency constituency, Declarations declared)
    {
        var drawn = Allocate(constituency, [.. declared.LotsOf(constituency).Select(lot => lot.Lot)]);
        return drawn.Refusal is null ? drawn : Allocate(constituency, []);
    }

    /// <summary>Whether seats of a constituency depend on votes of others only by a threshold.</summary>
    internal static bool NeedsNational(SeatRule rule) => rule.Threshold is { Level: ThresholdLevel.National };

    private NationalTotals TotalsOf(SeatRule rule) => new(VotesOf(_total.Value, contest.Lists))
    {
        BlankVotes = SumOf(_total.Value, FieldMeaning.Blank) ?? 0,
        CastVotes = CastOf(rule, _total.Value),
    };

    // Ballots cast matter only to a threshold over them. A sheet that leaves them out, or has fewer than its votes,
    // must not stop the allocation: there are at least as many ballots as votes.
    private long? CastOf(SeatRule rule, Tally tally)
    {
        if (rule.Threshold is not { Of: ThresholdBase.Cast }) return null;
        var votes = contest.Lists.Sum(list => tally[contest.FigureOf(list)]) + (SumOf(tally, FieldMeaning.Blank) ?? 0);
        return Math.Max(votes, SumOf(tally, FieldMeaning.Cast) ?? 0);
    }

    private ImmutableArray<ListVotes> VotesOf(Tally tally, IEnumerable<ElectoralList> lists) =>
        [.. lists.Select(list => new ListVotes(list.Code, tally[contest.FigureOf(list)]) { Kind = list.Kind, Coalition = list.Coalition, Candidates = list.Candidates })];

    private long? SumOf(Tally tally, FieldMeaning meaning) => contest.Form.FieldOf(meaning) is var field and >= 0 ? tally[field] : null;
}
