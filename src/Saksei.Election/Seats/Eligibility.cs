using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>Which lists take part: lists struck out and lists below the threshold don't.</summary>
internal static class Eligibility
{
    public static void MarkStruck(Working working)
    {
        working.Status ??= new ListStatus[working.Units.Length];
        for (var i = 0; i < working.Units.Length; i++)
            if (working.Units[i].Struck) working.Status[i] = ListStatus.Struck;
    }

    /// <summary>Marks the lists below the threshold, or says which figure is missing to measure it.</summary>
    public static SeatRefusal? MarkThreshold(Working working, AllocationInput input)
    {
        var threshold = working.Rule.Threshold.Given();
        var national = threshold.Level == ThresholdLevel.National;
        if (national && CheckNational(input) is { } refusal) return refusal;
        var cast = national ? input.National.Given().CastVotes : input.CastVotes;
        if (threshold.Of == ThresholdBase.Cast && cast is null) return new SeatRefusal("cast-votes-missing");
        var lists = national ? input.National.Given().Lists : input.Lists;
        var counts = national ? NationalCounts(working.Units, lists, working.Rule) : Counts(working.Units);
        if (counts is null) return new SeatRefusal("national-list-missing");
        var valid = ValidVotes(lists, working.Rule);
        Mark(working, threshold, counts, threshold.Of switch
        {
            ThresholdBase.Valid => new Fraction(valid),
            ThresholdBase.ValidWithBlank => new Fraction(valid + (national ? input.National.Given().BlankVotes : input.BlankVotes)),
            ThresholdBase.Cast => new Fraction(cast.Given() - DroppedVotes(lists, working.Rule)),
            ThresholdBase.Quota => new Fraction(valid, input.Seats),
        });
        return null;
    }

    private static SeatRefusal? CheckNational(AllocationInput input)
    {
        if (input.National is not { } national || national.Lists.IsDefaultOrEmpty) return new SeatRefusal("national-totals-missing");
        var facts = default(InputFacts);
        return InputCheck.CheckVotes(national.Lists, national.BlankVotes, ref facts, out var total)
            ?? (national.CastVotes < total ? new SeatRefusal("cast-below-votes") : null) ?? InputCheck.CheckNames(national.Lists, facts);
    }

    private static void Mark(Working working, Threshold threshold, long[] counts, Fraction of)
    {
        working.ThresholdVotes = of;
        working.ThresholdCounts = counts;

        // A majority's share is one to win by, and keeps nobody from taking part.
        if (working.Method.IsMajority) return;
        working.Status ??= new ListStatus[counts.Length];
        var cache = new Needed(threshold, of);
        for (var i = 0; i < counts.Length; i++)
            if (working.Status[i] == ListStatus.TookPart && counts[i] < cache.VotesFor(working.Units[i].Kind))
                working.Status[i] = ListStatus.BelowThreshold;
    }

    /// <summary>The least votes that reach the share of the rule, where it has one.</summary>
    public static long LeastVotes(Working working) =>
        working.Rule.Threshold is { } threshold ? Needed.Least(threshold.Share * working.ThresholdVotes, threshold.MoreThan) : 0;

    /// <summary>The least votes with which a list of a kind takes part; lists of one kind mostly stand together.</summary>
    private struct Needed(Threshold threshold, Fraction of)
    {
        private string? kind;
        private long votes;

        public long VotesFor(string wanted)
        {
            if (kind == wanted) return votes;
            kind = wanted;
            return votes = Least(threshold.For(wanted) * of, threshold.MoreThan);
        }

        internal static long Least(Fraction share, bool moreThan) =>
            share.Sign == 0 ? 0 : (long)BigInteger.Min(moreThan ? share.Floor() + 1 : share.Ceiling(), long.MaxValue);
    }

    private static long ValidVotes(ImmutableArray<ListVotes> lists, SeatRule rule)
    {
        long valid = 0;
        foreach (var list in lists)
            if (!list.Struck || rule.Struck is { Votes: StruckVotes.Kept }) valid += list.Votes;
        return valid;
    }

    /// <summary>What <see cref="StruckVotes.Dropped"/> takes from a base.</summary>
    private static long DroppedVotes(ImmutableArray<ListVotes> lists, SeatRule rule)
    {
        long dropped = 0;
        foreach (var list in lists)
            if (list.Struck && rule.Struck is not { Votes: StruckVotes.Kept }) dropped += list.Votes;
        return dropped;
    }

    private static long[] Counts(ImmutableArray<ListVotes> units)
    {
        var counts = new long[units.Length];
        for (var i = 0; i < counts.Length; i++) counts[i] = units[i].Votes;
        return counts;
    }

    /// <summary>
    /// Each unit's votes in the country, a joint list's from its members that aren't struck out; null where a unit isn't among them.
    /// </summary>
    private static long[]? NationalCounts(ImmutableArray<ListVotes> units, ImmutableArray<ListVotes> lists, SeatRule rule)
    {
        Dictionary<string, long> sums = new(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            if (list.Struck && rule.Struck is not { Votes: StruckVotes.Kept }) continue;
            sums[list.List] = list.Votes;
            if (list.Coalition is { } joint && !list.Struck) sums[joint] = sums.GetValueOrDefault(joint) + list.Votes;
        }
        var counts = new long[units.Length];
        for (var i = 0; i < counts.Length; i++)
            if (sums.TryGetValue(units[i].List, out var votes)) counts[i] = votes;
            else if (!units[i].Struck) return null;
        return counts;
    }
}
