using System.Text.RegularExpressions;

namespace Saksei.Tests.Architecture;

/// <summary>
/// A source file without what only looks like code: comments, directives and the contents of literals are blank, every line stays
/// where it is, and so does the code inside interpolated strings.
/// </summary>
internal sealed partial class CodeText
{
    private readonly string _source;
    private readonly char[] _code;

    private CodeText(string source) => (_source, _code) = (source, source.ToCharArray());

    public static string Of(string source)
    {
        var text = new CodeText(source);
        text.Code(0, inHole: false);
        return Directive().Replace(new string(text._code), "");
    }

    // Where the code ends: at the end, or before the brace that closes a hole of an interpolated string.
    private int Code(int at, bool inHole)
    {
        for (var depth = 0; at < _source.Length;)
        {
            if (Skipped(at) is { } next) at = next;
            else if (inHole && depth == 0 && _source[at] == '}') return at;
            else depth += Step(_source[at++]);
        }

        return at;
    }

    private static int Step(char c) => c switch { '{' => 1, '}' => -1, _ => 0 };

    private int? Skipped(int at) => _source[at] switch
    {
        '/' when Has("//", at) => Blank(at, _source.IndexOf('\n', at)),
        '/' when Has("/*", at) => Blank(at, _source.IndexOf("*/", at, StringComparison.Ordinal) + 2),
        '\'' => Blank(at, EndOfCharacter(at)),
        '"' or '$' or '@' when Opening().Match(_source, at) is { Success: true } opening => Literal(opening),
        _ => null,
    };

    private bool Has(string what, int at) => string.CompareOrdinal(_source, at, what, 0, what.Length) == 0;

    private int EndOfCharacter(int at)
    {
        for (at++; _source[at] != '\''; at++)
            if (_source[at] == '\\') at++;
        return at + 1;
    }

    private int Literal(Match opening)
    {
        var (prefix, quote) = (opening.Groups[1].Value, opening.Groups[2].Value);
        var at = opening.Index + opening.Length;
        Blank(opening.Index, at);
        _code[opening.Index] = '"';
        if (quote == "\"\"") return at;
        while (!Has(quote, at) || (prefix.Contains('@') && Has("\"\"", at))) at = Content(at, prefix, isRaw: quote.Length > 1);
        return Blank(at, at + quote.Length);
    }

    // One character, one escape, or one hole with the code in it.
    private int Content(int at, string prefix, bool isRaw)
    {
        if (_source[at] == '\\' && !isRaw && !prefix.Contains('@')) return Blank(at, at + 2);
        if (_source[at] == '"' && !isRaw) return Blank(at, at + 2);
        var dollars = prefix.Count(c => c == '$');
        if (_source[at] != '{' || dollars == 0) return Blank(at, at + 1);
        var braces = _source.AsSpan(at).IndexOfAnyExcept('{');
        Blank(at, at + braces);
        var opens = isRaw ? braces >= dollars : braces % 2 == 1;
        if (!opens) return at + braces;
        var end = Code(at + braces, inHole: true);
        return Blank(end, end + (isRaw ? dollars : 1));
    }

    private int Blank(int from, int until)
    {
        if (until < from) until = _source.Length;
        for (var at = from; at < until; at++)
            if (_code[at] != '\n') _code[at] = ' ';
        return until;
    }

    [GeneratedRegex("""\G([$@]*)("{3,}|""|")""")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^[ \t]*#.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
