using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Saksei.Cli;
using Saksei.Election;
using Saksei.Election.Forms;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>What the documents say, held against the code.</summary>
public sealed partial class DocumentTests
{
    [GeneratedRegex("""\]\(([^)\s]+)\)""")]
    private static partial Regex Link();

    [GeneratedRegex("```act\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex ActExample();

    [GeneratedRegex("^  ([a-z]+)(?: |$)", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [Fact]
    public void Every_kind_of_act_has_a_heading()
    {
        var headings = Repo.Read("docs/spec/act.md").Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]);
        Assert.Equal(ActKinds.All.Select(kind => kind.Name), headings);
    }

    [Fact]
    public void The_example_act_is_read_and_its_signature_holds()
    {
        var document = Repo.Read("docs/spec/act.md");
        var note = Encoding.UTF8.GetBytes(ActExample().Match(document).Groups[1].Value + "\n");
        var signed = SignedAct.Parse(note, out var code);
        Assert.Equal("", code);
        Assert.Contains(signed!.Identity.ToHex(), document, StringComparison.Ordinal);
        var key = document.Split('`').First(text => text.StartsWith("transcriber/desk+", StringComparison.Ordinal));
        Assert.True(VerifierKey.TryParse(key, out var verifier));
        Assert.True(verifier!.Verify(signed.Text.Span, signed.Signatures[0].Signature.Span));
        var definition = Founding.ReadFolder(Path.Combine(Repo.Root, "elections", "bolivia-2019"));
        Assert.Equal("10001", Assert.IsType<FormCopy>(new ActReader(definition).Read(signed).Act).Station);
    }

    [Fact]
    public void Every_command_has_a_heading()
    {
        var headings = Repo.Read("docs/spec/commands.md").Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).ToHashSet();
        Assert.All(Commands(""), command => Assert.Contains(command, headings));
    }

    [Theory]
    [InlineData("README.md"), InlineData("CONTRIBUTING.md"), InlineData("SECURITY.md"), InlineData("docs/attacks.md")]
    [InlineData("docs/spec/act.md"), InlineData("docs/spec/codes.md"), InlineData("docs/spec/commands.md"), InlineData("docs/spec/verification.md")]
    public void Relative_links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repo.Root, document))!;
        var targets = Link().Matches(Repo.Read(document)).Select(match => match.Groups[1].Value.Split('#'))
            .Where(parts => parts[0].Length > 0 && !parts[0].Contains("://", StringComparison.Ordinal));
        foreach (var parts in targets)
        {
            var target = Path.Combine(folder, parts[0]);
            Assert.True(Path.Exists(target), $"{document}: {parts[0]}");
            if (parts.Length > 1) Assert.Contains(parts[1], File.ReadLines(target).Where(line => line.StartsWith('#')).Select(Anchor));
        }
    }

    [Fact]
    public void Tests_named_beside_attacks_are_there()
    {
        var sources = string.Concat(Repo.Files("tests").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(Repo.Read));
        var named = Repo.Read("docs/attacks.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.TrimEnd('|', ' ').Split('|')[^1].Split('`')).Where(name => name.Contains('_', StringComparison.Ordinal));
        Assert.All(named, name => Assert.Contains(name, sources, StringComparison.Ordinal));
    }

    [Fact]
    public void No_text_of_the_repository_accuses()
    {
        const string word = "fra" + "ud";
        string[] texts = [".cs", ".md", ".json", ".razor", ".css", ".js", ".py", ".sh", ".yml", ".txt", ".csproj", ".props", ""];
        var files = Repo.Files().Where(file => texts.Contains(Path.GetExtension(file)));
        Assert.All(files, file => Assert.False(Repo.Read(file).Contains(word, StringComparison.OrdinalIgnoreCase), file));
    }

    private static string Anchor(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    // The program itself is asked, so a command that the help doesn't list isn't one.
    private static IEnumerable<string> Commands(string group)
    {
        var help = Help(group);
        var section = help.IndexOf("Commands:", StringComparison.Ordinal);
        if (section < 0) return [group];
        return CommandLine().Matches(help[section..]).SelectMany(match => Commands($"{group} {match.Groups[1].Value}".Trim()));
    }

    private static string Help(string command)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { typeof(Root).Assembly.Location }.Concat(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Append("--help"))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        return process.StandardOutput.ReadToEnd();
    }
}
