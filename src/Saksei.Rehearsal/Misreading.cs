using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Forms;
using Saksei.Election.Results;

namespace Saksei.Rehearsal;

/// <summary>
/// Plants errors: a second reading of a sheet that differs from the first in just the pattern asked for. What it draws is
/// named by the same code that will name it in the register, and drawn again until the names agree.
/// </summary>
internal sealed class Misreading(Sheets sheets, SeededRandom random)
{
    /// <summary>Another reading of a whole sheet.</summary>
    /// <param name="pattern">How it differs; another station's sheet isn't drawn here.</param>
    /// <param name="sheet">All figures of the sheet.</param>
    /// <param name="votesOnly">Whether only votes may differ.</param>
    internal Figures Of(Pattern pattern, Figures sheet, bool votesOnly = false)
    {
        while (true)
        {
            var values = Sheets.Values(sheet);
            Change(values, pattern, votesOnly ? sheets.FirstList : 0);
            var other = sheets.Whole(values);
            if (NameOf(sheet, other) == pattern) return other;
        }
    }

    private Pattern? NameOf(Figures sheet, Figures other)
    {
        var differing = sheet.Differing(other).ToImmutableArray();
        return differing.IsEmpty ? null : Patterns.Of([sheet, other], differing, sheets.FirstList, () => false);
    }

    private void Change(int[] values, Pattern pattern, int first)
    {
        switch (pattern)
        {
            case Pattern.AllZero: Array.Fill(values, 0, sheets.FirstList, values.Length - sheets.FirstList); break;
            case Pattern.ColumnsExchanged: Exchange(values); break;
            case Pattern.MovedBetweenLists: Move(values); break;
            case Pattern.Several: ChangeSeveral(values, first); break;
            case Pattern.Other: ChangeSome(values, first, value => value + random.Between(11, 97)); break;
            default: ChangeSome(values, first, value => Misread(value, pattern)); break;
        }
    }

    private void Exchange(int[] values)
    {
        var (one, two) = (random.Between(sheets.FirstList, values.Length - 1), random.Between(sheets.FirstList, values.Length - 1));
        (values[one], values[two]) = (values[two], values[one]);
    }

    private void Move(int[] values)
    {
        var (from, to) = (random.Between(sheets.FirstList, values.Length - 1), random.Between(sheets.FirstList, values.Length - 1));
        var moved = 10 * random.Between(1, 6);
        if (values[from] < moved) return;
        values[from] -= moved;
        values[to] += moved;
    }

    private void ChangeSeveral(int[] values, int first)
    {
        for (var count = random.Between(2, 4); count > 0; count--)
            ChangeSome(values, first, value => Misread(value, random.Chance(700) ? Pattern.OneDigit : Pattern.TransposedDigits));
    }

    private void ChangeSome(int[] values, int first, Func<int, int> change)
    {
        var figure = random.Between(first, values.Length - 1);
        values[figure] = change(values[figure]);
    }

    private int Misread(int value, Pattern pattern)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        var at = random.Below(digits.Length);
        var changed = pattern switch
        {
            Pattern.TransposedDigits when at > 0 => digits[..(at - 1)] + digits[at] + digits[at - 1] + digits[(at + 1)..],
            Pattern.OneDigit => digits[..at] + random.Below(10).ToString(CultureInfo.InvariantCulture) + digits[(at + 1)..],
            Pattern.DigitAddedOrDropped when digits.Length > 1 && random.Chance(600) => digits[..at] + digits[(at + 1)..],
            Pattern.DigitAddedOrDropped when value > 0 => digits[..at] + digits[at] + digits[at..],
            _ => digits,
        };
        return int.Parse(changed, CultureInfo.InvariantCulture);
    }
}
