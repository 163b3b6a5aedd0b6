using System.Collections.Immutable;
using System.Globalization;

namespace Saksei.Election.Checklists.Expressions;

/// <summary>
/// A pattern of regex(): letters, <c>.</c>, classes, <c>\d \w \s</c>, groups, alternatives, <c>* + ? {m,n}</c>, between <c>^</c> and <c>$</c>. It is
/// matched as an automaton, so that its time grows with the text and no pattern can hang a phone.
/// </summary>
internal sealed class Pattern
{
    internal const int States = 500;

    private readonly List<PatternState> _states = [];
    private readonly int _start;

    private Pattern(string text) => _start = new PatternReader(text, _states).Read();

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ExpressionProblem">It isn't of the subset.</exception>
    internal static Pattern Parse(string text) => new(text);

    /// <summary>Whether a whole text fits.</summary>
    internal bool Fits(string text, Evaluator evaluator)
    {
        var here = new HashSet<int>();
        Enter(_start, here);
        foreach (var c in text)
        {
            evaluator.Charge(1 + here.Count);
            var next = new HashSet<int>();
            foreach (var state in here)
                if (_states[state].Set is { } set && set.Has(c)) Enter(_states[state].Next, next);
            here = next;
        }

        return here.Any(state => _states[state].IsEnd);
    }

    private void Enter(int first, HashSet<int> into)
    {
        var open = new Stack<int>([first]);
        while (open.TryPop(out var state))
        {
            if (!into.Add(state) || _states[state].Set is not null || _states[state].IsEnd) continue;
            open.Push(_states[state].Next);
            if (_states[state].Also >= 0) open.Push(_states[state].Also);
        }
    }
}

/// <summary>A set of characters: ranges, or everything else.</summary>
internal sealed record PatternSet(ImmutableArray<(char First, char Last)> Ranges, bool IsOutside)
{
    internal static readonly PatternSet Any = new([('\n', '\n'), ('\r', '\r'), ('\u2028', '\u2029')], true);

    internal static PatternSet Of(char c) => new([(c, c)], false);

    internal bool Has(char c) => Ranges.Any(range => c >= range.First && c <= range.Last) != IsOutside;
}

/// <summary>A state: takes a character of its set; or leads on without one, to one or two others; or ends.</summary>
internal sealed record PatternState(PatternSet? Set, int Next, int Also, bool IsEnd);

/// <summary>Reads a pattern into states, from its end to its start: what comes behind a part is known when the part is made.</summary>
internal sealed class PatternReader(string text, List<PatternState> states)
{
    private int _at;

    internal int Read()
    {
        if (text.Length < 2 || text[0] != '^' || text[^1] != '$' || (text.Length > 2 && text[^2] == '\\')) throw Refused("^…$ around it");
        _at = 1;
        var part = Alternatives(0);
        if (_at != text.Length - 1 || part is PatternPart.Either) throw Refused(part is PatternPart.Either ? "^(a|b)$" : "$ at the end only");
        return part.Build(states, Add(new PatternState(null, -1, -1, true)), Add);
    }

    private int Add(PatternState state)
    {
        if (states.Count == Pattern.States) throw Refused($"at most {Pattern.States} states");
        states.Add(state);
        return states.Count - 1;
    }

    private PatternPart Alternatives(int depth)
    {
        if (depth > ChecklistLimits.Depth) throw Refused("brackets");
        List<PatternPart> found = [Sequence(depth)];
        while (_at < text.Length - 1 && text[_at] == '|')
        {
            _at++;
            found.Add(Sequence(depth));
        }

        return found is [var only] ? only : new PatternPart.Either([.. found]);
    }

    private PatternPart.Row Sequence(int depth)
    {
        List<PatternPart> parts = [];
        while (_at < text.Length - 1 && text[_at] is not ('|' or ')'))
            if (Counted(One(depth)) is { IsEmpty: false } part) parts.Add(part);
        return new PatternPart.Row([.. parts]);
    }

    private PatternPart One(int depth)
    {
        var c = text[_at++];
        if (c == '(') return Group(depth);
        if (c == '[') return new PatternPart.One(Class());
        if (c == '.') return new PatternPart.One(PatternSet.Any);
        if (c == '\\') return new PatternPart.One(Escaped());
        if (c is '^' or '$' or '*' or '+' or '?' or '{' or '}' or ']') throw Refused(c.ToString(CultureInfo.InvariantCulture));
        return new PatternPart.One(PatternSet.Of(c));
    }

    private PatternPart Group(int depth)
    {
        if (_at < text.Length && text[_at] == '?')
        {
            if (!text.AsSpan(_at).StartsWith("?:")) throw Refused("(?");
            _at += 2;
        }

        var inner = Alternatives(depth + 1);
        if (_at >= text.Length - 1 || text[_at] != ')') throw Refused("(");
        _at++;
        return inner;
    }

