using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Counts;
using Saksei.Election.Reading;
using Calendar = Saksei.Election.Clock.Calendar;

namespace Saksei.Election.Definition;

/// <summary>Reads the file of role <c>procedures</c> (docs/spec/procedures.md).</summary>
internal sealed class ProceduresReader(ProblemList problems)
{
    private static readonly FieldNames Top = new(
        "format", "offsets", "weekend", "holidays", "deadlines", "running", "bodies", "grounds", "documents", "complaints", "eligibility",
        "groupings", "families", "level", "transcribers");

    private const int RequiredTop = 7;
    private static readonly FieldNames OffsetFields = new("from", "offset");
    private static readonly FieldNames HolidayFields = new("code", "date", "announced", "names");
    private static readonly FieldNames DeadlineFields = new("code", "trigger", "unit", "length", "article", "names", "closesAt", "before", "movesOffFreeDays", "notBefore");
    private static readonly FieldNames Days = new("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private const int MostItems = 1000, DaysOfWeek = 7;

    private ImmutableArray<Holiday> _holidays = [];
    private Zone _zone = Zone.Fixed(0);
    private ImmutableHashSet<DayOfWeek> _weekend = [];

    internal static Procedures? Read(byte[] document, ProblemList problems) => new ProceduresReader(problems).Read(document);

    private Procedures? Read(byte[] document)
    {
        var json = new StrictJson(document);
        var procedures = ReadTop(ref json);
        json.End();
        if (json.Problem is { } problem) problems.Add(problem.Code, problem.Detail, problem.Offset);
        return json.Problem is null ? Checked(procedures) : null;
    }

    private Procedures ReadTop(ref StrictJson json)
    {
        FieldsRead read = default;
        var procedures = Procedures.None;
        json.EnterObject();
        while (json.NextField(Top, ref read, out var field)) procedures = ReadField(ref json, field, procedures);
        json.Require(Top, read, RequiredTop);
        return procedures with { Calendar = new Calendar(_zone, _weekend, _holidays) };
    }

    private Procedures ReadField(ref StrictJson json, int field, Procedures procedures) => field switch
    {
        < 4 => ReadCalendar(ref json, field, procedures),
        4 => procedures with { Deadlines = Items(ref json, ReadDeadline) },
        5 => procedures with { Running = Items(ref json, ProcedureItems.ReadRunning) },
        6 => procedures with { Bodies = Items(ref json, ProcedureItems.ReadBody) },
        7 => procedures with { Grounds = Items(ref json, ProcedureItems.ReadGround) },
        8 => procedures with { Documents = Items(ref json, ProcedureItems.ReadNamed) },
        9 => procedures with { Complaints = Items(ref json, ProcedureItems.ReadComplaint) },
        10 => procedures with { Eligibility = Items(ref json, ProcedureItems.ReadEligibility) },
        11 => procedures with { Groupings = Items(ref json, ProcedureItems.ReadGrouping) },
        12 => procedures with { Families = Items(ref json, ProcedureItems.ReadFamily) },
        13 => procedures with { Level = ReadLevel(ref json) },
        _ => procedures with { Transcribers = [.. ActFields.ReadCodes(ref json, 64)] },
    };

    private Procedures ReadCalendar(ref StrictJson json, int field, Procedures procedures)
    {
        if (field == 3) return WithHolidays(procedures, Items(ref json, ReadHoliday));
        if (field == 0 && json.CodeText() != "saksei/procedures/v1") json.Fail("format-unknown");
        if (field == 1) _zone = new Zone([.. Items(ref json, ReadOffset).OrderBy(offset => offset.FromUnixSeconds)]);
        if (field == 2) _weekend = [.. Items(ref json, (ref StrictJson item) => (DayOfWeek)Math.Max(0, ActFields.ReadWord(ref item, Days)))];
        if (_zone.Offsets.IsEmpty) json.Fail("offsets-missing");
        if (_weekend.Count == DaysOfWeek) json.Fail("weekend-whole");
        return procedures;
    }

    private Procedures WithHolidays(Procedures procedures, ImmutableArray<(Holiday Holiday, NamedCode Name)> read)
    {
        _holidays = [.. read.Select(pair => pair.Holiday)];
        return procedures with { Holidays = [.. read.Select(pair => pair.Name)] };
    }

    private static ImmutableArray<T> Items<T>(ref StrictJson json, ReadItem<T> read) => json.Items(MostItems, read);

    private static ZoneOffset ReadOffset(ref StrictJson json)
    {
        FieldsRead read = default;
        var offset = default(ZoneOffset);
        json.EnterObject();
        while (json.NextField(OffsetFields, ref read, out var field))
            offset = field == 0 ? offset with { FromUnixSeconds = ActFields.ReadMoment(ref json).UnixSeconds } : offset with { Minutes = ReadOffsetMinutes(ref json) };
        json.Require(OffsetFields, read, 2);
        return offset;
    }

    // As a moment writes it: +07:00, -05:00, Z.
    private static int ReadOffsetMinutes(ref StrictJson json)
    {
        var text = json.CodeText(6);
        if (Moment.TryParse("2000-01-02T00:00:00" + text, out var moment)) return moment.OffsetMinutes;
        json.Fail("time-malformed", text);
        return 0;
    }

    private static (Holiday, NamedCode) ReadHoliday(ref StrictJson json)
    {
        FieldsRead read = default;
        var (code, date, announced, names) = ("", default(DateOnly), default(Moment), Names.None);
        json.EnterObject();
        while (json.NextField(HolidayFields, ref read, out var field))
        {
            switch (field)
            {
                case 0: code = json.CodeText(); break;
                case 1: date = ReadDate(ref json); break;
                case 2: announced = ActFields.ReadMoment(ref json); break;
                default: names = Names.Read(ref json); break;
            }
        }

        json.Require(HolidayFields, read, 4);
        return (new Holiday(date, announced, code), new NamedCode(code, names, ""));
    }

    private static NamedDeadline ReadDeadline(ref StrictJson json)
    {
        FieldsRead read = default;
        var (rule, names) = (new DeadlineRule("", Trigger.Filing, LengthUnit.Hours, 0, ""), Names.None);
        json.EnterObject();
        while (json.NextField(DeadlineFields, ref read, out var field))
        {
            if (field == 5) names = Names.Read(ref json);
            else rule = ReadDeadlineField(ref json, field, rule);
        }

        json.Require(DeadlineFields, read, 6);
        return new NamedDeadline(rule, names);
    }

    private static DeadlineRule ReadDeadlineField(ref StrictJson json, int field, DeadlineRule rule) => field switch
    {
        0 => rule with { Code = json.CodeText() },
        1 => rule with { Trigger = ProcedureVocabulary.Triggers.Read(ref json) },
        2 => rule with { Unit = ProcedureVocabulary.Units.Read(ref json) },
        3 => rule with { Length = (int)json.Whole(10_000) },
        4 => rule with { Article = json.Text(2000) },
        6 => rule with { ClosesAt = ReadTimeOfDay(ref json) },
        7 => rule with { IsBefore = json.Flag() },
        8 => rule with { MovesOffFreeDays = json.Flag() },
        _ => rule with { NotBefore = (int)json.Whole(10_000) },
    };

    // HH:mm; 24:00 is the end of the day.
    private static int ReadTimeOfDay(ref StrictJson json)
    {
        var text = json.CodeText(5);
        if (text == "24:00") return DeadlineRule.EndOfDay;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time.Hour * 3600 + time.Minute * 60;
        json.Fail("time-malformed", text);
        return 0;
    }

    private static DateOnly ReadDate(ref StrictJson json)
    {
        var text = json.CodeText();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year >= 1970) return date;
        json.Fail("date-malformed", text);
        return new DateOnly(1970, 1, 1);
    }

    private static Fraction ReadLevel(ref StrictJson json)
    {
        var text = json.CodeText();
        if (Fraction.Parse(text) is { Sign: > 0 } level && level < Fraction.One) return level;
        json.Fail("share-invalid", text);
        return Fraction.One;
    }

    // What is named must be there.
    private Procedures Checked(Procedures procedures)
    {
        foreach (var running in procedures.Running)
            if (procedures.FindDeadline(running.Deadline) is null) problems.AddWord("deadline-unknown", running.Deadline);
        foreach (var kind in procedures.Complaints)
            foreach (var body in kind.Chain.Where(body => procedures.FindBody(body) is null)) problems.AddWord("body-unknown", body);
        foreach (var twice in Twice(procedures)) problems.AddWord("code-twice", twice);
        return procedures;
    }

    private static IEnumerable<string> Twice(Procedures procedures) =>
        new[]
        {
            procedures.Deadlines.Select(deadline => deadline.Rule.Code), procedures.Bodies.Select(body => body.Code),
            procedures.Grounds.Select(ground => ground.Code), procedures.Complaints.Select(kind => kind.Code),
        }.SelectMany(codes => codes.GroupBy(code => code, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
}
