using System.Collections.Immutable;
using Saksei.Election.Checklists;

namespace Saksei.Checklists;

/// <summary>The words of XForms for those of XLSForms.</summary>
internal static class XFormTypes
{
    internal static string Of(QuestionType type) => type switch
    {
        QuestionType.Integer => "int",
        QuestionType.Decimal => "decimal",
        QuestionType.Date or QuestionType.Today => "date",
        QuestionType.DateTime or QuestionType.Start or QuestionType.End => "dateTime",
        QuestionType.Time => "time",
        QuestionType.Image => "binary",
        QuestionType.Geopoint => "geopoint",
        _ => "string",
    };

    internal static string Control(QuestionType type) => type switch
    {
        QuestionType.SelectOne => "select1",
        QuestionType.SelectMultiple => "select",
        QuestionType.Image => "upload",
        QuestionType.Acknowledge => "trigger",
        QuestionType.BeginGroup or QuestionType.BeginRepeat => "group",
        _ => "input",
    };

    internal static IEnumerable<(string Column, ImmutableArray<string> Texts)> Texts(ChecklistRow row) =>
        [("label", row.Label), ("hint", row.Hint), ("constraint_message", row.ConstraintMessage), ("required_message", row.RequiredMessage)];
}
