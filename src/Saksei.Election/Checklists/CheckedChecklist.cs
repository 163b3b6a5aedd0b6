using System.Collections.Immutable;
using Saksei.Election.Checklists.Expressions;

namespace Saksei.Election.Checklists;

/// <summary>A checklist without a fault: its expressions are read, and what depends on what is known. Only of such a one are answers checked.</summary>
public sealed class CheckedChecklist
{
    internal CheckedChecklist(Checklist checklist, ImmutableArray<CheckedRow> rows, ImmutableArray<int> order)
    {
        (Checklist, Rows, Order) = (checklist, rows, order);
        ByName = rows.Where(row => row.Row.Name.Length > 0 && !row.Row.Type.Closes()).ToImmutableDictionary(row => row.Row.Name);
    }

    /// <summary>What it says.</summary>
    public Checklist Checklist { get; }

    /// <summary>Its questions that hold a value, in their order: those that an act or a table can have.</summary>
    public IEnumerable<ChecklistRow> Questions => Rows.Where(row => row.Row.Type.HasValue()).Select(row => row.Row);

    /// <summary>The names that an answer can be given to, repeats among them.</summary>
    public IEnumerable<string> Answerable => Rows.Where(row => row.Row.Type.HasValue() || row.Row.Type == QuestionType.BeginRepeat).Select(row => row.Row.Name);

    /// <summary>The repeats that a question lies in, from the outside.</summary>
    public ImmutableArray<string> RepeatsOf(string question)
    {
        List<string> names = [];
        for (var repeat = ByName[question].Repeat; repeat >= 0; repeat = Rows[repeat].Repeat) names.Insert(0, Rows[repeat].Row.Name);
        return [.. names];
    }

    /// <summary>An expression of a row, written anew.</summary>
    /// <param name="row">Of the survey, from 0.</param>
    /// <param name="column">The column that it stands in.</param>
    /// <param name="reference">How <c>${name}</c> is written.</param>
    /// <returns>Nothing where there is none.</returns>
    public string Expression(int row, string column, Func<string, string> reference) =>
        Rows[row].Of(column) is { } expression ? new ExpressionText(reference).Write(expression) : "";

    internal ImmutableArray<CheckedRow> Rows { get; }

    /// <summary>Rows, those first that others look at.</summary>
    internal ImmutableArray<int> Order { get; }

    internal ImmutableDictionary<string, CheckedRow> ByName { get; }
}

/// <summary>A row with its expressions and its place in the form.</summary>
/// <param name="Index">Of the survey, from 0.</param>
/// <param name="Row">What it says.</param>
/// <param name="Parent">The row that opens the group or repeat around it; −1 at the top.</param>
/// <param name="Repeat">The row that opens the innermost repeat around it; −1 outside.</param>
internal sealed record CheckedRow(int Index, ChecklistRow Row, int Parent, int Repeat)
{
    internal Expression? Relevant { get; init; }

    internal Expression? Constraint { get; init; }

    internal Expression? Calculation { get; init; }

    internal Expression? Required { get; init; }

    internal Expression? ChoiceFilter { get; init; }

    internal Expression? RepeatCount { get; init; }

    /// <summary>The expression of a column.</summary>
    internal Expression? Of(string column) => column switch
    {
        "relevant" => Relevant,
        "constraint" => Constraint,
        "calculation" => Calculation,
        "required" => Required,
        "choice_filter" => ChoiceFilter,
        "repeat_count" => RepeatCount,
        _ => null,
    };

    /// <summary>What its value and its relevance look at.</summary>
    internal IEnumerable<Expression> Looks => new[] { Relevant, Calculation }.OfType<Expression>();
}
