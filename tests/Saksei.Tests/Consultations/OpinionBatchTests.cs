using CsCheck;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Node.Imports;
using Xunit;

namespace Saksei.Tests.Consultations;

/// <summary>What a desk registers of an hour says nothing of single people, and breaks no rule that what came didn't break.</summary>
public sealed class OpinionBatchTests
{
    private const int Hour = 3600, Offset = 420;
    private static readonly Moment First = new(1_700_001_000, Offset), Last = First.Plus(5 * 24 * Hour + 700);
    private static readonly PhaseDates Phases = new(First, Last, Last, null, null);

    private static CollectedOpinion Of(Moment received, int number) => new("", 0, new OpinionText("simulated.example/o", "c", (UInt128)number, "Doors."), received, null);

    private static List<OpinionBatch> Batches(Moment now, params IEnumerable<Moment> received) => [.. OpinionBatch.Of(Phases, now, received.Select(Of))];

    [Fact]
    public void A_batch_says_neither_in_which_order_opinions_came_nor_at_which_second()
    {
        var hour = First.Plus(Hour - First.UnixSeconds % Hour);
        var (one, other) = (Batches(hour.Plus(9000), [hour.Plus(7), hour.Plus(1800), hour.Plus(3599)]), Batches(hour.Plus(9000), [hour.Plus(3000), hour.Plus(20), hour.Plus(21)]));
        Assert.Equal((hour, hour.Plus(Hour)), (one[0].From, one[0].Until));
        Assert.Equal((one[0].From, one[0].Until), (other[0].From, other[0].Until));
        var hashes = one[0].Opinions.Select(opinion => opinion.Text.Opinion.ToHex()).ToList();
        Assert.Equal(hashes.Order(StringComparer.Ordinal), hashes);
        Assert.Equal(hashes, other[0].Opinions.Select(opinion => opinion.Text.Opinion.ToHex()));
        Assert.Equal(Batches(hour.Plus(1900), hour.Plus(1100))[0].From, Batches(hour.Plus(1900), hour.Plus(1700))[0].From);
        Assert.Equal(Batches(hour.Plus(4000), hour.Plus(1100))[0].From, Batches(hour.Plus(4000), hour.Plus(1700))[0].From);
    }

    [Fact]
    public void Whenever_opinions_came_each_is_in_one_batch_that_no_rule_refuses_and_late_or_overdue_only_if_it_is() => Check.Sample(
        Gen.Select(Gen.Long[-600, 2 * Hour].Array[1, 6], Gen.Long[0, 3 * Hour], Gen.OneOf(Gen.Const(0L), Gen.Const(40L * Hour), Gen.Const((5 * 24L - 1) * Hour))), (seconds, delay, begin) =>
        {
            var received = seconds.Select(second => First.Plus(Math.Max(0, begin + second))).ToList();
            var now = received.Max().Plus(delay);
            var batches = Batches(now, received);
            Assert.Equal(received.Count, batches.SelectMany(batch => batch.Opinions).Distinct().Count());
            foreach (var batch in batches) AssertAllowed(batch, now);
        }, iter: 20_000);

    private static void AssertAllowed(OpinionBatch batch, Moment now)
    {
        var (first, last) = (batch.Opinions.Min(one => one.Received), batch.Opinions.Max(one => one.Received));
        Assert.True(First <= batch.From && batch.From <= first && last <= batch.Until && batch.Until <= now);
        Assert.True(batch.Until.UnixSeconds - batch.From.UnixSeconds <= Hour);
        Assert.Equal(first > Last, batch.From > Last);
        Assert.Equal(last > Last, batch.Until > Last);
        Assert.Equal(first.Plus(Hour) < now, batch.From.Plus(Hour) < now);
    }

    [Fact]
    public void What_came_before_the_first_day_is_still_said_to_have_come_before_it() =>
        Assert.Equal(First.Plus(-1), Assert.Single(Batches(First.Plus(50), First.Plus(-1), First.Plus(5))).From);
}
