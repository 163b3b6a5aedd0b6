using System.Text.RegularExpressions;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>elections/README.md as somebody follows it who has nothing but tables.</summary>
public sealed partial class NewcomerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-newcomer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex("\"([^\"]*)\"|(\\S+)")]
    private static partial Regex Word();

    [Fact]
    public void The_commands_of_the_page_lead_from_tables_to_a_register_that_verifies()
    {
        var commands = File.ReadAllText(Repository.At("elections", "README.md")).Split('\n').Where(line => line.StartsWith("./saksei ", StringComparison.Ordinal)).ToList();
        Assert.Equal(10, commands.Count);
        foreach (var command in commands)
        {
            var ran = Run(command);
            Assert.True(ran.Exit == 0, $"{command}\n{ran.Error}");
        }

        var seats = System.Text.Json.JsonDocument.Parse(Run("./saksei seats /tmp/made-up/register").Output).RootElement.EnumerateArray()
            .Select(row => $"{row.GetProperty("constituency")} {row.GetProperty("list")} {row.GetProperty("votes")} {row.GetProperty("seats")}");
        Assert.Equal(
            ["01 01 549 2", "01 02 435 2", "01 03 380 1", "01 04 120 0", "02 01 490 2", "02 02 464 2", "02 04 525 2"], seats);
    }

    private Ran Run(string command) => Command.Run([.. Word().Matches(command["./saksei ".Length..]).Select(match => Argument(match.Value))]);

    // The quotes of a word may stand inside it, as in en="…".
    private string Argument(string word)
    {
        var plain = word.Replace("\"", "", StringComparison.Ordinal).Replace("/tmp/made-up", _folder, StringComparison.Ordinal);
        return plain.StartsWith("elections/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, plain) : plain;
    }
}
