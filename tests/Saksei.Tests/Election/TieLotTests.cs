using Saksei.Election.Results;
using Saksei.Node;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Lots declared by acts under a rule that breaks some ties itself.</summary>
public sealed class TieLotTests : IDisposable
{
    private const string Spain = """{"method":"dhondt","ties":[{"by":"more-votes"},{"by":"lot","then":"alternately"}]}""";

    private readonly SmallElection _election = new((role, text) =>
        role == "definition" ? text.Replace("""{"method":"cambodia","article":"art. 135"}""", Spain, StringComparison.Ordinal) : text);

    public void Dispose() => _election.Dispose();

    [Fact]
    public void What_the_rule_breaks_takes_no_lot()
    {
        _election.Copy("S06", "A=60 B=30");
        Assert.Equal("lot-not-needed", Lot("P2", 2, ["A", "B"], ["B"]).Outcome.VoidCode);
        Assert.Equal("A 2, B 0, C 0", Seats(1));
    }

    [Fact]
    public void What_it_leaves_is_drawn_and_equal_lists_take_turns()
    {
        _election.Copy("S01", "A=60 B=60");
        Assert.Equal((3, 1), (_election.Fold.Results().Allocations[0].Ties[0].Step, _election.Fold.Results().Allocations[0].Ties[0].Turn));
        Assert.True(Lot("P1", 3, ["A", "B"], ["A"]).Outcome.IsApplied);
        Assert.Equal("A 1, B 2, C 0", Seats(0));
    }

    private Submitted Lot(string constituency, int step, string[] lists, string[] drawn) =>
        _election.Submit(header => new ResultsLot(header, constituency, step, [.. lists], [.. drawn], "", []), "commission/desk");

    private string Seats(int constituency) => string.Join(", ", _election.Fold.Results().Allocations[constituency].Lists.Select(list => $"{list.List} {list.Seats}"));
}
