using Saksei.Election.Candidates;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Lists of candidates and resignations of an election with several contests name the one that they are about.</summary>
public sealed class ContestCaseTests : IDisposable
{
    private static readonly Hash Someone = Hash.OfBytes([7]);
    private readonly SmallElection _several = new((role, text) => TwoContests.Edit(role, SmallElection.WithProcedures(role, text)));
    private readonly SmallElection _one = new(SmallElection.WithProcedures);

    public void Dispose()
    {
        _several.Dispose();
        _one.Dispose();
    }

    [Theory]
    [InlineData("", "contest-missing")]
    [InlineData("senate", "contest-unknown")]
    [InlineData("mayor", "")]
    public void Of_several_contests_a_list_and_a_resignation_name_one(string contest, string code)
    {
        var register = Register(_several.Host.Definition);
        Assert.Equal(code, register.Take("candidates/seal", "party-01", List(contest, 1)).VoidCode);
        Assert.Equal(code, register.Take("resignations/resign", "commission", Resignation(contest)).VoidCode);
    }

    [Fact]
    public void A_single_contest_has_no_code_to_name()
    {
        var register = Register(_one.Host.Definition);
        Assert.Equal("contest-unknown", register.Take("candidates/seal", "party-01", List("mayor", 1)).VoidCode);
        Assert.Equal("", register.Take("candidates/seal", "party-01", List("", 1)).VoidCode);
    }

    [Fact]
    public void Lists_of_two_contests_in_one_place_are_two_lists_and_a_resignation_empties_a_place_on_one()
    {
        var register = Register(_several.Host.Definition);
        register.Reach(CaseRules.Parties, "accepted", step => register.TakeAs(step, "commission"));
        foreach (var (id, contest, count) in new[] { ("L-1", "council", 3), ("L-2", "mayor", 1) })
            Assert.True(register.Take("candidates/seal", "party-01", List(contest, count), id).IsApplied);
        Assert.Equal((6, 4, 1), Places(register));
        Assert.True(register.Take("resignations/resign", "commission", Resignation("mayor")).IsApplied);
        register.Tick("2023-05-01T00:00:00+07:00");
        Assert.Equal((6, 3, 1), Places(register));
        Assert.Equal("mayor", register.Fold.Cases.Find("resignations", CaseRegister.Case)!.Contest);
    }

    private static (long Places, long Filled, long ListsMissing) Places(CaseRegister register)
    {
        var cases = register.Fold.Snapshot().Cases;
        var places = CandidatePlaces.Of(register.Fold.Definition, Of(CaseRules.Parties), Of(CaseRules.Candidates), [.. Of(CaseRules.Resignations)]);
        return (places.Places, places.Filled, places.ListsMissing);

        IEnumerable<CaseStanding> Of(CaseTable table) => cases.Of(table.Book)!.Standings;
    }

    private static CaseRegister Register(ElectionDefinition definition) => new(definition, "commission", "party-01");

    private static CaseFields List(string contest, int count) => new() { Party = "party-01", Unit = "P1", Contest = contest, Commitment = Someone, Count = count };

    private static CaseFields Resignation(string contest) => new() { Party = "party-01", Unit = "P1", Contest = contest, Person = Someone, Receipt = "R-1" };
}
