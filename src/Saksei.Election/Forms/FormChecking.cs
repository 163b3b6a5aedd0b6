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
    public static ImmutableArray<FormCheckOutcome> Of(FormLayout form, Figures figures) =>
        [.. form.Checks.Select(check => Of(form, figures, check))];

    /// <summary>Copies on which a check fails, by station and in the order of the register; a sheet that lacks a figure fails nothing.</summary>
    public static IEnumerable<FailingCopy> Failing(Contest contest, FormsAsOf forms, FormCheck check)
    {
        ArgumentNullException.ThrowIfNull(contest);
        ArgumentNullException.ThrowIfNull(forms);
        foreach (var station in contest.Stations)
            foreach (var copy in forms.CopiesOf(station))
                if (Of(contest.Form, copy.Figures, check) is { Holds: false, Left: { } left, Right: { } right }) yield return new FailingCopy(station, copy, left, right);
    }

    /// <summary>One check of the layout.</summary>
    internal static FormCheckOutcome Of(FormLayout form, Figures figures, FormCheck check) =>
        new(check, Sum(form, figures, check.Left), Sum(form, figures, check.Right));

    private static long? Sum(FormLayout form, Figures figures, ImmutableArray<int> side)
    {
        long sum = 0;
        foreach (var figure in side)
        {
            if (figure == FormLayout.VotesSide)
            {
                if (figures.Count == 0 || figures.NumberAt(figures.Count - 1) < form.Fields.Length) return null;
                sum += figures.Votes(form.Fields.Length);
            }
            else if (figures[figure] is { } value) sum += value;
            else return null;
        }

        return sum;
    }
}
