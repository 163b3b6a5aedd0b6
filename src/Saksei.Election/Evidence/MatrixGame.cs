using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Evidence;

/// <summary>
/// A zero-sum game solved exactly: weights over rows under which the best column is worth least. A simplex over fractions with
/// Bland's rule, which can't cycle; the payoffs are shifted above zero, so that the slack basis is where it may start.
/// </summary>
internal sealed class MatrixGame
{
    private readonly Fraction[,] _table;
    private readonly int[] _basis;
    private readonly int _rows, _width;
    private readonly BigInteger _shift;

    private MatrixGame(IReadOnlyList<BigInteger[]> columns)
    {
        (_rows, _width) = (columns[0].Length, columns[0].Length + columns.Count);
        _shift = 1 - columns.Min(column => column.Min());
        _table = new Fraction[columns.Count + 1, _width + 1];
        _basis = [.. Enumerable.Range(_rows, columns.Count)];
        for (var column = 0; column < columns.Count; column++)
        {
            for (var row = 0; row < _rows; row++) _table[column, row] = new Fraction(columns[column][row] + _shift);
            _table[column, _rows + column] = Fraction.One;
            _table[column, _width] = Fraction.One;
        }

        for (var row = 0; row < _rows; row++) _table[columns.Count, row] = new Fraction(-1);
    }

    /// <summary>The weights, which add up to one, and what the best of the columns is worth under them.</summary>
    internal static (Fraction[] Weights, Fraction Value) Solve(IReadOnlyList<BigInteger[]> columns)
    {
        var game = new MatrixGame(columns);
        while (game.Entering() is >= 0 and var entering) game.Pivot(game.Leaving(entering), entering);
        return game.Solution();
    }

    private int Entering()
    {
        for (var place = 0; place < _width; place++)
            if (_table[_basis.Length, place].Sign < 0) return place;
        return -1;
    }

    private int Leaving(int entering)
    {
        var leaving = -1;
        var least = Fraction.Zero;
        for (var line = 0; line < _basis.Length; line++)
        {
            if (_table[line, entering].Sign <= 0) continue;
            var ratio = _table[line, _width] / _table[line, entering];
            if (leaving >= 0 && (ratio > least || (ratio == least && _basis[line] > _basis[leaving]))) continue;
            (leaving, least) = (line, ratio);
        }

        return leaving >= 0 ? leaving : throw new InvalidOperationException("payoffs above zero bound the weights");
    }

    private void Pivot(int leaving, int entering)
    {
        var pivot = _table[leaving, entering];
        for (var place = 0; place <= _width; place++) _table[leaving, place] /= pivot;
        for (var line = 0; line <= _basis.Length; line++)
        {
            if (line == leaving || _table[line, entering].Sign == 0) continue;
            var factor = _table[line, entering];
            for (var place = 0; place <= _width; place++)
                if (_table[leaving, place].Sign != 0) _table[line, place] -= factor * _table[leaving, place];
        }

        _basis[leaving] = entering;
    }

    private (Fraction[] Weights, Fraction Value) Solution()
    {
        var weights = new Fraction[_rows];
        var total = _table[_basis.Length, _width];
        for (var line = 0; line < _basis.Length; line++)
            if (_basis[line] < _rows) weights[_basis[line]] = _table[line, _width] / total;
        return (weights, Fraction.One / total - new Fraction(_shift));
    }
}
