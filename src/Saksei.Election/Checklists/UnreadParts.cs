namespace Saksei.Election.Checklists;

/// <summary>
/// What of a checklist's tables couldn't be read. The rest is held against the rules all the same, so that one run says all that is wrong; but
/// for those rules that ask for what wasn't read: they would find faults that aren't there.
/// </summary>
internal sealed class UnreadParts
{
    private readonly HashSet<int> _rows = [];

    /// <summary>Whether a column of the survey wasn't read.</summary>
    internal bool HasColumns { get; set; }

    /// <summary>Whether a row that may begin or end a group wasn't read: where groups end isn't known then.</summary>
    internal bool HasGroups { get; private set; }

    /// <summary>Whether a row wasn't read.</summary>
    internal bool HasRows => _rows.Count > 0;

    internal bool Has(int row) => _rows.Contains(row);

    /// <summary>A row of an unknown type.</summary>
    internal void Add(int row, string[] type)
    {
        _rows.Add(row);
        HasGroups |= type is [var first, ..] && (first.StartsWith("begin", StringComparison.OrdinalIgnoreCase) || first.StartsWith("end", StringComparison.OrdinalIgnoreCase));
    }
}
