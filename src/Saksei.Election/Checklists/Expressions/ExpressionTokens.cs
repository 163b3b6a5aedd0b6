using System.Collections.Immutable;
using System.Globalization;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>What a token is.</summary>
internal enum TokenKind { Number, Text, Reference, Name, Operator, Open, Close, Comma, Dot, Dots, End }

/// <summary>A token, with its place in the expression, from 1.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Place);

/// <summary>Takes an expression apart by XPath's rule: behind an operand, a star or a word is an operator, else a name.</summary>
internal sealed class ExpressionTokens(string text)
{
    private readonly ImmutableArray<Token>.Builder _tokens = ImmutableArray.CreateBuilder<Token>();
    private int _at;

    internal static ImmutableArray<Token> Of(string text) => new ExpressionTokens(text).All();

    private ImmutableArray<Token> All()
    {
        for (SkipSpace(); _at < text.Length; SkipSpace())
        {
            if (_tokens.Count == ChecklistLimits.ExpressionTokens) throw new ExpressionProblem("expression-too-large", $"at most {ChecklistLimits.ExpressionTokens} words and signs");
            Next();
        }

        _tokens.Add(new Token(TokenKind.End, "", text.Length + 1));
        return _tokens.DrainToImmutable();
    }

    private bool IsBehindOperand => _tokens.Count > 0 && _tokens[^1].Kind is TokenKind.Number or TokenKind.Text or TokenKind.Reference or TokenKind.Name or TokenKind.Close or TokenKind.Dot or TokenKind.Dots;

    private void Next()
    {
        var c = text[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && IsDigitAt(_at + 1))) Add(TokenKind.Number, NumberLength());
        else if (c is '"' or '\'') Quoted(c);
        else if (c == '$') Referred();
        else if (char.IsAsciiLetter(c) || c == '_') Word();
        else Sign(c);
    }

    private void Sign(char c)
    {
        var pair = _at + 1 < text.Length ? text.Substring(_at, 2) : "";
        if (c == '(') Add(TokenKind.Open, 1);
        else if (c == ')') Add(TokenKind.Close, 1);
        else if (c == ',') Add(TokenKind.Comma, 1);
        else if (pair is "!=" or "<=" or ">=") Add(TokenKind.Operator, 2);
        else if (c is '=' or '<' or '>' or '+' or '-' || (c == '*' && IsBehindOperand)) Add(TokenKind.Operator, 1);
        else if (pair == "..") Add(TokenKind.Dots, 2);
        else if (c == '.') Add(TokenKind.Dot, 1);
        else if (c is '/' or '@' or '[' or '|' or '*') throw new ExpressionProblem("expression-path-refused", At(c.ToString(CultureInfo.InvariantCulture), _at));
        else throw new ExpressionProblem("expression-malformed", At(c.ToString(CultureInfo.InvariantCulture), _at));
    }

    private void Word()
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.')) end++;
        var word = text[_at..end];
        if (IsBehindOperand && word is not ("and" or "or" or "div" or "mod")) throw new ExpressionProblem("expression-malformed", At(word, _at));
        Add(IsBehindOperand ? TokenKind.Operator : TokenKind.Name, word.Length);
    }

    private void Referred()
    {
        var end = text.IndexOf('}', _at);
        var name = end > _at + 1 && text[_at + 1] == '{' ? text[(_at + 2)..end].Trim() : "";
        if (!ChecklistCheck.IsName(name)) throw new ExpressionProblem("expression-malformed", At(end < 0 ? "$" : text[_at..(end + 1)], _at));
        _tokens.Add(new Token(TokenKind.Reference, name, _at + 1));
        _at = end + 1;
    }

    private void Quoted(char quote)
    {
        var end = text.IndexOf(quote, _at + 1);
        if (end < 0) throw new ExpressionProblem("expression-malformed", At(text[_at..], _at));
        _tokens.Add(new Token(TokenKind.Text, text[(_at + 1)..end], _at + 1));
        _at = end + 1;
    }

    private int NumberLength()
    {
        var end = _at;
        while (IsDigitAt(end)) end++;
        if (end < text.Length && text[end] == '.') end++;
        while (IsDigitAt(end)) end++;
        if (end - _at > 36) throw new ExpressionProblem("expression-too-large", At(text[_at..end], _at));
        return end - _at;
    }

    private bool IsDigitAt(int place) => place < text.Length && char.IsAsciiDigit(text[place]);

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, text.Substring(_at, length), _at + 1));
        _at += length;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\n' or '\r') _at++;
    }

    private static string At(string what, int place) => string.Create(CultureInfo.InvariantCulture, $"{what} at character {place + 1}");
}
