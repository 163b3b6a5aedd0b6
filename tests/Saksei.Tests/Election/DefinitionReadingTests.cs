using Saksei.Election.Definition;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>What a definition may not hold though each file of it is well formed.</summary>
public sealed class DefinitionReadingTests
{
    // Acts have no escapes: a list of such a code could never be voted for.
    [Theory]
    [InlineData("A\\\"")]
    [InlineData("A\\\\")]
    [InlineData("\\u00c4")]
    [InlineData("A B")]
    public void A_code_that_no_act_can_name_is_refused(string code)
    {
        var problem = Assert.Single(Problems((role, text) => role == "lists" ? text.Replace("[\"A\",", $"[\"{code}\",", StringComparison.Ordinal) : text));
        Assert.Equal(("lists.json", "code-malformed"), (problem.File, problem.Code));
    }

    [Theory]
    [InlineData("2018-07-29", "published-of-another-date")]
    [InlineData("2023-11-15", null)]
    public void Published_figures_are_of_the_definition_s_own_day(string date, string? code)
    {
        var published = "\"published\":{\"date\":\"" + date + "\",\"registered\":1,\"cast\":1,\"valid\":1,\"invalid\":0,\"lists\":[{\"list\":\"A\",\"votes\":1,\"seats\":1}]},";
        var problems = Problems((role, text) => role == "definition" ? text.Replace("\"facts\":", published + "\"facts\":", StringComparison.Ordinal) : text);
        Assert.Equal(code, problems.SingleOrDefault()?.Code);
    }

    private static List<DefinitionProblem> Problems(Func<string, string, string> edit)
    {
        var folder = Directory.CreateTempSubdirectory("saksei-");
        SmallElection.WriteDefinition(folder.FullName, edit);
        var bytes = File.ReadAllBytes(Path.Combine(folder.FullName, DefinitionReader.FileName));
        var reading = DefinitionReader.Read(bytes, file => File.ReadAllBytes(Path.Combine(folder.FullName, file.Path)));
        folder.Delete(recursive: true);
        return [.. reading.Problems];
    }
}
