namespace Saksei.Election.Checklists.Expressions;

/// <summary>Writes an expression, with brackets only where they are needed, and references as the caller has them.</summary>
internal sealed class ExpressionText(Func<string, string> reference)
{
    /// <summary>As XLSForm writes it: read again it is the same.</summary>
    internal static string Of(Expression expression) => new ExpressionText(name => $"${{{name}}}").Write(expression, 0);

    internal string Write(Expression expression) => Write(expression, 0);

    private string Write(Expression expression, int level) => expression switch
    {
        NumberLiteral number => DecimalText.Exact(number.Value),
        TextLiteral text => text.Value.Contains('\'', StringComparison.Ordinal) ? $"\"{text.Value}\"" : $"'{text.Value}'",
        Reference named => reference(named.Name),
        ChoiceCell cell => cell.Name,
        Self => ".",
        Around => "..",
        Negation negation => $"-{Write(negation.Operand, Operators.Levels)}",
        Operation operation => Bracket(operation, level),
        Call call => $"{Functions.Words[call.Function]}({string.Join(", ", call.Arguments.Select(argument => Write(argument, 0)))})",
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private string Bracket(Operation operation, int level)
    {
        var own = operation.Operator.Level();
        var text = $"{Write(operation.Left, own)} {Operators.Words[operation.Operator]} {Write(operation.Right, own + 1)}";
        return own < level ? $"({text})" : text;
    }
}
