using System.Globalization;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Cases;

/// <summary><c>clock/holiday</c>: a day becomes free. It extends deadlines that are running when it is sequenced, and revives none.</summary>
/// <param name="Header">Signed by the body whose own it is.</param>
/// <param name="Date">The day, as <c>2023-05-18</c>.</param>
/// <param name="Code">What it is called, as a code.</param>
public sealed record HolidayAnnounce(ActHeader Header, DateOnly Date, string Code) : Act(Header)
{
    /// <inheritdoc/>
    public override string Kind => "clock/holiday";

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("date", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("code", Code);
    }
}

/// <summary>Reads the fields of <c>clock/holiday</c>.</summary>
internal static class HolidayFields
{
    private static readonly FieldNames Fields = new("date", "code");

    internal static HolidayAnnounce Read(ref StrictJson json, ActHeader header)
    {
        FieldsRead read = default;
        var act = new HolidayAnnounce(header, default, "");
        while (json.NextField(Fields, ref read, out var field))
            act = field == 0 ? act with { Date = ReadDate(ref json) } : act with { Code = json.CodeText() };
        json.Require(Fields, read, 2);
        return act;
    }

    private static DateOnly ReadDate(ref StrictJson json)
    {
        var text = json.CodeText();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year >= 1970) return date;
        json.Fail("date-malformed", text);
        return default;
    }
}
