using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Election.Forms;

/// <summary>What a check of the form says of one sheet.</summary>
/// <param name="Check">The check.</param>
/// <param name="Left">The sum on the left; null where a figure that it needs isn't on the sheet.</param>
/// <param name="Right">The sum on the right; null likewise.</param>
public sealed record FormCheckOutcome(FormCheck Check, long? Left, long? Right)
{
    /// <summary>Whether it holds; null where it can't be computed.</summary>
    public bool? Holds => (Left, Right) is ({ } left, { } right) ? Check.AtMost ? left <= right : left == right : null;
}

/// <summary>A copy whose figures don't keep a check. Honest sheets often don't: docs/spec/form.md says how often.</summary>
/// <param name="Station">Its station.</param>
/// <param name="Copy">The copy.</param>
/// <param name="Left">The sum on the left of the check.</param>
/// <param name="Right">The sum on the right.</param>
public sealed record FailingCopy(Station Station, Copy Copy, long Left, long Right);

/// <summary>Evaluates a form's checks; they are shown and refuse nothing.</summary>
public static class FormChecking
{
    /// <summary>Every check of the layout, in its order.</summary>
    public static ImmutableArray<FormCheckOutcome> Of(FormLayout form, SheetEntry sheet) =>
        [.. form.Checks.Select(check => Of(form, sheet, check))];

    /// <summary>Copies on which a check fails, by station and in the order of the register; a sheet that lacks a figure fails nothing.</summary>
    public static IEnumerable<FailingCopy> Failing(Contest contest, FormsAsOf forms, FormCheck check)
    {
        ArgumentNullException.ThrowIfNull(contest);
        ArgumentNullException.ThrowIfNull(forms);
        foreach (var station in contest.Stations)
            foreach (var copy in forms.CopiesOf(station))
                if (Of(contest.Form, copy.Content, check) is { Holds: false, Left: { } left, Right: { } right }) yield return new FailingCopy(station, copy, left, right);
    }

    /// <summary>One check of the layout.</summary>
    internal static FormCheckOutcome Of(FormLayout form, SheetEntry sheet, FormCheck check) =>
        new(check, Sum(form, sheet, check.Left), Sum(form, sheet, check.Right));

    private static long? Sum(FormLayout form, SheetEntry sheet, ImmutableArray<int> side)
    {
        long sum = 0;
        foreach (var figure in side)
        {
            if ((figure == FormLayout.VotesSide ? Votes(sheet, form.Fields.Length) : sheet.Figures[figure]) is not { } value) return null;
            sum += value;
        }

        return sum;
    }

    // A list whose place is blank or can't be read has votes that nobody knows: what the others add up to is no sum of all.
    private static long? Votes(SheetEntry sheet, int firstList) =>
        sheet.Figures.CountFrom(firstList) == 0 || sheet.Marks.Marked.Any(figure => figure >= firstList) ? null : sheet.Figures.Votes(firstList);
}
