using Saksei.Election.Forms;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Sheets are looked for by their figures: who chooses them freely must not make them all alike.</summary>
public sealed class FiguresTests
{
    [Fact]
    public void Sheets_of_the_same_values_on_ever_other_figures_are_told_apart_by_their_hashes()
    {
        var shapes = new FigureShapes();
        var sheets = Enumerable.Range(0, 1 << 14).Where(bits => int.PopCount(bits) == 7)
            .Select(bits => shapes.Make([.. Enumerable.Range(0, 14).Where(figure => (bits >> figure & 1) != 0)], [1, 1, 1, 1, 1, 1, 1])).ToList();
        Assert.Equal(sheets.Count, sheets.Distinct().Count());
        Assert.InRange(sheets.Select(sheet => sheet.GetHashCode()).Distinct().Count(), sheets.Count - 10, sheets.Count);
        Assert.Equal(shapes.Make([1, 2], [3, 4]).GetHashCode(), new FigureShapes().Make([1, 2], [3, 4]).GetHashCode());
    }
}
