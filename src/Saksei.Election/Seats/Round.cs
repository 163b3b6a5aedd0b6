using System.Collections.Immutable;

namespace Saksei.Election.Seats;

/// <summary>
/// One giving-out of seats to lists, or to the members of a joint list: the seats given so far, the limits, and the lots that belong to it.
/// </summary>
internal ref struct Round(Working working, int seats, Span<int> given, ReadOnlySpan<int> limits, ImmutableArray<Lot> lots)
{
    private readonly Span<int> given = given;
    private readonly ReadOnlySpan<int> limits = limits;

    public readonly Working Working => working;

    public readonly int Seats { get; } = seats;

    public int Remaining { get; private set; } = seats;

    public readonly int NextOrdinal => Seats - Remaining + 1;

    /// <summary>A lot was brought that doesn't fit the tie that arose.</summary>
    public SeatRefusal? Refusal { get; private set; }

    /// <summary>The lot that was used; every other one is one too many.</summary>
    public Lot? Used { get; private set; }

    public readonly int Held(int unit) => given[unit];

    /// <summary>The list has as many seats as candidates.</summary>
    public readonly bool IsFull(int unit) => limits.Length > 0 && given[unit] >= limits[unit];

    public readonly int Room(int unit) => limits.Length == 0 ? int.MaxValue : limits[unit] - given[unit];

    public void Give(int unit, int count)
    {
        given[unit] += count;
        Remaining -= count;
    }

    /// <summary>
    /// Gives the remaining seats, fewer than there are level lists: first as the rule's chain decides by votes and seats, the rest as
    /// declared. Returns the tie that a declaration must decide, or null.
    /// </summary>
    public Tie? Draw(List<int> level, ref StepWriter steps)
    {
        var contenders = new LevelList[level.Count];
        for (var i = 0; i < contenders.Length; i++) contenders[i] = new LevelList(working.Units[level[i]].Votes, given[level[i]]);
        var split = TieRules.Split(working.Rule.Ties, contenders, Remaining);
        foreach (var broken in split.Broken) Give(SeatVocabulary.StepOf(broken.By), level[broken.Winner], level[broken.Next], ref steps);
        return split.Seats == 0 ? null : DrawOpen([.. split.Open.Select(place => level[place])], ref steps);
    }

    private Tie? DrawOpen(List<int> level, ref StepWriter steps)
    {
        var declared = TieRules.Declared(working.Rule.Ties);
        var names = Names(level);
        var turn = declared.Alternately ? given[level[0]] - steps.WholeQuotas(level[0]) : 0;
        var tie = new Tie(steps.Count + 1, names, Remaining) { Within = working.Within, By = declared.By, Turn = turn };
        if (LotFor(tie) is not { } lot) return tie;
        if ((Refusal = Misfit(lot, tie)) is not null) return tie;
        Used = lot;
        var order = TieRules.Order(lot, tie);
        var kind = turn > 0 ? StepKind.LotAlternate : SeatVocabulary.StepOf(declared.By);
        for (var i = 0; i < tie.Seats; i++) Give(kind, level[names.IndexOf(order[i])], order.Length > i + 1 ? level[names.IndexOf(order[i + 1])] : -1, ref steps);
        return null;
    }

    private void Give(StepKind kind, int unit, int next, ref StepWriter steps)
    {
        steps.Add(new Step(working, kind, unit, given[unit], NextOrdinal, 1, next, next < 0 ? 0 : given[next]));
        Give(unit, 1);
    }

    private readonly ImmutableArray<string> Names(List<int> units)
    {
        var names = ImmutableArray.CreateBuilder<string>(units.Count);
        foreach (var unit in units) names.Add(working.Units[unit].List);
        return names.MoveToImmutable();
    }

    private readonly Lot? LotFor(Tie tie)
    {
        foreach (var lot in lots)
            if (lot.Within == tie.Within) return lot;
        return null;
    }

    public static SeatRefusal? Misfit(Lot lot, Tie tie)
    {
        if (lot.Step != tie.Step) return new SeatRefusal("lot-wrong-step", tie.Within);
        if (lot.Lists.IsDefault || lot.Drawn.IsDefault || !SameLists(lot.Lists, tie.Lists)) return new SeatRefusal("lot-wrong-lists", tie.Within);
        var distinct = lot.Drawn.ToHashSet(StringComparer.Ordinal);
        // Where the order turns it must be known in full; the last list may be left out.
        var fits = lot.Drawn.Length >= (tie.Turn > 0 ? tie.Lists.Length - 1 : tie.Seats) && distinct.Count == lot.Drawn.Length && distinct.IsSubsetOf(tie.Lists);
        return fits ? null : new SeatRefusal("lot-wrong-drawn", tie.Within);
    }

    private static bool SameLists(ImmutableArray<string> a, ImmutableArray<string> b) =>
        a.Length == b.Length && a.ToHashSet(StringComparer.Ordinal).SetEquals(b);
}

