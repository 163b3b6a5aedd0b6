using System.Collections.Immutable;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;

namespace Saksei.Node.Imports;

/// <summary>Which choice a text of a table is: by the map, by its code, or by its label in any of the checklist's languages.</summary>
/// <param name="form">The checklist's own file; null where it isn't one, and then there are no labels.</param>
internal sealed class ChoiceLabels(Checklist? form)
{
    // Of several labels in one cell, programs put one of these between them; a label can hold each of them itself.
    private static readonly string[] Between = [";", ",", "\n", "|"];
    private readonly Dictionary<string, ILookup<string, string>> _byQuestion = new(StringComparer.Ordinal);

    /// <summary>The choices that a cell says; a code where it says none, or several choices have its label.</summary>
    internal ImmutableArray<string> ChoicesOf(CodedQuestion question, AnswerColumn column, string text, out string code)
    {
        var chosen = Find(question, column, text);
        if (chosen.Count == 0 && question.Type == QuestionType.SelectMultiple)
        {
            var readings = Between.Prepend(" ").Select(mark => text.Split(mark, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            var parts = readings.Select(reading => reading.Select(part => Find(question, column, part)).ToList()).FirstOrDefault(found => found.TrueForAll(one => one.Count == 1));
            code = parts is null ? "choice-unknown" : "";
            return parts is null ? [] : [.. parts.Select(one => one[0])];
        }

        code = chosen.Count switch { 0 => "choice-unknown", 1 => "", _ => "choice-unclear" };
        return [.. chosen];
    }

    /// <summary>The choices of a question with their labels, for a message.</summary>
    internal string InWords(CodedQuestion question) => ChoicesInWords.Of(question.Choices, code => LabelsOf(question).FirstOrDefault(labels => labels.Contains(code))?.Key ?? "");

    private List<string> Find(CodedQuestion question, AnswerColumn column, string text)
    {
        if (column.Values.TryGetValue(text, out var meant)) return [meant];
        if (question.Choices.Contains(text)) return [text];
        var exact = LabelsOf(question)[text].Distinct(StringComparer.Ordinal).ToList();
        return exact.Count > 0 ? exact : [.. LabelsOf(question).Where(labels => string.Equals(labels.Key, text, StringComparison.OrdinalIgnoreCase)).SelectMany(codes => codes).Distinct(StringComparer.Ordinal)];
    }

    private ILookup<string, string> LabelsOf(CodedQuestion question)
    {
        if (_byQuestion.TryGetValue(question.Name, out var known)) return known;
        var list = form?.Survey.FirstOrDefault(row => row.Name == question.Name)?.List ?? "";
        var choices = form?.ChoicesOf(list).Where(choice => question.Choices.Contains(choice.Name)) ?? [];
        return _byQuestion[question.Name] = choices.SelectMany(choice => choice.Label.Where(label => label.Length > 0).Select(label => (Label: label.Trim(), choice.Name))).ToLookup(pair => pair.Label, pair => pair.Name, StringComparer.Ordinal);
    }
}
