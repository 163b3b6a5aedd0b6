using Saksei.Node;
using Xunit;

namespace Saksei.Tests.Books;

/// <summary>However long a register becomes, the fold to any earlier size stays short, and what is kept is bounded.</summary>
public sealed class MilestoneTests
{
    [Fact]
    public void Milestones_stay_few_and_the_way_from_one_to_the_next_grows_with_the_register_alone()
    {
        var register = new SmallRegister(SmallRegister.Definition(SmallRegister.CambodianRule));
        var milestones = new Milestones(apart: 2);
        Assert.Null(milestones.ForkBelow(long.MaxValue));
        for (var step = 0; register.Fold.Size < 1000; step++)
        {
            register.Take(new SmallStep(step % 25, step % 10, step % 40, step % 42));
            milestones.Pass(register.Fold);
            Assert.InRange(milestones.Sizes.Count(), 0, 31);
        }

        var sizes = milestones.Sizes.ToList();
        Assert.All(sizes.Zip(sizes.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, 2 * 1000 / 16));
        for (var size = sizes[0]; size <= register.Fold.Size; size += 37)
        {
            var fork = milestones.ForkBelow(size)!;
            Assert.Equal(sizes.FindLast(known => known <= size), fork.Size);
            Assert.Equal(BookPrints.Of(register.Again(size).Snapshot()), BookPrints.Of(register.GoOn(fork, size).Snapshot()));
        }
    }
}
