using System.Collections.Frozen;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;

namespace Saksei.Node.Imports;

/// <summary>Holds rows of a table against the checklist's form: what was to be asked, what had to be answered, and how.</summary>
internal sealed class TableForm
{
    private readonly CheckedChecklist _form;
    private readonly FrozenDictionary<string, string> _columns;
    private readonly FrozenDictionary<string, string> _textColumns;

    internal TableForm(CheckedChecklist form, ObservationMap map)
    {
        _form = form;
        var outside = form.Questions.Where(row => form.RepeatsOf(row.Name).IsEmpty).ToList();
        var texts = outside.Where(row => !row.Type.IsCoded()).Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        _textColumns = map.Words.Select(column => (Column: column, Question: column[(column.LastIndexOf('/') + 1)..])).Where(pair => texts.Contains(pair.Question))
            .DistinctBy(pair => pair.Question).ToFrozenDictionary(pair => pair.Column, pair => pair.Question, StringComparer.Ordinal);
        _columns = map.Answers.DistinctBy(answer => answer.Question).Select(answer => (answer.Question, answer.Column)).Concat(_textColumns.Select(pair => (Question: pair.Value, Column: pair.Key)))
            .ToFrozenDictionary(pair => pair.Question, pair => pair.Column, StringComparer.Ordinal);
    }

    /// <summary>What the form refuses of a row, by column. A text in another form than the question's may be right: programs write days and places in many ways.</summary>
    internal IEnumerable<AnswerProblem> Problems(AnswerRow row)
    {
        var given = AnswersOf(row);
        var unknown = _form.Answerable.Where(name => !_columns.ContainsKey(name)).ToHashSet(StringComparer.Ordinal);
        var problems = FormEvaluation.OfGiven(_form, given, unknown).Problems;
        var unread = problems.Where(problem => problem.Code == "answer-malformed" && _textColumns.Values.Contains(problem.Place)).Select(problem => problem.Place).ToList();
        if (unread.Count > 0) problems = FormEvaluation.OfGiven(_form, unread.Aggregate(given, (left, name) => left.With(name, "")), unknown.Union(unread, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal)).Problems;
        return problems.Select(problem => problem with { Place = _columns.GetValueOrDefault(problem.Place, problem.Place) });
    }

    private Answers AnswersOf(AnswerRow row)
    {
        var given = row.Answers.Aggregate(Answers.None, (filled, answer) => filled.With(answer.Question, answer.Value));
        return row.Words.Texts.Where(text => _textColumns.ContainsKey(text.Column)).Aggregate(given, (filled, text) => filled.With(_textColumns[text.Column], text.Text));
    }
}
