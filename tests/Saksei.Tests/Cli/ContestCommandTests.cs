using System.Text;
using Saksei.Election.Forms;
using Saksei.Node.Imports;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Commands on an election with several contests: the contest is named, and where it isn't the choices are.</summary>
public sealed class ContestCommandTests : IDisposable
{
    private readonly SmallElection _election = new(TwoContests.Edit);

    public void Dispose() => _election.Dispose();

    [Theory]
    [InlineData("seats")]
    [InlineData("evidence")]
    [InlineData("forms")]
    [InlineData("summary")]
    public void A_command_about_figures_asks_for_the_contest_and_names_the_choices(string command)
    {
        _election.Host.Dispose();
        var none = Command.Run(command, _election.RegisterFolder);
        Assert.Equal((2, ""), (none.Exit, none.Output));
        Assert.Contains("--contest  contest-required  one of council, mayor", none.Error, StringComparison.Ordinal);
        var wrong = Command.Run(command, _election.RegisterFolder, "--contest", "senate");
        Assert.Contains("--contest  contest-unknown  senate: one of council, mayor", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run(command, _election.RegisterFolder, "--contest", "mayor").Exit);
    }

    [Fact]
    public void Seats_are_those_of_the_contest()
    {
        TwoContests.Copy(_election, TwoContests.Mayor, "S01", "C=10 D=20 A=5");
        _election.Host.Dispose();
        Assert.Equal("""[{"constituency":"P1","list":"C","votes":10,"seats":0},{"constituency":"P1","list":"D","votes":20,"seats":1},{"constituency":"P1","list":"A","votes":5,"seats":0}]""",
            Command.Run("seats", _election.RegisterFolder, "--contest", "mayor", "--json").Output.TrimEnd());
        Assert.Contains("Candidate D", Command.Run("seats", _election.RegisterFolder, "--contest", "mayor", "--explain").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_one_contest_none_is_named()
    {
        using var one = new SmallElection();
        one.Host.Dispose();
        Assert.Contains("contest-unknown", Command.Run("seats", one.RegisterFolder, "--contest", "mayor").Error, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run("seats", one.RegisterFolder).Exit);
    }

    [Fact]
    public void A_rule_is_of_the_contest_that_is_named()
    {
        var votes = "list,votes\nA,10\nB,20\n";
        Assert.Contains("contest-required", Command.RunOn(votes, "allocate", "--rule", _election.DefinitionFolder, "--seats", "1").Error, StringComparison.Ordinal);
        Assert.Equal("B 1", Command.RunOn(votes, "allocate", "--rule", _election.DefinitionFolder, "--contest", "mayor", "--seats", "1", "--json").Json.Seats());
    }

    [Fact]
    public void An_import_goes_to_the_contest_of_the_form_that_its_mapping_names()
    {
        var file = Path.Combine(_election.Folder, "mayor.csv");
        File.WriteAllText(file, "station,votes,c,d\nS01,30,10,20\n");
        var mapping = Mapping.Read(Encoding.UTF8.GetBytes("""
            {"format":"saksei/mapping/v1","names":{"en":"x"},"sheet":"original","form":"1103","files":[{"name":"votes","encoding":"utf-8","delimiter":",","header":true,
            "layout":"wide","station":{"columns":["station"],"join":""},"figures":{"cast":"votes"},"votes":{"C":"c","D":"d"}}]}
            """), out _)!;
        Assert.Equal(1, Import.Run(_election.Host, new ImportOrder(CopySource.Official, "commission", mapping, [file]), _ => { }).Copies);
        var books = _election.Fold.Snapshot();
        Assert.Equal((0, 1), (books.Of(TwoContests.CouncilOf(_election.Host.Definition)).Results.Total.Reported, books.Of(TwoContests.MayorOf(_election.Host.Definition)).Results.Total.Reported));
        Assert.Equal("form-unknown", Assert.Single(Import.Run(_election.Host, new ImportOrder(CopySource.Official, "commission", mapping with { Form = "1199" }, [file]), _ => { }).Problems).Code);
    }
}
