using Saksei.Election.Reading;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>The functions that expressions may call.</summary>
internal enum Function
{
    Abs, Boolean, Ceiling, Coalesce, Concat, Contains, Count, CountNonEmpty, CountSelected, Date, EndsWith, False, Floor, If, Int, Max, Min,
    NormalizeSpace, Not, Number, Once, Position, Regex, Round, Selected, SelectedAt, StartsWith, String, StringLength, Substr, Substring,
    SubstringAfter, SubstringBefore, Sum, Today, Translate, True,
}

/// <summary>What a function gives and takes.</summary>
/// <param name="Gives">What it gives.</param>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most.</param>
internal sealed record Signature(ValueKind Gives, int Least, int Most)
{
    /// <summary>Whether its first argument is a set of values: a path, and nothing computed.</summary>
    internal bool TakesSet { get; init; }
}

/// <summary>The kinds of values of XPath 1.0; a reference is a set until it is used.</summary>
internal enum ValueKind { Set, Text, Number, Truth }

/// <summary>The functions by name, and XLSForm's that are refused.</summary>
internal static class Functions
{
    private const int Many = 50;

    internal static readonly Vocabulary<Function> Words = new(
        (Function.Abs, "abs"), (Function.Boolean, "boolean"), (Function.Ceiling, "ceiling"), (Function.Coalesce, "coalesce"), (Function.Concat, "concat"),
        (Function.Contains, "contains"), (Function.Count, "count"), (Function.CountNonEmpty, "count-non-empty"), (Function.CountSelected, "count-selected"),
        (Function.Date, "date"), (Function.EndsWith, "ends-with"), (Function.False, "false"), (Function.Floor, "floor"), (Function.If, "if"), (Function.Int, "int"),
        (Function.Max, "max"), (Function.Min, "min"), (Function.NormalizeSpace, "normalize-space"), (Function.Not, "not"), (Function.Number, "number"),
        (Function.Once, "once"), (Function.Position, "position"), (Function.Regex, "regex"), (Function.Round, "round"), (Function.Selected, "selected"),
        (Function.SelectedAt, "selected-at"), (Function.StartsWith, "starts-with"), (Function.String, "string"), (Function.StringLength, "string-length"),
        (Function.Substr, "substr"), (Function.Substring, "substring"), (Function.SubstringAfter, "substring-after"), (Function.SubstringBefore, "substring-before"),
        (Function.Sum, "sum"), (Function.Today, "today"), (Function.Translate, "translate"), (Function.True, "true"));

    internal static Signature Of(Function function) => function switch
    {
        Function.True or Function.False => new(ValueKind.Truth, 0, 0),
        Function.Boolean or Function.Not => new(ValueKind.Truth, 1, 1),
        Function.Contains or Function.StartsWith or Function.EndsWith or Function.Selected or Function.Regex => new(ValueKind.Truth, 2, 2),
        Function.Count or Function.CountNonEmpty or Function.Sum => new(ValueKind.Number, 1, 1) { TakesSet = true },
        Function.Max or Function.Min => new(ValueKind.Number, 1, Many),
        Function.Round => new(ValueKind.Number, 1, 2),
        Function.Abs or Function.Ceiling or Function.Floor or Function.Int or Function.Number or Function.Position or Function.StringLength or Function.CountSelected => new(ValueKind.Number, 1, 1),
        Function.Today => new(ValueKind.Text, 0, 0),
        Function.Once or Function.String or Function.NormalizeSpace or Function.Date => new(ValueKind.Text, 1, 1),
        Function.Substr or Function.Substring => new(ValueKind.Text, 2, 3),
        Function.If or Function.Translate => new(ValueKind.Text, 3, 3),
        Function.Concat => new(ValueKind.Text, 1, Many),
        _ => new(ValueKind.Text, 2, 2),
    };
}
