using CsCheck;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Xunit;

namespace Saksei.Tests.Books;

/// <summary>
/// Whatever is kept from snapshot to snapshot equals what is computed from nothing: of random acts, with snapshots taken and read at
/// random moments, against a fold of the same acts that took none before.
/// </summary>
public sealed class SnapshotLaws
{
    private static readonly Gen<SmallStep[]> Steps =
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 9], Gen.Int[0, 39], Gen.Int[0, 41], (kind, station, who, what) => new SmallStep(kind, station, who, what)).Array[0, 160];

    /// <summary>Which snapshots are taken behind a step, and when they are read: at once, later, or only at the end.</summary>
    private static readonly Gen<int[]> Moments = Gen.Int[0, 11].Array[161];

    [Theory]
    [InlineData(SmallRegister.CambodianRule)]
    [InlineData("""{"method":"dhondt","article":"a","threshold":{"percent":"20","of":"cast","level":"national"}}""")]
    [InlineData("""{"method":"dhondt","article":"a","biproportional":{"count":"votes","article":"b"}}""")]
    [InlineData(SmallRegister.Several)]
    public void What_is_kept_equals_what_is_computed_from_nothing_and_earlier_snapshots_still_say_what_they_said(string seatRule)
    {
        var definition = SmallRegister.Definition(seatRule);
        Gen.Select(Steps, Moments).Sample((steps, moments) => Hold(definition, steps, moments), iter: 400);
    }

    [Fact]
    public void Many_threads_read_one_snapshot_while_further_acts_come_in()
    {
        var definition = SmallRegister.Definition(SmallRegister.CambodianRule);
        Steps.Where(steps => steps.Length > 40).Sample(steps =>
        {
            var register = new SmallRegister(definition);
            var reading = new List<(long Size, Task<List<(string Part, string Text)>> Prints)>();
            foreach (var step in steps)
            {
                register.Take(step);
                var snapshot = register.Fold.Snapshot();
                for (var reader = 0; reader < 2 && register.Fold.Size % 4 == 0; reader++) reading.Add((snapshot.Size, Task.Run(() => BookPrints.Of(snapshot).ToList())));
            }

            foreach (var (size, prints) in reading.Where((_, place) => place % 4 < 2)) Assert.Equal(BookPrints.Of(register.Again(size).Snapshot()), prints.Result);
        }, iter: 20, threads: 1);
    }

    [Theory]
    [InlineData(SmallRegister.CambodianRule)]
    [InlineData(SmallRegister.Several)]
    public void What_a_rule_reads_of_results_equals_what_is_computed_from_nothing(string seatRule)
    {
        var definition = SmallRegister.Definition(seatRule);
        Gen.Select(Steps, Moments).Sample((steps, moments) =>
        {
            var register = new SmallRegister(definition);
            foreach (var (step, moment) in steps.Zip(moments))
            {
                register.Take(step);
                if (moment > 2) continue;
                foreach (var (books, again) in register.Fold.Contests.Zip(register.Again(register.Fold.Size).Snapshot().Contests))
                {
                    var (read, fresh) = (books.Results.Now(), again.Results);
                    Assert.Equal((fresh.TallyHash, fresh.Total.Reported), (read.TallyHash, read.Total.Reported));
                    Assert.Equal(ResultsDocuments.Seats(fresh), ResultsDocuments.Seats(read));
                }
            }
        }, iter: 100);
    }

    private static void Hold(ElectionDefinition definition, SmallStep[] steps, int[] moments)
    {
        var register = new SmallRegister(definition);
        var snapshots = new List<ElectionBooks>();
        for (var i = 0; i < steps.Length; i++)
        {
            register.Take(steps[i]);
            if (moments[i] < 3) snapshots.Add(register.Fold.Snapshot());
            if (moments[i] is 1 or 4 && snapshots.Count > 0) Assert.NotEmpty(BookPrints.Of(snapshots[^(1 + i % Math.Min(3, snapshots.Count))]).ToList());
            if (moments[i] == 2) Assert.NotEmpty(snapshots[^1].Contests[^1].Results.Standings);
        }

        snapshots.Add(register.Fold.Snapshot());
        foreach (var snapshot in snapshots.Where((_, number) => number == snapshots.Count - 1 || moments[number] % 3 == 0))
        {
            Assert.Equal(BookPrints.Of(register.Again(snapshot.Size).Snapshot()), BookPrints.Of(snapshot));
        }
    }
}
