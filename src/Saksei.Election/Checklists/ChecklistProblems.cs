using System.Collections.Immutable;

namespace Saksei.Election.Checklists;

/// <summary>Gathers what is wrong, up to a limit: of a broken file the first hundred say enough.</summary>
internal sealed class ChecklistProblems
{
    private readonly List<ChecklistProblem> _found = [];

    internal bool None => _found.Count == 0;

    internal ImmutableArray<ChecklistProblem> All => [.. _found];

    internal void Fail(string code, string sheet, int row, int column, string detail = "")
    {
        if (_found.Count < ChecklistLimits.Problems) _found.Add(new ChecklistProblem(code, sheet, row, column, detail));
    }
}
