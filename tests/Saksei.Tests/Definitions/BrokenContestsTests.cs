using Saksei.Tests.Cli;
using Xunit;

namespace Saksei.Tests.Definitions;

/// <summary>What people get wrong in the table of contests: each is reported at its cell, and nothing is written.</summary>
public sealed class BrokenContestsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-contests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("code,name.en", "contest,name.en", "contests.csv:1:1  heading-unknown")]
    [InlineData("president,President", "President,President", "contests.csv:2:1  kebab-malformed")]
    [InlineData("president,President", "cases,President", "contests.csv:2:1  code-taken")]
    [InlineData("president,President", "assembly,President", "contests.csv:3:1  code-twice")]
    [InlineData("President,Presidencia", ",", "contests.csv:2:2  cell-empty")]
    [InlineData(",country,", ",county,", "contests.csv:2:4  kind-of-unit-unknown")]
    [InlineData("candidates.csv", "", "contests.csv:2:5  cell-empty")]
    [InlineData("candidates.csv", "nobody.csv", "nobody.csv  file-missing")]
    [InlineData("form-president.csv,1,", "form-president.csv,0,", "contests.csv:2:7  seats-zero")]
    [InlineData("form-president.csv,1,", "form-president.csv,,", "contests.csv:2:7  seats-missing")]
    [InlineData("rule-president.json", "", "contests.csv:2:8  rule-missing")]
    [InlineData("rule-president.json", "best", "contests.csv:2:8  rule-unknown")]
    [InlineData("rule-councils.json,yes", "rule-councils.json,maybe", "contests.csv:4:9  word-unknown")]
    public void A_broken_table_of_contests_is_told_by_its_cell(string from, string to, string said)
    {
        var text = File.ReadAllText(Path.Combine(_folder, Copied(), "contests.csv"));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "contests.csv"), text.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(Refused().Split('\n'), line => line.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public void One_contest_alone_needs_no_table()
    {
        var path = Path.Combine(_folder, Copied(), "contests.csv");
        File.WriteAllLines(path, File.ReadLines(path).Take(2).ToList());
        Assert.Contains("contests.csv  contests-too-few", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lists", "x.csv")]
    [InlineData("--seats", "3")]
    [InlineData("--form-code", "x")]
    public void Options_of_one_contest_do_not_stand_beside_the_table(string option, string value)
    {
        Copied();
        Assert.Contains($"--contests  options-contradict  {option}", Refused(option, value), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_table_lists_and_form_are_needed()
    {
        var error = Command.Run(["definition", "new", Path.Combine(_folder, "out"), .. Whole()]).Error;
        Assert.Contains("--lists  option-missing", error, StringComparison.Ordinal);
        Assert.Contains("--form  option-missing", error, StringComparison.Ordinal);
    }

    private string Copied()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.At("elections", "made-up", "several"))) File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        return "";
    }

    private static string[] Whole() =>
        ["--code", "trine-2032", "--name", "Trine", "--date", "2032-06-06", "--time-zone", "Atlantic/Azores", "--languages", "en,es", "--stations", Repository.At("elections", "made-up", "several", "stations.csv")];

    private string Refused(params string[] more)
    {
        var output = Path.Combine(_folder, "out");
        var ran = Command.Run(["definition", "new", output, .. Whole(), "--contests", Path.Combine(_folder, "contests.csv"), .. more]);
        Assert.Equal(1, ran.Exit);
        Assert.False(Directory.Exists(output) || Directory.Exists(output + ".building"));
        return ran.Error;
    }
}
