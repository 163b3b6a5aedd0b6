using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Saksei.Cli;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>Tables of the documents that list what the code lists.</summary>
public sealed partial class TableTests
{
    [Fact]
    public void Every_published_result_stands_in_publication_md_with_the_check_that_computes_it_anew()
    {
        var rows = Repo.Read("docs/spec/publication.md").Split('\n').Where(line => line.StartsWith("| `results/", StringComparison.Ordinal))
            .Select(line => line.Split('|')).Select(cells => $"{cells[1].Trim(' ', '`')} {cells[^2].Trim()}");
        var files = ResultFile.All.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Path} {(int)file.Check}"));
        Assert.Equal(files.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_commands_in_README_names_every_command_and_no_other()
    {
        var text = Repo.Read("README.md");
        var section = text[text.IndexOf("## Commands", StringComparison.Ordinal)..text.IndexOf("## Where to begin", StringComparison.Ordinal)];
        var named = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Named().Matches(line[..line.IndexOf(" | ", StringComparison.Ordinal)])).Select(match => match.Groups[1].Value);
        Assert.Equal(Names(Root.Command()).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(Command group) => group.Subcommands.Where(command => !command.Hidden).SelectMany(command =>
        command.Subcommands.Count == 0 ? [command.Name] : Names(command).Select(name => $"{command.Name} {name}"));

    [GeneratedRegex("`([a-z-]+(?: [a-z]+){0,2})(?=[ `])")]
    private static partial Regex Named();
}
