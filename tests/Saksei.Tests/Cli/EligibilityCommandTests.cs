using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>What a decider finds of a candidate's facts, and the seal in place of them, computed anew here.</summary>
public sealed class EligibilityCommandTests : IDisposable
{
    private const string Facts = """{"born":"1998-07-23","declares":["khmer-from-birth"],"voterList":true,"voted":[false]""";
    private const string Salt = "AAECAwQFBgcICQoLDA0ODw==";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Each_rule_has_an_outcome_and_a_seal_that_candidate_and_decider_compute_alike()
    {
        File.WriteAllText(_file, Facts + $",\"salt\":\"{Salt}\"}}");
        var (code, output, _) = Command.Run("eligibility", "--definition", "cambodia-2023", _file);
        Assert.Equal(0, code);
        var found = JsonDocument.Parse(output).RootElement.GetProperty("assessments").EnumerateArray()
            .Select(one => (Rule: one.GetProperty("rule").GetString()!, Outcome: one.GetProperty("outcome").GetString(), Evidence: one.GetProperty("evidence").GetString())).ToList();
        Assert.Equal(["met", "met", "met", "not-met"], found.Select(one => one.Outcome));
        Assert.All(found, one => Assert.Equal(Seal(one.Rule), one.Evidence));
    }

    [Fact]
    public void Facts_without_a_salt_are_refused_and_a_new_salt_is_given_each_time()
    {
        File.WriteAllText(_file, Facts + "}");
        var (code, output, error) = Command.Run("eligibility", "--definition", "cambodia-2023", _file);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("field-missing", error, StringComparison.Ordinal);
        Assert.NotEqual(Command.Run("eligibility", "--definition", "cambodia-2023").Output, Command.Run("eligibility", "--definition", "cambodia-2023").Output);
    }

    // Of each rule its own fact, under a salt of its own.
    private static string Seal(string rule)
    {
        var fact = rule switch
        {
            "khmer-from-birth" => """{"declares":["khmer-from-birth"]}""",
            "age-25" => """{"born":"1998-07-23"}""",
            "on-voter-list" => """{"voterList":true}""",
            _ => """{"voted":[false]}""",
        };
        byte[] line = Encoding.UTF8.GetBytes($"saksei/eligibility/v1\n{rule}\n"), salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        return Convert.ToHexStringLower(SHA256.HashData([.. line, .. SHA256.HashData([.. line, .. salt])[..16], .. Encoding.UTF8.GetBytes(fact)]));
    }
}
