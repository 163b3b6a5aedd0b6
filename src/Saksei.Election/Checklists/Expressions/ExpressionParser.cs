using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>Reads an expression. What XPath has and this subset doesn't is refused by name.</summary>
internal sealed class ExpressionParser
{
    private readonly ImmutableArray<Token> _tokens;
    private int _at;
    private int _depth;

    private ExpressionParser(ImmutableArray<Token> tokens) => _tokens = tokens;

    private Token Here => _tokens[_at];

    /// <summary>The expression that a text is.</summary>
    /// <exception cref="ExpressionProblem">It isn't one.</exception>
    internal static Expression Parse(string text)
    {
        var parser = new ExpressionParser(ExpressionTokens.Of(text));
        var read = parser.Level(0);
        return parser.Here.Kind == TokenKind.End ? read : throw Malformed(parser.Here);
    }

    private Expression Level(int level)
    {
        if (level == Operators.Levels) return Signed();
        var left = Level(level + 1);
        while (Here.Kind == TokenKind.Operator && Operators.Words.Find(Here.Text) is { } op && op.Level() == level)
        {
            _at++;
            left = new Operation(op, left, Level(level + 1));
        }

        return left;
    }

    // Depth is counted where a reader calls itself again: at signs, brackets and arguments.
    private Expression Signed()
    {
        if (++_depth > ChecklistLimits.ExpressionDepth) throw new ExpressionProblem("expression-too-large", $"at most {ChecklistLimits.ExpressionDepth} brackets deep");
        var read = Here is { Kind: TokenKind.Operator, Text: "-" } ? Negated() : Operand();
        _depth--;
        return read;
    }

    private Negation Negated()
    {
        _at++;
        return new Negation(Signed());
    }

    private Expression Operand()
    {
        var token = Here;
        _at++;
        return token.Kind switch
        {
            TokenKind.Number => new NumberLiteral(Number(token.Text)),
            TokenKind.Text => new TextLiteral(token.Text),
            TokenKind.Reference => new Reference(token.Text),
            TokenKind.Dot => new Self(),
            TokenKind.Dots => new Around(),
            TokenKind.Name => Here.Kind == TokenKind.Open ? Called(token) : new ChoiceCell(token.Text),
            TokenKind.Open => Bracketed(),
            _ => throw Malformed(token),
        };
    }

    private Expression Bracketed()
    {
        var inner = Level(0);
        Take(TokenKind.Close);
        return inner;
    }

    private Call Called(Token name)
    {
        if (Functions.Words.Find(name.Text) is not { } function)
            throw new ExpressionProblem("expression-function-unknown", $"{name.Text}: one of {string.Join(", ", Functions.Words.All)}");
        Take(TokenKind.Open);
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        while (Here.Kind != TokenKind.Close)
        {
            if (arguments.Count > 0) Take(TokenKind.Comma);
            arguments.Add(Level(0));
        }

        Take(TokenKind.Close);
        var signature = Functions.Of(function);
        if (arguments.Count < signature.Least || arguments.Count > signature.Most)
            throw new ExpressionProblem("expression-arguments", string.Create(CultureInfo.InvariantCulture, $"{name.Text}: {signature.Least} to {signature.Most}, not {arguments.Count}"));
        return new Call(function, arguments.DrainToImmutable());
    }

    private void Take(TokenKind kind)
    {
        if (Here.Kind != kind) throw Malformed(Here);
        _at++;
    }

    /// <summary>Digits with a point among them or none, exactly.</summary>
    internal static Fraction Number(string digits)
    {
        var point = digits.IndexOf('.');
        if (point < 0) return new Fraction(BigInteger.Parse(digits, CultureInfo.InvariantCulture));
        var whole = BigInteger.Parse("0" + digits.Remove(point, 1), CultureInfo.InvariantCulture);
        return new Fraction(whole, BigInteger.Pow(10, digits.Length - point - 1));
    }

    private static ExpressionProblem Malformed(Token token) =>
        new("expression-malformed", string.Create(CultureInfo.InvariantCulture, $"{(token.Kind == TokenKind.End ? "ends" : token.Text)} at character {token.Place}"));
}
