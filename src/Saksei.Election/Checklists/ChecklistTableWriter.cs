using System.Collections.Immutable;

namespace Saksei.Election.Checklists;

/// <summary>Writes a checklist as tables, which read again are the same checklist.</summary>
public static class ChecklistTableWriter
{
    /// <summary>Survey, choices and settings; a column that says nothing is left out, but for labels, which name the languages.</summary>
    public static ImmutableArray<ChecklistSheet> Write(Checklist checklist)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return
        [
            Sheet(ChecklistColumns.Survey, SurveyColumns(checklist), checklist.Survey.Length),
            Sheet(ChecklistColumns.Choices, ChoiceColumns(checklist), checklist.Choices.Length),
            Sheet(ChecklistColumns.Settings, SettingColumns(checklist.Settings), 1),
        ];
    }

    /// <summary>Where the cells of a checklist stand that was read from no table: in the tables that would be written of it.</summary>
    internal static IChecklistPlaces Places(Checklist checklist) => new WrittenPlaces(Write(checklist));

    private static IEnumerable<Column> SurveyColumns(Checklist checklist)
    {
        var rows = checklist.Survey;
        yield return new(ChecklistColumns.Type, row => TypeOf(rows[row]), true);
        yield return new(ChecklistColumns.Name, row => rows[row].Name, true);
        foreach (var spoken in ChecklistColumns.Spoken)
            for (var place = 0; place < checklist.Languages.Length; place++)
            {
                var language = place;
                yield return new(HeadedTable.Spoken(spoken.Name, checklist.Languages[language]), row => spoken.Get(rows[row])[language], spoken.Name == ChecklistColumns.Label);
            }

        foreach (var plain in ChecklistColumns.Plain) yield return new(plain.Name, row => plain.Get(rows[row]), false);
    }

    private static IEnumerable<Column> ChoiceColumns(Checklist checklist)
    {
        var choices = checklist.Choices;
        yield return new(ChecklistColumns.ListName, row => choices[row].List, true);
        yield return new(ChecklistColumns.Name, row => choices[row].Name, true);
        for (var place = 0; place < checklist.Languages.Length; place++)
        {
            var language = place;
            yield return new(HeadedTable.Spoken(ChecklistColumns.Label, checklist.Languages[language]), row => choices[row].Label[language], true);
        }

        for (var place = 0; place < checklist.ChoiceColumns.Length; place++)
        {
            var column = place;
            yield return new(checklist.ChoiceColumns[column], row => choices[row].Cells[column], true);
        }
    }

    private static IEnumerable<Column> SettingColumns(ChecklistSettings settings) =>
        ChecklistColumns.Setting.Select(column => new Column(column.Name, _ => column.Get(settings), false));

    private static string TypeOf(ChecklistRow row) => row.List.Length == 0 ? QuestionTypes.Words[row.Type] : $"{QuestionTypes.Words[row.Type]} {row.List}";

    private static ChecklistSheet Sheet(string name, IEnumerable<Column> columns, int rows)
    {
        var shown = columns.Where(column => column.Always || Enumerable.Range(0, rows).Any(row => column.Cell(row).Length > 0)).ToList();
        return new ChecklistSheet(name, [[.. shown.Select(column => column.Name)], .. Enumerable.Range(0, rows).Select(row => (ImmutableArray<string>)[.. shown.Select(column => column.Cell(row))])]);
    }

    private sealed record Column(string Name, Func<int, string> Cell, bool Always);

    private sealed class WrittenPlaces(ImmutableArray<ChecklistSheet> sheets) : IChecklistPlaces
    {
        public (int Row, int Column) Of(string sheet, int index, string column) =>
            (index + 2, sheets.Single(written => written.Name == sheet).Rows[0].IndexOf(column) + 1);
    }
}
