using Saksei.Election.Seats;

namespace Saksei.Cli.Seats;

/// <summary>
/// Refuses rows without what the rule measures. The library takes an absent figure for zero and an absent kind for a single list; of a
/// table nobody knows whether it was left out because there is none.
/// </summary>
internal static class RuleNeeds
{
    // A joint list's kind, and that of a list by itself, have a meaning in every rule.
    private static readonly string[] AlwaysKnown = ["single", "coalition"];

    internal static void Check(SeatRule rule, ConstituencyRows rows)
    {
        foreach (var threshold in new[] { rule.Threshold, rule.Levelling?.Threshold })
            if (threshold is not null) Check(threshold, rows);
    }

    private static void Check(Threshold threshold, ConstituencyRows rows)
    {
        if (threshold.Of == ThresholdBase.ValidWithBlank && rows.Blank is null) throw rows.PlaceOf(null).Problem("blank-votes-missing", rows.Name);
        string[] named = [.. threshold.Kinds.Keys, .. threshold.Exempt];
        if (named.Length == 0) return;
        foreach (var list in rows.Lists) CheckKind(list.List, rows, [.. named, .. AlwaysKnown]);
    }

    private static void CheckKind(string list, ConstituencyRows rows, string[] known)
    {
        var place = rows.PlaceOf(list);
        if (rows.KindOf(list) is not { } kind) throw place.NotOneOf("list-kind-missing", list, known);
        if (!known.Contains(kind, StringComparer.Ordinal)) throw place.NotOneOf("list-kind-unknown", kind, known);
    }
}
