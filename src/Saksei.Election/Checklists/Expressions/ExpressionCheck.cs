using System.Collections.Immutable;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>Where an expression stands, and so what may stand in it.</summary>
[Flags]
internal enum ExpressionUse
{
    None = 0,

    /// <summary>It says yes or no.</summary>
    Condition = 1,

    /// <summary>It may look at its own row's value.</summary>
    Self = 2,

    /// <summary>It may look at the cells of a choice.</summary>
    Choice = 4,
}

/// <summary>
/// Holds an expression against the checklist. What programs for XLSForms read differently is refused: a bare name as a condition, several
/// values where one is meant, an unanchored pattern.
/// </summary>
internal sealed class ExpressionCheck(Checklist checklist, IReadOnlyDictionary<string, CheckedRow> rows, CheckedRow at, ExpressionUse use)
{
    /// <summary>The names that an expression refers to.</summary>
    internal static IEnumerable<string> Names(Expression expression) =>
        expression is Reference named ? [named.Name] : Parts(expression).SelectMany(Names);

    internal static ImmutableArray<Expression> Parts(Expression expression) => expression switch
    {
        Negation negation => [negation.Operand],
        Operation operation => [operation.Left, operation.Right],
        Call call => call.Arguments,
        _ => [],
    };

    /// <summary>Checks a whole expression.</summary>
    /// <exception cref="ExpressionProblem">It can't stand here.</exception>
    internal void Check(Expression expression)
    {
        if (use.HasFlag(ExpressionUse.Condition)) RequireCondition(expression);
        Check(expression, use.HasFlag(ExpressionUse.Self));
    }

    private void Check(Expression expression, bool mayLookAtSelf)
    {
        if (expression is Reference named) CheckOne(named);
        if (expression is Self && !mayLookAtSelf) throw new ExpressionProblem("expression-misplaced", ".");
        if (expression is Around) throw new ExpressionProblem("expression-misplaced", "..");
        if (expression is ChoiceCell cell && !(use.HasFlag(ExpressionUse.Choice) && (cell.Name == ChecklistColumns.Name || checklist.ChoiceColumns.Contains(cell.Name))))
            throw new ExpressionProblem("expression-name-unknown", $"{cell.Name}: ${{{cell.Name}}} is a question");
        if (expression is Operation operation) CheckOperation(operation);
        if (expression is Call call && CheckCall(call)) return;
        foreach (var part in Parts(expression)) Check(part, mayLookAtSelf || expression is Call { Function: Function.Once });
    }

    // One value, of a question that lies in no repeat that this row isn't in.
    private void CheckOne(Reference named)
    {
        var row = Find(named);
        if (!row.Row.Type.HasValue()) throw new ExpressionProblem("expression-name-unknown", $"{named.Name} holds no value");
        if (row.Repeat >= 0 && !Surrounds(row.Repeat)) throw new ExpressionProblem("expression-many-values", $"{named.Name}: in count(), count-non-empty(), sum(), min() or max() only");
    }

    private CheckedRow Find(Reference named) => rows.GetValueOrDefault(named.Name) ?? throw new ExpressionProblem("expression-name-unknown", named.Name);

    private bool Surrounds(int repeat)
    {
        for (var around = at; around is not null; around = around.Repeat < 0 ? null : RowAt(around.Repeat))
            if (around.Repeat == repeat) return true;
        return false;
    }

    private CheckedRow RowAt(int index) => rows[checklist.Survey[index].Name];

    private void CheckOperation(Operation operation)
    {
        if (operation.Operator is Operator.And or Operator.Or)
        {
            RequireCondition(operation.Left);
            RequireCondition(operation.Right);
        }

        if (operation.Operator is Operator.Div or Operator.Mod && IsConstant(operation.Right) && IsZero(operation.Right)) throw new ExpressionProblem("expression-divides-by-zero", ExpressionText.Of(operation));
    }

    private static bool IsZero(Expression constant)
    {
        try
        {
            return new Evaluator("").Evaluate(constant, NoScope.Only).Number is { IsFinite: true, Sign: 0 };
        }
        catch (EvaluationStop stop)
        {
            throw new ExpressionProblem("expression-too-large", stop.Detail);
        }
    }

    // True where its arguments need no look of their own.
    private bool CheckCall(Call call)
    {
        if (call.Function is Function.Not or Function.Boolean or Function.If) RequireCondition(call.Arguments[0]);
        if (call.Function == Function.Regex) CheckPattern(call.Arguments[1]);
        if (call.Function == Function.Position) return CheckPosition(call.Arguments[0]);
        if (!Functions.Of(call.Function).TakesSet && call.Function is not (Function.Min or Function.Max)) return false;
        foreach (var argument in call.Arguments) CheckSet(call.Function, argument);
        return true;
    }

    private void CheckSet(Function function, Expression argument)
    {
        if (argument is Reference named && Find(named) is var row && (row.Row.Type.HasValue() || (function == Function.Count && row.Row.Type == QuestionType.BeginRepeat))) return;
        if (function is Function.Min or Function.Max && argument is not Reference) Check(argument, use.HasFlag(ExpressionUse.Self));
        else throw new ExpressionProblem("expression-arguments", $"{Functions.Words[function]}: ${{name}}");
    }

    private bool CheckPosition(Expression argument)
    {
        if (argument is not Around) throw new ExpressionProblem("expression-arguments", "position(..)");
        if (at.Parent < 0 || at.Parent != at.Repeat) throw new ExpressionProblem("expression-misplaced", "position(..): directly in a repeat");
        return true;
    }

    private static void CheckPattern(Expression pattern)
    {
        if (pattern is not TextLiteral text) throw new ExpressionProblem("expression-pattern-refused", "a text between quotes");
        Pattern.Parse(text.Value);
    }

    private static void RequireCondition(Expression expression)
    {
        if (expression is Reference or Self or ChoiceCell) throw new ExpressionProblem("expression-condition-unclear", $"{ExpressionText.Of(expression)}: {ExpressionText.Of(expression)} != ''");
        if (expression is Call { Function: Function.If } choice)
            foreach (var branch in choice.Arguments[1..]) RequireCondition(branch);
    }

    private static bool IsConstant(Expression expression) =>
        expression is not (Reference or Self or ChoiceCell or Around or Call { Function: Function.Today or Function.Once or Function.Position }) && Parts(expression).All(IsConstant);

    private sealed class NoScope : IScope
    {
        internal static NoScope Only { get; } = new();

        public string Self => "";

        public int Position => 0;

        public ImmutableArray<string> Values(string name) => [];

        public string Cell(string column) => "";
    }
}
