using CsCheck;
using Saksei.Election;
using Xunit;

namespace Saksei.Tests.Books;

/// <summary>A fork and what it was forked from go on in threads of their own: nothing that either changes belongs to both.</summary>
public sealed class ForkThreads
{
    private static readonly Gen<SmallStep[]> Steps =
        Gen.Select(Gen.Int[10, 18], Gen.Int[0, 9], Gen.Int[0, 39], Gen.Int[0, 41], (kind, station, who, what) => new SmallStep(kind, station, who, what)).Array[200, 400];

    [Fact]
    public void Forks_of_one_fold_take_acts_in_several_threads_at_once()
    {
        var definition = SmallRegister.Definition(SmallRegister.CambodianRule);
        Steps.Sample(steps =>
        {
            var register = new SmallRegister(definition);
            foreach (var step in steps) register.Take(step);
            var start = register.Again(20);
            ElectionFold[] forks = [.. Enumerable.Range(0, 4).Select(_ => start.Fork()), start];
            Parallel.ForEach(forks, fork => register.GoOn(fork, register.Fold.Size));
            foreach (var fork in forks) Assert.Equal(BookPrints.Of(register.Fold.Snapshot()), BookPrints.Of(fork.Snapshot()));
        }, iter: 30, threads: 1);
    }

    [Fact]
    public void A_fork_reads_acts_with_a_reader_and_shapes_of_its_own()
    {
        var fold = new SmallRegister(SmallRegister.Definition(SmallRegister.CambodianRule)).Fold;
        var fork = fold.Fork();
        Assert.NotSame(fold.Reader, fork.Reader);
        Assert.NotSame(fold.Reader.Shapes, fork.Reader.Shapes);
    }
}
