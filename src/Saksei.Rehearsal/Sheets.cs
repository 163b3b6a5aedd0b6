using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Rehearsal;

/// <summary>Makes the figures of sheets. Not for several threads at once.</summary>
internal sealed class Sheets
{
    private readonly FigureShapes _shapes = new();
    private readonly int[] _all;
    private readonly int[] _fields;

    internal Sheets(ElectionDefinition definition)
    {
        FirstList = definition.Contests[0].Form.Fields.Length;
        _all = [.. Enumerable.Range(0, definition.Contests[0].FigureCount)];
        _fields = [.. definition.Contests[0].Form.Fields.Select(field => (int)field.Meaning)];
    }

    /// <summary>The number of the first list's votes among the figures.</summary>
    internal int FirstList { get; }

    /// <summary>The whole sheet of a station.</summary>
    internal Figures Whole(StationFigures station)
    {
        var fields = _fields.Select(meaning => (FieldMeaning)meaning switch
        {
            FieldMeaning.Registered => station.Registered,
            FieldMeaning.Received => station.Received,
            FieldMeaning.Cast => station.Cast,
            FieldMeaning.Spoilt => station.Spoilt,
            FieldMeaning.Unused => station.Unused,
            FieldMeaning.Invalid => station.Invalid,
            _ => station.Valid,
        });
        return Whole([.. fields, .. station.Votes]);
    }

    /// <summary>A whole sheet from all its values.</summary>
    internal Figures Whole(int[] values) => _shapes.Make(_all, values);

    /// <summary>The values of a whole sheet, to be changed.</summary>
    internal static int[] Values(Figures figures) => [.. Enumerable.Range(0, figures.Count).Select(figures.ValueAt)];

    /// <summary>Only some figures of a sheet, by their numbers, ascending.</summary>
    internal Figures Only(Figures figures, IEnumerable<int> numbers)
    {
        int[] kept = [.. numbers];
        return _shapes.Make(kept, [.. kept.Select(number => figures[number] ?? 0)]);
    }

    /// <summary>Only the votes: what a tally holds.</summary>
    internal Figures Votes(Figures figures) => Only(figures, _all.Skip(FirstList));
}
