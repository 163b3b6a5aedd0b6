using Saksei.Election.Seats;

namespace Saksei.Cli.Seats;

/// <summary>Refuses rows without what the rule measures.</summary>
internal static class RowNeeds
{
    internal static void Check(SeatRule rule, ConstituencyRows rows)
    {
        var needs = RuleNeeds.Of(rule);
        if (needs.BlankVotes && rows.Blank is null) throw rows.PlaceOf(null).Problem("blank-votes-missing", rows.Name);
        if (needs.Kinds.IsEmpty) return;
        foreach (var list in rows.Lists) CheckKind(list.List, rows, needs);
    }

    private static void CheckKind(string list, ConstituencyRows rows, RuleNeeds needs)
    {
        var place = rows.PlaceOf(list);
        if (rows.KindOf(list) is not { } kind) throw place.NotOneOf("list-kind-missing", list, needs.Kinds);
        if (!needs.Kinds.Contains(kind)) throw place.NotOneOf("list-kind-unknown", kind, needs.Kinds);
    }
}
