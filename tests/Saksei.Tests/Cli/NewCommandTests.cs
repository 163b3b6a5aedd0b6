using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>What <c>new</c> says of who founds.</summary>
public sealed class NewCommandTests : IDisposable
{
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public void A_register_with_a_single_founder_is_warned_of()
    {
        var alone = Command.Run("new", Path.Combine(_election.Folder, "alone"), "--definition", _election.DefinitionFolder);
        Assert.Equal(0, alone.Exit);
        Assert.Contains("founder-alone", alone.Error, StringComparison.Ordinal);
        var two = Command.Run("new", Path.Combine(_election.Folder, "two"), "--definition", _election.DefinitionFolder,
            "--founder", "commission:commission:commission", "--founder", "observers:observer:civil-society");
        Assert.Equal((0, ""), (two.Exit, two.Error));
    }

    [Fact]
    public void A_register_whose_founders_hold_no_office_is_founded_and_says_which_nobody_holds()
    {
        var ran = Command.Run("new", Path.Combine(_election.Folder, "nobody"), "--definition", _election.DefinitionFolder,
            "--founder", "nobody:observer:civil-society", "--founder", "noone:observer:students");
        Assert.Equal(0, ran.Exit);
        Assert.Contains("--founder  office-without-founder  official, deliver, adjudicate, lot, stage, accredit: commission  No founder holds these offices", ran.Error, StringComparison.Ordinal);
    }
}
