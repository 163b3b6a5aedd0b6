using System.Collections.Immutable;
using Saksei.Election.Checklists.Expressions;

namespace Saksei.Election.Checklists.Filling;

/// <summary>The forms in which the values of each type are written.</summary>
internal static class AnswerForm
{
    /// <summary>Whether a value may stand as an answer, but for what the form's expressions say.</summary>
    internal static bool Fits(ChecklistRow row, string value, ImmutableArray<ChecklistChoice> choices) => row.Type switch
    {
        QuestionType.SelectOne => choices.Any(choice => choice.List == row.List && choice.Name == value),
        QuestionType.SelectMultiple => value.Split(' ') is var chosen && chosen.Distinct().Count() == chosen.Length && chosen.All(name => choices.Any(choice => choice.List == row.List && choice.Name == name)),
        _ => Fits(row.Type, value),
    };

    private static bool Fits(QuestionType type, string value) => type switch
    {
        QuestionType.Integer => IsNumber(value, 0),
        QuestionType.Decimal => IsNumber(value, 15),
        QuestionType.Date or QuestionType.Today => DayText.Date(value) is not null,
        QuestionType.DateTime or QuestionType.Start or QuestionType.End => DayText.DateTime(value) is not null,
        QuestionType.Time => DayText.Time(value) is not null,
        QuestionType.Acknowledge => value == "OK",
        QuestionType.Image => value.Length <= 100 && value[0] != '.' && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'),
        QuestionType.Geopoint => IsPoint(value.Split(' ')),
        _ => value.Length <= AnswerLimits.TextLength && value.All(c => !char.IsControl(c) || c is '\n' or '\t'),
    };

    // A sign, up to 18 digits without a leading zero, and decimals where they may stand.
    private static bool IsNumber(string value, int places)
    {
        var digits = value.StartsWith('-') ? value[1..] : value;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var part = point < 0 ? "" : digits[(point + 1)..];
        if (point >= 0 && part.Length == 0) return false;
        return whole.Length is > 0 and <= 18 && whole.All(char.IsAsciiDigit) && (whole == "0" || whole[0] != '0') && part.Length <= places && part.All(char.IsAsciiDigit);
    }

    // Latitude, longitude, and perhaps altitude and accuracy.
    private static bool IsPoint(string[] parts)
    {
        if (parts.Length is < 2 or > 4 || !parts.All(part => IsNumber(part, 15))) return false;
        var numbers = parts.Select(part => XPathValue.NumberOf(part)).ToList();
        return IsWithin(numbers[0], 90) && IsWithin(numbers[1], 180);
    }

    private static bool IsWithin(XPathNumber number, int bound) =>
        XPathNumber.Compare(number, XPathNumber.Of(bound)) <= 0 && XPathNumber.Compare(number, XPathNumber.Of(-bound)) >= 0;
}
