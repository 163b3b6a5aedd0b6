using System.Collections.Immutable;
using CsCheck;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Node;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Deadlines of the Cambodian rules, with their computation, and the laws of holidays.</summary>
public sealed class DeadlineTests
{
    private static readonly ElectionDefinition Cambodia = Founding.ReadFolder(Repository.At("elections", "cambodia-2023"));

    [Theory]
    [InlineData("party-appeal", "2023-05-15T16:00:00+07:00", "2023-05-20T23:59:59+07:00")]
    [InlineData("result-filing", "2023-08-01T10:15:30+07:00", "2023-08-04T10:15:30+07:00")]
    [InlineData("result-decision", "2023-08-03T09:00:00+07:00", "2023-08-05T09:00:00+07:00")]
    [InlineData("result-appeal", "2023-08-05T18:30:00+07:00", "2023-08-08T18:30:00+07:00")]
    [InlineData("result-council", "2023-08-08T11:00:00+07:00", "2023-08-28T23:59:59+07:00", "2023-08-18T00:00:00+07:00")]
    [InlineData("re-election", "2023-08-28T00:00:00+07:00", "2023-09-05T23:59:59+07:00")]
    [InlineData("voter-list-filing", "2023-01-05T08:00:00+07:00", "2023-01-15T23:59:59+07:00")]
    [InlineData("voter-list-commune", "2023-01-15T12:00:00+07:00", "2023-01-18T23:59:59+07:00")]
    [InlineData("voter-list-appeal", "2023-01-18T12:00:00+07:00", "2023-01-23T23:59:59+07:00")]
    [InlineData("voter-list-commission", "2023-01-23T12:00:00+07:00", "2023-01-28T23:59:59+07:00")]
    [InlineData("voter-list-council", "2023-02-02T12:00:00+07:00", "2023-02-12T23:59:59+07:00")]
    [InlineData("station-result-filing", "2013-07-28T00:00:00+07:00", "2013-07-29T11:30:00+07:00")]
    [InlineData("party-application", "2023-07-23T00:00:00+07:00", "2023-05-14T23:59:59+07:00")]
    public void A_rule_gives_its_moment(string rule, string trigger, string at, string? notBefore = null)
    {
        var deadline = Of(rule, trigger);
        Assert.Equal(at, deadline.At.ToString());
        Assert.Equal(notBefore, deadline.NotBefore?.ToString());
    }

    [Fact]
    public void The_time_zone_is_the_definitions_whatever_offset_the_trigger_has() =>
        Assert.Equal("2023-05-21T23:59:59+07:00", Of("party-appeal", "2023-05-15T17:30:00Z").At.ToString());

    [Fact]
    public void The_computation_is_explained_in_both_languages()
    {
        var deadline = Of("party-appeal", "2023-05-15T16:00:00+07:00");
        Assert.Equal(
            ["The clock starts at 15 May 2023, 16:00: the notice was received.", "The day itself doesn't count: day 1 is 16 May 2023, day 5 is 20 May 2023.", "It ends at 20 May 2023, 24:00."],
            DeadlineWords.Of(new Speech("en", "UTC"), Cambodia, deadline));
        Assert.All(DeadlineWords.Of(new Speech("km", "UTC") { Numerals = TextBook.Find("km").Numerals }, Cambodia, deadline), sentence => Assert.Contains('\u17e2', sentence));
    }

    [Fact]
    public void A_holiday_in_the_middle_lengthens_working_days_and_is_explained()
    {
        var deadline = Of("endorsement-answer", "2023-05-05T10:00:00+07:00");
        Assert.Equal("2023-05-11T23:59:59+07:00", deadline.At.ToString());
        Assert.Contains(deadline.Steps, step => step is { Code: "free-day", Word: "royal-ploughing" });
    }

    [Fact]
    public void A_holiday_announced_while_a_deadline_runs_extends_it()
    {
        var deadline = Of("endorsement-answer", "2023-06-05T10:00:00+07:00", new Holiday(new DateOnly(2023, 6, 7), Moment("2023-06-06T12:00:00+07:00"), "mourning"));
        Assert.Equal("2023-06-09T23:59:59+07:00", deadline.At.ToString());
        Assert.Contains(deadline.Steps, step => step is { Code: "announced", Word: "mourning" });
    }