    private PatternPart Counted(PatternPart part)
    {
        if (_at >= text.Length - 1) return part;
        if (text[_at] is not ('*' or '+' or '?' or '{')) return part;
        var (least, most) = text[_at] switch { '*' => (0, -1), '+' => (1, -1), '?' => (0, 1), _ => Count() };
        _at++;
        if (text[_at] is '*' or '+' or '?' or '{') throw Refused(text[_at].ToString(CultureInfo.InvariantCulture));
        return new PatternPart.Times(part, least, most);
    }

    // {m}, {m,} or {m,n}; stops at the closing brace.
    private (int Least, int Most) Count()
    {
        var end = text.IndexOf('}', _at);
        var parts = end < 0 ? [] : text[(_at + 1)..end].Split(',');
        if (parts.Length is 0 or > 2 || !IsCount(parts[0]) || (parts.Length == 2 && parts[1].Length > 0 && !IsCount(parts[1]))) throw Refused("{");
        _at = end;
        var least = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var most = parts.Length == 1 ? least : parts[1].Length == 0 ? -1 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        return most >= 0 && most < least ? throw Refused("{") : (least, most);
    }

    private static bool IsCount(string digits) => digits.Length is 1 or 2 or 3 && digits.All(char.IsAsciiDigit);

    private PatternSet Class()
    {
        var isOutside = text[_at] == '^';
        if (isOutside) _at++;
        List<(char, char)> ranges = [];
        while (_at < text.Length - 1 && text[_at] != ']')
        {
            var set = Member();
            if (text[_at] == '-' && text[_at + 1] != ']')
            {
                _at++;
                var last = Member();
                if (set.Ranges is not [var (from, same)] || from != same || last.Ranges is not [var (to, also)] || to != also || to < from) throw Refused("[");
                ranges.Add((from, to));
            }
            else ranges.AddRange(set.Ranges);
        }

        if (_at >= text.Length - 1 || ranges.Count == 0) throw Refused("[");
        _at++;
        return new PatternSet([.. ranges], isOutside);
    }

    private PatternSet Member()
    {
        var c = text[_at++];
        return c == '\\' ? Escaped() : c == '[' ? throw Refused("[") : PatternSet.Of(c);
    }

    private PatternSet Escaped()
    {
        var c = _at < text.Length ? text[_at++] : '\0';
        return c switch
        {
            'd' => new PatternSet([('0', '9')], false),
            'w' => new PatternSet([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')], false),
            's' => new PatternSet([('\t', '\r'), (' ', ' ')], false),
            _ => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)) ? PatternSet.Of(c) : throw Refused($"\\{c}"),
        };
    }

    private ExpressionProblem Refused(string what) => new("expression-pattern-refused", $"{text}: {what}");
}

/// <summary>A part of a pattern.</summary>
internal abstract record PatternPart
{
    /// <summary>Whether it fits no text but the empty one. Such a part makes no state, however often it is repeated, and is left out.</summary>
    internal virtual bool IsEmpty => false;

    /// <summary>Makes its states before the one that comes behind it, and gives the one that it begins with.</summary>
    internal abstract int Build(List<PatternState> states, int next, Func<PatternState, int> add);

    internal sealed record One(PatternSet Set) : PatternPart
    {
        internal override int Build(List<PatternState> states, int next, Func<PatternState, int> add) => add(new PatternState(Set, next, -1, false));
    }

    internal sealed record Row(ImmutableArray<PatternPart> Parts) : PatternPart
    {
        internal override bool IsEmpty => Parts.IsEmpty;

        internal override int Build(List<PatternState> states, int next, Func<PatternState, int> add) =>
            Parts.Reverse().Aggregate(next, (behind, part) => part.Build(states, behind, add));
    }

    internal sealed record Either(ImmutableArray<PatternPart> Parts) : PatternPart
    {
        internal override int Build(List<PatternState> states, int next, Func<PatternState, int> add) =>
            Parts.Select(part => part.Build(states, next, add)).ToList().Aggregate((one, other) => add(new PatternState(null, one, other, false)));
    }

    /// <summary>A part several times; −1 is as often as it likes.</summary>
    internal sealed record Times(PatternPart Part, int Least, int Most) : PatternPart
    {
        internal override bool IsEmpty => Part.IsEmpty || Most == 0;

        internal override int Build(List<PatternState> states, int next, Func<PatternState, int> add)
        {
            var behind = Most < 0 ? Loop(states, next, add) : next;
            for (var more = Least; more < Most; more++) behind = add(new PatternState(null, Part.Build(states, behind, add), next, false));
            for (var one = 0; one < Least; one++) behind = Part.Build(states, behind, add);
            return behind;
        }

        private int Loop(List<PatternState> states, int next, Func<PatternState, int> add)
        {
            var again = add(new PatternState(null, -1, next, false));
            states[again] = states[again] with { Next = Part.Build(states, again, add) };
            return again;
        }
    }
}
