using System.Text.RegularExpressions;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>elections/README.md as somebody follows it who has nothing but tables.</summary>
public sealed partial class NewcomerTests : IDisposable
{
    private const int OfOneContest = 10;
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-newcomer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<string> Commands() =>
        [.. File.ReadAllText(Repository.At("elections", "README.md")).Split('\n').Where(line => line.StartsWith("./saksei ", StringComparison.Ordinal))];

    [GeneratedRegex("\"([^\"]*)\"|(\\S+)")]
    private static partial Regex Word();

    [Fact]
    public async Task Three_contests_come_out_of_tables_and_are_served_in_both_languages()
    {
        foreach (var command in Commands().Skip(OfOneContest))
        {
            var ran = Run(command);
            Assert.True(ran.Exit == 0, $"{command}\n{ran.Error}");
            if (command.Contains(" explain ", StringComparison.Ordinal)) Assert.Contains("Concejos municipales", ran.Output, StringComparison.Ordinal);
        }

        foreach (var (register, reported) in new[] { ("empty", 0), ("night", 11) })
        {
            using var host = Saksei.Node.RegisterHost.Open(Path.Combine(_folder, register));
            await using var server = await RunningServer.Start(host);
            foreach (var (contest, language, name) in new[] { ("president", "en", "President"), ("assembly", "es", "Asamblea"), ("councils", "es", "Concejos municipales") })
            {
                Assert.Contains(name, await server.Page($"/{language}/?contest={contest}"), StringComparison.Ordinal);
                Assert.Contains(name, await server.Page($"/{language}/seats?contest={contest}"), StringComparison.Ordinal);
                Assert.Equal(reported, host.Snapshot().Of(host.Definition.FindContest(contest)!).Results.Total.Reported);
            }
        }
    }

    [Fact]
    public void The_commands_of_the_page_lead_from_tables_to_a_register_that_verifies()
    {
        Assert.Equal(OfOneContest + 8, Commands().Count);
        foreach (var command in Commands().Take(OfOneContest))
        {
            var ran = Run(command);
            Assert.True(ran.Exit == 0, $"{command}\n{ran.Error}");
        }

        var without = Run(Commands()[6].Replace(" --codes /tmp/made-up/definition/codes-made.csv", "", StringComparison.Ordinal));
        Assert.Contains("--codes  codes-missing  ", without.Error, StringComparison.Ordinal);
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
