using System.Collections.Immutable;
using Saksei.Election.Checklists.Expressions;
using Saksei.Election.Checklists.Filling;

namespace Saksei.Election.Checklists;

/// <summary>Holds a checklist against the rules of docs/spec/checklist.md. Whatever is wrong is said with its cell.</summary>
internal sealed class ChecklistCheck
{
    private readonly Checklist _checklist;
    private readonly IChecklistPlaces _places;
    private readonly ChecklistProblems _problems;
    private readonly UnreadParts _unread;
    private readonly HashSet<string> _lists;
    private readonly Dictionary<string, CheckedRow> _byName = [];

    // Whether it is known which rows lie in which group and repeat: else only how an expression is written can be said.
    private bool _isNested;

    private ChecklistCheck(Checklist checklist, IChecklistPlaces places, ChecklistProblems problems, UnreadParts unread)
    {
        (_checklist, _places, _problems, _unread, _isNested) = (checklist, places, problems, unread, !unread.HasGroups);
        _lists = [.. checklist.Choices.Select(choice => choice.List)];
    }

    internal static ChecklistReading Of(Checklist checklist) => Of(checklist, ChecklistTableWriter.Places(checklist), new ChecklistProblems(), new UnreadParts());

    /// <summary>Checks what was read of tables.</summary>
    /// <param name="checklist">What was read.</param>
    /// <param name="places">Where it stands.</param>
    /// <param name="problems">What was found while reading; what is found now is added.</param>
    /// <param name="unread">What couldn't be read.</param>
    internal static ChecklistReading Of(Checklist checklist, IChecklistPlaces places, ChecklistProblems problems, UnreadParts unread) => new ChecklistCheck(checklist, places, problems, unread).Run();

