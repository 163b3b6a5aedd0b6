using System.Collections.Immutable;
using Saksei.Election.Checklists.Expressions;

namespace Saksei.Election.Checklists;

/// <summary>In which order rows are evaluated: those first that others look at, else as they stand.</summary>
internal sealed class DependencyOrder
{
    private readonly ImmutableArray<CheckedRow> _rows;
    private readonly Dictionary<string, int> _byName;
    private readonly List<int> _order = [];
    private readonly List<int> _path = [];
    private readonly bool[] _done;
    private ImmutableArray<int> _circle = [];

    private DependencyOrder(ImmutableArray<CheckedRow> rows)
    {
        (_rows, _done) = (rows, new bool[rows.Length]);
        _byName = rows.Where(row => row.Row.Name.Length > 0 && !row.Row.Type.Closes()).ToDictionary(row => row.Row.Name, row => row.Index);
    }

    /// <summary>The order; or the rows of a circle, each of which looks at the next.</summary>
    internal static ImmutableArray<int> Of(ImmutableArray<CheckedRow> rows, out ImmutableArray<int> circle)
    {
        var order = new DependencyOrder(rows);
        foreach (var row in rows) order.Visit(row.Index);
        circle = order._circle;
        return [.. order._order];
    }

    private void Visit(int row)
    {
        if (_done[row] || _circle.Length > 0) return;
        if (_path.IndexOf(row) is >= 0 and var start)
        {
            _circle = [.. _path[start..]];
            return;
        }

        _path.Add(row);
        foreach (var other in LooksAt(_rows[row])) Visit(other);
        _path.RemoveAt(_path.Count - 1);
        if (_circle.Length > 0) return;
        _done[row] = true;
        _order.Add(row);
    }

    private IEnumerable<int> LooksAt(CheckedRow row)
    {
        if (row.Parent >= 0) yield return row.Parent;
        foreach (var expression in row.Looks)
            foreach (var name in ExpressionCheck.Names(expression)) yield return _byName[name];
    }
}
