using System.Text;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;

namespace Saksei.Tests.Checklists;

/// <summary>A case for each rule of docs/spec/checklist.md: expressions with what they come to, and filled forms.</summary>
internal static class RuleCases
{
    // Each is computed in one form; what it comes to stands in the vector.
    private static readonly string[] Computed =
    [
        "1 div 0", "-1 div 0", "0 div ${zero}", "1 div ${zero}", "-1 div ${zero}", "1 div 3", "2 div 3 * 3", "5 mod 2", "-5 mod 2", "5 mod -2", "1.5 mod 0.5", "5 mod ${zero}", "0.1 + 0.2", "0.1 + 0.2 = 0.3",
        "1 + 2 * 3 - 4 div 2", "-(1 + 2)", "--1", "1 = 1.0", "'1' = 1", "'01' = 1", "'a' = 'a'", "'' = 0", "${empty} = ''", "${empty} = 0", "${empty} < 1", "number(${empty})", "number('')", "number(' 12.50 ')", "number('1e3')", "number('.5')", "number('5.')", "number('+5')", "number('-')", "number(true())",
        "true() and not(false())", "1 = 1 or 1 div 'a' = 2", "true() = 'false'", "true() = 2", "not('')", "not('false')", "not(0)", "not(number('x'))",
        "string(1.50)", "string(-0.0)", "string(1 div 3)", "string(true())", "string(123456789012345678901)", "boolean('0')", "boolean(0)", "boolean(-1)",
        "round(2.5)", "round(-2.5)", "round(2.345, 2)", "round(1234, -2)", "round(1, 0.5)", "int(2.9)", "int(-2.9)", "int('x')", "floor(-2.1)", "ceiling(-2.9)", "abs(-3.5)",
        "concat('a', 1, true())", "contains('abc', 'bc')", "contains('abc', '')", "starts-with('abc', 'ab')", "ends-with('abc', 'bc')", "string-length('abc')", "string-length('ការ')", "substr('abcdef', 1, 3)", "substr('abcdef', -2)", "substr('abcdef', 4, 2)",
        "substring('12345', 2, 3)", "substring('12345', 1.5, 2.6)", "substring('12345', 0, 3)", "substring('12345', 2)", "substring-before('a-b-c', '-')", "substring-after('a-b-c', '-')", "substring-before('abc', 'x')", "normalize-space('  a  b ')", "translate('bar', 'abc', 'AB')",
        "selected(${many}, 'b')", "selected(${many}, 'x')", "selected(${empty}, '')", "count-selected(${many})", "count-selected(${empty})", "selected-at(${many}, 0)", "selected-at(${many}, 7)",
        "if(${zero} = 0, 'yes', 'no')", "if(${empty} = '', 1, 2) + 1", "coalesce(${empty}, 'else')", "coalesce(${many}, 'else')", "once('first')", "min(3, 1, 2)", "max(3, ${zero}, 'x')", "max(${zero}, 4)", "count-non-empty(${empty})", "count(${empty})", "sum(${zero})", "sum(${empty})",
        "date('2028-07-23')", "date('2028-02-30')", "date(0)", "date(21388)", "number('2028-07-23')", "number('1970-01-01T12:00:00.000+07:00')", "number('06:00')", "'2028-07-23' < '2028-07-24'", "number('2028-07-24') - number('2028-07-23')", "today()", "date('2028-07-24') > today()",
        "regex('abc', '^[a-c]+$')", "regex('abcd', '^[a-c]+$')", "regex('855-12', '^\\d{3}-\\d{1,2}$')", "regex('', '^(a|b)?$')", "regex('a.b', '^a\\.b$')", "regex('xyz', '^[^a-c]*$')", "regex('ab ab', '^(?:ab\\s?)+$')",
    ];

    internal static IEnumerable<(Checklist Checklist, Answers Answers, string Today)> All =>
    [
        .. Computed.Select(expression => (Computing(expression), Read("""{"many":"a b d"}"""), "2028-07-23")),
        .. Typed(), .. Repeats(), .. Filters(),
    ];

    private static Checklist Computing(string expression) => Of(
        ["calculate|zero|||0", "select_multiple letters|many", "text|empty", expression.Contains("div 0", StringComparison.Ordinal) ? $"calculate|it|||{expression.Replace("div 0", "div ${zero}", StringComparison.Ordinal)}" : $"calculate|it|||{expression}"]);