    /// <summary>Letters, digits, <c>_ - .</c>, not a digit, hyphen or point first; up to 64.</summary>
    internal static bool IsName(string text) =>
        text.Length is > 0 and <= ChecklistLimits.NameLength && (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>What is chosen: printable ASCII without spaces, quotes or a backslash; up to 64. It stands in acts.</summary>
    internal static bool IsChoiceName(string text) =>
        text.Length is > 0 and <= ChecklistLimits.NameLength && text.All(c => c is > ' ' and <= '~' and not ('"' or '\\' or '\''));

    private ChecklistReading Run()
    {
        CheckWhole();
        CheckChoices();
        var rows = Nest();
        rows = [.. rows.Select(ReadExpressions)];
        CheckSettings();
        if (!_problems.None) return new ChecklistReading(null, _problems.All);
        var order = DependencyOrder.Of(rows, out var circle);
        if (circle.Length == 0) return new ChecklistReading(new CheckedChecklist(_checklist, rows, order), []);
        Fail("checklist-circular", circle[0], rows[circle[0]].Calculation is null ? "relevant" : "calculation", string.Join(" → ", circle.Append(circle[0]).Select(row => rows[row].Row.Name)));
        return new ChecklistReading(null, _problems.All);
    }

    private void CheckWhole()
    {
        if (_checklist.Survey.All(row => !row.Type.HasValue()) && !_unread.HasRows) _problems.Fail("checklist-empty", ChecklistColumns.Survey, 0, 0);
        foreach (var language in _checklist.Languages.Where(language => language.Length > ChecklistLimits.NameLength || !IsText(language) || language.AsSpan().ContainsAny('"', '\\', ':')))
            _problems.Fail("checklist-name-malformed", ChecklistColumns.Survey, 1, 0, language);
        foreach (var column in _checklist.ChoiceColumns.Where((column, place) => !IsName(column) || _checklist.Choices.All(choice => choice.Cells[place].Length == 0)))
            _problems.Fail("checklist-name-malformed", ChecklistColumns.Choices, 1, 0, column);
    }

    private void CheckChoices()
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (index, choice) in _checklist.Choices.Index())
        {
            if (!IsName(choice.List)) FailChoice("checklist-name-malformed", index, ChecklistColumns.ListName, choice.List);
            if (!IsChoiceName(choice.Name)) FailChoice("checklist-name-malformed", index, ChecklistColumns.Name, choice.Name);
            if (!seen.Add((choice.List, choice.Name))) FailChoice("checklist-name-twice", index, ChecklistColumns.Name, choice.Name);
            foreach (var text in choice.Label.Concat(choice.Cells).Where(text => !IsText(text))) FailChoice("checklist-text-malformed", index, ChecklistColumns.Label, text);
        }
    }

    private ImmutableArray<CheckedRow> Nest()
    {
        var open = new Stack<int>();
        var rows = ImmutableArray.CreateBuilder<CheckedRow>();
        foreach (var (index, row) in _checklist.Survey.Index())
        {
            if (row.Type.Closes()) Close(open, index, row);
            var repeat = open.FirstOrDefault(opening => _checklist.Survey[opening].Type == QuestionType.BeginRepeat, -1);
            rows.Add(new CheckedRow(index, row, open.Count == 0 ? -1 : open.Peek(), repeat));
            CheckRow(rows[^1]);
            if (row.Type.Opens()) open.Push(index);
            if (open.Count > ChecklistLimits.Depth) Fail("checklist-too-large", index, ChecklistColumns.Type, $"at most {ChecklistLimits.Depth} groups deep");
        }

        foreach (var opening in open) Fail("checklist-group-open", opening, _checklist.Survey[opening].Name);
        return rows.DrainToImmutable();
    }

    private void Close(Stack<int> open, int index, ChecklistRow row)
    {
        var opening = row.Type == QuestionType.EndGroup ? QuestionType.BeginGroup : QuestionType.BeginRepeat;
        // One that ends as the other ends all the same, so that one slip is said once.
        if (!open.TryPop(out var ended) || _checklist.Survey[ended].Type != opening) Fail("checklist-group-not-open", index, QuestionTypes.Words[row.Type]);
    }

    // Of a group: where its rows belong isn't known then.
    private void Fail(string code, int index, string detail)
    {
        _isNested = false;
        if (!_unread.HasGroups) Fail(code, index, ChecklistColumns.Type, detail);
    }

    private void CheckRow(CheckedRow at)
    {
        var row = at.Row;
        CheckName(at);
        if (_unread.Has(at.Index)) return;
        if (row.Type.IsSelect() != row.List.Length > 0 || (row.Type.IsSelect() && !_lists.Contains(row.List))) Fail("checklist-list-unknown", at.Index, ChecklistColumns.Type, $"{row.List}: one of {string.Join(", ", _lists.Order(StringComparer.Ordinal))}");
        if (row.Type == QuestionType.Calculate && row.Calculation.Length == 0 && !_unread.HasColumns) Fail("checklist-cell-missing", at.Index, "calculation", row.Name);
        // A required note could never be answered: some programs would let nobody past it.
        if (row.Type == QuestionType.Note && Flag(row.Required).Length > 0) Fail("checklist-cell-misplaced", at.Index, "required", row.Required);
        CheckCells(at, row);
    }

    private void CheckName(CheckedRow at)
    {
        var row = at.Row;
        var mayBeUnnamed = row.Type.Closes() || row.Type == QuestionType.Note || _unread.Has(at.Index);
        if (row.Name.Length == 0 && mayBeUnnamed) return;
        // What looks at a row whose name is wrong isn't wrong itself.
        var isFirst = row.Type.Closes() || _byName.TryAdd(row.Name, at);
        if (row.Name.Length == 0 && row.Type.Opens()) _isNested = false;
        if (!IsName(row.Name)) Fail("checklist-name-malformed", at.Index, ChecklistColumns.Name, row.Name);
        else if (!isFirst) Fail("checklist-name-twice", at.Index, ChecklistColumns.Name, row.Name);
    }

    private void CheckCells(CheckedRow at, ChecklistRow row)
    {
        foreach (var column in ChecklistColumns.Plain.Where(column => column.Get(row).Length > 0))
            if (!RowColumns.MayHave(row.Type, column.Name)) Fail("checklist-cell-misplaced", at.Index, column.Name, $"{column.Name}: not for {QuestionTypes.Words[row.Type]}");
        foreach (var column in ChecklistColumns.Spoken.Where(column => column.Get(row).Any(text => text.Length > 0)))
            if (row.Type.Closes()) Fail("checklist-cell-misplaced", at.Index, column.Name, $"{column.Name}: not for {QuestionTypes.Words[row.Type]}");
        foreach (var text in ChecklistColumns.Spoken.SelectMany(column => column.Get(row)).Concat(ChecklistColumns.Plain.Select(column => column.Get(row))))
            if (!IsText(text)) Fail("checklist-text-malformed", at.Index, "", text);
    }

    private CheckedRow ReadExpressions(CheckedRow at)
    {
        var row = at.Row;
        CheckDefault(at);
        foreach (var column in ChecklistColumns.Spoken)
            foreach (var (text, language) in column.Get(row).Zip(_checklist.Languages))
                foreach (var name in LabelText.References(text).Where(name => !_byName.TryGetValue(name, out var named) || !named.Row.Type.HasValue()))
                    Fail("expression-name-unknown", at.Index, HeadedTable.Spoken(column.Name, language), name);
        return at with
        {
            Relevant = Read(at, "relevant", Truth(row.Relevant), ExpressionUse.Condition),
            Constraint = Read(at, "constraint", Truth(row.Constraint), ExpressionUse.Condition | ExpressionUse.Self),
            Calculation = Read(at, "calculation", row.Calculation, ExpressionUse.None),
            Required = Read(at, "required", Flag(row.Required), ExpressionUse.Condition),
            ChoiceFilter = Read(at, "choice_filter", row.ChoiceFilter, ExpressionUse.Condition | ExpressionUse.Choice),
            RepeatCount = Read(at, "repeat_count", row.RepeatCount, ExpressionUse.None),
        };
    }

    private Expression? Read(CheckedRow at, string column, string text, ExpressionUse use)
    {
        if (text.Length == 0) return null;
        try
        {
            var read = ExpressionParser.Parse(text);
            if (_isNested) new ExpressionCheck(_checklist, _byName, at, use).Check(read);
            return read;
        }
        catch (ExpressionProblem problem)
        {
            Fail(problem, at.Index, column);
            return null;
        }
    }

    private void CheckDefault(CheckedRow at)
    {
        if (at.Row.ReadOnly.Length > 0 && Flag(at.Row.ReadOnly) is not ("" or "true()")) Fail("checklist-value-unknown", at.Index, "read_only", $"{at.Row.ReadOnly}: one of yes, no");
        var isUnread = _unread.Has(at.Index) || (at.Row.Type.IsSelect() && !_lists.Contains(at.Row.List));
        if (at.Row.Default.Length > 0 && !isUnread && !AnswerForm.Fits(at.Row, at.Row.Default, _checklist.Choices)) Fail("checklist-value-unknown", at.Index, "default", at.Row.Default);
    }

    private void CheckSettings()
    {
        var settings = _checklist.Settings;
        foreach (var column in ChecklistColumns.Setting.Where(column => !IsText(column.Get(settings)))) FailSetting("checklist-text-malformed", column.Name, column.Get(settings));
        if (settings.DefaultLanguage.Length > 0 && !_unread.HasColumns && !_checklist.Languages.Contains(settings.DefaultLanguage))
            FailSetting("checklist-value-unknown", "default_language", $"{settings.DefaultLanguage}: one of {string.Join(", ", _checklist.Languages)}");
        if (settings.InstanceName.Length == 0) return;
        try
        {
            var read = ExpressionParser.Parse(settings.InstanceName);
            if (_isNested) new ExpressionCheck(_checklist, _byName, new CheckedRow(-1, new ChecklistRow(QuestionType.Note, "", ""), -1, -1), ExpressionUse.None).Check(read);
        }
        catch (ExpressionProblem problem)
        {
            FailSetting(problem.Code, "instance_name", problem.Detail);
        }
    }

    // XLSForm's yes and no; anything else is an expression.
    private static string Truth(string cell) => cell.ToLowerInvariant() switch
    {
        "yes" or "true" or "true()" => "true()",
        "no" or "false" or "false()" => "false()",
        _ => cell,
    };

    private static string Flag(string cell) => Truth(cell) is var truth && truth == "false()" ? "" : truth;

    // No control characters but tab and new line, and no half of a pair of surrogates.
    private static bool IsText(string text) =>
        text.All(c => !char.IsControl(c) || c is '\n' or '\t') && text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);

    private void Fail(ExpressionProblem problem, int index, string column) => Fail(problem.Code, index, column, problem.Detail);

    private void Fail(string code, int index, string column, string detail) => FailAt(code, ChecklistColumns.Survey, index, column, detail);

    private void FailChoice(string code, int index, string column, string detail) => FailAt(code, ChecklistColumns.Choices, index, column, detail);

    private void FailSetting(string code, string column, string detail) => FailAt(code, ChecklistColumns.Settings, 0, column, detail);

    private void FailAt(string code, string sheet, int index, string column, string detail)
    {
        var (row, number) = _places.Of(sheet, index, column);
        _problems.Fail(code, sheet, row, number, detail);
    }
}
