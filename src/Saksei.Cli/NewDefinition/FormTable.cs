using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Definition.Rules;

namespace Saksei.Cli.NewDefinition;

/// <summary>A field of the form as a row gives it.</summary>
internal sealed record HandedField(string Code, string Mark, SortedDictionary<string, string> Names, string Meaning);

/// <summary>The form as it was handed in: its fields, and how the lists' votes are headed where a row says so.</summary>
internal sealed record HandedForm(ImmutableArray<HandedField> Fields, SortedDictionary<string, string> Votes)
{
    /// <summary>Whether a field means something.</summary>
    internal bool Counts(string meaning) => Fields.Any(field => field.Meaning == meaning);

    /// <summary>The field of each meaning.</summary>
    internal Dictionary<FieldMeaning, string> ByMeaning() => Fields.Where(field => field.Meaning.Length > 0)
        .DistinctBy(field => field.Meaning).ToDictionary(field => Enum.Parse<FieldMeaning>(field.Meaning, ignoreCase: true), field => field.Code);
}

/// <summary>Reads the table of the form's fields, in the order of the paper.</summary>
internal sealed class FormTable
{
    private const string Mark = "mark", Meaning = "meaning", Code = "code";
    private static readonly string[] Meanings = ["registered", "received", "cast", "spoilt", "unused", "invalid", "blank", "valid"];
    private readonly HandedTable _table;
    private readonly NewDefinitionOrder _order;

    private FormTable(HandedTable table, NewDefinitionOrder order) => (_table, _order) = (table, order);

    internal static HandedForm Read(NewDefinitionOrder order, ContestOrder contest, Faults faults)
    {
        var table = HandedTable.Read(contest.Form, order.Headings, faults);
        string[] labels = [.. HandedNames.Plain("label", order.Languages)];
        string[] known = [Code, Mark, "letter", Meaning, .. labels];
        table.Expect(heading => known.Contains(heading), known.Where(heading => !table.Has(heading)).Append("-"));
        if (!labels.Any(table.Has)) table.Require("label.en");
        return new FormTable(table, order).Form();
    }

    private HandedForm Form()
    {
        var votes = _table.Rows.FirstOrDefault(IsVotes);
        var rows = _table.Rows.Where(row => !IsVotes(row)).ToList();
        ImmutableArray<HandedField> fields = [.. rows.Select(Field)];
        Unique(rows, fields, field => field.Code, "field-code-taken", Code);
        Unique(rows, fields, field => field.Meaning, "meaning-twice", Meaning);
        return new HandedForm(fields, votes is null ? [] : HandedNames.Of(votes, _order.Languages, "label"));
    }

    // The row of the lists' votes only says how they are headed.
    private static bool IsVotes(HandedRow row) => row.Text(Meaning) == FormSums.Votes || row.Text(Code) == FormSums.Votes;

    private HandedField Field(HandedRow row, int index)
    {
        var meaning = row.Text(Meaning);
        if (meaning.Length > 0 && !Meanings.Contains(meaning)) _table.Faults.Add(row.At(Meaning, "word-unknown", meaning), Meanings.Append(FormSums.Votes));
        var code = row.Text(Code) is { Length: > 0 } given ? given : meaning.Length > 0 ? meaning : $"field-{index + 1:00}";
        if (!KebabCode.Is(code)) row.Wrong("kebab-malformed", Code, code);
        var names = HandedNames.Of(row, _order.Languages, "label");
        if (names.Count == 0) row.Wrong("cell-empty", _table.Has("label") ? "label" : "label.en", code);
        return new HandedField(code, MarkOf(row, index), names, Meanings.Contains(meaning) ? meaning : "");
    }

    private string MarkOf(HandedRow row, int index)
    {
        var heading = _table.Has("letter") ? "letter" : Mark;
        var mark = row.Text(heading) is { Length: > 0 } given ? given : index < 26 ? $"{(char)('A' + index)}" : $"F{index + 1}";
        if (!HeadCodes.IsMark(mark)) row.Wrong("mark-malformed", heading, mark);
        return mark;
    }

    private static void Unique(List<HandedRow> rows, ImmutableArray<HandedField> fields, Func<HandedField, string> of, string code, string heading)
    {
        for (var at = 0; at < fields.Length; at++)
            if (of(fields[at]) is { Length: > 0 } word && fields.Take(at).Any(other => of(other) == word)) rows[at].Wrong(code, heading, word);
    }
}
