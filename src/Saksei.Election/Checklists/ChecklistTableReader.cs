using System.Collections.Immutable;

namespace Saksei.Election.Checklists;

/// <summary>
/// Reads a checklist from its tables. What isn't supported is a problem with its cell and never dropped; an empty column, whatever it is
/// called, says nothing and is passed over.
/// </summary>
public static class ChecklistTableReader
{
    private static readonly string[] Known = [ChecklistColumns.Survey, ChecklistColumns.Choices, ChecklistColumns.Settings];

    /// <summary>Reads tables in any order; the survey must be among them.</summary>
    public static ChecklistReading Read(IReadOnlyList<ChecklistSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        var problems = new ChecklistProblems();
        var tables = sheets.Select(sheet => new HeadedTable(sheet, problems)).ToList();
        if (!problems.None) return new ChecklistReading(null, problems.All);
        tables.RemoveAll(table => !table.HasRows);
        foreach (var table in tables.Where(table => !Known.Contains(table.Name))) problems.Fail("checklist-sheet-unknown", table.Name, 0, 0, string.Join(", ", Known));
        foreach (var again in tables.GroupBy(table => table.Name).Where(same => same.Count() > 1)) problems.Fail("checklist-sheet-unknown", again.Key, 0, 0, "twice");
        if (Find(ChecklistColumns.Survey) is not { } survey)
        {
            problems.Fail("checklist-sheet-missing", ChecklistColumns.Survey, 0, 0);
            return new ChecklistReading(null, problems.All);
        }

        var choices = Find(ChecklistColumns.Choices);
        var settings = Find(ChecklistColumns.Settings);
        return new Tables(survey, choices, settings, problems).Read();

        HeadedTable? Find(string name) => tables.Find(table => table.Name == name);
    }

    private sealed class Tables(HeadedTable survey, HeadedTable? choices, HeadedTable? settings, ChecklistProblems problems)
    {
        private readonly UnreadParts _unread = new();
        private ImmutableArray<string> _languages = [];

        internal ChecklistReading Read()
        {
            ClaimSurvey();
            choices?.Claim(ChecklistColumns.ListName, "list name");
            choices?.Claim(ChecklistColumns.Name, "value");
            choices?.ClaimSpoken(ChecklistColumns.Label, []);
            foreach (var column in ChecklistColumns.Setting) settings?.Claim(column.Name, column.Also);
            _languages = [.. survey.Languages.Concat(choices?.Languages ?? []).Distinct()];
            if (_languages.Length > ChecklistLimits.Languages) problems.Fail("checklist-too-large", survey.Name, 1, 0, $"at most {ChecklistLimits.Languages} languages");
            var further = choices?.ClaimFurther() ?? [];
            _unread.HasColumns = survey.RefuseUnclaimed();
            settings?.RefuseUnclaimed();
            return Read(further);
        }

        private ChecklistReading Read(ImmutableArray<string> further)
        {
            List<ChecklistRow> rows = [];
            foreach (var line in survey.Lines) rows.Add(ReadRow(line, rows.Count));
            List<ChecklistChoice> chosen = [];
            if (choices is not null) chosen.AddRange(choices.Lines.Select(line => ReadChoice(choices, line, further)));
            if (settings is { Lines.Count: > 1 }) problems.Fail("checklist-too-large", settings.Name, settings.Lines[1], 0, "one row");
            return ChecklistCheck.Of(new Checklist(ReadSettings(), _languages, [.. rows], further, [.. chosen]), new TablePlaces(survey, choices, settings), problems, _unread);
        }

        private ChecklistChoice ReadChoice(HeadedTable table, int line, ImmutableArray<string> further) => new(
            table.Cell(line, ChecklistColumns.ListName), table.Cell(line, ChecklistColumns.Name), table.Texts(line, ChecklistColumns.Label, _languages),
            [.. further.Select(column => table.Cell(line, column))]);

        private void ClaimSurvey()
        {
            survey.Claim(ChecklistColumns.Type);
            survey.Claim(ChecklistColumns.Name, "value");
            foreach (var column in ChecklistColumns.Spoken) survey.ClaimSpoken(column.Name, column.Also);
            foreach (var column in ChecklistColumns.Plain) survey.Claim(column.Name, column.Also);
        }

        private ChecklistRow ReadRow(int line, int index)
        {
            var (type, list) = ReadType(line, index);
            var row = new ChecklistRow(type, list, survey.Cell(line, ChecklistColumns.Name));
            foreach (var column in ChecklistColumns.Spoken) row = column.With(row, survey.Texts(line, column.Name, _languages));
            foreach (var column in ChecklistColumns.Plain) row = column.With(row, survey.Cell(line, column.Name));
            return row;
        }

        // `select_one LIST`, where the type may be two words or more in older forms.
        private (QuestionType Type, string List) ReadType(int line, int index)
        {
            var words = survey.Cell(line, ChecklistColumns.Type).Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
            for (var length = words.Length; length > 0; length--)
            {
                var name = string.Join(' ', words[..length]);
                if (QuestionTypes.Words.Find(ChecklistColumns.TypeAliases.GetValueOrDefault(name, name)) is not { } type) continue;
                if (words.Length == length + (type.IsSelect() ? 1 : 0)) return (type, type.IsSelect() ? words[^1] : "");
            }

            problems.Fail("checklist-type-unknown", survey.Name, line, survey.ColumnOf(ChecklistColumns.Type), $"{string.Join(' ', words)}: one of {string.Join(", ", QuestionTypes.Words.All)}");
            _unread.Add(index, words);
            return (QuestionType.Text, "");
        }

        private ChecklistSettings ReadSettings()
        {
            var read = new ChecklistSettings("", "", "");
            if (settings is not { Lines: [var line, ..] }) return read;
            return ChecklistColumns.Setting.Aggregate(read, (filled, column) => column.With(filled, settings.Cell(line, column.Name)));
        }
    }
}
