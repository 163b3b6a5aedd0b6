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
