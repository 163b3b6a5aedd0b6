using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Saksei.Election.Counts;
using Saksei.Election.Statistics;
using Xunit;

namespace Saksei.Tests.Statistics;

/// <summary>vectors/statistics, made by R: every case, to the tolerance that its file states.</summary>
public sealed class ReferenceValues
{
    [Fact]
    public void Fisher_central() => Each("fisher-central", (at, tolerance) =>
    {
        var table = Table(at.GetProperty("table"));
        CheckTails(at, ExactTests.Fisher(table), "central", tolerance);
        CheckRatios(at, ConditionalDistribution.Of(table), table.A, tolerance);
    });

    [Fact]
    public void Stratified_exact() => Each("stratified-exact", (at, tolerance) =>
    {
        var strata = Strata(at);
        CheckTails(at, ExactTests.Stratified(strata), "central", tolerance);
        CheckRatios(at, ConditionalDistribution.Of(strata), strata.Sum(stratum => stratum.A), tolerance);
    });

    [Fact]
    public void Zelen() => Each("zelen", (at, tolerance) => Close(at.GetProperty("p"), ExactTests.Zelen(Strata(at))!.Value, tolerance));

    [Fact]
    public void Freeman_Halton()
    {
        var tooMany = 0;
        Each("freeman-halton", (at, tolerance) =>
        {
            var enumerated = at.GetProperty("authority").GetString() == "enumeration";
            if (ExactTests.FreemanHalton([.. at.GetProperty("table").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToImmutableArray())]) is { } p)
                Close(at.GetProperty("p"), p, enumerated ? tolerance : 1e-6);
            else if (enumerated || ++tooMany > 9) Assert.Fail("too many tables");
        });
        Assert.True(tooMany < 10, $"{tooMany} tables were too large");
    }

    [Fact]
    public void McNemar_exact() => Each("mcnemar-exact", (at, tolerance) =>
    {
        var table = Table(at.GetProperty("table"));
        var tails = ExactTests.McNemar(table.B, table.C);
        CheckTails(at, tails, "p", tolerance);
        var interval = OddsRatios.Interval(ConditionalDistribution.Binomial(table.B + table.C), table.B, new Fraction(95, 100));
        CheckInterval(at.GetProperty("interval95"), interval, tolerance);
    });

    [Fact]
    public void Cochran_Q() => Each("cochran-q", (at, tolerance) =>
    {
        var q = CochranQ.Of([.. at.GetProperty("blocks").EnumerateArray().Select(block => block.GetString()!.Select(cell => cell == '1').ToImmutableArray())]);
        Close(at.GetProperty("p"), q.P!.Value, tolerance);
        if (at.GetProperty("statistic").ValueKind == JsonValueKind.String) Assert.Null(q.Statistic);
        else Close(at.GetProperty("statistic").GetDouble(), ToDouble(q.Statistic!.Value), tolerance);
        if (q.Statistic is { } statistic)
            Close(at.GetProperty("chiSquaredP").GetDouble(), ToDouble(ChiSquare.Tail(Real.Of(statistic), at.GetProperty("degrees").GetInt32()).ToFraction()), tolerance);
    });

    [Fact]
    public void Clopper_Pearson() => Each("clopper-pearson", (at, tolerance) =>
    {
        foreach (var level in new[] { 90, 95, 99 })
        {
            var (low, high) = Shares.Interval(at.GetProperty("x").GetInt64(), at.GetProperty("n").GetInt64(), new Fraction(level, 100));
            var expected = at.GetProperty("interval" + level.ToString(CultureInfo.InvariantCulture));
            Close(expected[0].GetDouble(), ToDouble(low), tolerance);
            Close(expected[1].GetDouble(), ToDouble(high), tolerance);
        }
    });

    [Fact]
    public void Kaplan_Meier() => Each("kaplan-meier", (at, tolerance) =>
    {
        var steps = Survival.Of(Longs(at, "time").Zip(Longs(at, "event"), (time, happened) => new Duration(time, (int)happened)), 1);
        Assert.Equal(Longs(at, "at"), steps.Select(step => step.Time));
        Assert.Equal(Longs(at, "atRisk"), steps.Select(step => step.AtRisk));
        Assert.Equal(Longs(at, "events"), steps.Select(step => step.Events[0]));
        Assert.Equal(Longs(at, "censored"), steps.Select(step => step.Censored));
        foreach (var (step, survival, error) in steps.Zip(at.GetProperty("survival").EnumerateArray(), at.GetProperty("standardError").EnumerateArray()))
        {
            Close(survival.GetDouble(), ToDouble(step.Free), tolerance);
            if (error.ValueKind == JsonValueKind.String) Assert.Null(step.StandardError);
            else Close(error.GetDouble(), ToDouble(step.StandardError!.Value.ToFraction()), tolerance);
        }
    });

    [Fact]
    public void Log_rank() => Each("log-rank", (at, tolerance) =>
    {
        var (times, events, groups) = (Longs(at, "time").ToList(), Longs(at, "event").ToList(), Longs(at, "group").ToList());
        var strata = at.TryGetProperty("stratum", out _) ? [.. Longs(at, "stratum")] : times.ConvertAll(_ => 1L);
        var test = LogRank.Of(times.Select((time, i) => (new Duration(time, (int)events[i]), (int)groups[i] - 1, (int)strata[i])), (int)groups.Max());
        Assert.Equal(Longs(at, "observed"), test.Observed);
        foreach (var (expected, own) in at.GetProperty("expected").EnumerateArray().Zip(test.Expected)) Close(expected.GetDouble(), ToDouble(own), tolerance);
        Close(at.GetProperty("chiSquared").GetDouble(), ToDouble(test.ChiSquared), tolerance);
        Assert.Equal(at.GetProperty("degrees").GetInt32(), test.Degrees);
        Close(at.GetProperty("p").GetDouble(), ToDouble(test.P), tolerance);
    });

    [Fact]
    public void Aalen_Johansen() => Each("aalen-johansen", (at, tolerance) =>
    {
        var causes = at.GetProperty("incidence").GetArrayLength();
        var steps = Survival.Of(Longs(at, "time").Zip(Longs(at, "cause"), (time, cause) => new Duration(time, (int)cause)), causes);
        Assert.Equal(Longs(at, "atRisk"), steps.Select(step => step.AtRisk));
        for (var cause = 0; cause < causes; cause++)
        {
            Assert.Equal(at.GetProperty("events")[cause].EnumerateArray().Select(value => value.GetInt64()), steps.Select(step => step.Events[cause]));
            foreach (var (expected, step) in at.GetProperty("incidence")[cause].EnumerateArray().Zip(steps)) Close(expected.GetDouble(), ToDouble(step.Incidence[cause]), tolerance);
        }

        foreach (var (expected, step) in at.GetProperty("free").EnumerateArray().Zip(steps)) Close(expected.GetDouble(), ToDouble(step.Free), tolerance);
    });

    [Fact]
    public void Adjustments_for_a_family() => Each("adjustments", (at, tolerance) =>
    {
        ImmutableArray<Fraction> p = [.. Doubles(at, "p").Select(Exactly)], smallest = [.. Doubles(at, "smallestAttainable").Select(Exactly)];
        foreach (var (name, own) in new[] { ("holm", Adjustments.Holm(p)), ("benjaminiHochberg", Adjustments.BenjaminiHochberg(p)), ("taroneHolm", Adjustments.TaroneHolm(p, smallest)) })
            foreach (var (expected, adjusted) in Doubles(at, name).Zip(own)) Close(expected, ToDouble(adjusted), tolerance);
    });

    [Fact]
    public void Minimum_attainable() => Each("minimum-attainable", (at, tolerance) =>
    {
        var tables = at.GetProperty("strata").EnumerateArray().Select(stratum =>
        {
            var (m, n, left) = (stratum.GetProperty("rows")[0].GetInt64(), stratum.GetProperty("rows")[1].GetInt64(), stratum.GetProperty("left").GetInt64());
            var least = Math.Max(0, left - n);
            return new TwoByTwo(least, m - least, left - least, n - left + least);
        }).ToList();
        Close(at.GetProperty("central"), ExactTests.SmallestCentral(ConditionalDistribution.Of(tables)), tolerance);
    });

    private static void Each(string file, Action<JsonElement, double> check)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.At("vectors", "statistics", file + ".json")));
        var tolerance = document.RootElement.GetProperty("tolerance").GetDouble();
        foreach (var at in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            try
            {
                check(at, tolerance);
            }
            catch (Exception problem) when (problem is not KeyNotFoundException)
            {
                throw new InvalidOperationException($"{file}: {at.GetProperty("case").GetString()}: {problem.Message}", problem);
            }
        }
    }

    private static void CheckTails(JsonElement at, Tails tails, string central, double tolerance)
    {
        Close(at.GetProperty("less"), tails.Less, tolerance);
        Close(at.GetProperty("greater"), tails.Greater, tolerance);
        Close(at.GetProperty(central), tails.Central, tolerance);
    }

    private static void CheckRatios(JsonElement at, ConditionalDistribution distribution, long observed, double tolerance)
    {
        CheckRatio(at.GetProperty("oddsRatio"), OddsRatios.Estimate(distribution, observed), tolerance);
        CheckInterval(at.GetProperty("interval95"), OddsRatios.Interval(distribution, observed, new Fraction(95, 100)), tolerance);
        CheckInterval(at.GetProperty("interval99"), OddsRatios.Interval(distribution, observed, new Fraction(99, 100)), tolerance);
    }

    private static void CheckInterval(JsonElement expected, Interval own, double tolerance)
    {
        CheckRatio(expected[0], own.Low, tolerance);
        CheckRatio(expected[1], own.High, tolerance);
    }

    private static void CheckRatio(JsonElement expected, Ratio own, double tolerance)
    {
        if (expected.ValueKind == JsonValueKind.String) Assert.Equal(expected.GetString() == "infinity" ? Ratio.Infinite : Ratio.Undefined, own);
        else Close(expected.GetDouble(), ToDouble(own.Value!.Value), tolerance);
    }

    // A p with its fraction must be just that fraction.
    private static void Close(JsonElement expected, Fraction own, double tolerance)
    {
        Close(expected.GetProperty("value").GetDouble(), ToDouble(own), tolerance);
        if (expected.TryGetProperty("numerator", out var numerator))
            Assert.Equal(new Fraction(BigInteger.Parse(numerator.GetString()!), BigInteger.Parse(expected.GetProperty("denominator").GetString()!)), own);
    }

    private static void Close(double expected, double own, double tolerance) =>
        Assert.True(Math.Abs(expected - own) <= tolerance * Math.Max(Math.Abs(expected), 1e-300), $"{expected:R} is not {own:R}");

    private static TwoByTwo Table(JsonElement table) =>
        new(table[0][0].GetInt64(), table[0][1].GetInt64(), table[1][0].GetInt64(), table[1][1].GetInt64());

    private static ImmutableArray<TwoByTwo> Strata(JsonElement at) => [.. at.GetProperty("strata").EnumerateArray().Select(Table)];

    private static IEnumerable<long> Longs(JsonElement at, string name) => at.GetProperty(name).EnumerateArray().Select(value => value.GetInt64());

    private static IEnumerable<double> Doubles(JsonElement at, string name) => at.GetProperty(name).EnumerateArray().Select(value => value.GetDouble());

    // 60 bits of the quotient, whatever its size.
    private static double ToDouble(Fraction value)
    {
        if (value.Sign == 0) return 0;
        var shift = 64 - ((int)value.Numerator.GetBitLength() - (int)value.Denominator.GetBitLength());
        var quotient = shift >= 0 ? (value.Numerator << shift) / value.Denominator : value.Numerator / (value.Denominator << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    private static Fraction Exactly(double value)
    {
        var power = 0;
        while (value != Math.Floor(value)) (value, power) = (value * 2, power + 1);
        return new Fraction((BigInteger)value, BigInteger.One << power);
    }
}
