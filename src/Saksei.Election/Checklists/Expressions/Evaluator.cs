using System.Collections.Immutable;
using System.Numerics;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>What an expression looks at beside itself.</summary>
internal interface IScope
{
    /// <summary>The value of the row that the expression is of.</summary>
    string Self { get; }

    /// <summary>The place, from 1, of the repeat that the row lies in.</summary>
    int Position { get; }

    /// <summary>The values of a row, in the order of the form.</summary>
    ImmutableArray<string> Values(string name);

    /// <summary>A cell of the choice that is looked at.</summary>
    string Cell(string column);
}

/// <summary>Ends an evaluation that grows too large; caught where the form's evaluation began and never seen outside.</summary>
#pragma warning disable CA1032, CA1064 // It says one thing only, and doesn't leave the evaluation.
internal sealed class EvaluationStop(string detail) : Exception
{
    internal string Detail => detail;
}
#pragma warning restore CA1032, CA1064

/// <summary>Evaluates expressions, exactly, within limits that all expressions of a form share.</summary>
internal sealed class Evaluator(string today)
{
    internal const int Steps = 1_000_000;
    internal const int TextLength = 10_000;
    internal const int Digits = 200;

    // So many units of text are worth a step. Numbers have at most some hundred, and cost none.
    private const int UnitsOfStep = 16;

    private static readonly BigInteger Largest = BigInteger.Pow(10, Digits);
    private long _steps;

    internal XPathValue Evaluate(Expression expression, IScope scope)
    {
        Charge(1);
        return expression switch
        {
            NumberLiteral number => XPathValue.Of(XPathNumber.Of(number.Value)),
            TextLiteral text => XPathValue.Of(text.Value),
            Reference named => Charged(XPathValue.Of(scope.Values(named.Name))),
            Self => XPathValue.Of([scope.Self]),
            ChoiceCell cell => XPathValue.Of([scope.Cell(cell.Name)]),
            Negation negation => XPathValue.Of(-Read(Evaluate(negation.Operand, scope)).Number),
            Operation operation => Operate(operation, scope),
            Call { Function: Function.If } choice => Evaluate(choice.Arguments[Evaluate(choice.Arguments[0], scope).Truth ? 1 : 2], scope) is var chosen && chosen.Kind == ValueKind.Set ? XPathValue.Of(chosen.Text) : chosen,
            Call { Function: Function.Position } => XPathValue.Of(XPathNumber.Of(scope.Position)),
            Call { Function: Function.Once } once => XPathValue.Of(scope.Self.Length > 0 ? scope.Self : Evaluate(once.Arguments[0], scope).Text),
            Call call => Checked(FunctionValues.Of(call.Function, [.. call.Arguments.Select(argument => Read(Evaluate(argument, scope)))], this)),
            _ => throw new ArgumentOutOfRangeException(nameof(expression)),
        };
    }

    /// <summary>The day that the evaluation is given as today's; nothing if none is.</summary>
    internal string Today => today;

    /// <summary>Counts work; what is too much ends the evaluation.</summary>
    internal void Charge(long steps)
    {
        _steps += steps;
        if (_steps > Steps) throw new EvaluationStop($"more than {Steps} steps");
    }

    /// <summary>Counts text that is made or gone through.</summary>
    internal void ChargeUnits(long units) => Charge(units / UnitsOfStep);

    // Whatever looks at texts goes through them: what it makes of them is no longer than they are.
    private XPathValue Read(XPathValue value)
    {
        ChargeUnits(value.Units);
        return value;
    }

    private XPathValue Operate(Operation operation, IScope scope)
    {
        var left = Evaluate(operation.Left, scope);
        if (operation.Operator is Operator.Or or Operator.And)
            return XPathValue.Of(left.Truth == (operation.Operator == Operator.Or) ? left.Truth : Evaluate(operation.Right, scope).Truth);
        var right = Evaluate(operation.Right, scope);
        if (operation.Operator.Level() >= Operator.Plus.Level()) return Checked(XPathValue.Of(Compute(operation.Operator, Read(left).Number, Read(right).Number)));
        ChargePairs(left, right);
        return XPathValue.Of(Compare(operation.Operator, left, right));
    }

    // Of two sets each value is held against each: a pair costs a step, and the shorter of its texts.
    private void ChargePairs(XPathValue left, XPathValue right)
    {
        if (left.Kind == ValueKind.Set && right.Kind == ValueKind.Set) Charge((long)left.Items.Length * right.Items.Length);
        ChargeUnits(left.Units + right.Units);
        if (left.Kind is ValueKind.Set or ValueKind.Text && right.Kind is ValueKind.Set or ValueKind.Text)
            foreach (var one in left.Items) ChargeUnits(right.Items.Sum(other => (long)Math.Min(one.Length, other.Length)));
    }

    private static bool Compare(Operator op, XPathValue left, XPathValue right) => op switch
    {
        Operator.Equal => XPathValue.AreEqual(left, right, true),
        Operator.Unequal => XPathValue.AreEqual(left, right, false),
        Operator.Less => XPathValue.AnyCompares(left, right, order => order < 0),
        Operator.LessOrEqual => XPathValue.AnyCompares(left, right, order => order <= 0),
        Operator.Greater => XPathValue.AnyCompares(left, right, order => order > 0),
        _ => XPathValue.AnyCompares(left, right, order => order >= 0),
    };

    private static XPathNumber Compute(Operator op, XPathNumber left, XPathNumber right) => op switch
    {
        Operator.Plus => left + right,
        Operator.Minus => left - right,
        Operator.Times => left * right,
        Operator.Div => left / right,
        _ => left % right,
    };

    private XPathValue Charged(XPathValue set)
    {
        Charge(set.Items.Length);
        return set;
    }

    private static XPathValue Checked(XPathValue value)
    {
        if (value.Kind == ValueKind.Number && IsTooLarge(value.Number)) throw new EvaluationStop($"a number of more than {Digits} digits");
        if (value.Kind == ValueKind.Text && value.Text.Length > TextLength) throw TextTooLong();
        return value;
    }

    internal static EvaluationStop TextTooLong() => new($"a text of more than {TextLength} characters");

    private static bool IsTooLarge(XPathNumber number) => BigInteger.Abs(number.Value.Numerator) > Largest || number.Value.Denominator > Largest;
}
