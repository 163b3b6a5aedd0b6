using System.Collections.Immutable;
using Saksei.Election.Counts;

namespace Saksei.Election.Seats;

/// <summary>What an input has besides lists and votes.</summary>
internal struct InputFacts
{
    public bool HasCoalitions;
    public bool HasStruck;
    public bool HasLimits;
}

/// <summary>Refuses what can't be allocated. Codes: docs/spec/seat-rule.md.</summary>
internal static class InputCheck
{
    public const int MostSeats = 1_000_000;
    private const int SmallTable = 128;
    private static readonly System.Numerics.BigInteger FinestShare = 1_000_000_000;

    public static SeatRefusal? Check(SeatRule rule, AllocationInput input, out InputFacts facts)
    {
        facts = default;
        if (input.Seats is <= 0 or > MostSeats) return new SeatRefusal(input.Seats <= 0 ? "seats-not-positive" : "seats-too-many");
        if (rule.Method.IsMajority && input.Seats > 1) return new SeatRefusal("majority-of-several");
        if (input.Lists.IsDefaultOrEmpty) return new SeatRefusal("no-lists");
        if (input.Lots.IsDefault) return new SeatRefusal("lot-wrong-lists");
        return CheckRule(rule) ?? CheckVotes(input.Lists, input.BlankVotes, ref facts, out var total)
            ?? CheckCast(input.CastVotes, total) ?? CheckNames(input.Lists, facts) ?? CheckUse(rule, facts);
    }

    /// <summary>A rule that was put together in code and not read is held to the same bounds.</summary>
    private static SeatRefusal? CheckRule(SeatRule rule)
    {
        if (rule.Levelling is not null || rule.Biproportional is not null) return new SeatRefusal("rule-needs-all-constituencies");
        if (rule.Threshold is not { } threshold) return null;
        return CheckShare(threshold.Share) ?? threshold.Kinds.Values.Select(CheckShare).FirstOrDefault(refusal => refusal is not null);
    }

    internal static SeatRefusal? CheckShare(Fraction share) =>
        share > Fraction.One ? new SeatRefusal("share-over-100-percent")
        : share.Sign < 0 ? new SeatRefusal("share-negative")
        : share.Denominator > FinestShare ? new SeatRefusal("share-too-fine") : null;

    internal static SeatRefusal? CheckVotes(ImmutableArray<ListVotes> lists, long blank, ref InputFacts facts, out long total)
    {
        total = blank;
        if (blank < 0) return new SeatRefusal("votes-negative", "blank");
        foreach (var list in lists)
        {
            if (list is null || string.IsNullOrEmpty(list.List)) return new SeatRefusal("list-unnamed");
            if (list.Votes < 0) return new SeatRefusal("votes-negative", list.List);
            if (list.Votes > long.MaxValue - total) return new SeatRefusal("votes-too-large", list.List);
            if (list.Candidates < 0) return new SeatRefusal("candidates-negative", list.List);
            total += list.Votes;
            facts.HasCoalitions |= list.Coalition is not null;
            facts.HasStruck |= list.Struck;
            facts.HasLimits |= list.Candidates is not null;
        }
        return null;
    }

    private static SeatRefusal? CheckCast(long? cast, long total) =>
        cast < 0 ? new SeatRefusal("votes-negative", "cast") : cast < total ? new SeatRefusal("cast-below-votes") : null;

    private static SeatRefusal? CheckUse(SeatRule rule, in InputFacts facts) =>
        facts.HasCoalitions && rule.Coalitions is null ? new SeatRefusal("coalitions-unstated")
        : facts.HasStruck && rule.Struck is null ? new SeatRefusal("struck-unstated") : null;

    internal static SeatRefusal? CheckNames(ImmutableArray<ListVotes> lists, in InputFacts facts)
    {
        if (lists.Length <= SmallTable / 2 && !facts.HasCoalitions) return Repeated(lists) is { } name ? new SeatRefusal("duplicate-list", name) : null;
        HashSet<string> names = new(lists.Length, StringComparer.Ordinal);
        foreach (var list in lists)
            if (!names.Add(list.List)) return new SeatRefusal("duplicate-list", list.List);
        foreach (var list in lists)
            if (list.Coalition is "") return new SeatRefusal("list-unnamed", list.List);
            else if (list.Coalition is { } coalition && names.Contains(coalition)) return new SeatRefusal("duplicate-list", coalition);
        return null;
    }

    // A hash set costs as much as the whole allocation; a table on the stack doesn't.
    private static string? Repeated(ImmutableArray<ListVotes> lists)
    {
        Span<byte> table = stackalloc byte[SmallTable];
        table.Clear();
        for (var i = 0; i < lists.Length; i++)
        {
            var name = lists[i].List;
            var slot = SlotOf(name);
            for (; table[slot] != 0; slot = (slot + 1) % SmallTable)
                if (lists[table[slot] - 1].List == name) return name;
            table[slot] = (byte)(i + 1);
        }
        return null;
    }

    private static int SlotOf(string name)
    {
        var mixed = unchecked((uint)name.Length + name[0] * 31u + name[name.Length >> 1] * 961u + name[^1] * 29791u);
        return (int)(unchecked(mixed * 2654435769u) >> 25);
    }
}

/// <summary>
/// What a rule measures beside votes. Input without it is taken for zero, or for a list by itself: who reads a table asks first whether
/// it was left out because there is none.
/// </summary>
/// <param name="BlankVotes">Whether blank votes count.</param>
/// <param name="Kinds">The kinds that a list may have, where its kind counts; empty where it doesn't.</param>
public sealed record RuleNeeds(bool BlankVotes, ImmutableArray<string> Kinds)
{
    // A joint list's kind, and that of a list by itself, have a meaning in every rule.
    private static readonly string[] AlwaysKnown = ["single", "coalition"];

    /// <summary>The needs of a rule.</summary>
    public static RuleNeeds Of(SeatRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var thresholds = new[] { rule.Threshold, rule.Levelling?.Threshold }.OfType<Threshold>().ToList();
        var kinds = thresholds.SelectMany(threshold => threshold.Kinds.Keys.Concat(threshold.Exempt)).Distinct(StringComparer.Ordinal).ToList();
        return new RuleNeeds(thresholds.Exists(threshold => threshold.Of == ThresholdBase.ValidWithBlank), kinds.Count == 0 ? [] : [.. kinds, .. AlwaysKnown]);
    }
}
