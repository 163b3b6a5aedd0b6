using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Reading;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>An expression of a checklist: the subset of XPath 1.0 that docs/spec/checklist.md lists.</summary>
internal abstract record Expression;

/// <summary>A number, zero or above.</summary>
internal sealed record NumberLiteral(Fraction Value) : Expression;

/// <summary>A text between quotes.</summary>
internal sealed record TextLiteral(string Value) : Expression;

/// <summary><c>${name}</c>: another row of the survey.</summary>
internal sealed record Reference(string Name) : Expression;

/// <summary><c>.</c>: the value of the row itself.</summary>
internal sealed record Self : Expression;

/// <summary><c>..</c>: the group or repeat around the row; stands in position() only.</summary>
internal sealed record Around : Expression;

/// <summary>A bare name: a column of the choice, in a choice filter.</summary>
internal sealed record ChoiceCell(string Name) : Expression;

/// <summary><c>-</c> before an operand.</summary>
internal sealed record Negation(Expression Operand) : Expression;

/// <summary>Two operands.</summary>
internal sealed record Operation(Operator Operator, Expression Left, Expression Right) : Expression;

/// <summary>A call of a function.</summary>
internal sealed record Call(Function Function, ImmutableArray<Expression> Arguments) : Expression;

/// <summary>What stands between two operands, loosest first.</summary>
internal enum Operator { Or, And, Equal, Unequal, Less, LessOrEqual, Greater, GreaterOrEqual, Plus, Minus, Times, Div, Mod }

/// <summary>The operators in XPath's words, and which bind tighter.</summary>
internal static class Operators
{
    internal static readonly Vocabulary<Operator> Words = new(
        (Operator.Or, "or"), (Operator.And, "and"), (Operator.Equal, "="), (Operator.Unequal, "!="), (Operator.Less, "<"), (Operator.LessOrEqual, "<="),
        (Operator.Greater, ">"), (Operator.GreaterOrEqual, ">="), (Operator.Plus, "+"), (Operator.Minus, "-"), (Operator.Times, "*"), (Operator.Div, "div"), (Operator.Mod, "mod"));

    /// <summary>How many levels there are; a sign binds tighter than all of them.</summary>
    internal const int Levels = 6;

    internal static int Level(this Operator op) => op switch
    {
        Operator.Or => 0,
        Operator.And => 1,
        Operator.Equal or Operator.Unequal => 2,
        Operator.Less or Operator.LessOrEqual or Operator.Greater or Operator.GreaterOrEqual => 3,
        Operator.Plus or Operator.Minus => 4,
        _ => 5,
    };
}
