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
    private static readonly FieldNames OffsetFields = new("from", "minutes");
    private static readonly FieldNames HolidayFields = new("code", "date", "announced", "names");
    private static readonly FieldNames DeadlineFields = new("code", "trigger", "unit", "length", "article", "names", "closesAt", "before", "movesOffFreeDays", "notBefore");
    private static readonly FieldNames RunningFields = new("book", "state", "deadline", "binds", "body", "complaint");
    private static readonly FieldNames BodyFields = new("code", "organisation", "names", "does");
    private static readonly FieldNames GroundFields = new("code", "names", "article", "steps");
    private static readonly FieldNames NamedFields = new("code", "names", "article");
    private static readonly FieldNames ComplaintFields = new("code", "names", "article", "chain");
    private static readonly FieldNames GroupingFields = new("code", "names", "groups");
    private static readonly FieldNames GroupFields = new("code", "names", "members");
    private static readonly FieldNames FamilyFields = new("code", "names", "questions");
    private static readonly FieldNames Triggers = new("filing", "notice-received", "posting", "polling-day", "result-declared", "fact", "request");
    private static readonly FieldNames Units = new("hours", "calendar-days", "working-days", "clock-time");
    private static readonly FieldNames Days = new("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static readonly FieldNames BindsWords = new("body", "applicant");
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
        5 => procedures with { Running = Items(ref json, ReadRunning) },
        6 => procedures with { Bodies = Items(ref json, ReadBody) },
        7 => procedures with { Grounds = Items(ref json, ReadGround) },
        8 => procedures with { Documents = Items(ref json, ReadNamed) },
        9 => procedures with { Complaints = Items(ref json, ReadComplaint) },
        10 => procedures with { Eligibility = Items(ref json, ReadNamed) },
        11 => procedures with { Groupings = Items(ref json, ReadGrouping) },
        12 => procedures with { Families = Items(ref json, ReadFamily) },
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

    private static ImmutableArray<T> Items<T>(ref StrictJson json, ReadItem<T> read) => ActFields.ReadItems(ref json, MostItems, read);

    private static ZoneOffset ReadOffset(ref StrictJson json)
    {
        FieldsRead read = default;
        var offset = default(ZoneOffset);
        json.EnterObject();
        while (json.NextField(OffsetFields, ref read, out var field))
            offset = field == 0 ? offset with { FromUnixSeconds = ActFields.ReadMoment(ref json).UnixSeconds } : offset with { Minutes = (int)json.Whole(14 * 60) };
        json.Require(OffsetFields, read, 2);
        return offset;
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
        1 => rule with { Trigger = (Trigger)Math.Max(0, ActFields.ReadWord(ref json, Triggers)) },
        2 => rule with { Unit = (LengthUnit)Math.Max(0, ActFields.ReadWord(ref json, Units)) },
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

    private static RunningDeadline ReadRunning(ref StrictJson json)
    {
        FieldsRead read = default;
        var running = new RunningDeadline("", "", "", "", "", "");
        json.EnterObject();
        while (json.NextField(RunningFields, ref read, out var field))
            running = field switch
            {
                0 => running with { Book = json.CodeText() },
                1 => running with { State = json.CodeText() },
                2 => running with { Deadline = json.CodeText() },
                3 => running with { Binds = ActFields.ReadWord(ref json, BindsWords) == 1 ? "applicant" : "body" },
                4 => running with { Body = json.CodeText() },
                _ => running with { Complaint = json.CodeText() },
            };
        json.Require(RunningFields, read, 4);
        return running;
    }

    private static Body ReadBody(ref StrictJson json)
    {
        FieldsRead read = default;
        var body = new Body("", "", Names.None, []);
        json.EnterObject();
        while (json.NextField(BodyFields, ref read, out var field))
            body = field switch
            {
                0 => body with { Code = json.CodeText() },
                1 => body with { Organisation = json.CodeText() },
                2 => body with { Names = Names.Read(ref json) },
                _ => body with { Does = ActFields.ReadCodes(ref json, 200) },
            };
        json.Require(BodyFields, read, 4);
        return body;
    }

    private static DecisionGround ReadGround(ref StrictJson json)
    {
        FieldsRead read = default;
        var ground = new DecisionGround("", Names.None, "", []);
        json.EnterObject();
        while (json.NextField(GroundFields, ref read, out var field))
            ground = field switch
            {
                0 => ground with { Code = json.CodeText() },
                1 => ground with { Names = Names.Read(ref json) },
                2 => ground with { Article = json.Text(2000) },
                _ => ground with { Steps = ActFields.ReadCodes(ref json, 200) },
            };
        json.Require(GroundFields, read, 4);
        return ground;
    }

    private static NamedCode ReadNamed(ref StrictJson json)
    {
        FieldsRead read = default;
        var named = new NamedCode("", Names.None, "");
        json.EnterObject();
        while (json.NextField(NamedFields, ref read, out var field))
            named = field switch
            {
                0 => named with { Code = json.CodeText() },
                1 => named with { Names = Names.Read(ref json) },
                _ => named with { Article = json.Text(2000) },
            };
        json.Require(NamedFields, read, 2);
        return named;
    }

    private static ComplaintKind ReadComplaint(ref StrictJson json)
    {
        FieldsRead read = default;
        var kind = new ComplaintKind("", Names.None, "", []);
        json.EnterObject();
        while (json.NextField(ComplaintFields, ref read, out var field))
            kind = field switch
            {
                0 => kind with { Code = json.CodeText() },
                1 => kind with { Names = Names.Read(ref json) },
                2 => kind with { Article = json.Text(2000) },
                _ => kind with { Chain = ActFields.ReadCodes(ref json, 10) },
            };
        json.Require(ComplaintFields, read, 4);
        if (kind.Chain.IsEmpty) json.Fail("chain-empty", kind.Code);
        return kind;
    }

    private static Grouping ReadGrouping(ref StrictJson json)
    {
        FieldsRead read = default;
        var grouping = new Grouping("", Names.None, []);
        json.EnterObject();
        while (json.NextField(GroupingFields, ref read, out var field))
            grouping = field switch
            {
                0 => grouping with { Code = json.CodeText() },
                1 => grouping with { Names = Names.Read(ref json) },
                _ => grouping with { Groups = Items(ref json, ReadGroup) },
            };
        json.Require(GroupingFields, read, 3);
        return grouping;
    }

    private static TreatmentGroup ReadGroup(ref StrictJson json)
    {
        FieldsRead read = default;
        var group = new TreatmentGroup("", Names.None, []);
        json.EnterObject();
        while (json.NextField(GroupFields, ref read, out var field))
            group = field switch
            {
                0 => group with { Code = json.CodeText() },
                1 => group with { Names = Names.Read(ref json) },
                _ => group with { Members = ActFields.ReadCodes(ref json, 1000) },
            };
        json.Require(GroupFields, read, 3);
        return group;
    }

    private static TestFamily ReadFamily(ref StrictJson json)
    {
        FieldsRead read = default;
        var family = new TestFamily("", Names.None, []);
        json.EnterObject();
        while (json.NextField(FamilyFields, ref read, out var field))
            family = field switch
            {
                0 => family with { Code = json.CodeText() },
                1 => family with { Names = Names.Read(ref json) },
                _ => family with { Questions = ActFields.ReadCodes(ref json, 100) },
            };
        json.Require(FamilyFields, read, 3);
        return family;
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
            if (procedures.FindDeadline(running.Deadline) is null) problems.Add("deadline-unknown", running.Deadline, 0);
        foreach (var kind in procedures.Complaints)
            foreach (var body in kind.Chain.Where(body => procedures.FindBody(body) is null)) problems.Add("body-unknown", body, 0);
        foreach (var twice in Twice(procedures)) problems.Add("code-twice", twice, 0);
        return procedures;
    }

    private static IEnumerable<string> Twice(Procedures procedures) =>
        new[]
        {
            procedures.Deadlines.Select(deadline => deadline.Rule.Code), procedures.Bodies.Select(body => body.Code),
            procedures.Grounds.Select(ground => ground.Code), procedures.Complaints.Select(kind => kind.Code),
        }.SelectMany(codes => codes.GroupBy(code => code, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
}
