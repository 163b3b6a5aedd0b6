using System.Text;
using Saksei.Cli;
using Saksei.Cli.Commands;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Copies whose sums fail, as a document and as a table.</summary>
public sealed class FailingSumsTests
{
    [Fact]
    public void Only_those_that_fail_are_listed()
    {
        using var election = new SmallElection();
        election.Copy("S01", "registered=500 cast=95 invalid=5 A=50 B=30 C=10");
        election.Copy("S02", "registered=500 cast=96 invalid=5 A=50 B=30 C=10");
        election.Copy("S03", "registered=500 invalid=5 A=50 B=30 C=10");
        const string expected = """[{"station":"S02","source":"official","organisation":"commission","left":96,"right":95}]""";
        Assert.Equal(expected, Encoding.UTF8.GetString(FailingSums.Document(election.Host.Snapshot().Only, "E101", csv: false)));
        Assert.Equal("station,source,organisation,left,right\nS02,official,commission,96,95\n", Encoding.UTF8.GetString(FailingSums.Document(election.Host.Snapshot().Only, "E101", csv: true)));
        var unknown = Assert.Throws<CommandProblem>(() => FailingSums.Document(election.Host.Snapshot().Only, "E999", csv: false));
        Assert.Equal(("check-unknown", "E999: one of E101"), (unknown.Code, unknown.Detail));
    }
}
