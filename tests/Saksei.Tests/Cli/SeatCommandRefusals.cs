using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Whatever is wrong with rule or votes: a code, the line, exit 2, and nothing on standard output.</summary>
public sealed class SeatCommandRefusals
{
    [Theory]
    [InlineData("A,-5", "votes-negative", 1)]
    [InlineData("list,votes\nA,1\nA,2", "duplicate-list", 3)]
    [InlineData("A,1\nB,1.000", "votes-not-a-number", 2)]
    [InlineData("A,1.000", "votes-not-a-number", 1)]
    [InlineData("A,\"1,000\"", "votes-not-a-number", 1)]
    [InlineData("A,1 000", "votes-not-a-number", 1)]
    [InlineData("A, 5", "votes-not-a-number", 1)]
    [InlineData("A,1e3", "votes-not-a-number", 1)]
    [InlineData("A,+5", "votes-not-a-number", 1)]
    [InlineData("A,១០", "votes-not-a-number", 1)]
    [InlineData("A,1\nB,", "votes-not-a-number", 2)]
    [InlineData("A,1\nB,many", "votes-not-a-number", 2)]
    [InlineData("A,", "votes-not-a-number", 1)]
    [InlineData("A,1,000", "row-too-long", 1)]
    [InlineData("A;1", "row-too-short", 1)]
    [InlineData("A,\"1", "row-malformed", 1)]
    [InlineData("A,9223372036854775808", "votes-too-large", 1)]
    [InlineData("A,9223372036854775807\nB,1", "votes-too-large", 2)]
    [InlineData("A,1\n,5", "list-unnamed", 2)]
    [InlineData("", "file-empty", 0)]
    [InlineData("list,votes\n", "no-lists", 0)]
    public void A_votes_file(string text, string code, int line) =>
        Refused(Command.RunOn(text, "allocate", "--rule", "dhondt", "--seats", "3"), code, line > 0 ? $"votes.csv:{line}  " : "votes.csv  ");

    [Fact]
    public void A_votes_file_that_is_not_UTF_8() =>
        Refused(Command.RunOn([0x41, 0xff, 0x2c, 0x31], "allocate", "--rule", "dhondt", "--seats", "3"), "text-not-utf-8", "votes.csv:1  ");

    [Theory]
    [InlineData("X,3,A,1\nX,4,B,1", "seats-inconsistent", 2)]
    [InlineData("X,3,A,1,5\nX,3,B,1,6", "blank-inconsistent", 2)]
    [InlineData("X,3,A,1,5\nX,3,B,1", "blank-inconsistent", 2)]
    [InlineData("X,3,A,1,5,9\nX,3,B,1,5,8", "cast-inconsistent", 2)]
    [InlineData("X,3,A,1,5,2\nX,3,B,1,5,2", "cast-below-votes", 1)]
    [InlineData("X,3,A,1\nY,3,A,1\nX,3,A,2", "duplicate-list", 3)]
    [InlineData("X,0,A,1", "seats-not-positive", 1)]
    [InlineData("X,-2,A,1", "seats-not-positive", 1)]
    [InlineData("X,1000001,A,1", "seats-too-many", 1)]
    [InlineData("X,3,A,1\nX,three,B,1", "seats-not-a-number", 2)]
    [InlineData("X,1.5,A,1", "seats-not-a-number", 1)]
    [InlineData("X,3,A,-1", "votes-negative", 1)]
    [InlineData("X,3,A,1,-1", "votes-negative", 1)]
    [InlineData("X,3,A", "row-too-short", 1)]
    [InlineData("X,3,A,1,1,1,1", "row-too-long", 1)]
    [InlineData(",3,A,1", "constituency-unnamed", 1)]
    [InlineData("X,3,A,9223372036854775807\nX,3,B,1", "votes-too-large", 2)]
    [InlineData("constituency,seats,list,votes\n", "no-constituencies", 0)]
    [InlineData("", "file-empty", 0)]
    public void A_batch(string text, string code, int line) =>
        Refused(Command.RunOn(text, "allocate", "--rule", "dhondt", "--batch"), code, line > 0 ? $"votes.csv:{line}  " : "votes.csv  ");

    [Theory]
    [InlineData("--rule nope --seats 3", "rule-unknown")]
    [InlineData("--rule ../nope.json --seats 3", "rule-unknown")]
    [InlineData("--rule dhondt --seats 0", "seats-not-positive")]
    [InlineData("--rule dhondt --seats -3", "seats-not-positive")]
    [InlineData("--rule dhondt --seats 99999999999999999999", "seats-too-many")]
    [InlineData("--rule dhondt --seats 1.5", "seats-not-a-number")]
    [InlineData("--rule dhondt --seats 3 --blank -1", "votes-negative")]
    [InlineData("--rule dhondt --seats 3 --blank x", "votes-not-a-number")]
    [InlineData("--rule dhondt --seats 3 --cast 1", "cast-below-votes")]
    [InlineData("--rule dhondt --seats 3 --blank 9223372036854775807", "votes-too-large")]
    [InlineData("--rule dhondt", "seats-missing")]
    [InlineData("--seats 3", "rule-missing")]
    [InlineData("--rule dhondt --seats 3 --lang fr", "language-unknown")]
    [InlineData("--rule dhondt --seats 3 --batch x.csv", "options-contradict")]
    [InlineData("--rule dhondt --batch x.csv", "options-contradict")]
    [InlineData("--rule dhondt --colour red --seats 3", "command-line")]
    public void An_option(string options, string code) => Refused(Command.RunOn("A,1\nB,2\n", ["allocate", .. options.Split(' ')]), code, "");

    [Fact]
    public void A_missing_file() => Refused(Command.Run("allocate", "--rule", "dhondt", "--seats", "3", "/nowhere/votes.csv"), "file-missing", "votes.csv  ");

    [Fact]
    public void No_file() => Refused(Command.Run("allocate", "--rule", "dhondt", "--seats", "3"), "votes-missing", "");

    [Theory]
    [InlineData("{\"method\":\"dhondt\",\n\"threshold\":{\"percent\":\"101\"}}", "share-over-100-percent", 2)]
    [InlineData("{\"method\":\"dhont\"}", "method-unknown", 1)]
    [InlineData("{\n\n\"methods\":\"dhondt\"}", "field-unknown", 3)]
    [InlineData("list,votes", "rule-not-json", 1)]
    public void A_rule(string rule, string code, int line)
    {
        var folder = Directory.CreateTempSubdirectory("saksei-rule-");
        var path = Path.Combine(folder.FullName, "rule.json");
        File.WriteAllText(path, rule);
        Refused(Command.RunOn("A,1\n", "allocate", "--rule", path, "--seats", "1"), code, $"rule.json:{line}  ");
        folder.Delete(recursive: true);
    }

    private static void Refused(Ran ran, string code, string place)
    {
        Assert.Equal(2, ran.Exit);
        Assert.Equal("", ran.Output);
        Assert.StartsWith(place, ran.Error, StringComparison.Ordinal);
        Assert.Contains(code, ran.Error.Split("  ").Select(word => word.Trim()));
        foreach (var language in TextBook.Languages) Assert.NotEqual(code, TextBook.Message(code, language));
    }
}