    [Fact]
    public void A_holiday_announced_after_the_end_never_revives_it()
    {
        var deadline = Of("endorsement-answer", "2023-06-05T10:00:00+07:00", new Holiday(new DateOnly(2023, 6, 8), Moment("2023-06-09T00:00:00+07:00"), "mourning"));
        Assert.Equal("2023-06-08T23:59:59+07:00", deadline.At.ToString());
        Assert.Contains(deadline.Steps, step => step is { Code: "announced-too-late", Word: "mourning" });
    }

    [Fact]
    public void What_is_not_announced_yet_is_not_known()
    {
        var calendar = Cambodia.Procedures.Calendar.With(new Holiday(new DateOnly(2023, 6, 7), Moment("2023-06-06T12:00:00+07:00"), "mourning"));
        var rule = Cambodia.Procedures.FindDeadline("endorsement-answer")!.Rule;
        Assert.Equal("2023-06-08T23:59:59+07:00", Deadline.Compute(rule, Moment("2023-06-05T10:00:00+07:00"), calendar, Moment("2023-06-06T11:59:59+07:00")).At.ToString());
    }

    [Fact]
    public void A_disputed_service_gives_both_deadlines()
    {
        var rule = Cambodia.Procedures.FindDeadline("result-appeal")!.Rule;
        ImmutableArray<Moment> accounts = [Moment("2023-08-06T09:00:00+07:00"), Moment("2023-08-05T18:30:00+07:00")];
        Assert.Equal(["2023-08-08T18:30:00+07:00", "2023-08-09T09:00:00+07:00"],
            Deadline.Compute(rule, accounts, Cambodia.Procedures.Calendar, accounts[0]).Select(deadline => deadline.At.ToString()));
    }