/// <summary>A list among level ones: its votes in all and the seats that it holds.</summary>
internal readonly record struct LevelList(long Votes, int Seats);

/// <summary>A list that a criterion gave a seat, and the one that came after it by the same criterion; places in what was asked about.</summary>
internal readonly record struct BrokenTie(int Winner, int Next, TieCriterion By);

/// <summary>What the chain decided, and the lists and seats that it left open.</summary>
internal sealed record TieSplit(ImmutableArray<BrokenTie> Broken, ImmutableArray<int> Open, int Seats);

/// <summary>Breaks ties by the chain of a rule: the one place for whatever can tie.</summary>
internal static class TieRules
{
    /// <summary>Gives <paramref name="seats"/> seats among more level lists than that, as far as votes and seats decide.</summary>
    public static TieSplit Split(ImmutableArray<TieRule> chain, ReadOnlySpan<LevelList> level, int seats)
    {
        var lists = level.ToArray();
        var open = Enumerable.Range(0, lists.Length).ToList();
        var broken = ImmutableArray.CreateBuilder<BrokenTie>();
        foreach (var rule in chain.TakeWhile(rule => !rule.IsDeclared))
        {
            if (seats == 0) break;
            var rank = Ranked(open, place => KeyOf(rule.By, lists[place]));
            // Those level with the first that gets none go on to the next criterion.
            var edge = KeyOf(rule.By, lists[rank[seats]]);
            var sure = rank.TakeWhile(place => KeyOf(rule.By, lists[place]) > edge).Count();
            for (var i = 0; i < sure; i++) broken.Add(new BrokenTie(rank[i], rank[i + 1], rule.By));
            seats -= sure;
            open = seats == 0 ? [] : open.FindAll(place => KeyOf(rule.By, lists[place]) == edge);
        }

        return new TieSplit(broken.ToImmutable(), seats == 0 ? [] : [.. open], seats);
    }

    /// <summary>By what the rest is decided: the first declared link, or a lot where the chain has none.</summary>
    public static TieRule Declared(ImmutableArray<TieRule> chain) => chain.FirstOrDefault(rule => rule.IsDeclared) ?? new TieRule(TieCriterion.Lot);

    /// <summary>The lists in the order that a lot gives them now: as drawn, and turned by one for each earlier time that they were level.</summary>
    public static ImmutableArray<string> Order(Lot lot, Tie tie)
    {
        if (tie.Turn == 0) return lot.Drawn;
        ImmutableArray<string> whole = [.. lot.Drawn, .. tie.Lists.Except(lot.Drawn, StringComparer.Ordinal)];
        var turn = tie.Turn % whole.Length;
        return [.. whole[turn..], .. whole[..turn]];
    }

    private static List<int> Ranked(List<int> open, Func<int, long> key) => [.. open.OrderByDescending(key)];

    private static long KeyOf(TieCriterion by, LevelList list) => by switch
    {
        TieCriterion.MoreVotes => list.Votes,
        TieCriterion.FewerVotes => -list.Votes,
        TieCriterion.MoreSeats => list.Seats,
        TieCriterion.OlderCandidate or TieCriterion.Lot => 0,
    };
}
