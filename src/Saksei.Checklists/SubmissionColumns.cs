using System.Collections.Immutable;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;

namespace Saksei.Checklists;

/// <summary>A submission as a row of the table that programs which gather submissions export: a column for each question, by its path.</summary>
public static class SubmissionColumns
{
    /// <summary>Each column with its cell, in the order of the form. Of a question in a repeat the cell has a line for each instance.</summary>
    public static ImmutableArray<(string Column, string Cell)> Of(CheckedChecklist checklist, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return [.. Below(FormTree.Of(checklist), "", [answers])];
    }

    private static IEnumerable<(string Column, string Cell)> Below(FormTree tree, string path, ImmutableArray<Answers> filled) => tree.Children.SelectMany(child => child.Type switch
    {
        QuestionType.BeginGroup => Below(child, $"{path}{child.Name}/", filled),
        QuestionType.BeginRepeat => Below(child, $"{path}{child.Name}/", [.. filled.SelectMany(one => one.Repeats.GetValueOrDefault(child.Name, []))]),
        var type when type.HasValue() => [(path + child.Name, Lines([.. filled.Select(one => one[child.Name])]))],
        _ => [],
    });

    private static string Lines(ImmutableArray<string> texts) => texts.All(text => text.Length == 0) ? "" : string.Join('\n', texts);
}