    [Fact]
    public void More_holidays_never_shorten_a_deadline_and_later_triggers_never_end_earlier() => Check.Sample(
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 12], Gen.Int[0, 86_400 * 20], Gen.Int[0, 25].Array[0, 6], Gen.Int[0, 86_400 * 25].Array[6]),
        (unit, length, second, days, announced) =>
        {
            var rule = new DeadlineRule("r", Trigger.Filing, (LengthUnit)unit, length, "") { MovesOffFreeDays = second % 2 == 0 };
            var start = Moment("2023-06-01T00:00:00+07:00");
            var trigger = start.Plus(second);
            var calendar = Cambodia.Procedures.Calendar with { Holidays = [] };
            var asOf = start.Plus(86_400L * 90);
            var plain = Deadline.Compute(rule, trigger, calendar, asOf).At;
            foreach (var (day, i) in days.Select((day, i) => (day, i)))
            {
                calendar = calendar.With(new Holiday(new DateOnly(2023, 6, 1).AddDays(day), start.Plus(announced[i]), "h" + i));
                Assert.True(Deadline.Compute(rule, trigger, calendar, asOf).At >= plain);
            }

            var none = calendar with { Holidays = [] };
            Assert.True(Deadline.Compute(rule, trigger.Plus(3600), none, asOf).At >= Deadline.Compute(rule, trigger, none, asOf).At);
        }, iter: 3000);

    [Fact]
    public void A_second_count_day_by_day_gives_the_same_whatever_the_calendar() => Check.Sample(
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 86_400 * 20], Gen.Int[0, 31], Gen.Select(Gen.Int[-12, 30], Gen.Int[-86_400 * 15, 86_400 * 35]).Array[0, 12], Gen.Int[-86_400, 86_400 * 40]),
        (unit, length, second, flags, holidays, seen) =>
        {
            var rule = new DeadlineRule("r", Trigger.Filing, (LengthUnit)unit, length, "")
            {
                MovesOffFreeDays = (flags & 1) != 0,
                IsBefore = (flags & 2) != 0,
                ClosesAt = (flags & 4) != 0 ? 11 * 3600 + 1800 : DeadlineRule.EndOfDay,
            };
            var start = Moment("2023-06-01T00:00:00+07:00");
            ImmutableArray<Holiday> all = [.. holidays.Select((holiday, i) => new Holiday(new DateOnly(2023, 6, 1).AddDays(holiday.Item1), start.Plus(holiday.Item2), "h" + i))];
            var calendar = new Calendar(new Zone([new(0, 420), new(start.UnixSeconds + 86_400 * 9, 480)]), (flags & 8) != 0 ? [DayOfWeek.Friday] : [DayOfWeek.Saturday, DayOfWeek.Sunday], all);
            var (trigger, asOf) = (start.Plus(second), start.Plus(seen));
            Assert.Equal(new NaiveCount(rule, trigger.UnixSeconds, calendar).At(asOf.UnixSeconds), Deadline.Compute(rule, trigger, calendar, asOf).At.UnixSeconds);
        }, iter: 30_000);

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59+14:00")]
    public void At_the_ends_of_time_every_rule_still_gives_a_moment_that_can_be_shown(string trigger)
    {
        foreach (var flags in Enumerable.Range(0, 16))
        {
            var rule = new DeadlineRule("r", Trigger.Fact, (LengthUnit)(flags % 4), 10_000, "") { IsBefore = (flags & 4) != 0, MovesOffFreeDays = (flags & 8) != 0, NotBefore = 10_000 };
            var deadline = Deadline.Compute(rule, Moment(trigger), Cambodia.Procedures.Calendar, Moment("9999-12-31T23:59:59Z"));
            Assert.NotEmpty(string.Concat(DeadlineWords.Of(new Speech("en", "UTC"), Cambodia, deadline)) + deadline.At + deadline.NotBefore);
        }
    }

    [Fact]
    public void Counted_backwards_a_holiday_never_ends_what_it_was_announced_after()
    {
        var rule = new DeadlineRule("r", Trigger.PollingDay, LengthUnit.WorkingDays, 10, "") { IsBefore = true };
        Deadline At(string announced) => Deadline.Compute(rule, Moment("2023-07-23T00:00:00+07:00"),
            Cambodia.Procedures.Calendar.With(new Holiday(new DateOnly(2023, 7, 14), Moment(announced), "mourning")), Moment("2023-07-20T00:00:00+07:00"));
        Assert.Equal("2023-07-07T23:59:59+07:00", At("2023-07-01T00:00:00+07:00").At.ToString());
        var late = At("2023-07-08T00:00:00+07:00");
        Assert.Equal("2023-07-10T23:59:59+07:00", late.At.ToString());
        Assert.Contains(late.Steps, step => step.Code == "announced-too-late");
        Assert.Equal("2023-07-10T23:59:59+07:00", At("2023-07-22T00:00:00+07:00").At.ToString());
    }

    [Fact]
    public void Of_ten_thousand_holidays_only_those_that_a_deadline_may_touch_are_counted_anew()
    {
        var calendar = Cambodia.Procedures.Calendar with
        {
            Holidays = [.. Enumerable.Range(0, 10_000).Select(i => new Holiday(new DateOnly(2030, 1, 1).AddDays(i), Moment("2023-05-01T00:00:00Z"), "h" + i))],
        };
        var rule = Cambodia.Procedures.FindDeadline("endorsement-answer")!.Rule;
        Effort.AtMost(4_000_000, () => Deadline.Compute(rule, Moment("2023-04-28T10:00:00Z"), calendar, Moment("2023-06-01T00:00:00Z")));
    }

    [Theory]
    [InlineData("\"weekend\": [\"saturday\", \"sunday\"]", "\"weekend\": [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"]", "weekend-whole")]
    [InlineData("[{\"from\": \"1970-01-01T00:00:00Z\", \"offset\": \"+07:00\"}]", "[]", "offsets-missing")]
    [InlineData("{\"from\": \"1970-01-01T00:00:00Z\", \"offset\": \"+07:00\"}", "{\"from\": \"2020-01-01T00:00:00Z\", \"offset\": \"+07:00\"}, {\"from\": \"1970-01-01T00:00:00Z\", \"offset\": \"+08:00\"}", null)]
    [InlineData("\"offset\": \"+07:00\"", "\"offset\": \"-05:00\"", null, -300)]
    [InlineData("\"offset\": \"+07:00\"", "\"offset\": \"Z\"", null, 0)]
    [InlineData("\"offset\": \"+07:00\"", "\"offset\": \"+7:00\"", "time-malformed")]
    public void Procedures_leave_a_day_to_work_on_and_a_time_zone_by_time(string known, string instead, string? problem, int minutes = 420)
    {
        var text = File.ReadAllText(Repository.At("elections", "cambodia-2023", "procedures.json"));
        Assert.Contains(known, text);
        var document = System.Text.Encoding.UTF8.GetBytes(text.Replace(known, instead));
        var problems = new ProblemList("procedures.json", document);
        var read = ProceduresReader.Read(document, problems);
        Assert.Equal(problem, problems.ToImmutable().Select(found => found.Code).FirstOrDefault());
        if (problem is null) Assert.Equal(minutes, read!.Calendar.Zone.Local(Moment("2023-01-01T00:00:00Z")).OffsetMinutes);
    }

    private static Deadline Of(string rule, string trigger, params ReadOnlySpan<Holiday> later)
    {
        var calendar = Cambodia.Procedures.Calendar;
        foreach (var holiday in later) calendar = calendar.With(holiday);
        return Deadline.Compute(Cambodia.Procedures.FindDeadline(rule)!.Rule, Moment(trigger), calendar, Moment("2099-01-01T00:00:00Z"));
    }

    private static Moment Moment(string text) => Saksei.Election.Clock.Moment.TryParse(text, out var moment) ? moment : throw new ArgumentException(text);
}

