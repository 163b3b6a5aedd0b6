using System.Diagnostics.CodeAnalysis;

namespace Saksei.Election.Forms;

/// <summary>
/// Which figures a sheet holds, by their numbers in the definition, ascending. Sheets of one constituency mostly hold
/// the same, so shapes are shared.
/// </summary>
public sealed class FigureShape
{
    private readonly int _hash;

    internal FigureShape(int[] figures)
    {
        var hash = new HashCode();
        foreach (var figure in figures) hash.Add(figure);
        (Figures, _hash) = (figures, hash.ToHashCode());
    }

    internal int[] Figures { get; }

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    internal int Find(int figure) => Array.BinarySearch(Figures, figure);
}

/// <summary>
/// The figures of one sheet. A figure that isn't there is not a zero: it is not there.
/// </summary>
public sealed class Figures : IEquatable<Figures>
{
    private readonly FigureShape _shape;
    private readonly int[] _values;

    internal Figures(FigureShape shape, int[] values) => (_shape, _values) = (shape, values);

    /// <summary>No figure at all.</summary>
    public static Figures None { get; } = new(new FigureShape([]), []);

    /// <summary>How many figures there are.</summary>
    public int Count => _values.Length;

    /// <summary>The number of the figure at a place, ascending.</summary>
    public int NumberAt(int place) => _shape.Figures[place];

    /// <summary>The value of the figure at a place.</summary>
    public int ValueAt(int place) => _values[place];

    /// <summary>The value of a figure by its number; false if it isn't there.</summary>
    public bool TryGet(int figure, out int value)
    {
        var at = _shape.Find(figure);
        value = at >= 0 ? _values[at] : 0;
        return at >= 0;
    }

    /// <summary>The value of a figure, or null if it isn't there.</summary>
    public int? this[int figure] => TryGet(figure, out var value) ? value : null;

    /// <summary>Adds up the votes of all lists; figures from <paramref name="firstList"/> on are lists.</summary>
    public long Votes(int firstList)
    {
        long sum = 0;
        for (var i = _values.Length - 1; i >= 0 && _shape.Figures[i] >= firstList; i--) sum += _values[i];
        return sum;
    }

    /// <summary>How many figures there are from a number on.</summary>
    internal int CountFrom(int figure)
    {
        var place = _values.Length;
        while (place > 0 && _shape.Figures[place - 1] >= figure) place--;
        return _values.Length - place;
    }

    /// <summary>How many figures from a number on both hold.</summary>
    internal int CountCommon(Figures other, int figure)
    {
        var common = 0;
        for (var i = _values.Length - 1; i >= 0 && _shape.Figures[i] >= figure; i--)
            if (other.TryGet(_shape.Figures[i], out _)) common++;
        return common;
    }

    /// <summary>Whether both say the same wherever both speak.</summary>
    internal bool Agrees(Figures other)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            var matched = ReferenceEquals(_shape, other._shape) ? i : other._shape.Find(_shape.Figures[i]);
            if (matched >= 0 && other._values[matched] != _values[i]) return false;
        }

        return true;
    }

    /// <summary>The numbers of the figures that both hold and that differ, ascending.</summary>
    public List<int> Differing(Figures other)
    {
        var differing = new List<int>();
        for (var i = 0; i < _values.Length; i++)
        {
            var matched = ReferenceEquals(_shape, other._shape) ? i : other._shape.Find(_shape.Figures[i]);
            if (matched >= 0 && other._values[matched] != _values[i]) differing.Add(_shape.Figures[i]);
        }

        return differing;
    }

    /// <summary>These figures, with those of <paramref name="other"/> over them.</summary>
    internal Figures With(Figures other, FigureShapes shapes)
    {
        var merged = new SortedDictionary<int, int>();
        for (var i = 0; i < Count; i++) merged[NumberAt(i)] = ValueAt(i);
        for (var i = 0; i < other.Count; i++) merged[other.NumberAt(i)] = other.ValueAt(i);
        return shapes.Make([.. merged.Keys], [.. merged.Values]);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] Figures? other) =>
        other is not null && _values.AsSpan().SequenceEqual(other._values)
        && (ReferenceEquals(_shape, other._shape) || _shape.Figures.AsSpan().SequenceEqual(other._shape.Figures));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Figures);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Which figures they are, too: sheets of the same values on ever other figures would all be alike.
        var hash = new HashCode();
        hash.Add(_shape.GetHashCode());
        foreach (var value in _values) hash.Add(value);
        return hash.ToHashCode();
    }
}

/// <summary>
/// Shares shapes between sheets: a saving that no answer rests on. Acts are read before their signatures are checked, so a sender
/// of sheets of ever other shapes must neither fill the memory nor make the search long. Not for several threads at once.
/// </summary>
public sealed class FigureShapes
{
    private const int MostKept = 10_000, MostAlike = 16;
    private readonly Dictionary<int, List<FigureShape>> _shapes = [];

    /// <summary>How many shapes are kept.</summary>
    internal int Kept { get; private set; }

    /// <summary>Makes figures from numbers, ascending and each once, and their values.</summary>
    public Figures Make(ReadOnlySpan<int> figures, int[] values) => new(Share(figures), values);

    private FigureShape Share(ReadOnlySpan<int> figures)
    {
        var key = figures.Length == 0 ? 0 : unchecked(figures.Length * 31 + figures[0] * 17 + figures[^1]);
        if (!_shapes.TryGetValue(key, out var candidates)) candidates = [];
        foreach (var candidate in candidates)
            if (figures.SequenceEqual(candidate.Figures))
                return candidate;
        var shape = new FigureShape(figures.ToArray());
        if (Kept < MostKept && candidates.Count < MostAlike)
        {
            _shapes[key] = candidates;
            candidates.Add(shape);
            Kept++;
        }

        return shape;
    }
}
