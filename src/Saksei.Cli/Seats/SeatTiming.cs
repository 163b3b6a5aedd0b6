using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using Saksei.Cli.Bench;
using Saksei.Election.Seats;

namespace Saksei.Cli.Seats;

/// <summary>Times of short work: the mean over passes of at least so many milliseconds together.</summary>
internal static class SeatTiming
{
    private const int RoundMs = 100;
    private const int WarmUpMs = 600;

    /// <summary>Until the runtime has compiled what is hot.</summary>
    internal static void WarmUp(Action work)
    {
        for (var watch = Stopwatch.StartNew(); watch.ElapsedMilliseconds < WarmUpMs;) work();
    }

    internal static double Milliseconds(Action work, int roundMs = RoundMs)
    {
        GC.Collect();
        var (passes, watch) = (0, Stopwatch.StartNew());
        for (; watch.ElapsedMilliseconds < roundMs; passes++) work();
        return watch.Elapsed.TotalMilliseconds / passes;
    }

    internal static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}

/// <summary>Time of one constituency of so many lists and seats, without the standings.</summary>
internal sealed record GrowthPoint(int Lists, int Seats, double Microseconds);

/// <summary>
/// How the time of one constituency grows: with seats at 20 lists, and with lists at 1,536 seats. Each time is held against the first
/// of its series grown by seats × log lists; <see cref="Worst"/> is the greatest excess.
/// </summary>
internal sealed record SeatGrowth(IReadOnlyList<GrowthPoint> BySeats, IReadOnlyList<GrowthPoint> ByLists, double Worst, double Tolerance, bool Holds)
{
    private const double Allowed = 1.5;

    internal static SeatGrowth Measure()
    {
        var bySeats = new[] { 12, 24, 48, 96, 192, 384, 768, 1536 }.Select(seats => Point(20, seats)).ToList();
        var byLists = new[] { 5, 10, 20, 40, 80, 160 }.Select(lists => Point(lists, 1536)).ToList();
        var worst = Math.Round(Math.Max(Excess(bySeats), Excess(byLists)), 2);
        return new SeatGrowth(bySeats, byLists, worst, Allowed, worst <= Allowed);
    }

    private static GrowthPoint Point(int lists, int seats)
    {
        const int constituencies = 20;
        var rule = RuleSource.Find("dhondt");
        var inputs = Inputs(constituencies, lists, seats);
        void AllOnce()
        {
            foreach (var input in inputs) SeatAllocation.Allocate(rule, input);
        }

        AllOnce();
        var times = Enumerable.Range(0, 5).Select(_ => SeatTiming.Milliseconds(AllOnce, 30));
        return new GrowthPoint(lists, seats, Math.Round(1000 * times.Min() / constituencies, 3));
    }

    private static ImmutableArray<AllocationInput> Inputs(int constituencies, int lists, int seats)
    {
        var lines = SeatBench.Votes(constituencies, lists, seats).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','));
        return
        [
            .. lines.GroupBy(cells => cells[0]).Select(rows => new AllocationInput
            {
                Seats = seats,
                Lists = [.. rows.Select(cells => new ListVotes(cells[2], long.Parse(cells[3])))],
            }),
        ];
    }

    private static double Excess(List<GrowthPoint> series)
    {
        var first = series[0];
        return series.Max(point => point.Microseconds / first.Microseconds / (Work(point) / Work(first)));
    }

    private static double Work(GrowthPoint point) => point.Seats * (double)BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)point.Lists));
}
