using Saksei.Election.Evidence;
using Saksei.Node;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>A country is a declaration: parts of seat rules that a definition alone brings to bear.</summary>
public sealed class DeclaredRules
{
    private const string Plain = "\"seatRule\":{\"method\":\"cambodia\",\"article\":\"art. 135\"}";

    [Fact]
    public void Levelling_seats_are_given_over_all_constituencies()
    {
        using var election = With("""{"method":"sainte-lague-1.4","levelling":{"method":"sainte-lague-1.4","threshold":{"percent":"4"},"perConstituency":1}}""");
        Vote(election);
        var results = election.Fold.Results();
        Assert.Equal(2, results.National!.LevellingSeats.Length);
        Assert.Equal(5, results.SeatsByList().Sum());
        Assert.Equal([3, 2], results.Allocations.Select(allocation => allocation.Lists.Sum(list => list.Seats)));
        Assert.All(election.Fold.Evidence(EvidenceReading.Contradicted).Constituencies, constituency => Assert.Equal("levelling", constituency.NoBound));
    }

    [Fact]
    public void Biproportional_seats_fit_both_margins()
    {
        using var election = With("""{"method":"sainte-lague","biproportional":{"count":"votes"}}""");
        Vote(election);
        var results = election.Fold.Results();
        Assert.Equal([3, 2], results.Allocations.Select(allocation => allocation.Lists.Sum(list => list.Seats)));
        Assert.NotEmpty(results.National!.ListDivisors);
    }

    [Fact]
    public void Joint_lists_get_seats_together_and_nothing_is_claimed_of_them()
    {
        using var election = With("""{"method":"dhondt","coalitions":{"method":"dhondt"}}""", lists:
            """{"format":"saksei/lists/v1","columns":["code","short","name.en","coalition"],"rows":[["A","A","List A",null],["B","B","List B","BC"],["C","C","List C","BC"]]}""");
        election.Copy("S01", "registered=500 cast=120 invalid=0 A=50 B=40 C=30");
        var allocation = election.Fold.Results().Allocations[0];
        Assert.Equal([("A", 1), ("B", 1), ("C", 1)], allocation.Lists.Select(list => (list.List, list.Seats)));
        Assert.Equal("joint-lists", election.Fold.Evidence(EvidenceReading.Contradicted).Constituencies[0].NoBound);
    }

    [Fact]
    public void A_list_whose_candidates_run_out_leaves_the_seat_to_the_next()
    {
        using var election = With("""{"method":"dhondt"}""", lists:
            """{"format":"saksei/lists/v1","columns":["code","short","name.en","candidates"],"rows":[["A","A","List A",1],["B","B","List B",null],["C","C","List C",null]]}""");
        election.Copy("S01", "registered=500 cast=120 invalid=0 A=100 B=15 C=5");
        Assert.Equal([("A", 1), ("B", 2), ("C", 0)], election.Fold.Results().Allocations[0].Lists.Select(list => (list.List, list.Seats)));
        Assert.Equal("candidates-limited", election.Fold.Evidence(EvidenceReading.Contradicted).Constituencies[0].NoBound);
    }

    [Fact]
    public void A_threshold_over_ballots_that_no_form_counts_is_refused() =>
        Assert.Equal("threshold-base-missing", Assert.Throws<RegisterFolderException>(() =>
            With("""{"method":"dhondt","threshold":{"percent":"3","of":"valid-with-blank"}}""")).Code);

    private static SmallElection With(string rule, string? lists = null) => new((role, text) => role switch
    {
        "definition" => text.Replace(Plain, "\"seatRule\":" + rule, StringComparison.Ordinal),
        "lists" => lists ?? text,
        _ => text,
    });

    private static void Vote(SmallElection election)
    {
        election.Copy("S01", "registered=500 cast=200 invalid=0 A=100 B=60 C=40");
        election.Copy("S06", "registered=500 cast=150 invalid=0 A=30 B=70 C=50");
    }
}
