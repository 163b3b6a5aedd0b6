using Saksei.Election.Impartiality;
using Saksei.Election.Statistics;
using Xunit;

namespace Saksei.Tests.Impartiality;

/// <summary>By when half had an answer.</summary>
public sealed class WaitTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 2, 2 }, 2L)]
    [InlineData(new[] { 2, 2, 1, 1 }, 4L)]
    [InlineData(new[] { 2, 2, 2, 1 }, null)]
    [InlineData(new[] { 0, 0, 0, 0 }, null)]
    public void A_complaint_that_was_withdrawn_has_no_answer(int[] causes, long? hours)
    {
        var steps = Survival.Of(causes.Select((cause, i) => new Duration(i + 1, cause)), 2);
        Assert.Equal(hours, new GroupWaits("north", [], [], [], steps).HoursUntilHalf);
    }
}
