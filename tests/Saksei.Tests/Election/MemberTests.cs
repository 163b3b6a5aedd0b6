using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Register.Tree;
using Saksei.Server.Pages.Cases;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Members of a body speak for themselves, by keys that who nominated them enrolled; the body's desk can't speak for them.</summary>
public sealed class MemberTests
{
    private readonly CaseRegister _register = new("cambodia-rehearsal", "commission", "assembly-g", "party-01", "party-02");

    private static CaseFields Acceptance(params ReadOnlySpan<Vote> votes) =>
        new() { Ground = "conditions-met", Article = "art", Votes = [.. votes.ToArray().Select((vote, i) => new MemberVote($"member-{i + 1}", vote))] };

    private Outcome Decide(int signing, params ReadOnlySpan<Vote> votes)
    {
        _register.Beside.Clear();
        _register.Beside.AddRange(Enumerable.Range(1, signing).Select(i => $"party-02/member-{i}"));
        return _register.Take("parties/accept", "commission", Acceptance(votes));
    }

    private void Sit(int members)
    {
        for (var i = 1; i <= members; i++) _register.Seat($"member-{i}", "party-02");
        _register.Take("parties/apply", "party-01", new CaseFields { Party = "party-01" });
    }

    [Fact]
    public void What_the_desk_reports_of_a_vote_counts_for_nothing_where_members_sign()
    {
        Sit(8);
        Assert.Equal("quorum-missing", Decide(0, Vote.For, Vote.For, Vote.For, Vote.For, Vote.For).VoidCode);
        Assert.Equal("quorum-missing", Decide(4, Vote.For, Vote.For, Vote.For, Vote.For, Vote.For, Vote.For).VoidCode);

        // Of five that signed three are against; that two more were for is the desk's word. That they were against is against it.
        Assert.Equal("majority-missing", Decide(5, Vote.For, Vote.For, Vote.Against, Vote.Against, Vote.Against, Vote.For, Vote.For).VoidCode);
        Assert.Equal("majority-missing", Decide(5, Vote.For, Vote.For, Vote.For, Vote.Abstained, Vote.Abstained, Vote.Against, Vote.Against, Vote.Against).VoidCode);
        Assert.Equal(Outcome.Applied, Decide(5, Vote.For, Vote.For, Vote.For, Vote.Against, Vote.Abstained, Vote.Against));
        var file = _register.View(CaseRules.Parties).File;
        Assert.Equal(["member-1", "member-2", "member-3", "member-4", "member-5"], file.Decision!.Signed);
        Assert.Contains("Signed by the members' own keys: 3 for, 1 against, 1 abstained. Reported by the body's desk: 1 against.", CaseWords.Event(new Speech("en", "Asia/Phnom_Penh"), _register.Fold.Definition, file.Events[^1]), StringComparison.Ordinal);
        Assert.Contains("{\"member\":\"member-5\",\"vote\":\"abstained\",\"signed\":true},{\"member\":\"member-6\",\"vote\":\"against\"}", Encoding.UTF8.GetString(CaseDocuments.Whole(_register.View(CaseRules.Parties))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_another_organisation_enrols_for_the_same_person_is_not_the_members()
    {
        Sit(5);
        for (var i = 1; i <= 5; i++) _register.Enrol("commission", $"copy-{i}", Hash.OfBytes(Encoding.UTF8.GetBytes($"member-{i}")));
        _register.Beside.AddRange(Enumerable.Range(1, 5).Select(i => $"commission/copy-{i}"));
        Assert.Equal("quorum-missing", _register.Take("parties/accept", "commission", Acceptance(Vote.For, Vote.For, Vote.For, Vote.For, Vote.For)).VoidCode);
        _register.Beside.Clear();
        Assert.Equal("person-differs", _register.Take("commission/resign", "commission/copy-1", new CaseFields(), "member-1").VoidCode);
    }

    [Fact]
    public void One_person_sits_once()
    {
        _register.Seat("member-1", "party-02");
        var twice = new CaseFields { By = "party-02", Person = Hash.OfBytes(Encoding.UTF8.GetBytes("member-1")) };
        Assert.Equal("person-sits", _register.Take("commission/appoint", "assembly-g", twice, "member-2").VoidCode);
        Assert.Equal(Outcome.Applied, _register.Take("commission/resign", "party-02/member-1", new CaseFields(), "member-1"));
        Assert.Equal(Outcome.Applied, _register.Take("commission/appoint", "assembly-g", twice, "member-2"));
    }

    [Fact]
    public void A_member_resigns_by_the_own_key_or_by_a_paper_and_the_page_says_which()
    {
        _register.Seat("member-1", "party-02");
        _register.Seat("member-3", "party-02");
        _register.Take("commission/appoint", "assembly-g", new CaseFields { By = "party-02" }, "member-2");
        Assert.Equal("person-differs", _register.Take("commission/resign", "commission", new CaseFields { Receipt = "R-1" }, "member-1").VoidCode);
        Assert.Equal("person-differs", _register.Take("commission/resign", "commission", new CaseFields(), "member-1").VoidCode);
        Assert.Equal("person-differs", _register.Take("commission/resign", "party-02", new CaseFields(), "member-1").VoidCode);
        Assert.Equal("person-differs", _register.Take("commission/resign", "party-02/member-3", new CaseFields(), "member-1").VoidCode);
        Assert.Equal(Outcome.Applied, _register.Take("commission/resign", "party-02/member-1", new CaseFields(), "member-1"));
        Assert.Equal("office-not-held", _register.Take("commission/resign", "party-01", new CaseFields { Receipt = "R-1" }, "member-2").VoidCode);
        Assert.Equal(Outcome.Applied, _register.Take("commission/resign", "commission", new CaseFields { Receipt = "R-1" }, "member-2"));
        Assert.Equal(["The member, by a key of Party 2 (invented)", "The member, by a paper that Commission (invented) took"], new[] { "member-1", "member-2" }.Select(WhoResigned));
    }

    [Fact]
    public void No_desk_has_a_member_stand_aside_and_who_comes_after_one_does_not()
    {
        Sit(6);
        Assert.Equal("person-differs", _register.Take("commission/recuse", "commission", new CaseFields { Refers = CaseRegister.Case, Receipt = "R-1" }, "member-6").VoidCode);
        Assert.Equal(Outcome.Applied, _register.Take("commission/recuse", "party-02/member-6", new CaseFields { Refers = CaseRegister.Case }, "member-6"));
        _register.Take("commission/resign", "party-02/member-6", new CaseFields(), "member-6");
        Assert.Equal(Outcome.Applied, _register.Take("commission/appoint", "assembly-g", new CaseFields { By = "party-02" }, "member-6"));
        Assert.Equal(Outcome.Applied, Decide(5, Vote.For, Vote.For, Vote.For, Vote.For, Vote.For, Vote.Against));
    }

    [Fact]
    public void The_desk_that_decides_is_no_member_whatever_the_appointment_says()
    {
        var desk = _register.Fold.Organisations.Keys.Single(key => key.Organisation == "commission");
        _register.Take("commission/appoint", "assembly-g", new CaseFields { By = "commission", Person = desk.Person }, "member-9");
        Sit(4);
        Assert.Equal("quorum-missing", _register.Take("parties/accept", "commission", Acceptance(Vote.For, Vote.For, Vote.For, Vote.For) with { Votes = [new("member-9", Vote.For)] }).VoidCode);
        Assert.Equal("person-differs", _register.Take("commission/resign", "commission", new CaseFields(), "member-9").VoidCode);
    }

    private string WhoResigned(string member)
    {
        var file = _register.Fold.Cases.Find("commission", member)!;
        return CaseWords.Actor(new Speech("en", "Asia/Phnom_Penh"), _register.Fold.Definition, file, file.Events[^1]);
    }
}
