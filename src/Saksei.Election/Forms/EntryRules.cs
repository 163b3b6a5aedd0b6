using Saksei.Election.Acts;
using Saksei.Election.Definition;

namespace Saksei.Election.Forms;

/// <summary>The rules of every entry, in the order in which they are asked (docs/spec/act.md, shared values).</summary>
internal static class EntryRules
{
    internal static Outcome Check(SheetEntry entry, Contest contest, Station station)
    {
        if (entry.Stray.Length > 0) return Outcome.Void("field-not-on-form", entry.Stray);
        if (NotStanding(entry, contest, station) is { } list) return Outcome.Void("list-not-standing", list.Code);
        if (entry.Marks.Doubled(entry.Figures) is { } doubled) return Outcome.Void("figure-marked", contest.FigureName(doubled));
        foreach (var code in entry.Marks.Confirmed)
            if (!contest.Form.Checks.Any(check => check.Code == code))
                return Outcome.Void("check-unknown", code);
        var saysNothing = entry.Figures.Count == 0 && entry.Marks.HasNoFigure;
        if (entry.State == SheetState.Complete && saysNothing) return Outcome.Void("figures-missing", station.Code);
        return entry.State is SheetState.Blank or SheetState.WrongForm && !saysNothing ? Outcome.Void("figures-on-blank-sheet", station.Code) : Outcome.Applied;
    }

    // The last in the definition's order, so that every reader names the same.
    private static ElectoralList? NotStanding(SheetEntry entry, Contest contest, Station station)
    {
        var (fields, last) = (contest.Form.Fields.Length, -1);
        for (var i = entry.Figures.Count - 1; i >= 0 && entry.Figures.NumberAt(i) > last; i--)
            if (IsNotStanding(entry.Figures.NumberAt(i)))
                last = entry.Figures.NumberAt(i);
        foreach (var figure in entry.Marks.Marked)
            if (figure > last && IsNotStanding(figure))
                last = figure;
        return last < 0 ? null : contest.Lists[last - fields];

        bool IsNotStanding(int figure) => figure >= fields && !contest.Lists[figure - fields].StandsIn(contest.ConstituencyOf(station));
    }
}
