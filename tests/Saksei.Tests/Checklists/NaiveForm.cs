using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Checklists;

namespace Saksei.Tests.Checklists;

/// <summary>An expression as the second evaluator has it: made as a tree, written as text for the first, never parsed.</summary>
internal abstract record NaiveExpression
{
    internal abstract string Text { get; }

    /// <summary>A double, a bool or a string, as JavaScript's evaluators have them.</summary>
    internal abstract object Value(Func<string, string> named, string self);

    internal sealed record Whole(int Digits) : NaiveExpression
    {
        internal override string Text => Digits.ToString(CultureInfo.InvariantCulture);

        internal override object Value(Func<string, string> named, string self) => (double)Digits;
    }

    internal sealed record Literal(string Quoted) : NaiveExpression
    {
        internal override string Text => $"'{Quoted}'";

        internal override object Value(Func<string, string> named, string self) => Quoted;
    }

    internal sealed record Named(string Name) : NaiveExpression
    {
        internal override string Text => $"${{{Name}}}";

        internal override object Value(Func<string, string> named, string self) => named(Name);
    }

    internal sealed record Self : NaiveExpression
    {
        internal override string Text => ".";

        internal override object Value(Func<string, string> named, string self) => self;
    }

    internal sealed record Binary(string Sign, NaiveExpression Left, NaiveExpression Right) : NaiveExpression
    {
        internal override string Text => $"({Left.Text} {Sign} {Right.Text})";

        internal override object Value(Func<string, string> named, string self)
        {
            var (a, b) = (Left.Value(named, self), Right.Value(named, self));
            return Sign switch
            {
                "and" => Truth(a) && Truth(b),
                "or" => Truth(a) || Truth(b),
                "=" => Same(a, b),
                "!=" => !Same(a, b),
                "<" => Number(a) < Number(b),
                "<=" => Number(a) <= Number(b),
                ">" => Number(a) > Number(b),
                ">=" => Number(a) >= Number(b),
                "+" => Number(a) + Number(b),
                "-" => Number(a) - Number(b),
                "*" => Number(a) * Number(b),
                "div" => Number(a) / Number(b),
                _ => Number(a) % Number(b),
            };
        }
    }

    internal sealed record Call(string Name, ImmutableArray<NaiveExpression> Parts) : NaiveExpression
    {
        internal override string Text => $"{Name}({string.Join(", ", Parts.Select(part => part.Text))})";

        internal override object Value(Func<string, string> named, string self)
        {
            var given = Parts.Select(part => part.Value(named, self)).ToArray();
            return Name switch
            {
                "not" => !Truth(given[0]),
                "selected" => Said(given[0]).Split(' ').Contains(Said(given[1])),
                "contains" => Said(given[0]).Contains(Said(given[1]), StringComparison.Ordinal),
                "count-selected" => (double)Said(given[0]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
                "string-length" => (double)Said(given[0]).Length,
                "int" => Math.Truncate(Number(given[0])),
                "round" => Math.Round(Number(given[0]), MidpointRounding.AwayFromZero),
                "number" => Number(given[0]),
                "if" => Truth(given[0]) ? given[1] : given[2],
                "coalesce" => Said(given[0]).Length > 0 ? Said(given[0]) : Said(given[1]),
                "concat" => Said(given[0]) + Said(given[1]),
                _ => throw new InvalidOperationException(Name),
            };
        }
    }

    internal static bool Truth(object value) => value switch { bool truth => truth, double number => number != 0 && !double.IsNaN(number), _ => ((string)value).Length > 0 };

    internal static double Number(object value) => value switch
    {
        double number => number,
        bool truth => truth ? 1 : 0,
        _ => double.TryParse((string)value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
    };

    internal static string Said(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        double number => double.IsNaN(number) ? "NaN" : number == 0 ? "0" : number.ToString("0.###############", CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static bool Same(object a, object b) =>
        a is bool || b is bool ? Truth(a) == Truth(b) : a is double || b is double ? Number(a) == Number(b) : (string)a == (string)b;
}

/// <summary>A question as the second evaluator has it: with everything around it that must be relevant.</summary>
internal sealed record NaiveQuestion(string Name, QuestionType Type, ImmutableArray<NaiveExpression> Relevant, NaiveExpression? Constraint, NaiveExpression? Calculation, bool Required);

/// <summary>Evaluates by asking each question anew whatever it looks at, without order, memory or exact numbers.</summary>
internal sealed class NaiveForm(ImmutableArray<NaiveQuestion> questions, Func<string, string> answers)
{
    internal bool IsRelevant(NaiveQuestion question) => question.Relevant.All(condition => NaiveExpression.Truth(condition.Value(Value, "")));

    internal string Value(string name)
    {
        var question = questions.Single(known => known.Name == name);
        if (!IsRelevant(question)) return "";
        if (question.Calculation is not { } calculation) return answers(name);
        var computed = calculation.Value(Value, "");
        return computed is double.NaN ? "" : NaiveExpression.Said(computed);
    }

    /// <summary>The names of refused answers, with their codes.</summary>
    internal IEnumerable<string> Refused()
    {
        foreach (var question in questions.Where(IsRelevant))
        {
            var value = Value(question.Name);
            if (question.Type == QuestionType.Calculate) continue;
            if (value.Length == 0)
            {
                if (question.Required) yield return question.Name + " answer-required";
                continue;
            }

            if (question.Type is QuestionType.SelectOne && !RandomChecklists.Letters.Contains(value)) yield return question.Name + " answer-not-a-choice";
            else if (question.Constraint is { } constraint && !NaiveExpression.Truth(constraint.Value(Value, value))) yield return question.Name + " answer-constraint";
        }
    }
}
