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

    /// <summary>Gives the remaining seats to the lists drawn, or returns the tie that a lot must decide.</summary>
    public Tie? Draw(List<int> level, ref StepWriter steps)
    {
        var names = Names(level);
        var tie = new Tie(steps.Count + 1, names, Remaining) { Within = working.Within };
        if (LotFor(tie) is not { } lot) return tie;
        if ((Refusal = Misfit(lot, tie)) is not null) return tie;
        Used = lot;
        for (var i = 0; i < tie.Seats; i++)
        {
            var unit = level[names.IndexOf(lot.Drawn[i])];
            var next = lot.Drawn.Length > i + 1 ? level[names.IndexOf(lot.Drawn[i + 1])] : -1;
            steps.Add(new Step(working, StepKind.Lot, unit, given[unit], NextOrdinal, 1, next, next < 0 ? 0 : given[next]));
            Give(unit, 1);
        }
        return null;
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
        var fits = lot.Drawn.Length >= tie.Seats && distinct.Count == lot.Drawn.Length && distinct.IsSubsetOf(tie.Lists);
        return fits ? null : new SeatRefusal("lot-wrong-drawn", tie.Within);
    }

    private static bool SameLists(ImmutableArray<string> a, ImmutableArray<string> b) =>
        a.Length == b.Length && a.ToHashSet(StringComparer.Ordinal).SetEquals(b);
}
