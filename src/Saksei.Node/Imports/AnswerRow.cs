using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;

namespace Saksei.Node.Imports;

/// <summary>A row of a table of answers, read.</summary>
/// <param name="File">The table.</param>
/// <param name="Line">Where it stands there.</param>
/// <param name="Station">The station's code.</param>
/// <param name="Team">The team's number.</param>
/// <param name="Answers">Answers by codes and numbers.</param>
/// <param name="Words">Texts, and what the row is called.</param>
internal sealed record AnswerRow(string File, long Line, string Station, int Team, ImmutableArray<CodedAnswer> Answers, SaltedWords Words);

/// <summary>Reads rows of one table. What is wrong is said with row and column.</summary>
internal sealed class AnswerRowReader(ObservationMap map, ObservationChecklist checklist, ChoiceLabels labels, string file, string[] header)
{
    /// <summary>Reads a row; problems go to <paramref name="add"/> as code and detail, and then there is none.</summary>
    internal AnswerRow? Read(long line, string[] cells, Action<string, string> add)
    {
        var isWhole = true;
        var station = Cell(map.Station);
        if (CodeProblem(station) is { Length: > 0 } code) Fail(code, map.Station, station);
        var team = 1;
        if (map.Team.Length > 0 && !int.TryParse(Cell(map.Team), NumberStyles.None, CultureInfo.InvariantCulture, out team)) Fail("number-malformed", map.Team, Cell(map.Team));
        var answers = ImmutableArray.CreateBuilder<CodedAnswer>();
        foreach (var column in map.Answers.Where(column => Cell(column.Column).Length > 0))
            if (AnswerOf(column, Cell(column.Column), (problem, what) => Fail(problem, column.Column, what)) is { } answer) answers.Add(answer);
        var texts = map.Words.Where(column => Cell(column).Length > 0).Select(column => (column, Cell(column))).ToImmutableArray();
        return isWhole ? new AnswerRow(file, line, station, team, answers.ToImmutable(), new SaltedWords(Instance(), texts)) : null;

        string Cell(string column) => cells[Array.IndexOf(header, column)].Trim();

        // Some programs write the identity with its scheme, others without.
        string Instance() => map.Instance.Length == 0 ? "" : Cell(map.Instance) is var named && named.StartsWith("uuid:", StringComparison.Ordinal) ? named["uuid:".Length..] : Cell(map.Instance);

        void Fail(string problem, string column, string what)
        {
            isWhole = false;
            add(problem, $"{column}: {what}");
        }
    }

    // A code stands in the line of an act, where no white space may be.
    private static string CodeProblem(string station) =>
        station.Length == 0 ? "cell-empty" : station.Any(c => c <= ' ') ? "white-space" : station.All(c => c is > ' ' and <= '~') ? "" : "code-not-ascii";

    private CodedAnswer? AnswerOf(AnswerColumn column, string text, Action<string, string> fail)
    {
        if (checklist.Find(column.Question) is not { } question) return null;
        if (question.Type == QuestionType.Integer)
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new CodedAnswer(question.Name, [], number);
            fail("number-malformed", text);
            return null;
        }

        var choices = labels.ChoicesOf(question, column, text, out var code);
        if (code.Length == 0) return new CodedAnswer(question.Name, choices, null);
        fail(code, $"{text}: {labels.InWords(question)}");
        return null;
    }
}