    private static IEnumerable<(Checklist, Answers, string)> Typed()
    {
        (string Type, string[] Values)[] types =
        [
            ("integer", ["0", "-7", "007", "1.0", "+1", "999999999999999999", "1000000000000000000", "x", " 1"]), ("decimal", ["0.5", "-1.25", ".5", "5.", "1e3", "1,5"]),
            ("select_one letters", ["a", "a b", "z"]), ("select_multiple letters", ["a", "a c", "a a", "a  c", "a z"]), ("text", ["words", "two\nlines"]),
            ("date", ["2028-02-29", "2027-02-29", "2028-7-23"]), ("time", ["15:00", "15:00:01", "15:00:01.250+07:00", "24:00", "15"]), ("dateTime", ["2028-07-23T15:00:00.000+07:00", "2028-07-23T15:00Z", "2028-07-23"]),
            ("image", ["1690000000.jpg", "../x.jpg", ".jpg"]), ("geopoint", ["11.55 104.92", "11.55 104.92 12 4.5", "91 0", "11.55"]), ("acknowledge", ["OK", "yes"]),
        ];
        foreach (var (type, values) in types)
            foreach (var value in values) yield return (Of([$"{type}|it"]), Answers.None.With("it", value), "");
        yield return (Of(["integer|it||yes"]), Answers.None, "");
        yield return (Of(["integer|a", "integer|it|${a} = 1|yes"]), Read("""{"a":"2","it":"5"}"""), "");
        yield return (Of(["integer|a", "integer|it|${a} = 1|${a} = 1"]), Read("""{"a":"1"}"""), "");
        yield return (Of(["begin_group|g|${a} = 1", "integer|it||yes", "calculate|c|||${it} + 1", "end_group|", "integer|a"]), Read("""{"it":"5","a":"2"}"""), "");
        yield return (Of(["integer|it||||. > 3 and . < 10"]), Read("""{"it":"3"}"""), "");
        yield return (Of(["note|n", "integer|it"]), Read("""{"n":"x","other":"y"}"""), "");
    }

    private static IEnumerable<(Checklist, Answers, string)> Repeats()
    {
        string[] rows = ["begin_repeat|visit", "calculate|place|||position(..)", "integer|closed|||", "integer|more|${closed} > 1||", "end_repeat|", "calculate|total|||sum(${closed})", "calculate|most|||max(${closed})", "calculate|visits|||count(${visit})"];
        yield return (Of(rows), Read("""{"visit":[{"closed":"1","more":"3"},{"closed":"2","more":"4"},{}]}"""), "");
        yield return (Of(rows), Read("""{"visit":[{"closed":"1"},{"closed":"2"}]}"""), "");
        yield return (Of(rows), Answers.None, "");
        yield return (Of(rows), Read("""{"closed":"1","visit":[{"total":"9","x":"1"}]}"""), "");
        yield return (Of(["integer|many", "begin_repeat|visit||||||${many}", "integer|closed||yes", "end_repeat|"]), Read("""{"many":"2","visit":[{"closed":"1"}]}"""), "");
        yield return (Of(["integer|many", "begin_repeat|visit|${many} > 0", "integer|closed||yes", "end_repeat|", "calculate|visits|||count(${visit})"]), Read("""{"many":"0","visit":[{"closed":"1"}]}"""), "");
        yield return (Of(["begin_repeat|out", "integer|a", "begin_repeat|in", "integer|b||||. > ${a}", "end_repeat|", "calculate|s|||sum(${b})", "end_repeat|", "calculate|all|||sum(${b})"]), Read("""{"out":[{"a":"1","in":[{"b":"2"},{"b":"3"}]},{"a":"5","in":[{"b":"4"}]}]}"""), "");
    }

    private static IEnumerable<(Checklist, Answers, string)> Filters()
    {
        var form = Of(["select_one places|province", "select_one places|district|||||part = ${province}"], ["part"],
            [new("places", "north", ["North"], ["none"]), new("places", "south", ["South"], ["none"]), new("places", "north-1", ["North 1"], ["north"]), new("places", "south-1", ["South 1"], ["south"])]);
        yield return (form, Read("""{"province":"north","district":"north-1"}"""), "");
        yield return (form, Read("""{"province":"north","district":"south-1"}"""), "");
    }

    // type|name|relevant|required or a calculation's expression (two bars further)|constraint|choice filter|repeat count.
    private static Checklist Of(string[] rows, string[]? columns = null, ChecklistChoice[]? choices = null) => new(
        new ChecklistSettings("Rules", "rules", "1"), ["en"], [.. rows.Select(Row)], [.. columns ?? []],
        [.. choices ?? [.. RandomChecklists.Letters.Select(letter => new ChecklistChoice("letters", letter, [letter], []))]]);

    private static ChecklistRow Row(string text)
    {
        var cells = text.Split('|');
        var words = cells[0].Split(' ');
        var row = new ChecklistRow(QuestionTypes.Words.Find(words[0]) ?? throw new InvalidOperationException(words[0]), words.Length > 1 ? words[1] : "", cells[1]) { Label = [cells[1]], Hint = [""], ConstraintMessage = [""], RequiredMessage = [""] };
        string Cell(int place) => place < cells.Length ? cells[place] : "";
        if (row.Type == QuestionType.Calculate) return row with { Calculation = string.Join('|', cells[4..]) };
        return row with { Relevant = Cell(2), Required = Cell(3), Constraint = Cell(4) + (row.Type is QuestionType.Integer ? Cell(5) : ""), ChoiceFilter = row.Type is QuestionType.SelectOne ? Cell(6) + Cell(7) : "", RepeatCount = row.Type == QuestionType.BeginRepeat ? Cell(7) : "" };
    }

    private static Answers Read(string json) => AnswersJson.Read(Encoding.UTF8.GetBytes(json), out var problem) is var answers && problem is null ? answers : throw new InvalidOperationException(problem?.ToString());
}
