using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Saksei.Cli.Seats;
using Saksei.Election.Seats;

namespace Saksei.Cli.Bench;

/// <summary>
/// Measures the allocation against plain Python with exact fractions (bench/seats.py): the same file, in turn, and every seat and every
/// quotient of the working compared. Then how the time grows, and the standings apart.
/// </summary>
internal static class SeatBench
{
    private const int Rounds = 5;
    private const int Constituencies = 1000;
    private const int Lists = 20;
    private const int Seats = 12;
    private const double Least = 200;

    internal static Command Command()
    {
        var python = new Option<string>("--python") { Description = "Which Python.", DefaultValueFactory = _ => "python3" };
        var command = new Command("seats", "1,000 constituencies of 20 lists and 12 seats against Python; growth; standings. Exit 1 where a bound isn't met.") { python };
        command.SetAction(parsed =>
        {
            var file = Path.GetTempFileName();
            try
            {
                return Run(parsed.GetRequiredValue(python), file);
            }
            finally
            {
                File.Delete(file);
            }
        });
        return command;
    }

    private static int Run(string python, string file)
    {
        File.WriteAllText(file, Votes(Constituencies, Lists, Seats));
        var inputs = VotesTable.ReadMany(file).Select(rows => rows.Input()).ToImmutableArray();
        var comparisons = new[] { "dhondt", "cambodia" }.Select(method => Compare(python, file, method, inputs)).ToList();
        var growth = SeatGrowth.Measure();
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            constituencies = Constituencies,
            lists = Lists,
            seats = Seats,
            cores = Environment.ProcessorCount,
            methods = comparisons,
            standingsMicroseconds = Math.Round(StandingsMicroseconds(inputs), 2),
            growth,
        }, JsonOutput.Options));
        return comparisons.All(comparison => comparison.Ratio >= Least) && growth.Holds ? 0 : 1;
    }

    /// <summary>The same file for both: votes that fall from list to list, from a fixed seed.</summary>
    internal static string Votes(int constituencies, int lists, int seats)
    {
        var text = new StringBuilder();
        var state = 20230723UL;
        for (var constituency = 0; constituency < constituencies; constituency++)
            for (var list = 0; list < lists; list++)
            {
                state = unchecked(state * 6364136223846793005 + 1442695040888963407);
                text.Append(CultureInfo.InvariantCulture, $"C{constituency},{seats},L{list},{1 + (state >> 33) % 1_000_000 / (ulong)(list + 1)}\n");
            }

        return text.ToString();
    }

    private static SeatComparison Compare(string python, string file, string method, ImmutableArray<AllocationInput> inputs)
    {
        var rule = RuleSource.Find(method);
        var (ours, alone, theirs) = (new List<double>(), new List<double>(), new List<double>());
        SeatTiming.WarmUp(() => SeatBatch.Allocate(rule, inputs));
        SeatTiming.WarmUp(() => OneByOne(rule, inputs));
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(SeatTiming.Milliseconds(() => SeatBatch.Allocate(rule, inputs)));
            alone.Add(SeatTiming.Milliseconds(() => OneByOne(rule, inputs)));
            theirs.Add(PythonSeats.Run(python, file, method, SeatBatch.Allocate(rule, inputs)));
            Terminal.Progress($"{method}, round {round + 1}: {ours[^1]:0.000} ms (one core {alone[^1]:0.000} ms), Python {theirs[^1]:0.0} ms, ratio {theirs[^1] / ours[^1]:0} (one core {theirs[^1] / alone[^1]:0})");
        }

        return SeatComparison.Of(method, ours, alone, theirs);
    }

    private static void OneByOne(SeatRule rule, ImmutableArray<AllocationInput> inputs)
    {
        foreach (var input in inputs) SeatAllocation.Allocate(rule, input);
    }

    private static double StandingsMicroseconds(ImmutableArray<AllocationInput> inputs)
    {
        var allocations = SeatBatch.Allocate(RuleSource.Find("dhondt"), inputs);
        return 1000 * SeatTiming.Milliseconds(() =>
        {
            foreach (var allocation in allocations)
                for (var step = 0; step < allocation.Steps.Length; step++) allocation.Standings(step);
        }) / inputs.Length;
    }
}

/// <summary>Both times of one method, in milliseconds for all constituencies, and their ratios round by round.</summary>
internal sealed record SeatComparison(
    string Method, double Milliseconds, double OneCoreMilliseconds, double PythonMilliseconds, double Ratio, double OneCoreRatio, IReadOnlyList<double> Ratios)
{
    internal static SeatComparison Of(string method, List<double> ours, List<double> alone, List<double> theirs) => new(
        method, Math.Round(SeatTiming.Median(ours), 3), Math.Round(SeatTiming.Median(alone), 3), Math.Round(SeatTiming.Median(theirs), 1),
        Median(theirs, ours), Median(theirs, alone), [.. theirs.Zip(ours, (python, own) => Math.Round(python / own))]);

    private static double Median(List<double> theirs, List<double> own) => Math.Round(SeatTiming.Median([.. theirs.Zip(own, (a, b) => a / b)]));
}

/// <summary>Runs bench/seats.py and holds its seats and quotients against ours.</summary>
internal static class PythonSeats
{
    /// <summary>The milliseconds that Python says it took for the allocations alone.</summary>
    internal static double Run(string python, string file, string method, ImmutableArray<Allocation> ours)
    {
        var start = new ProcessStartInfo(python, [Paths.Bench("seats.py"), file, method]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new CommandProblem("python-missing", "--python", python);
        using var answer = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        var places = answer.RootElement[1];
        if (places.GetArrayLength() != ours.Length) throw new CommandProblem("results-differ", method);
        for (var i = 0; i < ours.Length; i++)
            if (!Same(places[i], ours[i])) throw new CommandProblem("results-differ", method, $"C{i}");
        return answer.RootElement[0].GetDouble() * 1000;
    }

    private static bool Same(JsonElement place, Allocation allocation)
    {
        if (!allocation.Complete || !place[0].EnumerateArray().Select(seats => seats.GetInt32()).SequenceEqual(allocation.Lists.Select(list => list.Seats))) return false;
        var steps = allocation.Steps.Where(step => step.Kind == StepKind.HighestAverage).ToList();
        return place[1].GetArrayLength() == steps.Count && place[1].EnumerateArray().Zip(steps, (theirs, own) => Same(theirs, own, allocation)).All(same => same);
    }

    private static bool Same(JsonElement theirs, Step own, Allocation allocation) =>
        allocation.Lists[theirs[0].GetInt32()].List == own.List && theirs[1].GetString() == own.Decided?.ToString()
        && allocation.Lists[theirs[2].GetInt32()].List == own.Next && theirs[3].GetString() == own.NextDecided?.ToString();
}
