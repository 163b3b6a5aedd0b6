using System.Collections.Immutable;
using Saksei.Election.Reading;

namespace Saksei.Election.Checklists;

/// <summary>The canonical JSON of a checklist: the attachment that acts name by hash. One checklist has one form, byte for byte.</summary>
public static class ChecklistJson
{
    /// <summary>What the document says that it is.</summary>
    public const string Format = "saksei/checklist/v1";

    private static readonly FieldNames Parts = new("format", "settings", "languages", "survey", "choice_columns", "choices");
    private static readonly FieldNames SettingNames = new([.. ChecklistColumns.Setting.Select(column => column.Name)]);
    private static readonly FieldNames ChoiceNames = new("list_name", "name", "label", "cells");
    private static readonly FieldNames RowNames = new(
    [
        ChecklistColumns.Type, ChecklistColumns.ListName, ChecklistColumns.Name,
        .. ChecklistColumns.Spoken.Select(column => column.Name), .. ChecklistColumns.Plain.Select(column => column.Name),
    ]);

    private static Checklist Nothing { get; } = new(new ChecklistSettings("", "", ""), [], [], [], []);

    /// <summary>Writes a checklist.</summary>
    public static byte[] Write(Checklist checklist)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        var json = new CanonicalText().Open('{').Field("format", Format).Name("settings").Open('{');
        foreach (var column in ChecklistColumns.Setting) json.Field(column.Name, column.Get(checklist.Settings));
        json.Close('}').Array("languages", checklist.Languages).Name("survey").Open('[');
        foreach (var row in checklist.Survey) Write(json, row, checklist.Languages);
        json.Close(']').Array("choice_columns", checklist.ChoiceColumns).Name("choices").Open('[');
        foreach (var choice in checklist.Choices)
            json.Open('{').Field("list_name", choice.List).Field("name", choice.Name).Field("label", checklist.Languages, choice.Label)
                .Field("cells", checklist.ChoiceColumns, choice.Cells).Close('}');
        return json.Close(']').Close('}').ToUtf8();
    }

    /// <summary>Reads a checklist in its canonical form. Anything else is a problem: in the document, by its offset, or in the checklist, by its place.</summary>
    public static ChecklistReading Read(ReadOnlySpan<byte> utf8, out ReadingProblem? problem)
    {
        var checklist = ReadUnchecked(utf8, out problem);
        if (problem is null && Write(checklist).AsSpan().CommonPrefixLength(utf8) is var same && same < utf8.Length)
            problem = new ReadingProblem("checklist-not-canonical", same, "");
        return problem is null ? ChecklistCheck.Of(checklist) : new ChecklistReading(null, []);
    }

    /// <summary>Reads what a checklist's rows and choices are called: no expression is looked at, so that the time grows with the bytes alone.</summary>
    public static Checklist ReadUnchecked(ReadOnlySpan<byte> utf8, out ReadingProblem? problem)
    {
        problem = utf8.Length > ChecklistLimits.Bytes ? new ReadingProblem("checklist-too-large", ChecklistLimits.Bytes, $"at most {ChecklistLimits.Bytes} bytes") : null;
        if (problem is not null) return Nothing;
        var json = new StrictJson(utf8);
        var checklist = ReadParts(ref json);
        json.End();
        problem = json.Problem;
        return problem is null ? checklist : Nothing;
    }

    private static void Write(CanonicalText json, ChecklistRow row, ImmutableArray<string> languages)
    {
        json.Open('{').Field(ChecklistColumns.Type, QuestionTypes.Words[row.Type]).Field(ChecklistColumns.ListName, row.List).Field(ChecklistColumns.Name, row.Name);
        foreach (var column in ChecklistColumns.Spoken) json.Field(column.Name, languages, column.Get(row));
        foreach (var column in ChecklistColumns.Plain) json.Field(column.Name, column.Get(row));
        json.Close('}');
    }

    private static Checklist ReadParts(ref StrictJson json)
    {
        var settings = new ChecklistSettings("", "", "");
        ImmutableArray<string> languages = [], columns = [];
        ImmutableArray<ChecklistRow> survey = [];
        ImmutableArray<ChecklistChoice> choices = [];
        FieldsRead read = default;
        json.EnterObject();
        while (json.NextField(Parts, ref read, out var field))
        {
            if (field == 0 && json.CodeText() is var format && format != Format) json.Fail("word-unknown", format);
            if (field == 1) settings = ReadSettings(ref json);
            if (field == 2) languages = json.Items(ChecklistLimits.Languages, Cell);
            if (field == 3) survey = json.Items(ChecklistLimits.Rows, (ref StrictJson item) => ReadRow(ref item, languages));
            if (field == 4) columns = json.Items(ChecklistLimits.Columns, Cell);
            if (field == 5) choices = json.Items(ChecklistLimits.Choices, (ref StrictJson item) => ReadChoice(ref item, languages, columns));
        }

        json.Require(Parts, read, 6);
        return new Checklist(settings, languages, survey, columns, choices);
    }

    private static ChecklistSettings ReadSettings(ref StrictJson json)
    {
        var settings = new ChecklistSettings("", "", "");
        FieldsRead read = default;
        json.EnterObject();
        while (json.NextField(SettingNames, ref read, out var field)) settings = ChecklistColumns.Setting[field].With(settings, Cell(ref json));
        return settings;
    }

    private static ChecklistRow ReadRow(ref StrictJson json, ImmutableArray<string> languages)
    {
        var row = new ChecklistRow(QuestionType.Note, "", "") { Label = None(languages), Hint = None(languages), ConstraintMessage = None(languages), RequiredMessage = None(languages) };
        var spoken = ChecklistColumns.Spoken;
        FieldsRead read = default;
        json.EnterObject();
        while (json.NextField(RowNames, ref read, out var field))
        {
            if (field == 0) row = row with { Type = QuestionTypes.Words.Read(ref json) };
            else if (field == 1) row = row with { List = Cell(ref json) };
            else if (field == 2) row = row with { Name = Cell(ref json) };
            else if (field < 3 + spoken.Length) row = spoken[field - 3].With(row, ByKey(ref json, languages));
            else row = ChecklistColumns.Plain[field - 3 - spoken.Length].With(row, Cell(ref json));
        }

        json.Require(RowNames, read, 1);
        return row;
    }

    private static ChecklistChoice ReadChoice(ref StrictJson json, ImmutableArray<string> languages, ImmutableArray<string> columns)
    {
        var choice = new ChecklistChoice("", "", None(languages), None(columns));
        FieldsRead read = default;
        json.EnterObject();
        while (json.NextField(ChoiceNames, ref read, out var field))
            choice = field switch
            {
                0 => choice with { List = Cell(ref json) },
                1 => choice with { Name = Cell(ref json) },
                2 => choice with { Label = ByKey(ref json, languages) },
                _ => choice with { Cells = ByKey(ref json, columns) },
            };
        json.Require(ChoiceNames, read, 2);
        return choice;
    }

    private static ImmutableArray<string> ByKey(ref StrictJson json, ImmutableArray<string> keys)
    {
        var values = None(keys).ToBuilder();
        json.EnterObject();
        while (json.NextName(out var name))
        {
            var place = keys.IndexOf(System.Text.Encoding.UTF8.GetString(name));
            if (place < 0) json.Fail("field-unknown", System.Text.Encoding.UTF8.GetString(name));
            else values[place] = Cell(ref json);
        }

        return values.MoveToImmutable();
    }

    private static string Cell(ref StrictJson json) => json.Text(ChecklistLimits.CellLength * 4);

    private static ImmutableArray<string> None(ImmutableArray<string> keys) => [.. keys.Select(_ => "")];
}
