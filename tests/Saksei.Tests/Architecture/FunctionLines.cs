using System.Text.RegularExpressions;

namespace Saksei.Tests.Architecture;

/// <summary>
/// The lines of every function of a source file, from its name to its end: methods, constructors and operators, with what they have
/// inside. Properties, the fields beside them and types are none.
/// </summary>
internal sealed partial class FunctionLines
{
    private readonly string _code;
    private readonly List<int> _lines = [];
    private int _at;
    private int _start = -1;
    private int _depth;

    private FunctionLines(string code) => _code = code;

    /// <summary>How many lines each has, in order.</summary>
    public static IReadOnlyList<int> Of(string code)
    {
        var reader = new FunctionLines(code);
        while (reader._at < code.Length) reader.Take(code[reader._at]);
        return reader._lines;
    }

    private string Head => _start < 0 ? "" : _code[_start.._at];

    private void Take(char c)
    {
        if (_start < 0 && c == '[')
        {
            _at = EndOfBrackets(_at);
            return;
        }

        if (_start < 0 && !char.IsWhiteSpace(c) && c is not ('{' or '}' or ';')) _start = _at;
        _depth += c switch { '(' => 1, ')' => -1, _ => 0 };
        if (_depth > 0 || c is not ('{' or '=' or ';' or '}')) _at++;
        else if (c == '{') TakeBlock();
        else if (c == '=') TakeValue();
        else End(_at + 1);
    }

    // A type's own braces are gone into; anything else ends with them.
    private void TakeBlock()
    {
        var head = Head;
        if (TypeWord().IsMatch(head) && !head.Contains("enum ", StringComparison.Ordinal)) End(_at + 1);
        else
        {
            var end = EndOfBrackets(_at);
            if (head.Contains('(')) Add(end);
            End(Initialiser().Match(_code, end) is { Success: true } ? EndOfStatement(end) : end);
        }
    }

    private void TakeValue()
    {
        var head = Head;
        var isOperator = head.TrimEnd().EndsWith("operator", StringComparison.Ordinal) || head.EndsWith('=') || head.EndsWith('!') || head.EndsWith('<') || head.EndsWith('>');
        if (isOperator && head.Contains("operator", StringComparison.Ordinal))
        {
            _at++;
            return;
        }

        var end = EndOfStatement(_at);
        if (_code[_at + 1] == '>' && head.Contains('(')) Add(end);
        End(end);
    }

    private void Add(int end) => _lines.Add(_code.AsSpan(_start, end - _start).Count('\n') + 1);

    private void End(int at) => (_at, _start) = (at, -1);

    // Behind what closes the bracket that stands here.
    private int EndOfBrackets(int at)
    {
        var depth = 0;
        do depth += Nesting(_code[at++]);
        while (depth > 0);
        return at;
    }

    private int EndOfStatement(int at)
    {
        for (var depth = 0; _code[at] != ';' || depth > 0; at++) depth += Nesting(_code[at]);
        return at + 1;
    }

    private static int Nesting(char c) => c switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };

    [GeneratedRegex(@"\b(class|struct|interface|record|enum|extension|namespace)\b")]
    private static partial Regex TypeWord();

    [GeneratedRegex(@"\G\s*=[^>]")]
    private static partial Regex Initialiser();
}
