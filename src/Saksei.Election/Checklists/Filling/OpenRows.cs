using Saksei.Election.Checklists.Expressions;

namespace Saksei.Election.Checklists.Filling;

/// <summary>Rows that can't be settled, since they hang on a question whose answer isn't known, or on a day that nobody gave.</summary>
internal sealed class OpenRows
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<int> _rows = [];
    private readonly bool _isDayOpen;

    internal OpenRows(CheckedChecklist checklist, IReadOnlySet<string> unknown)
    {
        _isDayOpen = true;
        foreach (var row in checklist.Order.Select(index => checklist.Rows[index]))
            if ((row.Calculation is null && unknown.Contains(row.Row.Name)) || _rows.Contains(row.Parent) || row.Looks.Any(Hangs)) Add(row);
    }

    private OpenRows()
    {
    }

    /// <summary>Everything is known: what has no answer wasn't answered.</summary>
    internal static OpenRows None { get; } = new();

    internal bool Has(int row) => _rows.Contains(row);

    /// <summary>Whether an expression looks at an open row, or at the day.</summary>
    internal bool Hangs(Expression expression) =>
        (_isDayOpen && expression is Call { Function: Function.Today }) || (expression is Reference named && _names.Contains(named.Name)) || ExpressionCheck.Parts(expression).Any(Hangs);

    private void Add(CheckedRow row)
    {
        _rows.Add(row.Index);
        if (row.Row.Name.Length > 0) _names.Add(row.Row.Name);
    }
}
