using System.Text;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Definition.Rules;
using Saksei.Node.Imports;
using Xunit;

namespace Saksei.Tests.Definitions;

/// <summary>What <c>definition check</c> warns of: it can be meant, so nothing is refused.</summary>
public sealed class WarningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-warn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("definition", ",\"seatRule\":{\"method\":\"cambodia\",\"article\":\"art. 135\"}", "", "seats-without-rule", "")]
    [InlineData("definition", "\"facts\":[]", "\"facts\":[],\"published\":{\"date\":\"2023-11-15\",\"registered\":9,\"cast\":1,\"valid\":1,\"invalid\":1,\"lists\":[{\"list\":\"A\",\"votes\":1,\"seats\":1}]}", "published-sums-differ", "1 + 1 > 1")]
    [InlineData("definition", "\"facts\":[]", "\"facts\":[],\"published\":{\"date\":\"2023-11-15\",\"registered\":9,\"cast\":1,\"valid\":1,\"invalid\":0,\"lists\":[{\"list\":\"A\",\"votes\":2,\"seats\":1}]}", "published-sums-differ", "2 ≠ 1")]
    [InlineData("units", "[\"P2\",\"R\",\"province\",\"Two\"]", "[\"P2\",\"R\",\"province\",\"Two\"],[\"D1\",\"P2\",\"district\",\"Empty\"]", "unit-without-stations", "1: D1")]
    [InlineData("stations", "\"P2\"", "\"P1\"", "constituency-without-stations", "1: P2")]
    [InlineData("stations", "[\"S03\",\"P1\",500]", "[\"S03\",\"P1\",null]", "registered-missing", "1: S03")]
    [InlineData("lists", "\"columns\":[\"code\",\"short\",\"name.en\"],\"rows\":[[\"A\",\"A\",\"List A\"]", "\"columns\":[\"code\",\"constituencies\",\"name.en\"],\"rows\":[[\"A\",[],\"List A\"]", "list-without-constituency", "1: A")]
    public void What_does_not_fit_is_warned_of(string file, string from, string to, string code, string detail)
    {
        var warnings = Warnings((role, text) => role != file ? text
            : role == "lists" ? text.Replace(from, to, StringComparison.Ordinal).Replace("[\"B\",\"B\",", "[\"B\",[\"P1\",\"P2\"],", StringComparison.Ordinal).Replace("[\"C\",\"C\",", "[\"C\",[\"P1\",\"P2\"],", StringComparison.Ordinal)
            : role == "definition" ? text.Replace("\n\"seatRule\"", "\"seatRule\"", StringComparison.Ordinal).Replace(from, to, StringComparison.Ordinal) : text.Replace(from, to, StringComparison.Ordinal));
        var warning = Assert.Single(warnings, warning => warning.Code == code);
        Assert.Equal((file == "stations" && code == "constituency-without-stations" ? "units.json" : file + ".json", detail), (warning.File, warning.Detail));
    }

    [Fact]
    public void A_constituency_where_no_list_stands_is_warned_of() =>
        Assert.Equal("1: P2", Assert.Single(Warnings((role, text) => role != "lists" ? text : text.Replace("\"short\"", "\"constituencies\"", StringComparison.Ordinal)
            .Replace("[\"A\",\"A\",", "[\"A\",[\"P1\"],", StringComparison.Ordinal).Replace("[\"B\",\"B\",", "[\"B\",[\"P1\"],", StringComparison.Ordinal).Replace("[\"C\",\"C\",", "[\"C\",[\"P1\"],", StringComparison.Ordinal)),
            warning => warning.Code == "constituency-without-lists").Detail);

    [Theory]
    [InlineData("\"sheet\":\"original\"", "\"sheet\":\"scan\"", "sheet-unknown", 1)]
    [InlineData("\"form\":\"1102\"", "\"form\":\"1103\"", "form-unknown", 1)]
    [InlineData("\"A\":\"a\"", "\"Z\":\"a\"", "mapping-code-unknown", 2)]
    [InlineData("\"cast\":\"c\"", "\"box\":\"c\"", "mapping-code-unknown", 2)]
    [InlineData("\"header\":true", "\"header\":1", "flag-expected", 2)]
    public void A_mapping_that_does_not_fit_is_told_by_its_line(string from, string to, string code, int line)
    {
        const string mapping = "{\"format\":\"saksei/mapping/v1\",\"sheet\":\"original\",\"form\":\"1102\",\"files\":[\n{\"name\":\"f\",\"encoding\":\"utf-8\",\"delimiter\":\",\",\"header\":true,\"layout\":\"wide\",\"station\":{\"columns\":[\"s\"]},\"figures\":{\"cast\":\"c\"},\"votes\":{\"A\":\"a\"}}]}";
        using var election = new SmallElection();
        Assert.Empty(MappingFit.Of(election.Host.Definition, "m.json", Encoding.UTF8.GetBytes(mapping)));
        var problem = Assert.Single(MappingFit.Of(election.Host.Definition, "m.json", Encoding.UTF8.GetBytes(mapping.Replace(from, to, StringComparison.Ordinal))));
        Assert.Equal((code, line), (problem.Code, (int)problem.Line));
    }

    // Names of the small election are English only, and it has Khmer among its languages.
    [Fact]
    public void Names_without_a_text_in_a_language_are_counted() =>
        Assert.Equal("km: 11", Assert.Single(Warnings((_, text) => text)).Detail);

    [Fact]
    public void Of_several_contests_each_is_warned_of_in_its_own_file()
    {
        SmallElection.WriteDefinition(_folder, (role, text) => TwoContests.Edit(role, text) is var edited && role == "lists-mayor"
            ? edited.Replace("\"colour\"", "\"constituencies\"", StringComparison.Ordinal).Replace("\"#112233\"", "[]", StringComparison.Ordinal) : edited);
        var reading = ProceduresCheck.Read(File.ReadAllBytes(Path.Combine(_folder, DefinitionReader.FileName)), file => File.ReadAllBytes(Path.Combine(_folder, file.Path)));
        var warning = Assert.Single(DefinitionWarnings.Of(reading.Definition!, name => File.ReadAllBytes(Path.Combine(_folder, name))), warning => warning.Code == "list-without-constituency");
        Assert.Equal(("lists-mayor.json", "1: C"), (warning.File, warning.Detail));
    }

    private List<DefinitionProblem> Warnings(Func<string, string, string> edit)
    {
        SmallElection.WriteDefinition(_folder, edit);
        var reading = ProceduresCheck.Read(File.ReadAllBytes(Path.Combine(_folder, DefinitionReader.FileName)), file => File.ReadAllBytes(Path.Combine(_folder, file.Path)));
        Assert.True(reading.Definition is not null, string.Join(", ", reading.Problems));
        return [.. DefinitionWarnings.Of(reading.Definition, name => File.ReadAllBytes(Path.Combine(_folder, name)))];
    }
}
