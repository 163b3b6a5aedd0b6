using CsCheck;
using Saksei.Election;
using Xunit;

namespace Saksei.Tests.Books;

/// <summary>
/// A fork that goes on equals a fold from nothing of as many acts, whatever was forked from it or it was forked from, and whatever these
/// were given meanwhile.
/// </summary>
public sealed class ForkLaws
{
    private static readonly Gen<SmallStep[]> Steps =
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 9], Gen.Int[0, 39], Gen.Int[0, 41], (kind, station, who, what) => new SmallStep(kind, station, who, what)).Array[20, 160];

    /// <summary>After which step a fork is taken, of which of those that there are, and how far it goes on.</summary>
    private static readonly Gen<(int Step, int Of, int Until)[]> Forks = Gen.Select(Gen.Int[0, 159], Gen.Int[0, 9], Gen.Int[0, 200]).Array[1, 8];

    [Theory]
    [InlineData(SmallRegister.CambodianRule)]
    [InlineData(SmallRegister.Several)]
    public void A_fork_that_goes_on_equals_a_fold_from_nothing_and_leaves_the_others_as_they_were(string seatRule)
    {
        var definition = SmallRegister.Definition(seatRule);
        Gen.Select(Steps, Forks).Sample((steps, forks) =>
        {
            var register = new SmallRegister(definition);
            List<ElectionFold> folds = [register.Fold];
            for (var step = 0; step < steps.Length; step++)
            {
                register.Take(steps[step]);
                foreach (var (_, of, until) in forks.Where(fork => fork.Step == step))
                {
                    var start = folds[of % folds.Count];
                    if (until % 3 == 0) Assert.NotEmpty(start.Snapshot().Contests[^1].Results.Standings);
                    folds.Add(register.GoOn(start.Fork(), Math.Min(until, register.Fold.Size)));
                }
            }

            foreach (var fold in folds) Assert.Equal(BookPrints.Of(register.Again(fold.Size).Snapshot()), BookPrints.Of(fold.Snapshot()));
            foreach (var fold in folds) Assert.Equal(BookPrints.Of(register.Fold.Snapshot()), BookPrints.Of(register.GoOn(fold, register.Fold.Size).Snapshot()));
        }, iter: 200);
    }

    [Fact]
    public void Forks_and_what_they_were_forked_from_take_acts_in_threads_of_their_own()
    {
        var definition = SmallRegister.Definition(SmallRegister.CambodianRule);
        Steps.Sample(steps =>
        {
            var register = new SmallRegister(definition);
            foreach (var step in steps) register.Take(step);
            var start = register.Again(register.Fold.Size / 4);
            ElectionFold[] folds = [.. Enumerable.Range(0, 4).Select(_ => start.Fork()), start];
            Parallel.ForEach(folds, fold => register.GoOn(fold, register.Fold.Size));
            foreach (var fold in folds) Assert.Equal(BookPrints.Of(register.Fold.Snapshot()), BookPrints.Of(fold.Snapshot()));
        }, iter: 30, threads: 1);
    }

    // What only sometimes goes wrong between threads is asked outright.
    [Fact]
    public void A_fork_has_a_reader_and_shapes_of_its_own()
    {
        var fold = new SmallRegister(SmallRegister.Definition(SmallRegister.CambodianRule)).Fold;
        var fork = fold.Fork();
        Assert.NotSame(fold.Reader, fork.Reader);
        Assert.NotSame(fold.Reader.Shapes, fork.Reader.Shapes);
    }
}
