using System.Text;
using Saksei.Election.Results;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>From seats to people in the register: candidates, vacancies, replacements, a seat that is given to another list by decision.</summary>
public sealed class HolderActTests : IDisposable
{
    private readonly SmallElection _election = new((role, text) => role == "definition"
        ? text.Replace("\"facts\":[]", "\"facts\":[],\"posts\":[{\"post\":\"chief\",\"choice\":\"most-votes\",\"article\":\"unverified\"}]", StringComparison.Ordinal) : text);

    public HolderActTests() => _election.Copy("S01", "registered=500 cast=180 invalid=0 A=100 B=50 C=30");

    public void Dispose() => _election.Dispose();

    [Fact]
    public void Seats_go_to_candidates_in_order_and_later_changes_rest_on_their_acts()
    {
        Post("A", "a1", "a2", "a3");
        Post("B", "b1");
        Assert.Equal([("A", 1, "a1"), ("A", 2, "a2"), ("B", 1, "b1")], Seats());
        Assert.Equal("result-not-official", Change("A", 1, SeatChangeKind.Vacated).VoidCode);
        Declare();
        Assert.Equal("seat-not-vacant", Change("A", 1, SeatChangeKind.Replaced).VoidCode);
        Assert.True(Change("A", 1, SeatChangeKind.Vacated).IsApplied);
        Assert.True(Change("A", 1, SeatChangeKind.Replaced).IsApplied);
        Assert.Equal([("A", 1, "a3"), ("A", 2, "a2"), ("B", 1, "b1")], Seats());
        Assert.Equal("list-unknown", Change("B", 1, SeatChangeKind.Reassigned, "Z").VoidCode);
        Assert.True(Change("B", 1, SeatChangeKind.Reassigned, "A").IsApplied);
        var given = Holders().Holders.Seats[2];
        Assert.Equal(("A", 3, (string?)null, "B"), (given.List, given.Ordinal, given.Holder, given.WonBy));
        Assert.Equal(64, given.Act!.Length);
        Assert.Equal("a3", Holders().Posts[0].Holder);
        Assert.Contains("\"wonBy\":\"B\"", Encoding.UTF8.GetString(ResultsDocuments.Holders(_election.Fold.Snapshot().Holders)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "art", "ground-missing")]
    [InlineData("none-such", "art", "ground-unknown")]
    [InlineData("recount", "", "article-missing")]
    public void A_change_without_ground_or_article_is_void(string ground, string article, string code)
    {
        Post("A", "a1", "a2");
        Declare();
        Assert.Equal(code, Change("A", 1, SeatChangeKind.Vacated, "", ground, article).VoidCode);
    }

    [Fact]
    public void A_posted_list_is_replaced_only_by_an_act_that_names_it_and_by_the_office()
    {
        var first = Post("A", "a1");
        Assert.Equal("stale-edit", Submit("A", null, "commission/desk", "a2").Outcome.VoidCode);
        Assert.Equal("office-not-held", Submit("A", first, "party/desk", "a2").Outcome.VoidCode);
        Assert.Equal("duplicate-candidate", Submit("A", first, "commission/desk", "a2", "a2").Outcome.VoidCode);
        Assert.True(Submit("A", first, "commission/desk", "a2").Outcome.IsApplied);
        Assert.Equal("a2", Holders().Holders.Seats[0].Holder);
    }

    private Hash Post(string list, params string[] candidates) => Submit(list, null, "commission/desk", candidates).Identity;

    private Saksei.Node.Submitted Submit(string list, Hash? previous, string key, params string[] candidates) =>
        _election.Submit(header => new HoldersCandidates(header, "P1", list, [.. candidates], [], previous), key);

    private Saksei.Election.Acts.Outcome Change(string list, int ordinal, SeatChangeKind change, string to = "", string ground = "recount", string article = "art") =>
        _election.Submit(header => new HoldersChange(header, "P1", list, ordinal, change, to, ground, article, []), "commission/desk").Outcome;

    private void Declare()
    {
        var tally = Hash.OfBytes(ResultsDocuments.Tally(_election.Fold.Results()));
        Assert.True(_election.Submit(header => new ResultsStage(header, Stage.Official, tally, []), "commission/desk").Outcome.IsApplied);
    }

    private ConstituencyHolders Holders() => _election.Fold.Snapshot().Holders[0];

    private IEnumerable<(string, int, string?)> Seats() => Holders().Holders.Seats.Select(seat => (seat.List, seat.Ordinal, seat.Holder));
}