/// <summary>A deadline counted again, by another hand: one second of news after the other, one day after the other.</summary>
internal sealed class NaiveCount(DeadlineRule rule, long trigger, Calendar calendar)
{
    private readonly HashSet<DateOnly> _known = [];

    internal long At(long asOf)
    {
        foreach (var holiday in calendar.Holidays.Where(holiday => holiday.Announced.UnixSeconds <= asOf).OrderBy(holiday => holiday.Announced.UnixSeconds).ThenBy(holiday => holiday.Date))
        {
            if (_known.Contains(holiday.Date)) continue;
            var before = End();
            _known.Add(holiday.Date);
            var fromTheStart = !rule.IsBefore && holiday.Announced.UnixSeconds <= Math.Min(trigger, asOf);
            if (!fromTheStart && holiday.Announced.UnixSeconds > Math.Min(before, End())) _known.Remove(holiday.Date);
        }

        return End();
    }

    private long End()
    {
        if (rule.Unit == LengthUnit.Hours) return trigger + (rule.IsBefore ? -3600 : 3600) * rule.Length;
        var day = LocalOf(trigger).Date;
        for (var left = rule.Length; left > 0; left -= rule.Unit != LengthUnit.WorkingDays || IsWorking(day) ? 1 : 0) day = day.AddDays(rule.IsBefore ? -1 : 1);
        while (rule.MovesOffFreeDays && !IsWorking(day)) day = day.AddDays(1);
        var clock = day.AddSeconds(rule.ClosesAt == DeadlineRule.EndOfDay ? 86_399 : rule.ClosesAt);
        return calendar.Zone.Offsets.Reverse().Select(offset => (From: offset.FromUnixSeconds, At: new DateTimeOffset(clock, TimeSpan.FromMinutes(offset.Minutes)).ToUnixTimeSeconds()))
            .First(candidate => candidate.From <= candidate.At).At;
    }

    private DateTime LocalOf(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).DateTime.AddMinutes(calendar.Zone.Offsets.Last(offset => offset.FromUnixSeconds <= seconds).Minutes);

    private bool IsWorking(DateTime day) => !calendar.Weekend.Contains(day.DayOfWeek) && !_known.Contains(DateOnly.FromDateTime(day));
}
