using Saksei.Election.Reading;

namespace Saksei.Election.Checklists;

/// <summary>What a row of the survey is.</summary>
public enum QuestionType
{
    SelectOne, SelectMultiple, Integer, Decimal, Text, Note, Date, DateTime, Time, Image, Geopoint, Calculate, Acknowledge,
    Start, End, Today, BeginGroup, EndGroup, BeginRepeat, EndRepeat,
}

/// <summary>The types in XLSForm's words, and what each of them is.</summary>
public static class QuestionTypes
{
    /// <summary>As XLSForm writes them.</summary>
    public static Vocabulary<QuestionType> Words { get; } = new(
        (QuestionType.SelectOne, "select_one"), (QuestionType.SelectMultiple, "select_multiple"), (QuestionType.Integer, "integer"),
        (QuestionType.Decimal, "decimal"), (QuestionType.Text, "text"), (QuestionType.Note, "note"), (QuestionType.Date, "date"),
        (QuestionType.DateTime, "dateTime"), (QuestionType.Time, "time"), (QuestionType.Image, "image"), (QuestionType.Geopoint, "geopoint"),
        (QuestionType.Calculate, "calculate"), (QuestionType.Acknowledge, "acknowledge"), (QuestionType.Start, "start"), (QuestionType.End, "end"),
        (QuestionType.Today, "today"), (QuestionType.BeginGroup, "begin_group"), (QuestionType.EndGroup, "end_group"),
        (QuestionType.BeginRepeat, "begin_repeat"), (QuestionType.EndRepeat, "end_repeat"));

    /// <summary>Whether its answers are chosen from a list.</summary>
    public static bool IsSelect(this QuestionType type) => type is QuestionType.SelectOne or QuestionType.SelectMultiple;

    /// <summary>Whether rows lie in it until its end.</summary>
    public static bool Opens(this QuestionType type) => type is QuestionType.BeginGroup or QuestionType.BeginRepeat;

    /// <summary>Whether it ends a group or repeat.</summary>
    public static bool Closes(this QuestionType type) => type is QuestionType.EndGroup or QuestionType.EndRepeat;

    /// <summary>Whether it can hold a value; a note, a group and an end can't.</summary>
    public static bool HasValue(this QuestionType type) => type != QuestionType.Note && !type.Opens() && !type.Closes();

    /// <summary>Whether a device gives the value, unasked: nobody types it, and nothing is required of it.</summary>
    public static bool IsFromDevice(this QuestionType type) => type is QuestionType.Start or QuestionType.End or QuestionType.Today;

    /// <summary>Types whose answers may stand in an act: choices and whole numbers; everything else is an attachment of its own.</summary>
    internal static Codec<QuestionType> Coded { get; } = Words.Only(QuestionType.SelectOne, QuestionType.SelectMultiple, QuestionType.Integer);

    /// <summary>Whether its answers may stand in an act.</summary>
    public static bool IsCoded(this QuestionType type) => type.IsSelect() || type == QuestionType.Integer;
}
