using System.Text;
using Saksei.Election.Definition;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>A definition with several contests: what each has, and what is refused.</summary>
public sealed class ContestReadingTests
{
    [Fact]
    public void Each_contest_has_its_own_form_lists_seats_rule_and_stations()
    {
        var definition = Read(TwoContests.Edit).Definition!;
        var (council, mayor) = (TwoContests.CouncilOf(definition), TwoContests.MayorOf(definition));
        Assert.Equal([council, mayor], definition.Contests);
        Assert.Equal(("1102", "1103"), (council.Form.Code, mayor.Form.Code));
        Assert.Equal(("A B C", "C D A"), (Codes(council), Codes(mayor)));
        Assert.Equal(("P1:3 P2:2", "P1:1"), (Seats(council), Seats(mayor)));
        Assert.Equal((10, 5), (council.Stations.Length, mayor.Stations.Length));
        Assert.Equal(("cambodia", "dhondt"), (council.SeatRule!.Method.Name, mayor.SeatRule!.Method.Name));
        Assert.Equal(mayor, definition.FindContestOf("1103"));
        var (inside, outside) = (definition.FindStation("S01")!, definition.FindStation("S06")!);
        Assert.Equal(("P1", "P2"), (council.ConstituencyOf(inside).Code, council.ConstituencyOf(outside).Code));
        Assert.Equal((true, false), (mayor.Has(inside), mayor.Has(outside)));
        Assert.Equal("P2", definition.AreaOf(outside.Unit)!.Code);
    }

    [Fact]
    public void Without_contests_there_is_one_and_it_has_no_code()
    {
        var definition = Read((_, text) => text).Definition!;
        var contest = Assert.Single(definition.Contests);
        Assert.Equal(("", "1102", 10, false), (contest.Code, contest.Form.Code, contest.Stations.Length, definition.HasSeveral));
        Assert.Equal(contest, definition.FindContest(""));
        Assert.Null(definition.FindContest("council"));
    }

    [Theory]
    [InlineData("\"code\":\"mayor\"", "\"code\":\"council\"", "code-twice")]
    [InlineData("\"code\":\"mayor\"", "\"code\":\"Mayor\"", "code-malformed")]
    [InlineData("\"code\":\"mayor\"", "\"code\":\"cases\"", "code-taken")]
    [InlineData("\"code\":\"council\",", "", "field-missing")]
    [InlineData("\"contest\":\"council\",\"path\":\"form.json\"", "\"path\":\"form.json\"", "contest-missing role-missing")]
    [InlineData("\"contest\":\"council\",\"path\":\"form.json\"", "\"contest\":\"senate\",\"path\":\"form.json\"", "contest-unknown role-missing")]
    [InlineData("\"path\":\"units.json\"", "\"contest\":\"council\",\"path\":\"units.json\"", "contest-unknown role-missing")]
    [InlineData("\"contest\":\"mayor\",\"path\":\"form-mayor.json\"", "\"contest\":\"council\",\"path\":\"form-mayor.json\"", "role-missing role-twice")]
    [InlineData("\"facts\":", "\"constituencies\":{\"kind\":\"province\"},\"facts\":", "member-beside-contests")]
    [InlineData("\"facts\":", "\"posts\":[],\"facts\":", "member-beside-contests")]
    public void What_does_not_fit_is_refused(string before, string after, string codes)
    {
        var problems = Read((role, text) => role == "definition" ? Replaced(TwoContests.Edit(role, text), before, after) : TwoContests.Edit(role, text)).Problems;
        Assert.Equal(codes, string.Join(' ', problems.Select(problem => problem.Code).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_form_of_two_contests_has_two_codes() =>
        Assert.Equal("code-twice", Assert.Single(Read((role, text) => TwoContests.Edit(role, text).Replace("\"1103\"", "\"1102\"", StringComparison.Ordinal)).Problems).Code);

    [Fact]
    public void A_single_contest_is_not_named()
    {
        var one = Read((role, text) => role == "definition" ? Replaced(text, "\"path\":\"form.json\"", "\"contest\":\"council\",\"path\":\"form.json\"") : text);
        Assert.Equal(["contest-unknown", "role-missing"], one.Problems.Select(problem => problem.Code));
        var alone = Read((role, text) => role == "definition" ? Alone(TwoContests.Edit(role, text)) : TwoContests.Edit(role, text));
        Assert.Equal("contests-too-few", Assert.Single(alone.Problems).Code);
    }

    [Fact]
    public void What_is_wrong_with_a_contest_is_named()
    {
        var problems = Read((role, text) => role == "definition"
            ? Replaced(TwoContests.Edit(role, text), "\"seats\":[{\"unit\":\"P1\",\"seats\":1}]", "\"seats\":[{\"unit\":\"P9\",\"seats\":1}]") : TwoContests.Edit(role, text)).Problems;
        Assert.Equal(("constituency-unknown", "P9"), (problems[0].Code, problems[0].Detail));
    }

    private static string Alone(string definition)
    {
        var start = definition.IndexOf("{\"code\":\"mayor\"", StringComparison.Ordinal);
        return definition[..start].TrimEnd().TrimEnd(',') + definition[definition.IndexOf("],\n\"offices\"", start, StringComparison.Ordinal)..];
    }

    private static string Replaced(string text, string before, string after)
    {
        Assert.Contains(before, text, StringComparison.Ordinal);
        var at = text.IndexOf(before, StringComparison.Ordinal);
        return text[..at] + after + text[(at + before.Length)..];
    }

    private static string Codes(Contest contest) => string.Join(' ', contest.Lists.Select(list => list.Code));

    private static string Seats(Contest contest) => string.Join(' ', contest.Constituencies.Select(own => $"{own.Code}:{own.Seats}"));

    private static DefinitionReading Read(Func<string, string, string> edit)
    {
        var folder = Directory.CreateTempSubdirectory("saksei-");
        SmallElection.WriteDefinition(folder.FullName, edit);
        var bytes = File.ReadAllBytes(Path.Combine(folder.FullName, DefinitionReader.FileName));
        var reading = DefinitionReader.Read(bytes, file => File.ReadAllBytes(Path.Combine(folder.FullName, file.Path)));
        folder.Delete(recursive: true);
        Assert.True(reading.Definition is null || reading.Definition.Identity == Hash.OfBytes(bytes), Encoding.UTF8.GetString(bytes));
        return reading;
    }
}
