#pragma warning disable CA5394, RS0030 // Random by a seed that CsCheck or the number of a case gives.
using System.Collections.Immutable;
using CsCheck;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;

namespace Saksei.Tests.Checklists;

/// <summary>A random form with the same form as a second evaluator reads it, and answers to it, right and wrong.</summary>
internal sealed record RandomForm(Checklist Checklist, ImmutableArray<NaiveQuestion> Naive, Answers Answers);

/// <summary>
/// Random forms of a few rows: each row looks at rows above it, so no form is refused. Numbers are small and whole or halves, which a
/// floating-point number holds exactly, so that a second evaluator may use those.
/// </summary>
internal static class RandomChecklists
{
    internal static readonly ImmutableArray<string> Letters = ["a", "b", "c", "d"];

    internal static Gen<RandomForm> Form { get; } =
        from seed in Gen.Int[0, int.MaxValue]
        select new FormBuilder(new Random(seed)).Build();

    /// <summary>One of them by its number.</summary>
    internal static RandomForm Of(int number) => new FormBuilder(new Random(number)).Build();
}

internal sealed class FormBuilder(Random random)
{
    private static readonly QuestionType[] Types = [QuestionType.Integer, QuestionType.Integer, QuestionType.SelectOne, QuestionType.SelectMultiple, QuestionType.Text, QuestionType.Calculate, QuestionType.Decimal];
    private readonly List<NaiveQuestion> _questions = [];
    private readonly List<ChecklistRow> _rows = [];
    private readonly Stack<(QuestionType Type, NaiveExpression? Relevant)> _open = new();
    private Answers _answers = Answers.None;

    internal RandomForm Build()
    {
        var count = random.Next(3, 9);
        for (var number = 0; number < count; number++)
        {
            if (_open.Count < 2 && random.Next(5) == 0) OpenGroup(number);
            AddQuestion(number);
            if (_open.Count > 0 && random.Next(3) == 0) CloseGroup();
        }

        while (_open.Count > 0) CloseGroup();
        var choices = RandomChecklists.Letters.Select(letter => new ChecklistChoice("letters", letter, [letter.ToUpperInvariant()], [])).ToImmutableArray();
        var checklist = new Checklist(new ChecklistSettings("Random", "random", "1"), ["en"], [.. _rows], [], choices);
        return new RandomForm(checklist, [.. _questions], _answers);
    }

    private void OpenGroup(int number)
    {
        var relevant = random.Next(2) == 0 ? null : Condition(2);
        _open.Push((QuestionType.BeginGroup, relevant));
        _rows.Add(Row(QuestionType.BeginGroup, $"g{number}") with { Relevant = relevant?.Text ?? "" });
    }

    private void CloseGroup()
    {
        _open.Pop();
        _rows.Add(Row(QuestionType.EndGroup, "") with { Label = [""] });
    }

    private void AddQuestion(int number)
    {
        var type = Types[random.Next(Types.Length)];
        var name = $"q{number}";
        var own = random.Next(3) == 0 ? Condition(2) : null;
        var constraint = type != QuestionType.Calculate && random.Next(2) == 0 ? Condition(2, type) : null;
        var calculation = type == QuestionType.Calculate ? Value(2) : null;
        var required = type != QuestionType.Calculate && random.Next(4) == 0;
        _rows.Add(Row(type, name) with { Relevant = own?.Text ?? "", Constraint = constraint?.Text ?? "", Calculation = calculation?.Text ?? "", Required = required ? "yes" : "" });
        ImmutableArray<NaiveExpression> relevant = [.. _open.Select(group => group.Relevant).Append(own).OfType<NaiveExpression>()];
        _questions.Add(new NaiveQuestion(name, type, relevant, constraint, calculation, required));
        if (type != QuestionType.Calculate && Answer(type) is { Length: > 0 } answer) _answers = _answers.With(name, answer);
    }

    private string Answer(QuestionType type) => type switch
    {
        QuestionType.Integer => random.Next(6) == 0 ? "" : random.Next(-3, 12).ToString(System.Globalization.CultureInfo.InvariantCulture),
        QuestionType.Decimal => random.Next(6) == 0 ? "" : $"{random.Next(0, 9)}.5",
        QuestionType.SelectOne => random.Next(6) == 0 ? "" : random.Next(12) == 0 ? "z" : RandomChecklists.Letters[random.Next(4)],
        QuestionType.SelectMultiple => string.Join(' ', RandomChecklists.Letters.Where(_ => random.Next(2) == 0)),
        _ => new string('x', random.Next(4)) + (random.Next(2) == 0 ? "" : "yz"),
    };

    private NaiveExpression Condition(int depth, QuestionType? self = null) => (depth == 0 ? random.Next(3, 9) : random.Next(9)) switch
    {
        0 => new NaiveExpression.Binary("and", Condition(depth - 1, self), Condition(depth - 1, self)),
        1 => new NaiveExpression.Binary("or", Condition(depth - 1, self), Condition(depth - 1, self)),
        2 => new NaiveExpression.Call("not", [Condition(depth - 1, self)]),
        3 => new NaiveExpression.Call("selected", [Place(self), Letter()]),
        4 => new NaiveExpression.Call("contains", [Place(self), Letter()]),
        5 => new NaiveExpression.Binary(Pick("=", "!="), Place(self), Letter()),
        _ => new NaiveExpression.Binary(Pick("<", "<=", ">", ">=", "=", "!="), Number(depth, self), Number(0, null)),
    };

    private NaiveExpression Number(int depth, QuestionType? self) => (depth <= 0 ? random.Next(3) : random.Next(9)) switch
    {
        0 => new NaiveExpression.Whole(random.Next(0, 8)),
        1 or 2 => Place(self),
        3 => new NaiveExpression.Binary(Pick("+", "-", "*"), Number(depth - 1, self), Number(depth - 1, self)),
        4 => new NaiveExpression.Binary("div", Number(depth - 1, self), new NaiveExpression.Whole(2)),
        5 => new NaiveExpression.Binary("mod", Number(depth - 1, self), new NaiveExpression.Whole(random.Next(1, 5))),
        6 => new NaiveExpression.Call("count-selected", [Place(self)]),
        7 => new NaiveExpression.Call("string-length", [Place(self)]),
        _ => new NaiveExpression.Call(Pick("int", "round", "number"), [Number(depth - 1, self)]),
    };

    private NaiveExpression Value(int depth) => random.Next(4) switch
    {
        0 => new NaiveExpression.Call("if", [Condition(depth - 1), Number(0, null), Letter()]),
        1 => new NaiveExpression.Call("coalesce", [Place(null), Letter()]),
        2 => new NaiveExpression.Call("concat", [Place(null), Letter()]),
        _ => Number(depth, null),
    };

    private NaiveExpression Place(QuestionType? self)
    {
        if (self is not null && random.Next(2) == 0) return new NaiveExpression.Self();
        return _questions.Count == 0 ? new NaiveExpression.Literal("a") : new NaiveExpression.Named(_questions[random.Next(_questions.Count)].Name);
    }

    private NaiveExpression.Literal Letter() => new(Pick("a", "b", "x", "xyz", ""));

    private string Pick(params string[] of) => of[random.Next(of.Length)];

    private static ChecklistRow Row(QuestionType type, string name) => new(type, type is QuestionType.SelectOne or QuestionType.SelectMultiple ? "letters" : "", name)
    {
        Label = [name],
        Hint = [""],
        ConstraintMessage = [""],
        RequiredMessage = [""],
    };
}
