using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Election.Forms;

/// <summary>What the sheet has in the place of a figure.</summary>
public enum FigureMark { None, Blank, Illegible }

/// <summary>
/// What a sheet says without figures: places where nothing is written, places that can't be read, and sums that don't hold on the paper
/// itself. A figure that is neither typed nor marked wasn't looked at.
/// </summary>
/// <param name="Blank">Figures with nothing in their place, ascending.</param>
/// <param name="Illegible">Figures that can't be read, ascending.</param>
/// <param name="Confirmed">Codes of checks that fail on the paper, as the person who typed it says.</param>
public sealed record SheetMarks(ImmutableArray<int> Blank, ImmutableArray<int> Illegible, ImmutableArray<string> Confirmed)
{
    /// <summary>None of them.</summary>
    public static SheetMarks None { get; } = new([], [], []);

    /// <summary>Whether it marks no figure.</summary>
    internal bool HasNoFigure => Blank.IsEmpty && Illegible.IsEmpty;

    /// <summary>Every figure that is marked, each as often as it is.</summary>
    internal IEnumerable<int> Marked => Blank.Concat(Illegible);

    /// <summary>What stands in the place of a figure.</summary>
    public FigureMark Of(int figure) =>
        Blank.BinarySearch(figure) >= 0 ? FigureMark.Blank : Illegible.BinarySearch(figure) >= 0 ? FigureMark.Illegible : FigureMark.None;

    /// <summary>Whether the person who typed it says of a check that fails: the paper has it so.</summary>
    public bool Confirms(FormCheck check) => Confirmed.Contains(check.Code, StringComparer.Ordinal);

    /// <summary>The first figure, by its number, that is marked twice or has a value too; null where none is.</summary>
    internal int? Doubled(Figures figures)
    {
        if (HasNoFigure) return null;
        var marked = Marked.Order().ToList();
        var twice = Enumerable.Range(1, marked.Count - 1).Where(i => marked[i] == marked[i - 1]).Select(i => marked[i]);
        return twice.Concat(marked.Where(figure => figures.TryGet(figure, out _))).Order().Select(figure => (int?)figure).FirstOrDefault();
    }

    /// <summary>Figures that one marks and the other doesn't, or marks otherwise.</summary>
    internal IEnumerable<int> Differing(SheetMarks other) => Marked.Concat(other.Marked).Where(figure => Of(figure) != other.Of(figure));

    /// <summary>These marks without those of some figures.</summary>
    internal SheetMarks Without(ImmutableArray<int> figures) => this with { Blank = Blank.RemoveRange(figures), Illegible = Illegible.RemoveRange(figures) };

    /// <summary>These marks, and what another confirms beside them.</summary>
    internal SheetMarks Confirming(SheetMarks other) => this with { Confirmed = [.. Confirmed.Union(other.Confirmed, StringComparer.Ordinal)] };

    /// <summary>These marks and those of another.</summary>
    internal SheetMarks With(SheetMarks other) =>
        Confirming(other) with { Blank = [.. Blank.Union(other.Blank).Order()], Illegible = [.. Illegible.Union(other.Illegible).Order()] };
}
