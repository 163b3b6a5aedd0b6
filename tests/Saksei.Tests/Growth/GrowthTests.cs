using System.Globalization;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Growth;

/// <summary>
/// No act costs more than logarithmic work in what came before. Work is counted in allocated bytes, which are the same on every machine;
/// so that nothing is copied at a snapshot, one is taken every hundred acts.
/// </summary>
public sealed class GrowthTests
{
    private const double MostGrowth = 1.3;

    // What an act allocates at all: below it, a page of an array or a table that doubles now and then isn't growth.
    private const double LeastBytes = 256;

    // 5,000, 10,000 and 20,000 acts; of the steps of cases, which are all taken alike, 20,000 of the one that anybody may take for ever.
    // With SAKSEI_GROWTH=40000 40,000 of each.
    private static int MostOf(string kind) =>
        int.TryParse(Environment.GetEnvironmentVariable("SAKSEI_GROWTH"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most
        : CaseRules.Steps.Any(step => step.Kind == kind) && kind != "activities/counter" ? 10_000 : 20_000;

    public static TheoryData<string> Kinds => [.. ActKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Acts_of_one_kind_on_one_subject_cost_no_more_each_however_many_came_before(string kind)
    {
        var series = RepeatedActs.Of(kind).ToList();
        Assert.NotEmpty(series);
        foreach (var one in series) AssertLogarithmic(one, MostOf(kind));
    }

    private static void AssertLogarithmic(Series series, int most)
    {
        var register = series.Begin();
        var before = double.NaN;
        for (var (first, count) = (0, 2_500); count <= most; (first, count) = (count, count * 2))
        {
            var bytes = Math.Max(LeastBytes, Enumerable.Range(first, count - first).Sum(i => BytesOf(register, series.Make(register, i), i)) / (double)(count - first));
            Assert.False(bytes > before * MostGrowth, $"{series.Name}: {bytes:N0} bytes an act at {count}, {before:N0} at half as many");
            before = bytes;
        }
    }

    private static long BytesOf(CaseRegister register, Act act, int i)
    {
        var identity = register.Identity;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = register.Fold.Apply(act, identity);
        if (i % 100 == 99) Snapshot(register.Fold);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        register.Note(act, outcome, identity);
        return bytes;
    }

    private static void Snapshot(ElectionFold fold)
    {
        fold.Snapshot();
    }
}
